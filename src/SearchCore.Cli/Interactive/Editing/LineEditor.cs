using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>What a key did.</summary>
internal enum EditOutcome
{
    /// <summary>The text may have changed; more keys follow.</summary>
    Continues,

    /// <summary>The text is complete.</summary>
    Submitted,

    /// <summary>Ctrl-C: the text is given up.</summary>
    GivenUp,

    /// <summary>Ctrl-D on an empty line: the person leaves.</summary>
    Left,

    /// <summary>Ctrl-Z: the program is to be stopped.</summary>
    Suspended,

    /// <summary>Ctrl-L: the screen is to be cleared.</summary>
    ScreenCleared,
}

/// <summary>
/// What keys do to a text: editing, history, completion. Keys go in, <see cref="View"/> is what is to be seen; nothing here knows a
/// terminal. For one thread.
/// </summary>
internal sealed class LineEditor(LineHistory history, ILineHelp help)
{
    private readonly LineBuffer buffer = new();
    private readonly KillRing kills = new();
    private IReadOnlyList<string> lines = [];
    private string draft = "";
    private int place;
    private (int Start, int Length)? yanked;
    private HistorySearch? search;
    private CandidateMenu? menu;
    private (string Text, string Behind) ghost = ("", "");

    /// <summary>The text so far.</summary>
    public string Text => buffer.Text;

    /// <summary>The cursor, in UTF-16 units.</summary>
    public int Cursor => buffer.Cursor;

    /// <summary>Whether a completion is worth looking for: the cursor is at the end, and nothing else is going on.</summary>
    public bool WantsGhost => search is null && menu is null && Text.Length > 0 && Cursor == Text.Length && Ghost.Length == 0;

    /// <summary>What is shown behind the cursor and taken by Right: the rest of an earlier line, or of a completion.</summary>
    public string Ghost => search is null && menu is null && Text.Length > 0 && Cursor == Text.Length && !Text.EndsWith('\n')
        ? Remembered() ?? Suggested() : "";

    /// <summary>What is to be seen.</summary>
    public EditorView View => search is { } looking
        ? new(looking.Found, looking.At, SearchPrompt: $"{(looking.Failed ? "no line has" : "search back for")} '{looking.Wanted}': ")
        : new(Text, Cursor)
        {
            Ghost = Ghost,
            Faults = help.Faults(Text, Cursor),
            Candidates = menu?.Candidates ?? [],
            Chosen = menu?.Chosen ?? -1,
        };

    /// <summary>Begins a new line.</summary>
    public void Begin()
    {
        buffer.Reset();
        kills.Break();
        lines = history.Lines;
        (draft, place, search, menu, yanked, ghost) = ("", lines.Count, null, null, null, ("", ""));
    }

    /// <summary>Tells the best completion of a text, found beside the typing; shown while the text still begins so.</summary>
    public void Suggest(string text, string rest) => ghost = (text, rest);

    /// <summary>Does what a key says.</summary>
    public EditOutcome Apply(Key key)
    {
        if (key.Code is KeyCode.Wake or KeyCode.Unknown)
        {
            return EditOutcome.Continues;
        }

        if (search is { } looking && Searched(looking, key))
        {
            return EditOutcome.Continues;
        }

        if (menu is { } open && Chose(open, key))
        {
            return EditOutcome.Continues;
        }

        var wasYanked = yanked;
        yanked = null;
        if (!IsKill(key))
        {
            kills.Break();
        }

        return key switch
        {
            { Code: KeyCode.Closed } => EditOutcome.Left,
            { Code: KeyCode.Enter, Alt: true } => Do(() => buffer.Insert("\n")),
            { Code: KeyCode.Enter } => Enter(),
            { Code: KeyCode.Text, Control: true } => Controlled(key.Text),
            { Code: KeyCode.Text, Alt: true } => Do(() => WithAlt(key.Text, wasYanked)),
            { Code: KeyCode.Text } => Do(() => buffer.Insert(key.Text)),
            { Code: KeyCode.Paste } => Do(() => buffer.Insert(Pasted(key.Text))),
            { Code: KeyCode.Tab } => Do(Complete),
            { Code: KeyCode.Escape } => Do(() => buffer.Set("")),
            _ => Do(() => Moved(key)),
        };
    }

    private static EditOutcome Do(Action action)
    {
        action();
        return EditOutcome.Continues;
    }

