using System.Globalization;

namespace SearchCore.Queries.Syntax;

/// <summary>Every diagnostic about the text of a query, in one place: its code, its words, what was expected, its fix.</summary>
internal static class SyntaxFaults
{
    /// <summary>What <see cref="UnknownField"/> has for a code.</summary>
    public const string UnknownFieldCode = "SC102";

    private const string Operand = "a word, a phrase, a field or a group";
    private const string Nearable = "a word, a phrase or a group of OR";

    public static QueryDiagnostic Misplaced((int, int) span, string image, string? hint, string? fix = null) =>
        Error("SC101", span, $"'{image}' cannot stand here{(hint is null ? string.Empty : $"; {hint}")}", Operand, fix);

    public static QueryDiagnostic EndsEarly(int end) => Error("SC101", (end, end), "the query ends where a word is expected", Operand);

    public static QueryDiagnostic Dangling((int, int) span, string image) =>
        Error("SC101", span, $"nothing follows '{image}'; add a word or remove it", Operand, string.Empty);

    public static QueryDiagnostic UnknownField((int, int) span, string name, string? suggestion) => Error(
        UnknownFieldCode,
        span,
        suggestion is null
            ? $"unknown field '{name}'; if it is text, put it in quotes"
            : $"unknown field '{name}'; did you mean '{suggestion}'?",
        "the name of a field or of a kind of entity",
        suggestion);

    /// <summary>An unknown field that is a member of articles.</summary>
    /// <param name="fault">What was said of it.</param>
    /// <param name="member">The member's name.</param>
    public static QueryDiagnostic StoredOnly(QueryDiagnostic fault, string member) => fault with
    {
        Message = $"'{member}' is stored with articles and not searched"
            + (QueryFields.IsKind(member) ? $"; declare it as a field: searchcore rebuild --field {member}:number" : string.Empty),
        Fix = null,
    };

    public static QueryDiagnostic WrongForm((int, int) span, string name, string expected, string? fix = null) =>
        Error("SC103", span, $"'{name}' takes {expected}", expected, fix);

    public static QueryDiagnostic MoreThanHost((int, int) span, string name, string host) => Error(
        "SC103",
        span,
        $"'{name}' takes a host such as bbc.co.uk; for the beginning of an address write url:\"bbc.co.uk/news/*\"",
        "a host: bbc.co.uk",
        host);

    public static QueryDiagnostic NoRange((int, int) span, string name) =>
        Error(
            "SC104",
            span,
            $"'{name}' has no ranges; only dates (date:[2017-12-01 TO 2017-12-31]) and declared numbers have; if it is text, "
                + "put it in quotation marks",
            Operand);

    public static QueryDiagnostic Unopened((int, int) span) =>
        Error("SC105", span, "this bracket closes nothing; remove it", Operand, string.Empty);

    public static QueryDiagnostic Unclosed((int, int) span) =>
        Error("SC106", span, "this bracket is never closed; add ')' or remove it", "')'", string.Empty);

    public static QueryDiagnostic OpenQuote((int, int) span) =>
        Error("SC107", span, "this quotation mark has no partner; add one or remove it", "a closing quotation mark", string.Empty);

    public static QueryDiagnostic Regex((int, int) span) =>
        Error("SC108", span, "regular expressions are not supported; if it is text, put it in quotes", Operand);

    public static QueryDiagnostic OpenRange((int, int) span) =>
        Error(
            "SC109",
            span,
            "a range is written [2017-12-01 TO 2017-12-31], with * for no bound; if it is text, put it in quotation marks",
            "[date TO date]");

    public static QueryDiagnostic BadEscape((int, int) span, bool classic = true) => Error(
        "SC110",
        span,
        $"a backslash needs a character after it{(classic ? ", and \\u four hexadecimal digits" : string.Empty)}",
        "the character that is not meant as an operator",
        classic ? null : string.Empty);

    public static QueryDiagnostic EmptyGroup((int, int) span) =>
        Error("SC111", span, "there is nothing between these brackets", Operand, string.Empty);

