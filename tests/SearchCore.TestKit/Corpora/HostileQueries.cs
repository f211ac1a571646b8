namespace SearchCore.TestKit.Corpora;

/// <summary>
/// Texts that nobody means: the longest that are allowed, of one kind of token over and over, and what else might make a parser or a search
/// slow.
/// </summary>
public static class HostileQueries
{
    /// <summary>As long as a query may be; see <c>SyntaxLimits.TextLength</c>.</summary>
    public const int Length = 8_192;

    private static readonly string[] Pieces =
    [
        "on: ", "date: ", "date:x ", "date:2017 ", "date:[a TO b] ", "[a TO b] ", "[", "{", "]", "date>= ", "date>=2017 ", "2017..2018 ",
        "a..b ", "last-30d ", "date:last-30d ", "date:now-1M/M ",
        "(", ")", "()", "(a ", "(a) ", "((((", "a) ", ")(", "\"", "\" ", "\"a\" ", "\"a b\"~3 ", "\u201C", "\u00ABa ", "\u201Ca\u201D ",
        "'",
        "a ", "aa ", "the ", "a OR ", "OR ", "AND ", "NOT ", "NOT a ", "+", "- ", "-a ", "+a OR ", "!", "!a ", "&& ", "|| ", "a || -b ",
        "a~ ", "a~1 ", "aa~2 ", "~", "~ ", "^", "a^2 ", "a^ ", "ab* ", "a* ", "* ", "*", "?", "ab*c*d* ", "te?t ", "ab*?? ", "\\", "\\a",
        "\\* ",
        "a W/5 ", "W/ ", "W/5 ", "a W/5 b ", "a NOT W/5 ", "a /S ", "/P ", "a PRE/3 ", "ATLEAST3 ", "ATLEAST3 a ", "FIRST/50 ",
        "FIRST/50 a ", "NEAR/5 ", "a W/0 ",
        "=", "=a ", "=\"a\" ", "a=b ", "title>3 ", "<", ":", ": ", ":: ", "title: ", "title:a ", "title:( ", "*:* ",
        "xq:a ", "persn:a ", "titel: ", "nosuchfield: ", "person:a ", "person:a* ", "place:(a, ", "place:(a b, ", "entity:\"a\" ", "id:a ",
        "source:* ", "url:a ", "url:http://a.b/c?d=e ", "site:a.b ", "site:http://a/b ",
        "|", "| ", "a | ", "| limit 5 ", "| select place:(a, b) ", "| facet a, b, c, ", "| facet xq ", "| select xq:a ", "| sort ",
        "| fields x, y, ", "a,", ",", ", ",
        "\u0130", "e\u0301", "\u0301", "\uD83D\uDC69\u200D", "\uD800", "\0", "\u200B", "\u3000", "\u5317 ", "http://a ", "12:30 ", "a:b:c ",
        "state-run ", "a-b-c-", "C++ ", "AT&T ", "2017-12 ", "2017-12-11 ", "AND OR NOT ",
    ];

    /// <summary>Every one, with a name for tables.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        .. Pieces.Select(piece => (Name(piece), Repeated(piece))),
        ("unknown fields, all different", Numbered(i => $"f{i:x}q:a ")),
        ("misspelt fields, all different", Numbered(i => $"pers{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}:a ")),
        ("words, all different", Numbered(i => $"w{i:x} ")),
        ("deep brackets", new string('(', 4_000) + "a" + new string(')', 4_000)),
        ("brackets as deep as allowed, again and again", Repeated(new string('(', 50) + "a" + new string(')', 50) + " ")),
        ("alternating brackets", Repeated("(a OR (b AND ")),
        ("ten thousand clauses", string.Concat(Enumerable.Repeat("a ", 10_000))),
        ("a clause more than allowed", string.Concat(Enumerable.Repeat("aa OR ", 1_024)) + "aa"),
        ("proximity without an end", string.Concat(Enumerable.Repeat("a W/5 ", 1_365))),
        ("a megabyte", new string('a', 1_000_000)),
        ("a megabyte of brackets", new string('(', 1_000_000)),
        ("one long word", new string('a', Length)),
        ("one long word of marks", "a" + new string('\u0301', Length - 1)),
        ("one long phrase", "\"" + string.Concat(Enumerable.Repeat("a ", (Length / 2) - 1)) + "\""),
        ("a long fuzzy word", new string('a', Length - 2) + "~2"),
        ("a long wildcard", "ab" + new string('?', Length - 2)),
    ];

    /// <summary>Queries within the rules that ask for as much as rules allow.</summary>
    public static IReadOnlyList<(string Name, string Text)> Greedy { get; } =
    [
        ("broad prefixes", Letters(c => $"{c}a* OR {c}e* OR {c}o* OR ") + "zz*"),
        ("broad wildcards", Letters(c => $"{c}a*e* OR {c}o*s* OR ") + "zz*"),
        ("fuzzy bombs", Letters(c => $"{c}arter~2 OR {c}ation~2 OR ") + "zz~2"),
        ("many phrases of stop words", string.Concat(Enumerable.Repeat("\"of the and to in\"~9 OR ", 300)) + "a"),
        ("near everything", Letters(c => $"({c}a* W/1000 {c}e*) OR ") + "zz"),
        ("stop words near each other", string.Join(" W/1000 ", Enumerable.Repeat("the", 50))),
        ("every entity", string.Concat(Enumerable.Repeat("entity:* OR url:* OR ", 200)) + "a"),
    ];

    private static string Name(string piece) =>
        string.Concat(piece.Select(c => c is >= ' ' and < '\u007F' ? c.ToString() : $"\\u{(int)c:X4}"));

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

    private static string Numbered(Func<int, string> make)
    {
        var text = string.Empty;
        for (var i = 0; ; i++)
        {
            var longer = text + make(i);
            if (longer.Length > Length)
            {
                return text;
            }

            text = longer;
        }
    }

    private static string Letters(Func<char, string> make) => string.Concat("abcdefghilmnoprstuvw".Select(make));
}