    // One text whatever it holds: rows stay rows, the last line break of a copied line is none.
    private static string Pasted(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Replace('\t', ' ');

    private static bool IsKill(Key key) => key switch
    {
        { Code: KeyCode.Text, Control: true, Text: "w" or "u" or "k" } => true,
        { Code: KeyCode.Text, Alt: true, Text: "d" } => true,
        { Code: KeyCode.Backspace or KeyCode.Delete } => key.Alt || key.Control,
        _ => false,
    };

    private EditOutcome Enter()
    {
        var onEmptyRow = Text.EndsWith('\n') && Cursor == Text.Length;
        if (!onEmptyRow && help.IsOpen(Text))
        {
            buffer.Last();
            buffer.Insert("\n");
            return EditOutcome.Continues;
        }

        return EditOutcome.Submitted;
    }

    private EditOutcome Controlled(string letter)
    {
        switch (letter)
        {
            case "c":
                return EditOutcome.GivenUp;
            case "d" when Text.Length == 0:
                return EditOutcome.Left;
            case "z":
                return EditOutcome.Suspended;
            case "l":
                return EditOutcome.ScreenCleared;
        }

        Action? action = letter switch
        {
            "a" => buffer.Home,
            "e" => End,
            "b" => buffer.Left,
            "f" => Right,
            "d" => () => buffer.Delete(),
            "h" => () => buffer.Backspace(),
            "w" => () => kills.Add(buffer.DeleteToBlank(), inFront: true),
            "u" => () => kills.Add(buffer.DeleteToStart(), inFront: true),
            "k" => () => kills.Add(buffer.DeleteToEnd(), inFront: false),
            "y" => () => Yank(kills.Current, Cursor),
            "t" => buffer.Exchange,
            "p" => Older,
            "n" => Newer,
            "r" => () => search = new(lines),
            "_" => buffer.Undo,
            _ => null,
        };
        action?.Invoke();
        return EditOutcome.Continues;
    }

    private void WithAlt(string letter, (int Start, int Length)? last)
    {
        switch (letter)
        {
            case "b":
                buffer.WordLeft();
                break;
            case "f":
                WordRight();
                break;
            case "d":
                kills.Add(buffer.DeleteWordRight(), inFront: false);
                break;
            case "y" when last is { } piece:
                buffer.Replace(piece.Start, piece.Start + piece.Length, "");
                Yank(kills.Turn(), piece.Start);
                break;
            default:
                break;
        }
    }

    private void Yank(string text, int at)
    {
        buffer.Insert(text);
        yanked = (at, text.Length);
    }

    private void Moved(Key key)
    {
        var word = key.Control || key.Alt;
        switch (key.Code)
        {
            case KeyCode.Left when word:
                buffer.WordLeft();
                break;
            case KeyCode.Right when word:
                WordRight();
                break;
            case KeyCode.Left:
                buffer.Left();
                break;
            case KeyCode.Right:
                Right();
                break;
            case KeyCode.Home:
                buffer.Home();
                break;
            case KeyCode.End:
                End();
                break;
            case KeyCode.Up when !buffer.Up():
                Older();
                break;
            case KeyCode.Down when !buffer.Down():
                Newer();
                break;
            case KeyCode.Backspace when word:
                kills.Add(buffer.DeleteWordLeft(), inFront: true);
                break;
            case KeyCode.Backspace:
                buffer.Backspace();
                break;
            case KeyCode.Delete when word:
                kills.Add(buffer.DeleteWordRight(), inFront: false);
                break;
            case KeyCode.Delete:
                buffer.Delete();
                break;
            default:
                break;
        }
    }

    private void Right()
    {
        if (!TakeGhost(whole: true))
        {
            buffer.Right();
        }
    }

    private void End()
    {
        if (!TakeGhost(whole: true))
        {
            buffer.End();
        }
    }

    private void WordRight()
    {
        if (!TakeGhost(whole: false))
        {
            buffer.WordRight();
        }
    }

    private bool TakeGhost(bool whole)
    {
        var rest = Ghost;
        if (rest.Length == 0)
        {
            return false;
        }

        var end = whole ? rest.Length : 0;
        while (end < rest.Length && !char.IsLetterOrDigit(rest[end]))
        {
            end++;
        }

        while (end < rest.Length && char.IsLetterOrDigit(rest[end]))
        {
            end++;
        }

        buffer.Insert(rest[..end]);
        return true;
    }

    private string? Remembered()
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (lines[i].Length > Text.Length && lines[i].StartsWith(Text, StringComparison.Ordinal))
            {
                return lines[i][Text.Length..];
            }
        }

        return null;
    }

    private string Suggested()
    {
        var whole = ghost.Text + ghost.Behind;
        return Text.Length >= ghost.Text.Length && whole.StartsWith(Text, StringComparison.Ordinal) ? whole[Text.Length..] : "";
    }

    private void Older()
    {
        if (place > 0)
        {
            draft = place == lines.Count ? Text : draft;
            buffer.Set(lines[--place]);
        }
    }

    private void Newer()
    {
        if (place < lines.Count)
        {
            buffer.Set(++place == lines.Count ? draft : lines[place]);
        }
    }

    private void Complete()
    {
        var found = help.Complete(Text, Cursor, CancellationToken.None);
        if (found.Candidates.Count == 0)
        {
            return;
        }

        var typed = Text[found.Start..found.End];
        if (found.Candidates.Count == 1)
        {
            buffer.Replace(found.Start, found.End, found.Candidates[0].Text);
            return;
        }

        var common = Candidates.CommonStart(found.Candidates);
        if (common.Length > typed.Length && common.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            buffer.Replace(found.Start, found.End, common);
            typed = common;
        }

        menu = new(found, typed);
    }

    // Whether the key was for the menu; any other closes it and does what it does.
    private bool Chose(CandidateMenu open, Key key)
    {
        var use = open.Apply(key, buffer);
        menu = use == KeyUse.Taken ? open : null;
        return use != KeyUse.Left;
    }

    // Whether the key was for the search; any other takes the line found and does what it does.
    private bool Searched(HistorySearch looking, Key key)
    {
        var use = looking.Apply(key);
        if (use == KeyUse.Taken)
        {
            return true;
        }

        search = null;
        if (!looking.IsGivenUp && looking.Found.Length > 0)
        {
            buffer.Set(looking.Found);
        }

        return use == KeyUse.TakenLast;
    }
}
