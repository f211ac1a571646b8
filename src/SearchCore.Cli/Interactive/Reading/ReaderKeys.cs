namespace SearchCore.Cli.Interactive.Reading;

/// <summary>The keys of the reader.</summary>
internal static class ReaderKeys
{
    /// <summary>They and what they do, a row each.</summary>
    public static IReadOnlyList<string> Rows { get; } =
    [
        "n N       the next, the previous match",
        "] [       the next, the previous hit",
        "/         search in this article; nothing: the query's matches again",
        "Space f   a page on          PageDown",
        "b         a page back        PageUp",
        "j k       a row on, back     arrows, Enter",
        "g G       the start, the end",
        "q         back to the list   Escape, Ctrl-C",
        "",
        "any key goes on reading",
    ];
}
