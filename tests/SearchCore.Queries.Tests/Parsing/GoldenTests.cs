using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Queries.Parsing;
using SearchCore.TestKit;

namespace SearchCore.Queries.Tests.Parsing;

/// <summary>Every diagnostic about a text, and every classic wrong query, as approved text: what is said, where, and the fix.</summary>
public sealed partial class GoldenTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 14, 15, 9, 26, TimeSpan.Zero);
    private static readonly string Golden =
        Path.Combine(SharedData.Root, "tests", "SearchCore.Queries.Tests", "Parsing", "diagnostics.golden.txt");

    private static readonly string[] Wrong =
    [
        "AND syria", "OR syria", "syria AND", "syria AND NOT", "syria OR OR iraq", "syria AND AND iraq", "NOT", "\"surprise visit", "\"",
        "(", ")", "(syria", "syria)", "syria ()", "\"\"", ": syria", "title:", "title: AND x",
        "~2", "^2", "syria ^2", "]", "persn:\"Vladimir Putin\" AND nato", "nosuchfield:x AND y", "titel:(a OR b)", "id:ab*", "person:p?tin",
        "person:putin~1", "person:\" \"", "title:[a TO b]", "[a TO b]", "title>3",
        "date:[2017 TO", "date:[2017]", "date:2017*", "date:monday", "date:2017-13", "date:[2017-13 TO *]",
        "nato date:[2018-02 TO 2017-12]", "date:2018..2017", "date:{2017 TO 2017}", "after:*x", "date>", "after:[2017 TO 2018]",
        "date:last-30", "date:now-1M/MM", "a*", "*ing", "?ab", "ab*c*d*", "ab*???", "word~3", "word~1.5", "\"a b\"~1001", "\"a b\"~x",
        "word^1001", "word^", "(a)^^2", "=", "=wo*d", "=word~1", "syria\\",
        "a W/ b", "a PRE/ b", "a W/0 b", "a W/1001 b", "W/5 a", "a W/5", "a W/5 (b AND c)", "a W/5 date:2017", "a W/5 \"b c\"~2",
        "a NOT PRE/5 b", "ATLEAST0 a", "ATLEAST3", "FIRST/ a", "FIRST/50", "ATLEAST2 ATLEAST2 a",
        "a |", "a | b", "a | facets person", "a | selct place:x", "a | select x", "a | select place:", "a | select plase:x", "a | facet",
        "a | facet person 2000", "a | facet persn", "a | timeline fortnight", "a | sort best", "a | limit many",
        "a | boost", "a | boost recnet", "a | boost pages", "a | boost recent 3x", "a | boost recent 99999y", "a | boost recent 30d 0",
        "a | boost recent -2", "a | boost recent, recent 2d", "a | boost recent 30d 2 3", "a | group", "a | group sorce",
        "a | group source | group author",
        "a | limit 10001", "a | fields", "a | fields titel", "a | limit 5 | limit 6", "a | limit 5 6", "(a | b)", "a b OR c",
        "will the port strike end?", "will it end?* ", "colou? strike AND x", "(colou?) strike", "wom?n colou?", "colou?", "terms apply. *",
        "https://www.bbc.co.uk/news/x now", "www.bbc.co.uk", "person:Ronald Reagan visits", "person:Ronald visits",
        "syria NEAR5 iraq", "syria WITHIN/3 iraq", "syria /5 iraq", "syria /S0 iraq", "syria W/S2000 iraq", "[Live]",
        "2017-12 syria", "syria NEAR iraq", "\"withdr* now\"",
        string.Concat(Enumerable.Repeat("a ", 1_025)), new('a', 8_193), new string('(', 60) + "a" + new string(')', 60),
        string.Join(" W/1 ", Enumerable.Repeat("a", 60)), "aa:b bbb:c cccc:d titel:e persn:f", "\u201Ccurly", "e\u0301 \u00ABopen",
        "👩‍👩‍👧:x", "/regex/ AND", "a && && b", "date:2017-12-11T25", "12:30 persn:x", "(aid:d~x(",
        "url:", "url:\" \"", "url:bbc*news/x.html", "url:news", "url:\"bbc.co.uk\"~2", "url>bbc", "url:[a TO b]", "site:",
        "site:https://bbc.co.uk/news/x", "site:bbc*", "site:\" \"", "site:\"bbc co.uk\"", "site:bbc.co.uk~1", "sit:bbc.co.uk",
    ];

    private static readonly string[] WrongInFactiva =
        ["hd=", "same syria", "syria w/ iraq", "syria adj0 iraq", "syria not adj3 iraq", "atleast5", "/F50/", "syria/F9999/",
        "xx=syria and", "wc>500 and syria"];

    [Fact]
    public void What_is_said_of_wrong_queries_is_what_was_approved()
    {
        var text = new StringBuilder();
        Describe(text, "strict", Wrong, query => QueryParser.Parse(query, new() { Now = Now }));
        Describe(text, "without the time", ["date:today"], query => QueryParser.Parse(query));
        Describe(text, "factiva", WrongInFactiva, query => QueryParser.ParseFactiva(query, new() { Now = Now }));
        Describe(text, "lenient", Wrong, query => QueryParser.Parse(query, new() { Now = Now, Lenient = true }));
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            File.WriteAllText(Golden, text.ToString());
        }

        Assert.Equal(File.ReadAllText(Golden), text.ToString());
    }

    [Fact]
    public void Every_diagnostic_is_in_the_golden_file_and_every_fix_helps()
    {
        var source = File.ReadAllText(Path.Combine(SharedData.Root, "src", "SearchCore.Queries", "Syntax", "SyntaxFaults.cs"));
        var golden = File.ReadAllText(Golden);

        // Regular expressions and what cannot be understood at all are the classic parser's; nothing here ends so.
        Assert.Empty(
            Code().Matches(source).Select(m => m.Value).Distinct().Except(Code().Matches(golden).Select(m => m.Value))
            .Except(["SC108", "SC112", "SC212"]));
        foreach (var query in Wrong)
        {
            foreach (var diagnostic in QueryParser.Parse(query, new() { Now = Now }).Diagnostics.Where(d => d.Fix is not null))
            {
                var mended = string.Concat(query.AsSpan(0, diagnostic.Start), diagnostic.Fix, query.AsSpan(diagnostic.End));
                var again = QueryParser.Parse(mended, new() { Now = Now }).Diagnostics;
                Assert.False(again.Contains(diagnostic), $"'{mended}' is no better than '{query}': {diagnostic}");
            }
        }
    }

    private static void Describe(StringBuilder text, string title, IEnumerable<string> queries, Func<string, QueryParseResult> parse)
    {
        text.Append(CultureInfo.InvariantCulture, $"== {title}\n");
        foreach (var query in queries)
        {
            var parsed = parse(query);
            text.Append('\n').Append(Short(query)).Append('\n');
            foreach (var d in parsed.Diagnostics)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"  {d.Code} {(d.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {d.Start}-{d.End} {d.Message}\n");
                text.Append(d.Expected is null ? "" : $"    expected: {d.Expected}\n")
                    .Append(d.Fix is null ? "" : $"    fix: '{Short(d.Fix)}'\n");
            }

            text.Append(parsed.Tree is { } tree ? $"  = {Short(QueryFormatter.Format(tree, parsed.Directives))}\n" : "");
        }

        text.Append('\n');
    }

    private static string Short(string text) => text.Length <= 120 ? text : $"{text[..40]}… ({text.Length} characters)";

    [GeneratedRegex(@"SC\d{3}")]
    private static partial Regex Code();
}
