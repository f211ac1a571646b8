namespace SearchCore.Cli.Tests.Language;

/// <summary>What is set holds for every command, and each search keeps what it was made with.</summary>
public sealed class SettingsHoldTests : IDisposable
{
    private readonly SmallIndex index = new();

    public void Dispose() => index.Dispose();

    [Fact]
    public void A_deletion_takes_what_is_chosen_and_leaves_the_rest()
    {
        using var all = index.Run();
        Assert.Equal(ExitCode.Done, all.Run("delete", "--all", "--date", "2018", "--yes", "--index", "index"));
        Assert.Contains("1 article deleted", all.Out, StringComparison.Ordinal);
        Assert.Equal(4, Count("*:*"));

        Script(".select source=Wire\n.delete *:* --yes\n", out _);
        Assert.Equal(3, Count("*:*"));
        Script(".date 2019\n.delete --all --yes\n", out _);
        Assert.Equal(["a 4", "evil\e[31m"], Ids("*:*").Order());
        using var rest = index.Run();
        Assert.Equal(ExitCode.Done, rest.Run("delete", "--all", "--yes", "--index", "index"));
        Assert.Equal(0, Count("*:*"));
    }

    [Fact]
    public void A_person_is_asked_on_any_terminal_and_refused_where_the_question_would_not_be_seen()
    {
        using var dumb = new ConsoleRun(index.Path) { Input = "n\n", InIsTerminal = true, OutIsTerminal = true, ErrorIsRead = true };
        Assert.Equal(ExitCode.Interrupted, dumb.Run("delete", "strike", "--index", "index"));
        Assert.Contains("Delete 2 articles? [y/N]", dumb.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was deleted", dumb.Error, StringComparison.Ordinal);
        using var blind = new ConsoleRun(index.Path) { Input = "y\n", InIsTerminal = true, OutIsTerminal = true };
        Assert.Equal(ExitCode.Usage, blind.Run("delete", "strike", "--index", "index"));
        Assert.Contains("cannot be asked where messages go into a file; --yes", blind.Error, StringComparison.Ordinal);
        Assert.Equal(2, Count("strike"));
    }

    [Fact]
    public void What_is_typed_ahead_is_the_answer_and_a_question_that_was_given_up_leaves_nothing_behind()
    {
        using var run = new ConsoleRun(index.Path) { InIsTerminal = true, OutIsTerminal = true, ErrorIsTerminal = true };
        run.Type(
        [
            .. Keys.Text(".delete strike\n"), Keys.Control(ConsoleKey.C),
            .. Keys.Text(".delete strike\n\n.delete strike\nn\n.count strike\n.delete strike\ny\n.count strike\n"),
        ]);
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("stopped", run.Out, StringComparison.Ordinal);
        Assert.Contains("[y/N] \n", run.Error, StringComparison.Ordinal);
        Assert.Contains("[y/N] n\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 articles\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("2 articles deleted", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, Count("strike"));
    }

    [Fact]
    public void A_query_that_stands_has_the_choices_and_no_dates()
    {
        Script(".select source=Gazette\n.alerts add storm strike\n.date 2018\n.alerts add flood strike\n", out var messages);
        Assert.Contains("1 query stored", messages, StringComparison.Ordinal);
        Assert.Contains("a query that stands is of what comes, not of 2018; .date off first", messages, StringComparison.Ordinal);
        using var run = index.Run();
        run.Run("alerts", "--index", "index", "--output", "jsonl");
        Assert.Contains("\"select\":[{\"kind\":\"source\",\"value\":\"Gazette\"}]", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_dates_count_from_the_moment_of_each_search()
    {
        var screen = Script(
            ".now 2018-02-03\n.date last-7d\n.count *:*\n*:*\n.save week\n.now 2019-05-07\n.count *:*\n.again\n.run week\n"
            + ".now 2017-12-12\n.run week\n",
            out _);
        Assert.Equal(2, screen.Split("\n").Count(l => l == "1 article"));
        Assert.Equal(
            ["a2", "a3", "a3", "a1"],
            System.Text.RegularExpressions.Regex.Matches(screen, @"· (a\d)$", System.Text.RegularExpressions.RegexOptions.Multiline)
                .Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void A_saved_search_brings_its_settings_along()
    {
        var screen = Script(
            "strike\n.save all\n.select source=Gazette\n.run all\n.limit 1\n.again\n.select\n", out _);
        Assert.Contains("2 of 2\n", Headers(screen), StringComparison.Ordinal);
        Assert.Contains("1 of 2\n", Headers(screen), StringComparison.Ordinal);
        Assert.EndsWith(".select off\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Hits_that_follow_are_those_behind_the_list_whatever_came_since()
    {
        File.WriteAllText(index["more.jsonl"], """{"id":"z9","title":"Newest strike","body":"A strike.","published":"2024-01-01"}""");
        var screen = Script(".sort newest\n.limit 1\nstrike\n.index more.jsonl\n.more\n", out _);
        Assert.Contains("a3\n", screen, StringComparison.Ordinal);
        Assert.Contains("  2 Port strike ends in Rotterdam\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_like_an_article_has_no_query_to_explain()
    {
        var screen = Script(".similar a2\n.explain\n.save like it\n.saved\n", out var messages);
        Assert.Contains("the current search is for articles like a2 and has no query to explain", messages, StringComparison.Ordinal);
        Assert.Contains("like it  like a2", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Reset_goes_back_to_the_start_file_and_the_command_line()
    {
        Directory.CreateDirectory(index["config"]);
        File.WriteAllText(index["config/rc"], ".date 2018-02-01\n.limit 3\n.quit\n");
        using var run = new ConsoleRun(index.Path)
        {
            Homes = new(index["config"], index["data"]),
            Input = ".count *:*\n.limit 1\n.date off\n.zone off\n.reset\n.limit\n.date\n.zone\n",
        };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index", "--zone", "Pacific/Auckland", "--output", "table"));
        Assert.Contains("rc: .quit ends the start file, not the console; --no-rc leaves the file out", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(".limit 3\n.date 2018-02-01\n.zone Pacific/Auckland\n", run.Out, StringComparison.Ordinal);

        // 10:00 UTC is the same day there; the last hours of the day before are, too.
        Assert.StartsWith("1 article\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_settings_finds_nothing_and_the_code_stays()
    {
        File.WriteAllText(index["set.lines"], ".sort newest\n.limit 2\n");
        using var run = index.Run(".read set.lines\nzzzqqq\n");
        Assert.Equal(ExitCode.NoHits, run.Run("--index", "index"));
    }

    [Theory]
    [InlineData(".search 'tis the season", "")]
    [InlineData(".search strike --limit", "Required argument missing")]
    [InlineData(".compare '' strike", "a side of the comparison is empty")]
    [InlineData(".export --output=cvs", "--output is one of table")]
    public void Lines_that_were_misunderstood(string line, string message)
    {
        using var run = index.Run(line + "\n");
        var code = run.Run("--index", "index", "--output", "table");
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Fault, code);
        Assert.False(File.Exists(index["--index"]));
        Assert.DoesNotContain("a quote is not closed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sides_with_directives_and_relative_dates_are_compared()
    {
        var screen = Script(".now 2018-02-03\n.compare 'strike | limit 1' visit\n.compare last-7d 2017-12\n", out var messages);
        Assert.DoesNotContain("SC122", messages, StringComparison.Ordinal);
        Assert.Matches(@"A strike \| limit 1 +2 ", screen);
        Assert.Matches(@"A last-7d +1 ", screen);
        Assert.Matches(@"B 2017-12 +1 ", screen);
    }

    [Fact]
    public void A_hostile_file_name_is_shown_and_never_sent()
    {
        Directory.CreateDirectory(index["in"]);
        File.WriteAllBytes(index["in/z\e[31mq.db"], [.. "SQLite format 3\0"u8, .. new byte[100]]);
        using var run = index.Run();
        run.Run("index", "in", "--index", "other");
        Assert.Contains("z\\x1B[31mq.db", run.Error, StringComparison.Ordinal);
        Output.Harmless.Check(run.Error);
    }

    [Fact]
    public void Every_page_of_help_says_the_options()
    {
        var screen = Script(".help inspect\n.help batch\n", out _);
        Assert.Contains("--format", screen, StringComparison.Ordinal);
        Assert.Contains("Examples", screen, StringComparison.Ordinal);
    }

    private string Script(string lines, out string messages)
    {
        using var run = new ConsoleRun(index.Path) { Input = lines, Homes = new(null, index["data"]) };
        run.Run("--index", "index", "--output", "table");
        messages = run.Error;
        return System.Text.RegularExpressions.Regex.Replace(run.Out, @" · [\d.]+ m?s\n", "\n");
    }

    private static string Headers(string screen) =>
        string.Concat(screen.Split('\n').Where(l => System.Text.RegularExpressions.Regex.IsMatch(l, @"^\d+ of \d+")).Select(l => l + "\n"));

    private string[] Ids(string query)
    {
        using var run = index.Run();
        run.Run("search", query, "--index", "index", "--limit", "100", "--output", "jsonl");
        return [.. run.OutLines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!)];
    }

    private int Count(string query) => Ids(query).Length;
}
