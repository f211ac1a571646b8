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
    public static QueryDiagnostic UnknownZone(string zone) =>
        Error("SC202", default, $"unknown time zone '{zone}'; write one like Europe/Berlin or UTC");

    public static QueryDiagnostic SeveralWords((int, int) span, string text) =>
        Error("SC309", span, $"'{text}' is not one word; only a single word can have wildcards or '~'");

    public static QueryDiagnostic Window(int skip, int limit) => Error(
        "SC320",
        default,
        skip < 0 || limit < 0
            ? "a number of hits cannot be negative"
            : $"hits can be asked for only up to number {Number(QueryLimits.MaxWindow)}");

    public static QueryDiagnostic FacetTop(string kind) =>
        Error("SC321", default, $"1 to {Number(QueryLimits.MaxFacetValues)} values can be asked for of facet '{kind}'");

    public static QueryDiagnostic UnknownFacet(string kind, string? suggestion) => Error(
        "SC322", default, suggestion is null ? $"unknown facet '{kind}'" : $"unknown facet '{kind}'; did you mean '{suggestion}'?",
        suggestion);

    public static QueryDiagnostic NoSentences((int Start, int End) span, string field) => Warning(
        "SC417", span, $"where sentences and paragraphs of '{field}' begin is not known: anywhere in it counts; W/20 says how near");

    public static QueryDiagnostic TextIsNotCounted(string field) => Error(
        "SC322", default, $"'{field}' is a text, whose values are not counted; search in it with {field}:word, or declare it a keyword");

    public static QueryDiagnostic NoRange(string field, string range, bool isNumber) => Error(
        "SC345",
        default,
        isNumber
            ? $"'{range}' is no range of '{field}'; write a number, or a range such as [10 TO 20}}, >=100, 10..20"
            : $"'{range}' is no range of '{field}'; write a date, which is its whole unit, or a range: 2019, 2019-03, "
                + "[2019-03 TO 2019-06], >=2019");

    public static QueryDiagnostic NoRanges(string kind) => Error(
        "SC346", default, $"'{kind}' is no number or date, so it has no ranges; leave out what they are to be");

    public static QueryDiagnostic WrongRanges(string field, bool isNumber, int most) => Error(
        "SC347",
        default,
        isNumber
            ? $"'{field}' is counted by ranges: as wide as a number above 0 (facet {field} by 10), or at most {most} that are given (facet "
                + $"{field} ([0 TO 10}}, >=10)); one of both, and no beginning"
            : $"'{field}' is counted by days, weeks, months, quarters or years (facet {field} by month), or at most {most} ranges that are "
                + $"given (facet {field} (2018, >=2019)); one of both, and no beginning");

    public static QueryDiagnostic TooManyRanges(string field, int most) => Error(
        "SC353",
        default,
        $"the matches lie in more than {most.ToString("N0", CultureInfo.InvariantCulture)} ranges of '{field}'; ask for wider ones, or "
            + $"give those that you want (facet {field} ([0 TO 10}}, >=10))");

    public static QueryDiagnostic TooManyToSort(string field, int most) => Error(
        "SC349",
        default,
        $"'{field}' has more than {most.ToString("N0", CultureInfo.InvariantCulture)} different values, and hits are not sorted by so "
            + "many; sort by a number or a date");

    public static QueryDiagnostic NoDate(string field, IEnumerable<string> fields) => Error(
        "SC348",
        default,
        fields.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names
            ? $"there is no timeline of '{field}', which is no date of the archive's own; there are {string.Join(", ", names)}"
            : $"there is no timeline of '{field}': the index has no field of its own that is a date; "
                + $"searchcore rebuild --field {field}:date makes it one");

    public static QueryDiagnostic CannotSortBy(string field, IEnumerable<string> fields) => Error(
        "SC327",
        default,
        fields.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names
            ? $"hits cannot be sorted by '{field}'; there are {string.Join(", ", names)}"
            : $"hits cannot be sorted by '{field}': the index has no field of its own; "
                + $"searchcore rebuild --field {field}:number makes it one");

    public static QueryDiagnostic CannotBoostBy(string field, IEnumerable<string> fields) => Error(
        "SC336",
        default,
        fields.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names
            ? $"scores cannot be raised by '{field}'; there are {string.Join(", ", names)}"
            : $"scores cannot be raised by '{field}': the index has no field of its own that is a number; "
                + $"searchcore rebuild --field {field}:number makes it one");

    public static QueryDiagnostic BoostedTwice(string what) =>
        Error("SC337", default, $"scores are raised by '{what}' twice; give it once");

    public static QueryDiagnostic NoMoment() => Error(
        "SC338", default, "how recent an article is counts from a moment, and the request has none; say which it is (SearchRequest.Now)");

    public static QueryDiagnostic GroupedExport() => Error(
        "SC339", default, "this takes every match, not the best one of each group; leave 'group' (SearchRequest.GroupBy) out");

    public static QueryDiagnostic SnippetTooLong(int length) =>
        Error("SC323", default, $"a snippet has 0 to 100,000 characters, not {Number(length)}");

    public static QueryDiagnostic TooManyBuckets(TimelineUnit unit, DateOnly first, DateOnly last, TimelineUnit wider, DateOnly? fitting) =>
        Error(
            "SC324",
            default,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a timeline by {Name(unit)} from {Day(first)} to {Day(last)} has more than {QueryLimits.MaxBuckets:N0} buckets; "
                + $"ask by {Name(wider)}, or narrow the dates{(fitting is { } day ? $" with date>={Day(day)}" : "")}"),
            Name(wider));

    public static QueryDiagnostic UnknownArticle(string id) => Error("SC325", default, $"no article has the id '{id}'");

    public static QueryDiagnostic AfterAndSkip() =>
        Error("SC326", default, "a cursor and a number of hits to skip cannot be combined; leave one of them out");

    public static QueryDiagnostic BadCursor() =>
        Error("SC332", default,
            "this is not a cursor, or it is from another version; "
            + "give 'next' of an earlier result unchanged, or leave it out to start again");

    public static QueryDiagnostic ForeignCursor() =>
        Error("SC333", default,
            "this cursor belongs to another query, choice or sort; "
            + "repeat those of the result it came from, or leave it out to start again");

    public static QueryDiagnostic TooManyPlaces() =>
        Error("SC334", default,
            "the words of the query stand together in an article in more than a million ways, too many for an answer that has to be "
            + "whole; ask for words nearer to each other");

    public static QueryDiagnostic Forbidden((int, int) span, string part) =>
        Error("SC335", span, $"{part} cannot be used here; leave it out");

    public static QueryDiagnostic NoSignatures((int, int) span = default) =>
        Error("SC340", span,
            "this index was made by a version that kept no signatures of bodies, by which near-duplicates are found; "
            + "searchcore rebuild (ArticleIndex.Rebuild) makes them from the index alone");

    public static QueryDiagnostic TooManyStories(string what) =>
        Error("SC341", default,
            $"near-duplicates cannot be collapsed here: {what}; leave 'unique' out, or ask for the near-duplicates of one article "
            + "(near:ID)");

    public static QueryDiagnostic UniqueOfAll() =>
        Error("SC342", default, "this takes every match, not one article of each story; leave 'unique' out");

    public static QueryDiagnostic UniqueOfGroups() =>
        Error("SC344", default, "hits are stories or grouped by a value, not both; leave 'unique' or 'group' out");

    public static QueryDiagnostic NothingNear((int, int) span, string id) =>
        Warning("SC421", span, $"no article has the id '{id}', so none is near to it");

    public static QueryDiagnostic Moved(long from, long to) => Warning(
        "SC410",
        default,
        string.Create(
            CultureInfo.InvariantCulture,
            $"the index has changed since the result that this continues (commit {from}, now {to}); "
            + $"these are the hits after its last one in the index as it is now"));

    public static QueryDiagnostic ReadAs((int, int) span, string? kind, string value, EntityName name) => Warning(
        "SC411", span,
        $"{QueryFormatter.Format(new FacetNode(kind, value))} is read as {QueryFormatter.Format(new FacetNode(name.Kind, name.Name))} too");

    public static QueryDiagnostic ReadAsWords((int, int) span, string text, IReadOnlyList<string> others) =>
        Warning("SC415", span, $"'{text}' is read as {string.Join(", ", others)} too");

    public static QueryDiagnostic NoExactForms((int, int) span) => Error(
        "SC330",
        span,
        "this index keeps no exact forms; index the articles anew into an index made with --exact-forms "
            + "(ArticleIndexOptions.ExactForms), or leave '=' out");

    public static QueryDiagnostic LimitedDeletion(string query) =>
        Error("SC331", (query.IndexOf('|', StringComparison.Ordinal), query.Length),
            "this takes every match, not the first ones; leave 'limit' out");

    public static QueryDiagnostic StopWord((int, int) span, string word) => word is "and" or "or" or "not"
        ? Warning("SC401", span,
            $"'{word}' is read as a word, which is too common to search for and was ignored; "
            + $"the operator is written {word.ToUpperInvariant()}",
            word.ToUpperInvariant())
        : Warning("SC401", span, $"'{word}' is too common to search for outside of a phrase and was ignored");

    public static QueryDiagnostic NoWord((int, int) span, string text) =>
        Warning("SC402", span, $"'{text}' has no word in it and was ignored");

    public static QueryDiagnostic Capped((int, int) span, string pattern, int most) => Warning(
        "SC403", span, $"'{pattern}' stands for too many words; only the first {Number(most)} were searched");

    public static QueryDiagnostic OtherWords((int, int) span, string pattern, string other, string word) => Warning(
        "SC412", span,
        $"'{pattern}' finds articles with '{other}' too: this index keeps words by their stems, and '{word}' has the same; "
            + "an index made with --exact-forms (ArticleIndexOptions.ExactForms) finds the written words alone");

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

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
