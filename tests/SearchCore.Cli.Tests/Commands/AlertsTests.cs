using System.Text.Json;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

public sealed class AlertsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_day_with_alerts()
    {
        Index("""{"id":"old","body":"A storm of long ago."}""");
        var stored = Run(ExitCode.Done, "alerts", "add", "storms", "storm", "NOT", "brain");
        Assert.Contains("1 query stored", stored.Error, StringComparison.Ordinal);
        Run(ExitCode.NoHits, "alerts", "events");

        var run = Index("""{"id":"s1","title":"Storm hits coast","body":"A storm hit the coast.","published":"2020-01-02"}""");
        Assert.Contains("searchcore alerts events --from 1", run.Error, StringComparison.Ordinal);
        run = Run(ExitCode.Done, "alerts", "events", "--output", "table");
        Assert.Equal(["1  storms  2 January 2020  Storm hits coast  [s1]", "    A storm hit the coast."], run.OutLines);

        var found = JsonDocument.Parse(Run(ExitCode.Done, "alerts", "events", "--consumer", "mail").Out).RootElement;
        Assert.Equal(("storms", 1), (found.GetProperty("query").GetString(), found.GetProperty("number").GetInt32()));
        Assert.Equal("A <em>storm</em> hit the coast.", found.GetProperty("article").GetProperty("snippet").GetString());
        Run(ExitCode.NoHits, "alerts", "events", "--consumer", "mail");
        Run(ExitCode.Done, "alerts", "replay", "--consumer", "mail");
        Assert.Single(Run(ExitCode.Done, "alerts", "events", "--consumer", "mail").OutLines);
        Assert.Contains(
            "'mail' goes on with event 2\n", Run(ExitCode.Done, "alerts", "replay", "--consumer", "mail", "--from", "1200").Error,
            StringComparison.Ordinal);
        Run(ExitCode.NoHits, "alerts", "events", "--query", "other");

        Assert.Equal(["storms  storm NOT brain"], Run(ExitCode.Done, "alerts", "--output", "table").OutLines);
        Run(ExitCode.Done, "alerts", "remove", "storms");
        Run(ExitCode.NoHits, "alerts", "remove", "storms");
        Run(ExitCode.NoHits, "alerts", "list");
    }

    [Fact]
    public void A_consumer_has_the_events_of_every_query()
    {
        Index("""{"id":"old","body":"Calm."}""");
        Run(ExitCode.Done, "alerts", "add", "a", "storm");
        Run(ExitCode.Done, "alerts", "add", "b", "flood");
        Index("""{"id":"s1","body":"A storm.","published":"2020-01-02T20:00:00Z"}""");
        Index("""{"id":"f1","body":"A flood."}""");
        Assert.Contains(
            "would be had unseen", Run(ExitCode.Usage, "alerts", "events", "--consumer", "mail", "--query", "a").Error,
            StringComparison.Ordinal);
        Assert.Equal(2, Run(ExitCode.Done, "alerts", "events", "--consumer", "mail").OutLines.Length);
        Assert.Contains(
            "3 January 2020, 05:00 +09:00",
            Run(ExitCode.Done, "alerts", "events", "--query", "a", "--zone", "Asia/Tokyo", "--output", "table").Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Many_queries_come_from_a_file_and_what_cannot_stand_is_named_by_line()
    {
        Index("""{"id":"a","body":"x"}""");
        File.WriteAllText(
            folder["queries.tsv"], "a\tstorm\nno query here\nb\tstorm AND (\n{\"name\":\"c\",\"request\":{\"query\":\"flood\"}}\n");
        var run = Run(ExitCode.Usage, "alerts", "add", "--file", "queries.tsv", "--select", "source=Wire");
        Assert.Contains("line 2: it is neither a JSON object nor NAME, tab, QUERY", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 3:", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 queries stored", run.Error, StringComparison.Ordinal);
        var lines = Run(ExitCode.Done, "alerts", "list", "--output", "jsonl").Out;
        File.WriteAllText(folder["again.jsonl"], lines);
        Run(ExitCode.Done, "alerts", "add", "--file", "again.jsonl");
        Assert.Equal(["a", "c"], Run(ExitCode.Done, "alerts").OutLines.Select(
            l => JsonDocument.Parse(l).RootElement.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("'alerts' takes list, add, remove, events or replay, not 'sing'", "sing")]
    [InlineData("'alerts add' takes a name and a query, or --file", "add", "x")]
    [InlineData("'alerts remove' takes one name", "remove")]
    [InlineData("'alerts events' takes nothing behind it, not 'x'", "events", "x")]
    [InlineData("'alerts replay' needs --consumer: who is to have events again", "replay")]
    [InlineData("--from is the number of an event, from 1, not 'x'", "events", "--from", "x")]
    public void Mistakes_are_named(string message, params string[] arguments)
    {
        Index("""{"id":"a","body":"x"}""");
        Assert.Contains(message, Run(ExitCode.Usage, ["alerts", .. arguments]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_an_entity()
    {
        Index(
            """
            {"id":"e1","title":"Merkel in Paris","body":"Angela Merkel met Emmanuel Macron.","source":"Wire","published":"2020-01-02"}
            {"id":"e2","title":"Talks","body":"Angela Merkel and Emmanuel Macron spoke.","source":"Wire","published":"2020-02-03"}
            {"id":"e3","title":"Weather","body":"Rain fell on London.","published":"2020-02-03"}
            {"id":"e4","title":"Weather","body":"Rain fell on Madrid.","published":"2020-02-03"}
            {"id":"e5","title":"Weather","body":"Rain fell on Rome.","published":"2020-02-03"}
            {"id":"e6","title":"Weather","body":"Rain fell on Oslo.","published":"2020-02-03"}
            """);
        var lines = Run(ExitCode.Done, "entity", "person", "angela", "merkel", "--output", "table").OutLines;
        Assert.Equal("Angela Merkel (person): 2 articles", lines[0]);
        Assert.Equal("written: Angela Merkel (2), Merkel (1)", lines[1]);
        Assert.Equal("sources: Wire (2)", lines[2]);
        Assert.Contains("  Emmanuel Macron  2 of 2 · 2 of 6 · 3×", lines);
        Assert.Equal("2 January 2020  Merkel in Paris  [e1]", lines[^1]);

        var page = JsonDocument.Parse(Run(ExitCode.Done, "entity", "people", "Angela Merkel", "--unit", "year").Out).RootElement;
        Assert.Equal("year", page.GetProperty("timeline").GetProperty("unit").GetString());
        Run(ExitCode.NoHits, "entity", "place", "Atlantis");
        Run(ExitCode.Usage, "entity", "source", "Wire");
    }

    private ConsoleRun Index(string lines)
    {
        File.WriteAllText(folder["news.jsonl"], lines + "\n");
        return Run(ExitCode.Done, "index", "news.jsonl");
    }

    private ConsoleRun Run(ExitCode expected, params string[] arguments)
    {
        var run = new ConsoleRun(folder.Path);
        var code = run.Run([.. arguments, "--index", "index"]);
        Assert.True(expected == code, $"{code}: {run.Error}");
        return run;
    }
}
