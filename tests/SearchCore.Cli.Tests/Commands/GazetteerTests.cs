using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

/// <summary>A user's own entities, given to the verbs that recognize.</summary>
public sealed class GazetteerTests : IDisposable
{
    private const string Mine = """
        {"kind":"ship","name":"Aurora Borealis","aliases":["the Moscow"]}

        {"kind":"person","name":"Paris Vandermeer","aliases":["Paris"]}
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Own_entities_win_over_the_built_in_ones()
    {
        File.WriteAllText(folder["mine.jsonl"], Mine);
        using var run = new ConsoleRun(folder.Path) { Input = "{\"id\":\"a\",\"text\":\"Everyone saw Paris sink the Moscow.\"}\n" };
        Assert.Equal(ExitCode.Done, run.Run("entities", "-", "--gazetteer", "mine.jsonl"));
        Assert.Equal(
            """{"id":"a","mentions":[{"start":13,"end":18,"kind":"person","name":"Paris Vandermeer"},{"start":24,"end":34,"kind":"ship","name":"Aurora Borealis"}]}""",
            Assert.Single(run.OutLines));
    }

    [Fact]
    public void Own_entities_become_facets_and_stand_below_a_hit()
    {
        File.WriteAllText(folder["mine.jsonl"], Mine);
        File.WriteAllText(folder["in.jsonl"], "{\"id\":\"a\",\"title\":\"Lost at sea\",\"body\":\"They sank the Moscow at noon.\"}\n");
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("index", "in.jsonl", "--index", "index", "--gazetteer", "mine.jsonl"));
        using var search = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, search.Run("search", "ship:\"aurora borealis\"", "--index", "index", "--output", "table"));
        Assert.Contains("Aurora Borealis", search.Out, StringComparison.Ordinal);

        // By another name only where the search knows it, and then it says so.
        using var alias = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, alias.Run("search", "ship:\"the moscow\"", "--index", "index", "--gazetteer", "mine.jsonl"));
        Assert.Contains("ship:\"the moscow\" is read as ship:\"Aurora Borealis\" too", alias.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, alias.Run("export", "*", "--select", "ship=the moscow", "--index", "index", "--gazetteer", "mine.jsonl"));
        Assert.Equal(ExitCode.NoHits, alias.Run("search", "ship:\"the moscow\"", "--index", "index"));
        Assert.Equal(ExitCode.NoHits, alias.Run("delete", "ship:\"the moscow\"", "--index", "index", "--yes"));
    }

    [Fact]
    public void Of_several_files_the_later_one_wins()
    {
        File.WriteAllText(folder["one.jsonl"], Mine);
        File.WriteAllText(folder["two.jsonl"], "{\"kind\":\"place\",\"name\":\"Paris, Texas\",\"aliases\":[\"Paris\"]}");
        using var run = new ConsoleRun(folder.Path) { Input = "{\"id\":\"a\",\"text\":\"Everyone saw Paris.\"}\n" };
        Assert.Equal(ExitCode.Done, run.Run("entities", "-", "--gazetteer", "one.jsonl", "--gazetteer", "two.jsonl"));
        Assert.Contains("\"name\":\"Paris, Texas\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_line_is_named_before_anything_is_created()
    {
        File.WriteAllText(folder["mine.jsonl"], Mine + "\n{\"kind\":\"person\"}");
        File.WriteAllText(folder["in.jsonl"], "{\"id\":\"a\",\"title\":\"x\"}\n");
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Usage, run.Run("index", "in.jsonl", "--index", "index", "--gazetteer", "mine.jsonl"));
        Assert.StartsWith("searchcore: mine.jsonl: line 4 of the gazetteer has no \"name\"; expected", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["index"]));
    }

    [Fact]
    public void A_nationality_is_its_place_only_where_asked_for()
    {
        const string Text = "{\"id\":\"a\",\"text\":\"They met Turkish officials.\"}\n";
        using var plain = new ConsoleRun(folder.Path) { Input = Text };
        Assert.Equal(ExitCode.Done, plain.Run("entities", "-"));
        Assert.Equal("{\"id\":\"a\",\"mentions\":[]}", Assert.Single(plain.OutLines));
        using var asked = new ConsoleRun(folder.Path) { Input = Text };
        Assert.Equal(ExitCode.Done, asked.Run("entities", "-", "--nationalities"));
        Assert.Contains("\"kind\":\"place\",\"name\":\"Turkey\"", asked.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_documentation_works()
    {
        var lines = File.ReadLines(Path.Combine(SharedData.Root, "docs", "entities.md")).Select(l => l.Trim()).Where(l => l.StartsWith("{\"kind\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        File.WriteAllLines(folder["mine.jsonl"], lines);
        using var run = new ConsoleRun(folder.Path) { Input = "{\"id\":\"a\",\"text\":\"Baschar al-Assad saw the Aurora.\"}\n" };
        Assert.Equal(ExitCode.Done, run.Run("entities", "-", "--gazetteer", "mine.jsonl"));
        Assert.Contains("\"name\":\"Bashar Assad\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Aurora Borealis\"", run.Out, StringComparison.Ordinal);
    }
}