    public static QueryDiagnostic EmptyPhrase((int, int) span) =>
        Error("SC111", span, "there is no word between these quotation marks", "words", string.Empty);

    public static QueryDiagnostic NotUnderstood((int, int) span) =>
        Error("SC112", span, "this cannot be understood; if it is text, put it in quotes", Operand);

    public static QueryDiagnostic NoValue((int, int) span, string name) => Error(
        "SC113",
        span,
        $"nothing follows '{name}:'; write {name}:word, or {name}:* for all that have it",
        "a value",
        $"{name}:*");

    public static QueryDiagnostic NoDistance((int, int) span, string image) =>
        Error("SC114", span, $"'{image}' needs a number of words: {image}5", "a number", $"{image}5");

    public static QueryDiagnostic NotNearable((int, int) span, string image) => Error(
        "SC115", span, $"this cannot stand beside '{image}'; only words, phrases and groups of OR can", Nearable);

    public static QueryDiagnostic SlopBesideProximity((int, int) span, string image) => Error(
        "SC115",
        span,
        $"a phrase beside '{image}' must be exact; leave this out, or write W/n between its words",
        Nearable,
        string.Empty);

    public static QueryDiagnostic NotInOrder((int, int) span, string image, string instead) =>
        Error("SC116", span, $"'{image}' is not defined; write '{instead}', which looks on both sides", instead, instead);

    public static QueryDiagnostic NotADate((int, int) span, string problem) =>
        Error("SC201", span, problem, "a date: 2017, 2017-Q4, 2017-12, 2017-W50, 2017-12-11, today, last-30d");

    public static QueryDiagnostic Backwards((int, int) span, string swapped) =>
        Error("SC210", span, $"the date range runs backwards; try {swapped}", "the earlier date first", swapped);

    public static QueryDiagnostic EmptyRange((int, int) span, string inclusive) =>
        Error("SC211", span, $"the date range is empty; try {inclusive}", "a range that is not empty", inclusive);

    public static QueryDiagnostic NothingBeyond((int, int) span, string problem) =>
        Error("SC212", span, problem, "a date with time beyond it");

    public static QueryDiagnostic TextTooLong(int length, SyntaxLimits limits) => Error(
        "SC301",
        (limits.TextLength, length),
        $"the query has {Number(length)} characters; {Number(limits.TextLength)} are allowed",
        "the end",
        string.Empty);

    public static QueryDiagnostic TooDeep((int, int) span, SyntaxLimits limits) =>
        Error("SC302", span, $"brackets nest deeper than {limits.Nesting} levels", Operand);

    public static QueryDiagnostic TooManyInARow((int, int) span, SyntaxLimits limits) =>
        Error("SC302", span, $"more than {limits.Nesting} operators of proximity in a row", "AND, OR or the end");

    public static QueryDiagnostic TooManyClauses((int, int) span, SyntaxLimits limits) =>
        Error("SC303", span, $"more than {Number(limits.Clauses)} clauses", "the end");

    public static QueryDiagnostic ShortWildcard((int, int) span, SyntaxLimits limits) =>
        Error("SC304", span, $"a wildcard needs at least {limits.WildcardPrefix} letters in front of it", "letters, then * or ?");

    public static QueryDiagnostic WideWildcard((int, int) span, SyntaxLimits limits) => Error(
        "SC305",
        span,
        $"at most {limits.Asterisks} asterisks in a word, and at most {limits.QuestionRun} question marks in a row after one",
        "fewer wildcards");

    public static QueryDiagnostic TooFuzzy((int, int) span) => Error(
        "SC306",
        span,
        $"a word may differ in 0, 1 or {SyntaxLimits.MaxEdits} letters: write ~1 or ~2",
        "~1 or ~2",
        $"~{SyntaxLimits.MaxEdits}");

