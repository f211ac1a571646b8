using SearchCore.Articles;
using SearchCore.Cli.Output;
using SearchCore.Queries;

namespace SearchCore.Cli.Tests.Output;

public sealed class ResultsOutputTests
{
    private static readonly SearchResults Results = new()
    {
        Total = new(12),
        Took = TimeSpan.FromMilliseconds(1.4),
        Hits =
        [
            new()
            {
                Id = "a1", Score = 7.125, Title = "Visit, \"surprise\"", Published = ArticleDate.FromDay(2017, 12, 11), Source = "TASS",
                    Url = "https://example.org/1",
                Snippet = new Snippet("… a <b>surprise</b> visit …", [new(7, 15), new(20, 25)]),
            },
            new() { Id = "b 2", Score = 0.5, Title = "=HYPERLINK(\"x\")" },
        ],
        Facets = [new() { Kind = "person", Values = [new("Vladimir Putin", 1)], Distinct = 3 }, new() { Kind = "place" }],
        Warnings = [new() { Code = "SC900", Severity = DiagnosticSeverity.Warning, End = 3, Message = "ignored 'the'" }],
    };

    [Fact]
    public void Json_is_one_line_as_scripts_rely_on_it()
    {
        Assert.Equal(
            """
            {"query":"the \"visit\"","total":12,"totalIsExact":true,"tookMs":1.4,"partial":false,"next":null,"hits":[
            {"id":"a1","score":7.125,"title":"Visit, \"surprise\"","published":"2017-12-11T00:00:00Z","source":"TASS","url":"https://example.org/1",
            "snippet":"… a &lt;b&gt;<em>surprise</em>&lt;/b&gt; <em>visit</em> …"},
            {"id":"b 2","score":0.5,"title":"=HYPERLINK(\"x\")","published":null,"source":null,"url":null,"snippet":null}],
            "facets":{"person":[{"value":"Vladimir Putin","count":1}],"place":[]},"distinct":{"person":3,"place":0},"timeline":[],
            "warnings":[{"code":"SC900","severity":"warning","start":0,"end":3,"message":"ignored 'the'"}]}
            """.ReplaceLineEndings("") + "\n",
            Written(w => ResultsJson.Write(w, "the \"visit\"", Results)));
    }

    [Fact]
    public void Json_is_that_of_the_library()
    {
        var written = Written(w => ResultsJson.Write(w, "the \"visit\"", Results));
        Assert.Equal(Results, System.Text.Json.JsonSerializer.Deserialize<SearchResults>(written));
    }

    [Fact]
    public void Json_says_when_counts_are_lower_bounds()
    {
        var json = Written(w => ResultsJson.Write(w, null, Results with { Total = new(12, TotalRelation.AtLeast), IsPartial = true }));
        Assert.Contains("\"totalIsExact\":false", json, StringComparison.Ordinal);
        Assert.Contains("\"partial\":true", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_the_hits_alone()
    {
        var lines = Written(w => ResultsJson.WriteLines(w, Results)).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("{\"id\":\"a1\",\"score\":7.125,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":\"b 2\",", lines[1], StringComparison.Ordinal);
        Assert.Empty(lines[2]);
    }

    [Fact]
    public void Csv_quotes_as_rfc_4180_asks_and_disarms_formulas()
    {
        Assert.Equal(
            """"
            id,score,title,published,source,url,snippet
            a1,7.125,"Visit, ""surprise""",2017-12-11T00:00:00Z,TASS,https://example.org/1,… a <b>surprise</b> visit …
            b 2,0.5,"'=HYPERLINK(""x"")",,,,

            """".ReplaceLineEndings("\r\n"),
            Written(w => Delimited.WriteHits(w, Results, tabs: false)));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData(" =1+1")]
    [InlineData("＝1+1")]
    public void No_cell_begins_as_a_formula(string title)
    {
        var results = Results with { Hits = [new() { Id = "a", Score = 1, Title = title }] };
        Assert.Contains(",\"'", Written(w => Delimited.WriteHits(w, results, tabs: false)), StringComparison.Ordinal);
        Assert.Contains("\t'", Written(w => Delimited.WriteHits(w, results, tabs: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_stays_a_row_whatever_stands_in_it()
    {
        var results = Results with { Hits = [new() { Id = "a\tb\nc", Score = 1, Title = "x\ty\r\nz\e[2J" }] };
        Assert.Equal("a b c\t1\tx y z\\x1B[2J\t\t\t\t", Written(w => Delimited.WriteHits(w, results, tabs: true)).Split('\n')[1]);
    }

    [Fact]
    public void A_trec_run_has_six_columns_whatever_the_ids()
    {
        Assert.Equal("q1 Q0 a1 1 7.125 searchcore\nq1 Q0 b%202 2 0.5 searchcore\n", Written(w => TrecRun.Write(w, "q1", Results)));
        Assert.Equal("новости-北京", TrecRun.Word("новости-北京"));
        Assert.Equal("a%E2%80%A8b", TrecRun.Word("a\u2028b"));
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(130)]
    public void Large_counts_and_many_rows_stay_on_one_line(int width)
    {
        var values = Enumerable.Range(1, 1_001).Select(i => new FacetValue($"value {i}", 1_234_567 - i)).ToList();
        using var run = new ConsoleRun(".") { OutIsTerminal = true, Width = width };
        ResultsView.Write(
            run.Shell(), Results with { Facets = [new() { Kind = "tag", Values = values, Distinct = 1_001 }] },
            new() { NumbersFacets = true });
        Assert.Contains(run.OutLines, line => line.Contains("   1 1,234,566 value 1", StringComparison.Ordinal));
        Assert.Contains(run.OutLines, line => line.Contains("1001 1,233,566 value 1001", StringComparison.Ordinal));
        Assert.All(run.OutLines, line => Assert.True(line.Length <= width, line));
    }
}
