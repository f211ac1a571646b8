using System.Text.Json;

using SearchCore.Cli.Tests.Output;

namespace SearchCore.Cli.Tests.Commands;

public sealed class SearchTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void A_table_shows_headline_date_source_and_passage()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "\"surprise visit\"", "--index", "index", "--output", "table", "--facet", "person"));
        var lines = run.OutLines;
        Assert.StartsWith("1 article · ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            """
              1 Putin makes surprise visit to Khmeimim                               person
                11 December 2017 · Wire · a1                                       1 Bashar Assad
                The president made a *surprise visit* to the air base on           1 Vladimir Putin
                Monday and ordered the troops home.
                Vladimir Putin, Bashar Assad · Syria
            """,
            string.Join('\n', lines.Skip(1)));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Several_indexes_are_searched_as_one()
    {
        using var run = index.Run();
        const string More = """{"id":"m1","title":"Dockers strike again","body":"The strike of Rotterdam began anew.","entities":{"place":["Rotterdam"]}}""";
        File.WriteAllText(Path.Combine(index.Path, "more.jsonl"), More);
        Assert.Equal(ExitCode.Done, run.Run("index", "more.jsonl", "--index", "more"));
        Assert.Equal(ExitCode.Done, run.Run("search", "strike", "--index", "index", "--index", "more", "--facet", "place", "--output", "json"));
        using var json = JsonDocument.Parse(run.OutLines[^1]);
        Assert.Contains("m1", json.RootElement.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString()));
        Assert.Equal(3, json.RootElement.GetProperty("hits").GetArrayLength());
        Assert.Contains("""{"value":"Rotterdam","count":2}""", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, run.Run("doc", "m1", "--index", "index", "--index", "more"));
        Assert.Equal(ExitCode.Usage, run.Run("search", "strike", "--index", "index", "--index", "index"));
    }

    [Fact]
    public void A_narrow_table_puts_the_facets_below()
    {
        using var run = new ConsoleRun(index.Path) { Width = 60 };
        Assert.Equal(ExitCode.Done, run.Run("search", "strike", "--index", "index", "--output", "table", "--facet", "place"));
        Assert.Equal("place: Rotterdam 1", run.OutLines[^1]);
        Assert.All(run.OutLines, line => Assert.True(line.Length <= 60, line));
    }

    [Theory]
    [InlineData("surprise", "", "a1 a2")]
    [InlineData("surprise visit", "", "a1")]
    [InlineData("surprise OR visit", "--sort oldest", "a1 a2 a 4")]
    [InlineData("surprise OR visit", "--sort newest", "a2 a1 a 4")]
    [InlineData("surprise OR visit", "--sort newest --limit 1", "a2")]
    [InlineData("date:2018", "", "a2")]
    [InlineData("date:today", "--now 2019-05-06T12:00:00Z", "a3")]
    [InlineData("date:today", "--now 2019-05-06 --zone Europe/Berlin", "a3")]
    [InlineData("date:today", "--now 2019-05-07 --zone Asia/Tokyo", "")]
    [InlineData("person:\"vladimir putin\"", "", "a1")]
    [InlineData("strike", "--select source=Wire", "a2")]
    [InlineData("strike", "--select source=Wire --select source=Gazette --sort oldest", "a2 a3")]
    [InlineData("strike", "--select source=Wire --select place=Syria", "")]
    [InlineData("strike: (lightning \"port", "--dialect plain", "a3")]
    [InlineData("nothing of the kind", "", "")]
    public void A_query_finds(string query, string options, string ids)
    {
        using var run = index.Run();
        var code = run.Run(["search", query, "--index", "index", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(ids, string.Join(' ', run.OutLines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString())));
        Assert.Equal(ids.Length > 0 ? ExitCode.Done : ExitCode.NoHits, code);
    }

    [Fact]
    public void Json_holds_everything_on_one_line()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "the strike", "--index", "index", "--output", "json", "--facet", "source,place:1", "--limit", "1"));
        var json = JsonDocument.Parse(Assert.Single(run.OutLines)).RootElement;
        Assert.Equal(
            ["query", "total", "totalIsExact", "tookMs", "partial", "next", "hits", "facets", "distinct", "timeline", "warnings"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("the strike", json.GetProperty("query").GetString());
        Assert.Equal(2, json.GetProperty("total").GetInt32());
        Assert.Equal(["id", "score", "title", "published", "source", "url", "snippet"], Assert.Single(json.GetProperty("hits").EnumerateArray()).EnumerateObject().Select(p => p.Name));
        Assert.Equal(2, json.GetProperty("facets").GetProperty("source").GetArrayLength());
        Assert.Equal("Rotterdam", json.GetProperty("facets").GetProperty("place")[0].GetProperty("value").GetString());
        Assert.Equal("warning", Assert.Single(json.GetProperty("warnings").EnumerateArray()).GetProperty("severity").GetString());
        Assert.Empty(run.Error);
    }

    [Fact]
    public void A_warning_goes_to_standard_error_where_the_output_has_no_place_for_it()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "the strike", "--index", "index", "--output", "csv"));
        Assert.Contains("'the'", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  the strike\n  ^^^\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_the_query_is_shown_with_carets_and_exit_code_2()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "persn:putin AND syria", "--index", "index"));
        Assert.Equal("SC102 unknown field 'persn'; did you mean 'person'?\n  persn:putin AND syria\n  ^^^^^\n", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Behind_two_dashes_everything_is_the_query()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "--index", "index", "--", "-strike", "visit"));
        Assert.Equal(2, run.OutLines.Length);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void Hostile_text_never_gets_out_raw(string format)
    {
        using var run = new ConsoleRun(index.Path) { OutIsTerminal = true, ErrorIsTerminal = true };
        Assert.Equal(ExitCode.Done, run.Run("search", "hostile", "--index", "index", "--output", format, "--facet", "person", "--facet", "source"));
        Harmless.Check(run.Out);
        Harmless.Check(run.Error);
        Assert.Contains(format is "json" or "jsonl" ? "\\u001b[2J" : "\\x1B[2J", run.Out, StringComparison.Ordinal);
        Assert.Contains("[bold red]markup[/]", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void With_colours_only_our_own_sequences_reach_the_terminal()
    {
        using var run = new ConsoleRun(index.Path) { OutIsTerminal = true, Color = true };
        Assert.Equal(ExitCode.Done, run.Run("search", "hostile", "--index", "index", "--facet", "person"));
        Assert.Contains("\e[", run.Out, StringComparison.Ordinal);
        Harmless.Check(Harmless.WithoutOurStyles(run.Out));
    }

    [Fact]
    public void Hostile_queries_do_not_get_out_raw_in_messages()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "nosuchfield\e[2J:x \u202E (", "--index", "index"));
        Harmless.Check(run.Error);
    }

    [Fact]
    public void An_article_is_printed_in_the_form_in_which_it_is_read()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("doc", "a1", "--index", "index"));
        Assert.Equal(
            """
            {"id":"a1","title":"Putin makes surprise visit to Khmeimim","body":"The president made a surprise visit to the air base on Monday and ordered the troops home.","published":"2017-12-11T00:00:00Z","source":"Wire","url":"https://example.org/a1","entities":{"person":["Vladimir Putin","Bashar Assad"],"place":["Syria"]}}

            """,
            run.Out);
        using var hostile = index.Run();
        Assert.Equal(ExitCode.Done, hostile.Run("doc", "evil\e[31m", "--index", "index"));
        Harmless.Check(hostile.Out);
        using var copy = index.Run(hostile.Out);
        Assert.Equal(ExitCode.Done, copy.Run("index", "-", "--index", "copy"));
        using var again = index.Run();
        Assert.Equal(ExitCode.Done, again.Run("doc", "evil\e[31m", "--index", "copy"));
        Assert.Equal(hostile.Out, again.Out);
        using var none = index.Run();
        Assert.Equal(ExitCode.NoHits, none.Run("doc", "evil\e[32m", "--index", "index"));
        Harmless.Check(none.Error);
    }

    [Fact]
    public void A_batch_gives_a_run_for_evaluators()
    {
        File.WriteAllText(index["queries.tsv"], "q1\tsurprise visit\n\nq2\tport OR lightning\nq3\tnothing at all\n");
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("batch", "queries.tsv", "--index", "index"));
        Assert.Matches(@"^q1 Q0 a1 1 \d+\.\d+ searchcore\nq2 Q0 a3 1 \d+\.\d+ searchcore\nq2 Q0 a2 2 \d+\.\d+ searchcore\n$", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void A_batch_goes_on_behind_a_bad_query_and_says_where_it_was()
    {
        using var run = index.Run("q1\tbad:(\nno tab here\nq3\tsurprise visit\n");
        Assert.Equal(ExitCode.Usage, run.Run("batch", "-", "--index", "index", "--output", "csv"));
        Assert.Equal(2, run.OutLines.Length);
        Assert.StartsWith("q3,1,a1,", run.OutLines[1], StringComparison.Ordinal);
        Assert.Contains("line 1, query q1:", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 2 is not query-id<TAB>query: no tab here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_has_groups_in_columns_where_they_are_asked_for()
    {
        File.WriteAllText(index["grouped.tsv"], "q1\tport\n");
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("batch", "grouped.tsv", "--index", "index", "--output", "csv", "--group", "source"));
        Assert.EndsWith(",group,groupArticles", run.OutLines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(run.OutLines, l => l.TrimEnd().EndsWith(",Gazette,1", StringComparison.Ordinal));
        using var json = index.Run();
        Assert.Equal(ExitCode.Done, json.Run("batch", "grouped.tsv", "--index", "index", "--output", "jsonl", "--group", "source"));
        Assert.Contains("""
            "group":{"value":"Gazette","articles":1}
            """.Trim(), json.Out, StringComparison.Ordinal);

        // What a query says itself has no column, and that is said.
        using var own = index.Run("q1\tport | group source\n");
        Assert.Equal(ExitCode.Done, own.Run("batch", "-", "--index", "index", "--output", "csv"));
        Assert.DoesNotContain("group", own.OutLines[0], StringComparison.Ordinal);
        Assert.Contains("line 1, query q1: what its hits are grouped by has no column", own.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Boosts_and_groups_are_options_too()
    {
        string[] bar = ["search", "surprise OR port | boost recent 10w 3 | group source", "--index", "index", "--now", "2019-05-07"];
        string[] options =
        [
            "search", "surprise OR port", "--boost", "recent:10w:3", "--group", "source", "--index", "index", "--now", "2019-05-07",
        ];
        using var one = index.Run();
        Assert.Equal(ExitCode.Done, one.Run(bar));
        using var other = index.Run();
        Assert.Equal(ExitCode.Done, other.Run(options));
        Assert.Equal(one.Out, other.Out);
        Assert.Contains("\"group\":{\"value\":\"Wire\",\"articles\":2}", other.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recent:30x", "--boost takes recent, recent:30d")]
    [InlineData("recent 30d | limit 1", "--boost takes recent, recent:30d")]
    [InlineData(":", "--boost takes recent, recent:30d")]
    [InlineData("readers:2", "readers")]
    public void A_boost_that_is_none_is_refused(string boost, string said)
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "port", "--boost", boost, "--index", "index"));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", 0)]
    [InlineData("any", 3)]
    public void A_plain_batch_takes_words_as_words(string match, int hits)
    {
        using var run = index.Run("q1\tsurprise: \"visit (lightning\n");
        Assert.Equal(ExitCode.Done, run.Run("batch", "-", "--index", "index", "--plain", "--match", match, "--output", "jsonl", "--limit", "3"));
        Assert.Equal(hits, run.OutLines.Length);
        Assert.All(run.OutLines, line => Assert.StartsWith("{\"queryId\":\"q1\",\"rank\":", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Queries_come_from_a_pipe_one_a_line()
    {
        using var run = index.Run("strike\n\npersn:x\n\"surprise visit\"\n");
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index"));
        Assert.Equal(3, run.OutLines.Length);
        Assert.Contains("did you mean 'person'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_is_counted_and_durable()
    {
        using var own = new SmallIndex();
        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.Done, run.Run("delete", "strike", "--index", "index", "--yes"));
            Assert.Equal("2 articles deleted\n", run.Out);
        }

        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.NoHits, run.Run("delete", "strike", "--index", "index", "--yes"));
        }

        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.Done, run.Run("stats", "--index", "index", "--output", "json"));
            var figures = JsonDocument.Parse(run.Out).RootElement;
            Assert.Equal(
                ["articles", "deleted", "segments", "bytes", "sequence", "exactForms", "language", "languages", "cacheBytes", "cacheLimit",
                "openFiles", "openFileLimit", "failedMerges"],
                figures.EnumerateObject().Select(p => p.Name));
            Assert.Equal(3, figures.GetProperty("articles").GetInt32());
        }
    }

    [Fact]
    public void Everything_is_deleted_only_by_name()
    {
        using var own = new SmallIndex();
        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.Usage, run.Run("delete", "--index", "index", "--yes"));
            Assert.Contains("--all", run.Error, StringComparison.Ordinal);
        }

        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.Usage, run.Run("delete", "strike", "--all", "--index", "index", "--yes"));
        }

        using (var run = own.Run())
        {
            Assert.Equal(ExitCode.Done, run.Run("delete", "--all", "--index", "index", "--yes"));
            Assert.Equal("5 articles deleted\n", run.Out);
        }
    }

    [Theory]
    [InlineData("n\n", 5)]
    [InlineData("y\n", 3)]
    public void A_person_is_asked_before_a_deletion(string answer, int left)
    {
        using var own = new SmallIndex();
        using (var run = new ConsoleRun(own.Path) { Input = answer, InIsTerminal = true, ErrorIsTerminal = true })
        {
            Assert.Equal(left == 5 ? ExitCode.Interrupted : ExitCode.Done, run.Run("delete", "strike", "--index", "index"));
            Assert.StartsWith("Delete 2 articles? [y/N] ", run.Error, StringComparison.Ordinal);
        }

        using var stats = own.Run();
        stats.Run("stats", "--index", "index");
        Assert.Equal(left, JsonDocument.Parse(stats.Out).RootElement.GetProperty("articles").GetInt32());
    }

    [Fact]
    public void A_query_is_parsed_without_an_index()
    {
        using var run = new ConsoleRun("/");
        Assert.Equal(ExitCode.Done, run.Run("parse", "syria AND date:2017-12"));
        var json = JsonDocument.Parse(Assert.Single(run.OutLines)).RootElement;
        Assert.Equal(["query", "valid", "tree", "printed", "dates", "directives", "diagnostics", "spans"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("syria AND date:[2017-12-01T00:00:00Z TO 2018-01-01T00:00:00Z}", json.GetProperty("printed").GetString());
        var date = Assert.Single(json.GetProperty("dates").EnumerateArray());
        Assert.Equal("2018-01-01T00:00:00Z", date.GetProperty("to").GetString());
    }

    [Fact]
    public void A_search_explains_itself_on_standard_error()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "port W/5 strike date:2018 | limit 1", "--index", "index", "--explain"));
        Assert.Contains("understood  port W/5 strike AND date:[2018-01-01T00:00:00Z TO 2019-01-01T00:00:00Z} | limit 1\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("date        2018 = 2018-01-01T00:00:00Z up to 2019-01-01T00:00:00Z\n", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"cost +\d+ articles? +and their positions +port W/5 strike\n", run.Error);
        Assert.Single(run.OutLines);
    }

    [Fact]
    public void A_lenient_search_makes_the_best_of_a_mistake()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "(port AND", "--index", "index", "--lenient"));
        Assert.Equal(2, run.OutLines.Length);
        Assert.Contains("this bracket is never closed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_cannot_be_parsed_is_json_too()
    {
        using var run = new ConsoleRun("/");
        Assert.Equal(ExitCode.Usage, run.Run("parse", "persn:putin"));
        var json = JsonDocument.Parse(Assert.Single(run.OutLines)).RootElement;
        Assert.False(json.GetProperty("valid").GetBoolean());
        Assert.Equal("person", json.GetProperty("diagnostics")[0].GetProperty("fix").GetString());
        Assert.Contains("^^^^^", run.Error, StringComparison.Ordinal);
    }
}