    public static QueryDiagnostic WideSlop((int, int) span) => Error(
        "SC307",
        span,
        $"words of a phrase may be 0 to {Number(SyntaxLimits.MaxSlop)} moves apart",
        "~ and a number",
        $"~{SyntaxLimits.MaxSlop}");

    public static QueryDiagnostic WrongBoost((int, int) span, string? fix = null) =>
        Error("SC308", span, $"a boost is a number from 0 to {Number((int)SyntaxLimits.MaxBoost)}", "^ and a number", fix);

    public static QueryDiagnostic WideDistance((int, int) span, string fix, SyntaxLimits limits) =>
        Error("SC310", span, $"this number is 1 to {Number(limits.Distance)}", "a number in these bounds", fix);

    public static QueryDiagnostic NoCommand((int, int) span) => Error(
        "SC120", span, "after the bar comes what to do with the hits: select, facet, timeline, sort, boost, group, limit, fields or unique",
        "a command");

    public static QueryDiagnostic UnknownCommand((int, int) span, string name, string? suggestion) => Error(
        "SC121",
        span,
        suggestion is null
            ? $"unknown command '{name}' after the bar: there are select, facet, timeline, sort, boost, group, limit, fields and unique; "
                + "for either-or write OR instead of '|', and put a headline that has one in quotation marks"
            : $"unknown command '{name}' after the bar; did you mean '{suggestion}'?",
        "select, facet, timeline, sort, boost, group, limit, fields or unique",
        suggestion);

    public static QueryDiagnostic BarInGroup((int, int) span) =>
        Error("SC122", span, "'|' cannot stand inside of brackets; for either-or write OR", "OR", "OR");

    public static QueryDiagnostic BadArgument((int, int) span, string message, string expected, string? fix = null) =>
        Error("SC123", span, message, expected, fix);

    public static QueryDiagnostic Repeated((int, int) span, string name) =>
        Error("SC124", span, $"'{name}' was given before; give it once", "another command");

    public static QueryDiagnostic MixedWithoutBrackets((int, int) span, string fix) => Warning(
        "SC404", span, $"words without an operator are joined before OR is: this is read as {fix}; brackets make it clear", fix);

    public static QueryDiagnostic WordsNotDate((int, int) span, string text) =>
        Warning("SC405", span, $"'{text}' is searched as words; for the date write date:{text}", $"date:{text}");

    public static QueryDiagnostic WordNotOperator((int, int) span, string text, string fix) =>
        Warning("SC406", span, $"'{text}' is searched as a word; as an operator it is written {fix}", fix);

    public static QueryDiagnostic Punctuation((int, int) span, char mark) => Warning(
        "SC416", span, $"'{mark}' ends a sentence here and is left out; as a wildcard write the word in brackets: (organi{mark})");

    public static QueryDiagnostic WordsNotAddress((int, int) span, string text, string fix) =>
        Warning("SC413", span, $"'{text}' is searched as words; for the article at this address write {fix}", fix);

    public static QueryDiagnostic OneWordOfValue((int, int) span, string name, string read, string fix) =>
        Warning("SC414", span, $"this is read as {read} and further words; for the whole name write {name}:{fix}", fix);

    public static QueryDiagnostic LiteralAsterisk((int, int) span) =>
        Warning("SC407", span, "inside quotation marks an asterisk is not a wildcard");

    public static QueryDiagnostic NoAddress((int, int) span, string text) => Warning(
        "SC408", span, $"'{text}' is not a web address; write a whole one, or its beginning: url:\"example.org/news/*\"");

    private static QueryDiagnostic Error(string code, (int Start, int End) span, string message, string expected, string? fix = null) =>
        Warning(code, span, message, fix) with { Severity = DiagnosticSeverity.Error, Expected = expected };

    private static QueryDiagnostic Warning(string code, (int Start, int End) span, string message, string? fix = null) => new()
    {
        Code = code,
        Severity = DiagnosticSeverity.Warning,
        Start = span.Start,
        End = span.End,
        Message = message,
        Fix = fix,
    };

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
