using System.Text.Json;

namespace SearchCore.Cli.Tests.Commands;

public sealed class ResultsTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void Json_holds_timeline_significance_and_suggestions_where_asked_for()
    {
        var json = Json("search", "strike", "--timeline", "quarter:place:1", "--significant", "words,place:3", "--limit", "1");
        var timeline = json.GetProperty("timeline");
        Assert.Equal(6, timeline.GetArrayLength());
        Assert.Equal("""{"start":"2018-01-01","count":1,"articles":1,"burst":false}""", timeline[0].GetRawText());
        Assert.Equal("""{"start":"2018-04-01","count":0,"articles":0,"burst":false}""", timeline[1].GetRawText());
        Assert.Equal(1, json.GetProperty("timelines").GetProperty("Rotterdam")[0].GetProperty("count").GetInt32());
        Assert.Equal(
            (2, 5), (json.GetProperty("significant").GetProperty("words").GetProperty("sample").GetInt32(),
            json.GetProperty("significant").GetProperty("place").GetProperty("archive").GetInt32()));
        Assert.Equal("strike", Json("search", "strikw").GetProperty("suggestions")[0].GetProperty("query").GetString());
    }

    [Fact]
    public void Next_leads_through_all_hits_in_further_processes()
    {
        var ids = new List<string?>();
        string[] more = [];
        do
        {
            var json = Json(["search", "*:*", "--sort", "oldest", "--limit", "2", .. more]);
            ids.AddRange(json.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString()));
            Assert.Empty(json.GetProperty("warnings").EnumerateArray());
            more = json.GetProperty("next").GetString() is { } next ? ["--after", next] : [];
        }
        while (more.Length > 0);

        // Those without a date come last, in the order of the hashes of their ids.
        Assert.Equal(["a1", "a2", "a3", "evil\e[31m", "a 4"], ids);
    }

    [Fact]
    public void A_facet_is_searched_by_the_beginning_of_a_word()
    {
        var facets = Json("search", "*:*", "--facet", "person:pu*", "--facet", "place:1:sy*").GetProperty("facets");
        Assert.Equal("""[{"value":"Vladimir Putin","count":1}]""", facets.GetProperty("person").GetRawText());
        Assert.Equal("""[{"value":"Syria","count":1}]""", facets.GetProperty("place").GetRawText());
    }

    [Fact]
    public void Groups_are_shown_by_their_best_hit_in_every_format()
    {
        const string query = "visit OR strike | group source | sort oldest";
        var json = Json("search", query);
        Assert.Equal((4, 3), (json.GetProperty("total").GetInt32(), json.GetProperty("groups").GetInt32()));
        Assert.Equal(["a1", "a3", "a 4"], json.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString()));
        Assert.Equal("""{"value":"Wire","articles":2}""", json.GetProperty("hits")[0].GetProperty("group").GetRawText());
        Assert.False(json.GetProperty("hits")[2].TryGetProperty("group", out _));
        using var table = index.Run();
        Assert.Equal(ExitCode.Done, table.Run("search", query, "--index", "index", "--output", "table"));
        Assert.StartsWith("4 articles in 3 groups", table.OutLines[0], StringComparison.Ordinal);
        Assert.Contains("a1 · 2 articles of Wire", table.Out, StringComparison.Ordinal);
        using var rows = index.Run();
        Assert.Equal(ExitCode.Done, rows.Run("search", query, "--index", "index", "--output", "csv"));
        Assert.EndsWith(",group,groupArticles", rows.OutLines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(",Wire,2", rows.OutLines[1].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(",,1", rows.OutLines[3].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Recent_articles_are_raised_and_explained()
    {
        string[] query = ["search", "strike | boost recent 1y 50", "--now", "2019-05-07"];
        Assert.Equal(["a2", "a3"], Ids("search", "strike"));
        Assert.Equal(["a3", "a2"], Ids(query));
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run([.. query, "--index", "index", "--explain"]));
        Assert.Contains(
            "boost       the score times (1 + 50·2^(−days/365.25)), days since publication at 2019-05-07", run.Error,
            StringComparison.Ordinal);
        using var unknown = index.Run();
        Assert.Equal(ExitCode.Usage, unknown.Run("search", "strike | boost pages", "--index", "index"));
        Assert.Contains("^^^^^", unknown.Error, StringComparison.Ordinal);

        List<string?> Ids(params string[] line) =>
            [.. Json(line).GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("id").GetString())];
    }

    [Fact]
    public void A_table_draws_the_timeline_and_names_what_sets_apart()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "strike", "--index", "index", "--output", "table", "--timeline", "year"));
        Assert.Equal("2018 1 100.0 % " + new string('█', 60), run.OutLines[1]);
        Assert.StartsWith("2019", run.OutLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_are_compared_and_a_table_says_of_how_many()
    {
        var significant = Json("search", "date:2018..2019", "--against", "NOT date:2018..2019").GetProperty("significant");
        Assert.Equal(["words", "person", "organization", "place"], significant.EnumerateObject().Select(s => s.Name));
        Assert.Equal(
            (2, 3), (significant.GetProperty("words").GetProperty("sample").GetInt32(),
            significant.GetProperty("words").GetProperty("archive").GetInt32()));
        Assert.Equal("place", Assert.Single(Json("search", "port", "--against", "visit", "--significant", "place")
            .GetProperty("significant").EnumerateObject()).Name);
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("search", "port", "--against", "persn:x", "--index", "index"));
        Assert.Contains("did you mean 'person'", run.Error, StringComparison.Ordinal);

        using var more = index.Run(string.Concat(Enumerable.Range(0, 60).Select(i =>
            $$"""{"id":"n{{i}}","title":"t","body":"{{(i < 12 ? "port strike" : i < 15 ? "strike" : "noise")}} {{i}}"}""" + "\n")));
        Assert.Equal(ExitCode.Done, more.Run("index", "-", "--index", "many", "--entities", "given"));
        using var table = index.Run();
        table.Run("search", "port", "--index", "many", "--output", "table", "--significant", "words", "--limit", "0");
        Assert.Equal(["sets apart (words)", "  strike  12 of 12 · 15 of 60 · 4×"], table.OutLines[1..3]);
    }

    [Fact]
    public void A_zone_governs_every_date_that_is_shown()
    {
        string[] asked = ["strike AND port AND date:2018", "--index", "index", "--zone", "Asia/Tokyo"];
        Assert.Contains("1 February 2018, 19:00 +09:00 · Wire · a2", Out("search", "--output", "table"), StringComparison.Ordinal);
        Assert.Contains(",2018-02-01T19:00:00+09:00,Wire,", Out("search", "--output", "csv"), StringComparison.Ordinal);
        Assert.Contains(",2018-02-01T19:00:00+09:00,Wire,", Out("export", "--output", "csv"), StringComparison.Ordinal);
        Assert.Contains("\"2018-02-01T10:00:00Z\"", Out("search", "--output", "json"), StringComparison.Ordinal);
        using var run = index.Run();
        run.Run(["search", .. asked, "--explain", "--output", "json"]);
        Assert.Contains("2018-01-01T00:00:00+09:00 up to 2019-01-01T00:00:00+09:00", run.Error, StringComparison.Ordinal);

        string Out(string verb, params string[] more)
        {
            using var run = index.Run();
            Assert.Equal(ExitCode.Done, run.Run([verb, .. asked, .. more]));
            return run.Out;
        }
    }

    [Theory]
    [InlineData("2017-12-11T00:00:00Z", "UTC", "11 December 2017", "2017-12-11T00:00:00Z")]
    [InlineData("2017-12-11T00:00:00Z", "America/New_York", "10 December 2017, 19:00 -05:00", "2017-12-10T19:00:00-05:00")]
    [InlineData("2017-12-10T23:00:00Z", "Europe/Berlin", "11 December 2017", "2017-12-11T00:00:00+01:00")]
    [InlineData("0001-01-01T00:00:00Z", "America/New_York", "1 January 0001", "0001-01-01T00:00:00+00:00")]
    public void A_date_is_shown_in_its_zone(string published, string zone, string line, string cell)
    {
        var (date, place) = (SearchCore.Articles.ArticleDate.Parse(published), SearchCore.Cli.Output.LocalDates.Zone(zone));
        Assert.Equal(line, SearchCore.Cli.Output.LocalDates.Long(date, place));
        Assert.Equal(cell, SearchCore.Cli.Output.LocalDates.Text(date, place));
    }

    [Fact]
    public void A_stretch_without_articles_is_drawn_as_one()
    {
        using var run = index.Run();
        run.Run("search", "strike", "--index", "index", "--output", "table", "--timeline", "quarter");
        Assert.Equal("2018-Q2 … – 4 quarters without articles", run.OutLines[2]);
    }

    [Theory]
    [InlineData("a1", "", ExitCode.Done)]
    [InlineData("nobody", "no article has the id 'nobody'", ExitCode.NoHits)]
    public void Similar_finds_articles_that_share_words(string id, string complaint, object code)
    {
        using var run = index.Run();
        Assert.Equal(code, run.Run("similar", id, "--index", "index"));
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
        Assert.Equal(complaint.Length == 0, run.Out.Contains("\"id\":\"a2\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"id\":\"a1\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Near_tells_how_much_of_two_texts_is_the_same_and_lists_stories()
    {
        const string text =
            "The strike of the port's dockers, which began on Monday after talks with the harbour board broke down over night shifts, "
            + "ended today when both sides agreed on a rise of four percent and a day off each month for all crews at the quays.";
        File.WriteAllText(
            Path.Combine(index.Path, "wire.jsonl"),
            $$"""
            {"id":"w1","title":"Dockers return","body":"{{text}}","source":"Wire","published":"2020-01-02"}
            {"id":"w2","title":"Strike over","body":"{{text.Replace("Monday", "Sunday", StringComparison.Ordinal)}}","source":"Gazette"}
            {"id":"w3","title":"Elsewhere","body":"A strike of another kind."}

            """);
        Run(ExitCode.Done, "index", "wire.jsonl", "--entities", "off");
        var run = Run(ExitCode.Done, "near", "w1", "--output", "table");
        Assert.Equal(["1 near-duplicate", "93.0 %  Strike over · Gazette · w2"], run.OutLines.Select(l => l.Trim()));
        run = Run(ExitCode.Done, "near", "w2", "--output", "csv");
        Assert.StartsWith("w1,0.9", run.OutLines[1], StringComparison.Ordinal);
        Assert.EndsWith(",Dockers return,2020-01-02T00:00:00Z,Wire", run.OutLines[1].TrimEnd(), StringComparison.Ordinal);
        Run(ExitCode.NoHits, "near", "w1", "--at-least", "95%");
        run = Run(ExitCode.Done, "similar", "w1", "--near", "80%", "--output", "json");
        var near = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(("w1", 1), (near.GetProperty("id").GetString(), near.GetProperty("total").GetInt32()));
        Assert.Equal("w2", near.GetProperty("near")[0].GetProperty("id").GetString());
        run = Run(ExitCode.Done, "near", "--groups");
        Assert.Equal("""{"articles":["w1","w2"]}""", run.Out.Trim());
        run = Run(ExitCode.Done, "near", "--groups", "--output", "json");
        Assert.Equal("""{"total":1,"stories":[{"articles":["w1","w2"]}]}""", run.Out.Trim());
        run = Run(ExitCode.Done, "near", "--groups", "--output", "table");
        Assert.Equal(["1 story of 2 articles", "     2  Dockers return", "        w1  w2"], run.OutLines);
        run = Run(ExitCode.Done, "near", "--groups", "--output", "csv");
        Assert.Equal(["story,articles,id", "w1,2,w1", "w1,2,w2"], run.OutLines.Select(l => l.TrimEnd()));
        run = Run(ExitCode.Done, "search", "strike | unique", "--output", "table");
        Assert.StartsWith("3 articles in 2 stories", run.OutLines[0], StringComparison.Ordinal);
        Assert.Contains(" · +1 near-identical", run.Out, StringComparison.Ordinal);
        run = Run(ExitCode.Done, "search", "strike | unique", "--output", "json");
        Assert.Equal(2, JsonDocument.Parse(run.Out).RootElement.GetProperty("stories").GetInt32());

        foreach (var (line, complaint) in new[]
        {
            ("near", "takes an ID, or --groups"), ("near w1 --groups", "takes an ID, or --groups"),
            ("near w1 --at-least 20%", "from 50% to 100%"),
            ("near w1 --at-least much", "from 50% to 100%"), ("similar w1 --near 80% --within strike", "--near goes with"),
        })
        {
            var refused = Run(ExitCode.Usage, line.Split(' '));
            Assert.Contains(complaint, refused.Error, StringComparison.Ordinal);
        }

        run = Run(ExitCode.NoHits, "near", "nobody");
        Assert.Contains("no article has the id 'nobody'", run.Error, StringComparison.Ordinal);
        run = Run(ExitCode.Usage, "export", "strike | unique");
        Assert.Contains("leave 'unique' out", run.Error, StringComparison.Ordinal);

        ConsoleRun Run(ExitCode code, params string[] words)
        {
            using var made = index.Run();
            var ended = made.Run([.. words, "--index", "wire"]);
            Assert.True(code == ended, $"{ended}: {made.Error}");
            return made;
        }
    }

    [Theory]
    [InlineData("terms person pu", "{\"value\":\"Vladimir Putin\",\"count\":1}\n")]
    [InlineData("terms body stri", "{\"value\":\"strike\",\"count\":2}\n")]
    [InlineData("terms source --limit 1", "{\"value\":\"Wire\",\"count\":2}\n")]
    [InlineData("terms source --output csv --limit 1", "value,count\r\nWire,2\r\n")]
    [InlineData("terms", "title\nbody\nauthor\nperson\nplace\nsource\n")]
    public void Terms_lists_what_there_is(string line, string expected)
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run([.. line.Split(' '), "--index", "index"]));
        Assert.Equal(expected, run.Out);
    }

    [Fact]
    public void Terms_of_nothing_and_of_no_kind()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.NoHits, run.Run("terms", "person", "zz", "--index", "index"));
        Assert.Equal(ExitCode.Usage, run.Run("terms", "persn", "--index", "index"));
        Assert.Contains("did you mean 'person'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_can_be_indexed_again()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("export", "*:*", "--index", "index", "--sort", "oldest"));
        Assert.Equal("searchcore: 5 articles exported\n", run.Error);
        using var copy = index.Run(run.Out);
        Assert.Equal(ExitCode.Done, copy.Run("index", "-", "--index", "copy", "--entities", "given"));
        using var again = index.Run();
        Assert.Equal(ExitCode.Done, again.Run("export", "*:*", "--index", "copy", "--sort", "oldest"));
        Assert.Equal(run.Out, again.Out);
    }

    [Fact]
    public void An_export_for_a_spreadsheet_runs_no_formula_and_keeps_a_row_a_row()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("export", "strike OR hostile", "--index", "index", "--sort", "oldest", "--output", "csv"));
        var rows = run.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.Equal("id,title,published,source,section,author,language,url,tags,person,organization,place,body", rows[0]);
        Assert.StartsWith(
            "a2,Port strike ends in Rotterdam,2018-02-01T10:00:00Z,Wire,,,,,,,,Rotterdam,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("a3,\"'=cmd|calc\",", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out);
        using var none = index.Run();
        Assert.Equal(ExitCode.NoHits, none.Run("export", "xyzzy", "--index", "index"));
        using var one = index.Run();
        Assert.Equal(ExitCode.Done, one.Run("export", "*:*", "--index", "index", "--limit", "1"));
        Assert.Single(one.OutLines);
    }

    [Theory]
    [InlineData("--timeline hour", "--timeline is one of day, week, month, quarter, year, not 'hour'")]
    [InlineData("--timeline month:person,place", "--timeline takes one kind")]
    [InlineData("--after nonsense", "SC332")]
    [InlineData("--facet person:x:pu*", "--facet KIND:N is a number")]
    [InlineData("--facet person:3:pu", "person:20:pu*")]
    [InlineData("--significant title", "SC322")]
    public void A_mistake_is_named(string options, string message)
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run(["search", "strike", "--index", "index", .. options.Split(' ')]));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private JsonElement Json(params string[] args)
    {
        using var run = index.Run();
        run.Run([.. args, "--index", "index", "--output", "json"]);
        return JsonDocument.Parse(Assert.Single(run.OutLines)).RootElement;
    }
}
