using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Searching.Planning;

/// <summary>
/// Every diagnostic about a request and about searching, in one place: its code, its words, its fix. Those about a text are in
/// <c>SyntaxFaults</c>.
/// </summary>
internal static class Faults
{
    public static QueryDiagnostic UnknownZone(string zone) => Error("SC202", default, $"unknown time zone '{zone}'; write one like Europe/Berlin or UTC");

    public static QueryDiagnostic SeveralWords((int, int) span, string text) =>
        Error("SC309", span, $"'{text}' is not one word; only a single word can be spelled by wildcard or nearly");

    public static QueryDiagnostic Window(int skip, int limit) => Error(
        "SC320",
        default,
        skip < 0 || limit < 0 ? "a number of hits cannot be negative" : $"hits can be asked for up to number {Number(QueryLimits.MaxWindow)}");

    public static QueryDiagnostic FacetTop(string kind) =>
        Error("SC321", default, $"1 to {Number(QueryLimits.MaxFacetValues)} values can be asked for of facet '{kind}'");

    public static QueryDiagnostic UnknownFacet(string kind, string? suggestion) => Error(
        "SC322", default, suggestion is null ? $"unknown facet '{kind}'" : $"unknown facet '{kind}'; did you mean '{suggestion}'?", suggestion);

    public static QueryDiagnostic SnippetTooLong(int length) => Error("SC323", default, $"a snippet has 0 to 100,000 characters, not {Number(length)}");

    public static QueryDiagnostic TooManyBuckets(TimelineUnit unit, long buckets, long first, long last) => Error(
        "SC324",
        default,
        string.Create(CultureInfo.InvariantCulture, $"a timeline by {Name(unit)} from {Day(first)} to {Day(last)} has {buckets:N0} buckets; {QueryLimits.MaxBuckets:N0} are allowed: ")
            + (unit == TimelineUnit.Year ? "narrow the dates" : $"ask by {Name(unit + 1)}, or narrow the dates"),
        unit == TimelineUnit.Year ? null : Name(unit + 1));

    public static QueryDiagnostic UnknownArticle(string id) => Error("SC325", default, $"no article has the id '{id}'");

    public static QueryDiagnostic AfterAndSkip() => Error("SC326", default, "hits behind a cursor are not skipped by number; leave out one of both");

    public static QueryDiagnostic BadCursor() =>
        Error("SC332", default, "this is no cursor, or one of another version; give 'next' of an earlier result as it stands, or leave it out to begin again");

    public static QueryDiagnostic ForeignCursor() =>
        Error("SC333", default, "this cursor belongs to another query, choice or sort; give those of the result it came with, or leave it out to begin again");

    public static QueryDiagnostic TooManyPlaces() =>
        Error("SC334", default, "the words of the query stand together in an article in more than a million ways, too many for an answer that has to be whole; ask for words nearer to each other");

    public static QueryDiagnostic Moved(long from, long to) => Warning(
        "SC410",
        default,
        string.Create(CultureInfo.InvariantCulture, $"moved: the index has changed since the result this goes on from (commit {from}, now {to}); the hits are those behind its last one as the index is now"));

    public static QueryDiagnostic ReadAs((int, int) span, string? kind, string value, EntityName name) => Warning(
        "SC411", span, $"{QueryFormatter.Format(new FacetNode(kind, value))} is read as {QueryFormatter.Format(new FacetNode(name.Kind, name.Name))} too");

    public static QueryDiagnostic NoExactForms((int, int) span) => Error(
        "SC330",
        span,
        "this index keeps no exact forms; index the articles anew into an index made with --exact-forms (ArticleIndexOptions.ExactForms), or leave '=' away");

    public static QueryDiagnostic LimitedDeletion(string query) =>
        Error("SC331", (query.IndexOf('|', StringComparison.Ordinal), query.Length), "all that matches is taken here, not the first of it; leave 'limit' away");

    public static QueryDiagnostic StopWord((int, int) span, string word) => word is "and" or "or" or "not"
        ? Warning("SC401", span, $"'{word}' is taken as a word, and as one too common to search for; the operator is written {word.ToUpperInvariant()}", word.ToUpperInvariant())
        : Warning("SC401", span, $"'{word}' is too common to search for outside of a phrase and was ignored");

    public static QueryDiagnostic NoWord((int, int) span, string text) => Warning("SC402", span, $"'{text}' has no word in it and was ignored");

    public static QueryDiagnostic Capped((int, int) span, string pattern) => Warning(
        "SC403", span, $"'{pattern}' stands for too many words; only the first {Number(QueryLimits.MaxExpansions)} were searched");

    private static QueryDiagnostic Error(string code, (int Start, int End) span, string message, string? fix = null) =>
        Warning(code, span, message, fix) with { Severity = DiagnosticSeverity.Error };

    private static QueryDiagnostic Warning(string code, (int Start, int End) span, string message, string? fix = null) => new()
    {
        Code = code,
        Severity = DiagnosticSeverity.Warning,
        Start = span.Start,
        End = span.End,
        Message = message,
        Fix = fix,
    };

    private static string Name(TimelineUnit unit) => unit.ToString().ToLowerInvariant();

    private static string Day(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
