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

    public void Type(string text)
    {
        Wanted += text;
        Look(Math.Min(place, lines.Count - 1), -1);
    }

    public void Backspace()
    {
        if (Wanted.Length > 0)
        {
            var last = System.Globalization.StringInfo.ParseCombiningCharacters(Wanted)[^1];
            Wanted = Wanted[..last];
            Look(lines.Count - 1, -1);
        }
    }

    public void Older() => Look(place - 1, -1);

    public void Newer() => Look(place + 1, 1);

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
