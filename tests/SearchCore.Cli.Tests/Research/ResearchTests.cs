using System.Text.Json;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Research;

/// <summary>What two sets differ by, and what an archive holds.</summary>
public sealed class ResearchTests : IDisposable
{
    private readonly TempFolder folder = new();

    public ResearchTests()
    {
        // Two months: the harbour in the first, the elections in the second; one of each in both.
        var lines = Enumerable.Range(0, 40).Select(i => JsonSerializer.Serialize(new
        {
            id = $"r{i}",
            title = i == 39 ? null : $"Report {i}",
            body = i < 20 ? $"The harbour was busy on day {i}." : $"The election was near on day {i}.",
            published = i == 0 ? null : i < 20 ? $"2018-02-{i:D2}" : $"2018-05-{i - 19:D2}",
            source = i % 2 == 0 ? "Wire" : "Gazette",
            entities = new { person = new[] { i < 20 ? "Piet Haven" : "Anna Stem", "Everyone Always" } },
        }));
        File.WriteAllLines(folder["reports.jsonl"], lines);
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "reports.jsonl", "--index", "index", "--entities", "given"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_months_are_compared_by_counts_and_by_what_differs()
    {
        var json = Json("compare", "2018-02", "2018-05");
        Assert.Equal(
            ["A 2018-02 19 0.475", "B 2018-05 20 0.5", "in both 0 0", "all 40 "],
            json.GetProperty("counts").EnumerateArray()
                .Select(c => $"{c.GetProperty("side")} {c.GetProperty("articles")} {c.GetProperty("share")}"));
        var a = json.GetProperty("more-in-a").EnumerateArray().Select(r => r.ToString()).ToList();
        Assert.Contains("""{"kind":"person","value":"Piet Haven","here":19,"of":19,"there":0,"of those":20,"times":"only here"}""", a);
        Assert.Contains(a, r => r.Contains("\"harbour\"", StringComparison.Ordinal));
        Assert.DoesNotContain(a, r => r.Contains("Everyone Always", StringComparison.Ordinal));
        Assert.Contains(json.GetProperty("more-in-b").EnumerateArray(), r => r.GetProperty("value").GetString() == "Anna Stem");
    }

    [Fact]
    public void Two_queries_may_overlap()
    {
        var counts = Json("compare", "source:Wire", "harbour").GetProperty("counts");
        Assert.Equal([20, 20, 10, 40], counts.EnumerateArray().Select(c => c.GetProperty("articles").GetInt32()));
    }

    [Fact]
    public void A_session_compares_within_its_choices()
    {
        using var run = new ConsoleRun(folder.Path) { Input = ".mode table\n.select source=Wire\n.compare 2018-02 2018-05\n" };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Matches(@"A 2018-02 +9 +45\.0 %", run.Out);
        Assert.Contains("More in A: 2018-02, against 2018-05", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare a", "'compare' takes two queries or dates")]
    [InlineData("compare a b c", "'compare' takes two queries or dates")]
    [InlineData("compare persn:a b", "did you mean 'person'")]
    [InlineData("compare a b --top 0", "--top is a number from 1 to 100")]
    [InlineData("describe persn:a", "did you mean 'person'")]
    public void A_mistake_is_told(string line, string message)
    {
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Usage, run.Run([.. line.Split(' '), "--index", "index"]));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_on_either_side_is_exit_code_1()
    {
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.NoHits, run.Run("compare", "nowhere", "neverwhere", "--index", "index"));
    }

    [Fact]
    public void An_archive_is_described()
    {
        var json = Json("describe");
        Assert.Equal(
            ["articles 40", "without a title 1", "without a date 1", "without a text 0", "first month 2018-02", "last month 2018-05"],
            json.GetProperty("figures").EnumerateArray().Select(f => $"{f.GetProperty("what")} {f.GetProperty("articles")}"));
        Assert.Equal("""{"year":"2018","articles":39,"months with articles":2}""", json.GetProperty("years")[0].GetRawText());
        Assert.Equal("""{"from":"2018-03","to":"2018-04","months":2}""", json.GetProperty("gaps")[0].GetRawText());
        var fields = json.GetProperty("fields").EnumerateArray().ToDictionary(
            f => f.GetProperty("field").GetString()!, f => f.GetProperty("articles").GetInt32());
        Assert.Equal((39, 39, 40, 0, 40), (fields["date"], fields["title"], fields["source"], fields["author"], fields["person"]));
        Assert.Contains(
            """{"kind":"person","values":3,"the most frequent":"Everyone Always 40, Anna Stem 20, Piet Haven 20"}""",
            json.GetProperty("kinds").EnumerateArray().Select(k => k.GetRawText()));
        Assert.False(json.TryGetProperty("values", out _));
    }

    [Fact]
    public void What_a_query_finds_is_described_alone()
    {
        var json = Json("describe", "harbour", "--select", "source=Wire", "--top", "1");
        Assert.Equal(10, json.GetProperty("figures")[0].GetProperty("articles").GetInt32());
        Assert.Equal(9, json.GetProperty("fields")[0].GetProperty("articles").GetInt32());
        Assert.Equal(10, json.GetProperty("fields")[1].GetProperty("articles").GetInt32());
        Assert.Equal(2, json.GetProperty("values").GetArrayLength());
    }

    [Fact]
    public void Sheets_go_into_files_and_forms()
    {
        using var csv = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, csv.Run("describe", "--index", "index", "--file", "about.csv"));
        Assert.Contains(
            "written: about.csv, about.years.csv, about.gaps.csv, about.fields.csv, about.kinds.csv", csv.Error, StringComparison.Ordinal);
        Assert.Equal("year,articles,months with articles\r\n2018,39,2\r\n", File.ReadAllText(folder["about.years.csv"]));
        using var rows = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, rows.Run("compare", "harbour", "election", "--index", "index", "--output", "csv"));
        Assert.Contains("not in csv: more-in-a, more-in-b", rows.Error, StringComparison.Ordinal);
        using var markdown = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, markdown.Run("compare", "harbour", "election", "--index", "index", "--output", "md"));
        Assert.Contains("| A harbour | 20 | 50.0 % |", markdown.Out, StringComparison.Ordinal);
        using var lines = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, lines.Run("describe", "--index", "index", "--output", "jsonl"));
        Assert.All(lines.OutLines, l => Assert.True(JsonDocument.Parse(l).RootElement.TryGetProperty("sheet", out _)));
    }

    private JsonElement Json(params string[] args)
    {
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run([.. args, "--index", "index", "--output", "json"]));
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
