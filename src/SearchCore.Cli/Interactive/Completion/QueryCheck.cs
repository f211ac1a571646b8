using System.Collections.Concurrent;

using SearchCore.Cli.Interactive.Editing;
using SearchCore.Cli.Output;
using SearchCore.Queries;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>
/// What is wrong in a query that is being typed, in the dialect, zone and moment that are set. Reading it costs microseconds, so it is read
/// anew with every key. Thread-safe.
/// </summary>
internal sealed class QueryCheck(Func<ArticleSearcher> open, Func<SearchRequest> meant)
{
    // Codes of docs/query-language.md: a field that is not known; a bracket, a quotation mark that is never closed.
    private const string UnknownField = "SC102", OpenBracket = "SC106", OpenQuote = "SC107";

    // A name that the index took for a field of the archive's own, or did not.
    private readonly ConcurrentDictionary<string, bool> own = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a bracket or a quotation mark is open.</summary>
    public bool IsOpen(string text) =>
        QueryText.Parse(text, meant().Dialect).Diagnostics.Any(d => d.Code is OpenBracket or OpenQuote);

    /// <summary>The mistakes of a text; none that is only the end of what is typed so far.</summary>
    public IReadOnlyList<LineFault> Faults(string text, int cursor)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var now = meant();
        var options = new QueryTextOptions { Now = now.Now, Zone = LocalDates.Zone(now.Zone), Kinds = Kinds() };
        IReadOnlyList<QueryDiagnostic> found = QueryText.Parse(text, now.Dialect, options).Diagnostics;
        if (found.Any(d => d.Code == UnknownField && IsOwn(text[d.Start..d.End].TrimEnd(':'))))
        {
            found = OfIndex(text);
        }

        return
        [
            .. found.Where(d => d.Severity == DiagnosticSeverity.Error && d.Code is not (OpenBracket or OpenQuote)
                    && !(cursor == text.Length && IsUnfinished(d, text)))
                .Select(d => new LineFault(d.Start, Math.Max(d.End, Math.Min(text.Length, d.Start + 1)), $"{d.Code} {d.Message}")),
        ];
    }

    // What is said of the last word may be otherwise once the word is whole; a field without its colon is no field yet.
    private static bool IsUnfinished(QueryDiagnostic diagnostic, string text) =>
        diagnostic.End >= text.TrimEnd().Length && diagnostic.Code != UnknownField;

    private HashSet<string> Kinds()
    {
        using var searcher = open();
        return [.. searcher.Kinds()];
    }

    // What an archive declared for itself only the index knows, so it is asked, once a name.
    private bool IsOwn(string name) => own.GetOrAdd(name, unknown => !OfIndex($"{unknown}:*").Any(d => d.Code == UnknownField));

    private IReadOnlyList<QueryDiagnostic> OfIndex(string text)
    {
        try
        {
            using var searcher = open();
            searcher.Explain(meant() with { Query = text });
            return [];
        }
        catch (QueryException e)
        {
            return e.Diagnostics;
        }
    }
}
