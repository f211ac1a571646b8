namespace SearchCore.Cli.Interactive.Editing;

/// <summary>The keys of the line editor.</summary>
internal static class EditorKeys
{
    /// <summary>They and what they do, as <c>.help keys</c> and docs/console-keys.md have them.</summary>
    public static IReadOnlyList<(string Keys, string Meaning)> All { get; } =
    [
        ("Tab", "complete; again: the next candidate, Shift-Tab the one before; Enter keeps it, Escape takes it back"),
        ("Right, End", "at the end of the line: take the grey text; Alt-F takes a word of it"),
        ("Up, Down", "earlier lines, this session's first; within a text of several rows the row above, below"),
        ("Ctrl-R", "search back in earlier lines; again: an older one, Ctrl-S a newer one; Ctrl-G gives up"),
        ("Ctrl-A, Ctrl-E", "start, end of the row; also Home, End"),
        ("Ctrl-B, Ctrl-F", "a character back, on; also Left, Right"),
        ("Alt-B, Alt-F", "a word back, on; also Ctrl-Left, Ctrl-Right"),
        ("Ctrl-W", "delete back to a blank; Alt-Backspace a word, Alt-D the word that follows"),
        ("Ctrl-U, Ctrl-K", "delete to the start, to the end of the row"),
        ("Ctrl-Y", "put back what was deleted; Alt-Y then what was deleted before that"),
        ("Ctrl-D", "delete the character that follows; on an empty line: leave"),
        ("Ctrl-T", "exchange two characters"),
        ("Ctrl-_", "take the last change back"),
        ("Escape", "empty the line"),
        ("Enter", "run it; while a bracket or a quotation mark is open: a new row, and on an empty row run it all the same"),
        ("Alt-Enter", "a new row"),
        ("Ctrl-C", "give the line up; while something runs: stop it"),
        ("Ctrl-Z", "back to the shell; fg goes on"),
        ("Ctrl-L", "clear the screen"),
    ];
}
