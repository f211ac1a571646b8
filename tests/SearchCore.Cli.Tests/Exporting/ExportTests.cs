using System.Text.Json;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Output;
using SearchCore.Cli.Tests.Output;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Exporting;

/// <summary>Nothing that was found is dropped on the way out, or it is said.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Articles = """
        {"id":"g1","title":"Grain for the port","body":"The grain ships came to Rotterdam. Angela Merkel waited.",
        "published":"2018-01-05","source":"Wire","author":["A. Writer"],"tags":["grain","ships"],"entities":{"ship":["Aurora"]},
        "pages":3,"desk":"=economy"}
        {"id":"g2","title":"More grain","body":"Grain again.","published":"2018-02-05","source":"Gazette",
        "entities":{"ship":["Borealis","Aurora"]},"pages":-7}
        {"id":"g3","title":"Grain without a date","body":"Grain once more.","ship":"none"}

        """;

    private readonly TempFolder folder = new();

    public ExportTests()
    {
        File.WriteAllText(folder["grain.jsonl"], Articles.Replace(",\n", ",", StringComparison.Ordinal));
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "grain.jsonl", "--index", "index"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Export_honours_limit_fields_and_sort_of_the_query()
    {
        var (code, output, error) = Run("export", "grain | sort newest | limit 2 | fields id,title");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal("{\"id\":\"g2\",\"title\":\"More grain\"}\n{\"id\":\"g1\",\"title\":\"Grain for the port\"}\n", output);
        Assert.Contains("2 articles exported", error, StringComparison.Ordinal);
        Assert.Equal(
            "published,id\r\n2018-02-05T00:00:00Z,g2\r\n",
            Run("export", "grain | sort newest | limit 1 | fields date,id", "--output", "csv").Output);
        Assert.Contains("left out: snippet", Run("export", "grain | fields id,snippet").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Recognized_entities_are_in_json_lines_and_csv_alike()
    {
        var line = JsonDocument.Parse(Run("export", "id:g1").Output).RootElement;
        Assert.Contains("Angela Merkel", line.GetProperty("_recognized").GetProperty("person").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal("Aurora", line.GetProperty("entities").GetProperty("ship")[0].GetString());
        Assert.Contains("Angela Merkel", Run("export", "id:g1", "--output", "csv").Output, StringComparison.Ordinal);
        Assert.Contains("_recognized", Run("doc", "g1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_recognized_is_recognized_again_and_does_not_become_the_articles_own()
    {
        File.WriteAllText(folder["copy.jsonl"], Run("export", "*:*").Output);
        using (var load = new ConsoleRun(folder.Path))
        {
            Assert.Equal(ExitCode.Done, load.Run("index", "copy.jsonl", "--index", "copy"));
            Assert.DoesNotContain("noticed", load.Error, StringComparison.Ordinal);
        }

        using var again = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, again.Run("export", "*:*", "--index", "copy"));
        Assert.Equal(Run("export", "*:*").Output.Split('\n').Order(), again.Out.Split('\n').Order());
    }

    [Fact]
    public void Csv_has_columns_for_kinds_and_members_of_ones_own()
    {
        var rows = Run("export", "*:* | sort oldest", "--output", "csv").Output.Split("\r\n");
        Assert.EndsWith(",body,entities.ship,desk,pages,ship", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(",Aurora,\"'=economy\",3,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",Borealis; Aurora,,-7,", rows[2], StringComparison.Ordinal);
        Assert.EndsWith(",,,,none", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Facets_timeline_and_significance_go_into_files_beside_a_csv()
    {
        var (code, output, error) = Run(
            "export", "grain", "--facet", "source", "--timeline", "month:ship:1", "--significant", "words", "--file", "out.csv");
        Assert.Equal((ExitCode.Done, ""), (code, output));
        Assert.Contains(
            "3 articles exported in out.csv, out.facets.csv, out.timeline.csv, out.significant.csv", error, StringComparison.Ordinal);
        Assert.Equal("kind,value,count\r\nsource,Gazette,1\r\nsource,Wire,1\r\n", File.ReadAllText(folder["out.facets.csv"]));
        Assert.Equal(
            "start,count,archive,share,burst,Aurora\r\n2018-01-01,1,1,1,,1\r\n2018-02-01,1,1,1,,1\r\n",
            File.ReadAllText(folder["out.timeline.csv"]));
        Assert.StartsWith(
            "kind,value,matches,of,others,of others,times\r\n", File.ReadAllText(folder["out.significant.csv"]), StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllText(folder["out.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("search", "csv")]
    [InlineData("search", "tsv")]
    [InlineData("search", "jsonl")]
    [InlineData("export", "csv")]
    [InlineData("export", "jsonl")]
    public void On_standard_output_it_is_said_what_was_not_written(string verb, string format)
    {
        var error = Run(verb, "grain", "--facet", "source", "--timeline", "month", "--output", format).Error;
        Assert.Contains(
            $"not in {format}: facets, timeline; --file hits.{format} writes them beside the hits", error, StringComparison.Ordinal);
        Assert.DoesNotContain("not in", Run(verb, "grain", "--output", format).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("export")]
    public void Markdown_and_tables_have_it_as_blocks(string verb)
    {
        var markdown = Run(verb, "grain", "--facet", "source", "--timeline", "month", "--output", "md").Output;
        Assert.StartsWith("# grain\n\n", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "## Facets\n\n| kind | value | count |\n| --- | --- | --- |\n| source | Gazette | 1 |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("## By month\n", markdown, StringComparison.Ordinal);
        var table = Run(verb, "grain", "--facet", "source", "--timeline", "month", "--output", "table").Output;
        Assert.Contains("Gazette", table, StringComparison.Ordinal);
        Assert.Contains("2018-02", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_everything_in_one_object()
    {
        var json = JsonDocument.Parse(Run("export", "grain", "--facet", "source", "--output", "json").Output).RootElement;
        Assert.Equal(3, json.GetProperty("articles").GetArrayLength());
        Assert.Equal(2, json.GetProperty("results").GetProperty("facets").GetProperty("source").GetArrayLength());
        var lines = Run("export", "grain", "--facet", "source", "--file", "out.jsonl");
        Assert.Contains("out.jsonl, out.results.json", lines.Error, StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse(File.ReadAllText(folder["out.results.json"])).RootElement.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("hits.csv", "id,score,title")]
    [InlineData("hits.tsv", "id\tscore\ttitle")]
    [InlineData("hits.json", "{\"query\":\"grain\"")]
    [InlineData("hits.jsonl", "{\"id\":")]
    [InlineData("hits.md", "# grain")]
    [InlineData("hits.txt", "3 articles")]
    public void A_search_is_written_into_a_file_in_the_form_of_its_ending(string file, string beginning)
    {
        var (code, output, error) = Run("search", "grain", "--file", file);
        Assert.Equal((ExitCode.Done, ""), (code, output));
        Assert.Contains($"3 hits of 3 in {file}", error, StringComparison.Ordinal);
        Assert.StartsWith(beginning, File.ReadAllText(folder[file]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hits.xyz", "the ending of 'hits.xyz' says no form")]
    [InlineData("none/hits.csv", "cannot be written")]
    [InlineData("index.csv", "is a folder")]
    public void A_file_that_cannot_be_is_told(string file, string message)
    {
        Directory.CreateDirectory(folder["index.csv"]);
        var (code, _, error) = Run("search", "grain", "--file", file);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_were_not_asked_for_are_left_away_and_not_null()
    {
        var hit = JsonDocument.Parse(Run("search", "grain | fields id,title | limit 1", "--output", "json").Output).RootElement
            .GetProperty("hits")[0];
        Assert.False(hit.TryGetProperty("source", out _));
        Assert.True(hit.TryGetProperty("title", out _));
        Assert.Equal("title,id", Run("search", "grain | fields title,id", "--output", "csv").Output.Split("\r\n")[0]);
        Assert.DoesNotContain("source", Run("search", "grain | fields id", "--output", "jsonl").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_result_is_said_and_its_hits_get_title_and_source()
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        using var searcher = index.OpenSearcher();
        using var run = new ConsoleRun(folder.Path);
        var results = new SearchResults
        {
            Total = new(3, TotalRelation.AtLeast),
            Hits = [new() { Id = "g1", Score = 1 }],
            IsPartial = true,
            Missing = [new("shard-2", "did not answer")],
        };
        var code = ResultsPrinter.Print(run.Shell(), new() { Query = "grain" }, results, new(OutputFormat.Csv), searcher.GetStored);
        Assert.Equal(ExitCode.Partial, code);
        Assert.Contains("g1,1,Grain for the port,,Wire,,", run.Out, StringComparison.Ordinal);
        Assert.Contains("partial: shard-2 gave no answer (did not answer)", run.Error, StringComparison.Ordinal);
        using var timed = new ConsoleRun(folder.Path);
        var request = new SearchRequest { Query = "grain", TimeLimit = TimeSpan.FromSeconds(2) };
        ResultsPrinter.Print(timed.Shell(), request, results with { Missing = [] }, new(OutputFormat.Jsonl), searcher.GetStored);
        Assert.Contains("partial: the time limit of 2s was reached", timed.Error, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"Wire\"", timed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_search_of_a_session_is_exported_with_its_choices()
    {
        using var run = new ConsoleRun(folder.Path)
        {
            Input = ".facets source\n.select source=Wire\ngrain\n.export session.csv\n.export --output md --limit 1\n.export a.csv b.csv\n",
        };
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index"));
        Assert.Contains("1 article exported in session.csv, session.facets.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("- **Grain for the port**", run.Out, StringComparison.Ordinal);
        Assert.Contains(".export takes one file, not 'b.csv' too", run.Error, StringComparison.Ordinal);
        using var early = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Usage, early.Run("--index", "index", "-c", ".export x.csv"));
        Assert.Contains("there is nothing to export yet; search first", early.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_is_shown_before_it_is_done()
    {
        var (code, output, error) = Run("delete", "source:Wire", "--dry-run", "--output", "csv");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("\ng1,", output, StringComparison.Ordinal);
        Assert.Contains("1 article would be deleted; nothing was", error, StringComparison.Ordinal);
        Assert.Contains(
            "3 articles would be deleted, of which 1 are shown", Run("delete", "--all", "--dry-run", "--limit", "1").Error,
            StringComparison.Ordinal);
        Assert.Contains("\"articles\":3", Run("stats").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Run("delete", "source:Wire", "--limit", "1", "--yes").Code);
        Assert.Equal(ExitCode.Usage, Run("delete", "source:Wire | limit 1", "--dry-run").Code);
    }

    [Fact]
    public void What_others_wrote_is_harmless_in_every_form()
    {
        using var hostile = new SmallIndex();
        foreach (var format in Target.Formats)
        {
            using var run = hostile.Run();
            Assert.Equal(
                ExitCode.Done, run.Run("export", "hostile", "--index", "index", "--output", Target.Name(format), "--facet", "source"));
            Harmless.Check(run.Out.Replace("\r", "", StringComparison.Ordinal));
            Harmless.Check(run.Error);
        }

        Assert.Equal(@"\[a\](x) &lt;script&gt; \*b\* \| c", Markdown.Text("[a](x) <script> *b* | c"));
    }

    [Theory]
    [InlineData("-7", "-7")]
    [InlineData("3.5", "3.5")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("", "")]
    public void A_plain_number_is_no_formula(string value, string cell) => Assert.Equal(cell, Delimited.Value(value));

    private (ExitCode Code, string Output, string Error) Run(string verb, params string[] args)
    {
        using var run = new ConsoleRun(folder.Path);
        var code = run.Run([verb, .. args, "--index", "index"]);
        return (code, run.Out, run.Error);
    }
}
