using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Language;

/// <summary>Verbs as commands: what of the session they get, what they refuse.</summary>
public sealed class VerbLinesTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void A_choice_on_the_line_goes_before_the_sessions_however_it_is_written()
    {
        using var run = index.Run(
            ".mode json\n.select source=Gazette\n.search strike --select source=Wire\n.search strike --select=source=Wire\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Equal(2, run.Out.Split("\"id\":\"a2\"").Length - 1);
        Assert.DoesNotContain("\"id\":\"a3\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Near_duplicates_are_of_the_archive_whatever_is_chosen()
    {
        using var run = index.Run(".mode table\n.select source=Wire\n.date 2018\n.similar a2 --near 60%\n");
        Assert.Equal(ExitCode.NoHits, run.Run("--index", "index"));
        Assert.Equal("no near-duplicates\n", run.Out);
    }

    [Theory]
    [InlineData("similar a1 --near 80% --date 1999", "not with --date")]
    [InlineData("similar a1 --near 80% --sort oldest", "no option '--sort'")]
    [InlineData("similar a1 --near 80% --lenient", "not with --lenient")]
    [InlineData("similar a1 --near 80% --output md", "is one of table, json, jsonl, csv, tsv, not 'md'")]
    [InlineData("terms date", "terms: there is no kind 'date' in this index")]
    [InlineData("terms nix", "terms: there is no kind 'nix' in this index")]
    [InlineData("search strike --now 0001-01-01T00:00 --zone Europe/Berlin", "--now is a date such as")]
    [InlineData("search strike --now 9999-12-31T23:00 --zone America/Los_Angeles", "--now is a date such as")]
    [InlineData("search strike --now 9999-12-31T23:00Z", "--now is a date such as")]
    public void What_does_not_go_is_said(string line, string message)
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run([.. line.Split(' '), "--index", "index"]));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".batch -")]
    [InlineData(".index -")]
    [InlineData(".alerts add --file -")]
    public void Lines_from_standard_input_leave_nothing_there_for_a_command(string line)
    {
        using var run = index.Run($"{line}\n.count strike\n");
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index"));
        Assert.Contains("would read standard input, which these lines come from", run.Error, StringComparison.Ordinal);
        Assert.Equal("2 articles\n", run.Out);
        using var given = index.Run("q1\tstrike\n");
        Assert.Equal(ExitCode.Done, given.Run("--index", "index", "-c", ".batch -"));
        Assert.Contains("q1", given.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_says_no_stops_what_would_follow()
    {
        using var run = new ConsoleRun(index.Path)
        {
            Input = "n\n",
            InIsTerminal = true,
            OutIsTerminal = true,
            ErrorIsRead = true,
        };
        Assert.Equal(ExitCode.Interrupted, run.Run("restore", "backup", "--index", "index"));
        Assert.Contains("nothing was restored", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_stops_the_start_file_and_not_the_console()
    {
        Directory.CreateDirectory(Path.Combine(index.Path, "config"));
        File.WriteAllText(Path.Combine(index.Path, "config", "rc"), ".limit 1\n");
        using var run = new ConsoleRun(index.Path)
        {
            Input = ".count strike\n",
            InIsTerminal = true,
            OutIsTerminal = true,
            Homes = new UserFolders(Path.Combine(index.Path, "config"), null),
        };
        run.Interruption.Raise();
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("rc: stopped; the rest of it was left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 articles", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_holds_whatever_is_in_an_article()
    {
        using var made = index.Run("{\"id\":\"p1\",\"title\":\"plotme\",\"tags\":[\"a\\ufffeb\"]}\n");
        Assert.Equal(ExitCode.Done, made.Run("index", "-", "--index", "pictures"));
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("search", "plotme", "--facet", "tag", "--plot", "f.svg", "--index", "pictures"));
        Assert.Contains("a\\uFFFEb", File.ReadAllText(Path.Combine(index.Path, "f.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_are_shown_in_the_zone_of_the_session()
    {
        const string Rest = """
            "title":"Harbour","body":"Officials said the harbour would stay closed until the storm had passed and all was moored.",
            "published":"2019-03-14T20:00:00Z","entities":{"person":["Jane Roe"]}}
            """;
        using var made = index.Run(string.Concat(new[] { "n1", "n2" }.Select(id =>
            $"{{\"id\":\"{id}\",{Rest.ReplaceLineEndings(" ")}\n")));
        Assert.Equal(ExitCode.Done, made.Run("index", "-", "--index", "dated", "--entities", "given"));
        using var run = index.Run(
            ".mode table\n.zone Asia/Tokyo\n.near n1\n.similar n1 --near 80%\n.entity person Jane Roe --output table\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "dated"));
        Assert.Equal(2, run.Out.Split("2019-03-15T05:00:00+09:00").Length - 1);
        Assert.Equal(2, run.Out.Split("15 March 2019, 05:00 +09:00").Length - 1);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Dates_are_compared_as_dates_in_every_dialect()
    {
        var counts = new[] { "searchcore", "factiva", "lucene", "plain" }.Select(dialect =>
        {
            using var run = index.Run();
            Assert.Equal(
                ExitCode.Done, run.Run("compare", "2018", "2017..2018", "--dialect", dialect, "--output", "json", "--index", "index"));
            return System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetRawText();
        }).ToList();
        Assert.Contains("B2017..2018\",\"articles\":2,", counts[0].Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(counts, c => Assert.Equal(counts[0], c));
    }

    [Fact]
    public void A_printed_article_is_whole()
    {
        using var made = index.Run(
            """{"id":"m1","title":"Whole","body":"Text.","author":["A. Writer"],"language":"nl","tags":["water"],"desk":"coast"}""" + "\n");
        Assert.Equal(ExitCode.Done, made.Run("index", "-", "--index", "whole"));
        using var run = index.Run(".open m1\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "whole"));
        Assert.Contains("by A. Writer · nl · m1", run.Out, StringComparison.Ordinal);
        Assert.Contains("tags: water", run.Out, StringComparison.Ordinal);
        Assert.Contains("desk: coast", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_console_has_a_page_of_help_and_the_tour_takes_nothing_else()
    {
        using var help = index.Run();
        Assert.Equal(ExitCode.Done, help.Run("help", "console"));
        Assert.StartsWith("searchcore: the interactive console\n", help.Out, StringComparison.Ordinal);
        Assert.Contains("\n  searchcore [options]\n", help.Out, StringComparison.Ordinal);
        Assert.Contains("--no-rc", help.Out, StringComparison.Ordinal);
        using var tour = index.Run();
        Assert.Equal(ExitCode.Usage, tour.Run("--tour", "--index", "index"));
        Assert.Contains("--tour shows the sample archive, and takes no --index", tour.Error, StringComparison.Ordinal);
    }
}
