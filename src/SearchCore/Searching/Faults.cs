using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Searching;

/// <summary>Every diagnostic there is, in one place: its code, its words, its fix.</summary>
internal static class Faults
{
    public static QueryDiagnostic Misplaced((int, int) span, string image, string? hint) =>
        Error("SC101", span, $"'{image}' cannot stand here{Hint(hint)}");

    public static QueryDiagnostic EndsEarly(int end) => Error("SC101", (end, end), "the query ends where a word is expected");

    public static QueryDiagnostic UnknownField((int, int) span, string name, string? suggestion) => Error(
        "SC102",
        span,
        suggestion is null ? $"unknown field '{name}'; if it is text, put it in quotes" : $"unknown field '{name}'; did you mean '{suggestion}'?",
        suggestion);

    public static QueryDiagnostic WrongForm((int, int) span, string name, string expected) =>
        Error("SC103", span, $"'{name}' takes {expected}");

    public static QueryDiagnostic NoRange((int, int) span, string name) =>
        Error("SC104", span, $"'{name}' has no ranges; only dates do: date:[2017-12-01 TO 2017-12-31]");

    public static QueryDiagnostic Unopened((int, int) span) => Error("SC105", span, "this bracket closes none; remove it", string.Empty);

    public static QueryDiagnostic Unclosed((int, int) span) => Error("SC106", span, "this bracket is never closed; add ')'");

    public static QueryDiagnostic OpenQuote((int, int) span) => Error("SC107", span, "this quotation mark has no partner; add one or remove it");

    public static QueryDiagnostic Regex((int, int) span) => Error("SC108", span, "regular expressions are not supported; if it is text, put it in quotes");

    public static QueryDiagnostic OpenRange((int, int) span) => Error("SC109", span, "a range is written [2017-12-01 TO 2017-12-31], with * for no bound");

    public static QueryDiagnostic BadEscape((int, int) span) =>
        Error("SC110", span, "a backslash needs a character behind it, and \\u four hexadecimal digits");

    public static QueryDiagnostic EmptyGroup((int, int) span) => Error("SC111", span, "there is nothing between these brackets");

    public static QueryDiagnostic NotUnderstood((int, int) span) => Error("SC112", span, "this cannot be understood; if it is text, put it in quotes");

    public static QueryDiagnostic NotADate((int, int) span, string problem) => Error("SC201", span, problem);

    public static QueryDiagnostic UnknownZone(string zone) => Error("SC202", default, $"unknown time zone '{zone}'; write one like Europe/Berlin or UTC");

    public static QueryDiagnostic Backwards((int, int) span, string swapped) =>
        Error("SC210", span, $"the date range runs backwards; try {swapped}", swapped);

    public static QueryDiagnostic EmptyRange((int, int) span, string inclusive) =>
        Error("SC211", span, $"the date range holds no moment; try {inclusive}", inclusive);

    public static QueryDiagnostic TextTooLong(int length) =>
        Error("SC301", (QueryLimits.MaxTextLength, length), $"the query has {Number(length)} characters; {Number(QueryLimits.MaxTextLength)} are allowed");

    public static QueryDiagnostic TooDeep((int, int) span) => Error("SC302", span, $"brackets nest deeper than {QueryLimits.MaxNesting} levels");

    public static QueryDiagnostic TooManyClauses((int, int) span) => Error("SC303", span, $"more than {Number(QueryLimits.MaxClauses)} clauses");

    public static QueryDiagnostic ShortWildcard((int, int) span) =>
        Error("SC304", span, $"a wildcard needs at least {QueryLimits.MinWildcardPrefix} letters in front of it");

    public static QueryDiagnostic WideWildcard((int, int) span) =>
        Error("SC305", span, $"at most {QueryLimits.MaxAsterisks} asterisks in a word, and at most {QueryLimits.MaxQuestionRun} question marks in a row behind one");

    public static QueryDiagnostic TooFuzzy((int, int) span) => Error("SC306", span, $"a word may differ in 0, 1 or {QueryLimits.MaxEdits} letters: write ~1 or ~2");

    public static QueryDiagnostic WideSlop((int, int) span) => Error("SC307", span, $"words of a phrase may be 0 to {Number(QueryLimits.MaxSlop)} moves apart");

    public static QueryDiagnostic WrongBoost((int, int) span) => Error("SC308", span, $"a boost is a number from 0 to {Number((int)QueryLimits.MaxBoost)}");

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
        Error("SC330", default, "this is no cursor, or one of another version; give 'next' of an earlier result as it stands, or leave it out to begin again");

    public static QueryDiagnostic ForeignCursor() =>
        Error("SC331", default, "this cursor belongs to another query, choice or sort; give those of the result it came with, or leave it out to begin again");

    public static QueryDiagnostic Moved(long from, long to) => Warning(
        "SC410",
        default,
        string.Create(CultureInfo.InvariantCulture, $"moved: the index has changed since the result this goes on from (commit {from}, now {to}); the hits are those behind its last one as the index is now"));

    public static QueryDiagnostic StopWord((int, int) span, string word) =>
        Warning("SC401", span, $"'{word}' is too common to search for outside of a phrase and was ignored");

    public static QueryDiagnostic NoWord((int, int) span, string text) => Warning("SC402", span, $"'{text}' has no word in it and was ignored");

    public static QueryDiagnostic Capped((int, int) span, string pattern) => Warning(
        "SC403", span, $"'{pattern}' stands for too many words; only the first {Number(QueryLimits.MaxExpansions)} were searched");

    private static QueryDiagnostic Error(string code, (int Start, int End) span, string message, string? fix = null) =>
        new(code, DiagnosticSeverity.Error, span.Start, span.End, message, fix);

    private static QueryDiagnostic Warning(string code, (int Start, int End) span, string message) =>
        new(code, DiagnosticSeverity.Warning, span.Start, span.End, message);

    private static string Name(TimelineUnit unit) => unit.ToString().ToLowerInvariant();

    private static string Day(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Hint(string? hint) => hint is null ? string.Empty : $"; {hint}";
}
