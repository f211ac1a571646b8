using SearchCore.Cli.Interactive.Editing;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>What the console knows of a line being typed: a dot command or a query on an index. Thread-safe.</summary>
/// <param name="open">Opens a searcher of what is searched.</param>
/// <param name="commands">The dot commands.</param>
/// <param name="folder">The folder that names of files start from.</param>
/// <param name="meant">How a query would be meant now: dialect, zone, moment.</param>
/// <param name="own">The fields of the archive's own.</param>
internal sealed class ConsoleLineHelp(
    Func<ArticleSearcher> open, ICommandNames commands, string folder, Func<SearchRequest> meant,
    Func<IReadOnlyList<FieldDeclaration>> own) : ILineHelp
{
    private readonly QueryCompletion queries = new(new(open, own));
    private readonly CommandCompletion arguments = new(commands, new(open, own), folder);
    private readonly QueryCheck check = new(open, meant);

    public CompletionSet Complete(string text, int cursor, CancellationToken cancellation)
    {
        try
        {
            return !IsCommand(text) ? queries.Complete(text, cursor, cancellation)
                : arguments.QueryStart(text, cursor) is { } start
                    ? Shifted(queries.Complete(text[start..], cursor - start, cancellation), start)
                : arguments.Complete(text, cursor, cancellation);
        }
        catch (Exception e) when (e is QueryException or IndexException or ArgumentException)
        {
            // A kind that the index does not have, an index that is damaged: the line itself says so once it is entered.
            return CompletionSet.None;
        }
    }

    public IReadOnlyList<LineFault> Faults(string text, int cursor) =>
        !IsCommand(text) ? check.Faults(text, cursor)
            : arguments.Unknown(text, cursor) is { } unknown ? [unknown]
            : [];

    public bool IsOpen(string text) => !IsCommand(text) && check.IsOpen(text);

    private static bool IsCommand(string text) => text.StartsWith('.');

    private static CompletionSet Shifted(CompletionSet set, int by) => new(set.Start + by, set.End + by, set.Candidates);
}
