using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>Ctrl-R: the newest line that has what is typed, an older one each time Ctrl-R is pressed again.</summary>
internal sealed class HistorySearch(IReadOnlyList<string> lines)
{
    private int place = lines.Count;

    /// <summary>What is looked for.</summary>
    public string Wanted { get; private set; } = "";

    /// <summary>The line found; empty where there was none yet.</summary>
    public string Found { get; private set; } = "";

    /// <summary>Whether no line has it, or none older.</summary>
    public bool Failed { get; private set; }

    /// <summary>Where in the line it stands.</summary>
    public int At => Math.Max(0, Found.IndexOf(Wanted, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it was given up: what it found is not to be taken.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Does what a key says; a key that is none of the search's ends it.</summary>
    public KeyUse Apply(Key key)
    {
        switch (key)
        {
            case { Code: KeyCode.Text, Control: false, Alt: false } or { Code: KeyCode.Paste }:
                Wanted += key.Text.ReplaceLineEndings(" ");
                Look(Math.Min(place, lines.Count - 1), -1);
                return KeyUse.Taken;
            case { Code: KeyCode.Backspace } or { Code: KeyCode.Text, Control: true, Text: "h" }:
                Wanted = Wanted.Length == 0 ? "" : Wanted[..System.Globalization.StringInfo.ParseCombiningCharacters(Wanted)[^1]];
                Look(lines.Count - 1, -1);
                return KeyUse.Taken;
            case { Code: KeyCode.Text, Control: true, Text: "r" }:
                Look(place - 1, -1);
                return KeyUse.Taken;
            case { Code: KeyCode.Text, Control: true, Text: "s" }:
                Look(place + 1, 1);
                return KeyUse.Taken;
            case { Code: KeyCode.Text, Control: true, Text: "g" or "c" }:
                IsGivenUp = true;
                return KeyUse.TakenLast;
            default:
                return key.Code == KeyCode.Escape ? KeyUse.TakenLast : KeyUse.Left;
        }
    }

    private void Look(int from, int step)
    {
        if (Wanted.Length == 0)
        {
            Failed = false;
            return;
        }

        for (var i = from; i >= 0 && i < lines.Count; i += step)
        {
            // Going on, a line like the one shown is no other one.
            if (lines[i].Contains(Wanted, StringComparison.OrdinalIgnoreCase) && (i == place || lines[i] != Found || from == place))
            {
                (place, Found, Failed) = (i, lines[i], false);
                return;
            }
        }

        Failed = true;
    }
}
