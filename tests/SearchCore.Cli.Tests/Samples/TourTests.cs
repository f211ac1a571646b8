using SearchCore.Cli.Samples;
using SearchCore.Cli.Tests.Output;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Samples;

public sealed class TourTests : IDisposable
{
    private readonly TempFolder folder = new();

    public TourTests() => Copy(Path.Combine(SharedData.Root, "index-data", "articles"), folder["index-data/articles"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_tour_builds_the_sample_index_and_finds_the_clipping_by_phrase_date_and_person()
    {
        using var run = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, run.Run("--tour"));
        Assert.True(Directory.Exists(folder["index-data/index"]));
        Assert.Contains("1 Brandt Orders Night Trains Back to Vienna During Unannounced Budapest Visit", run.Out, StringComparison.Ordinal);
        Assert.Contains("14 March 2019 · clippings/night-trains-return.txt", run.Out, StringComparison.Ordinal);
        Assert.Contains("*unannounced visit*", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(
            "SC102 unknown field 'persn'; did you mean 'person'?\n  persn:\"Helena Brandt\" AND trains\n  ^^^^^\n", run.Out,
            StringComparison.Ordinal);
        Harmless.Check(run.Out);
    }

    [Fact]
    public void Every_scene_but_the_slip_finds_something_and_fits_a_screen()
    {
        using var run = new ConsoleRun(folder.Path) { Width = 80 };
        Assert.Equal(ExitCode.Done, run.Run("--tour"));
        var scenes = run.Out.Split("\n─ ", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(TourScene.All.Count, scenes.Length);
        Assert.All(scenes, scene => Assert.InRange(scene.Split('\n').Length, 5, 24));
        Assert.DoesNotContain("no articles", run.Out, StringComparison.Ordinal);
        Assert.All(run.OutLines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void What_a_scene_says_to_type_gives_the_same()
    {
        using var tour = new ConsoleRun(folder.Path);
        tour.Run("--tour");
        foreach (var scene in TourScene.All)
        {
            var args = Words($"search {scene.Call} --output json");
            using var run = new ConsoleRun(folder.Path);
            var code = run.Run(args);
            if (code == ExitCode.Done)
            {
                var first = System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetProperty("hits")[0].GetProperty("id").GetString()!;
                Assert.Contains($" · {first}", tour.Out, StringComparison.Ordinal);
            }
            else
            {
                Assert.Contains(run.Error, tour.Out, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Nothing_to_read_means_the_tour_and_builds_no_second_index()
    {
        using (var first = new ConsoleRun(folder.Path))
        {
            Assert.Equal(ExitCode.Done, first.Run());
            Assert.Contains("building the sample index", first.Error, StringComparison.Ordinal);
            Assert.Contains("That was it.", first.Out, StringComparison.Ordinal);
        }

        using var second = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, second.Run());
        Assert.Empty(second.Error);
        Assert.Equal(["articles", "index"], Directory.EnumerateDirectories(folder["index-data"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_query_from_a_pipe_builds_the_sample_index_too_also_from_a_folder_below()
    {
        Directory.CreateDirectory(folder["src/deep"]);
        using var run = new ConsoleRun(folder["src/deep"]) { Input = "lithium\n" };
        Assert.Equal(ExitCode.Done, run.Run());
        Assert.Equal(5, run.OutLines.Length);
        Assert.True(Directory.Exists(folder["index-data/index"]));
    }

    [Fact]
    public void On_a_terminal_the_first_start_shows_the_tour_and_then_asks()
    {
        using var run = new ConsoleRun(folder.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type(Keys.Text("lithium\n"));
        Assert.Equal(ExitCode.Done, run.Run());
        Assert.Contains("That was it.", run.Out, StringComparison.Ordinal);
        Assert.Contains("5 articles · ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tour_leaves_an_index_of_other_articles_alone()
    {
        using (var own = new ConsoleRun(folder.Path) { Input = "{\"id\":\"mine\",\"title\":\"Mine\"}\n" })
        {
            Assert.Equal(ExitCode.Done, own.Run("index", "-"));
        }

        using var tour = new ConsoleRun(folder.Path);
        Assert.Equal(ExitCode.Done, tour.Run("--tour"));
        Assert.Contains("Night Trains", tour.Out, StringComparison.Ordinal);
        using var stats = new ConsoleRun(folder.Path);
        stats.Run("stats");
        Assert.Contains("\"articles\":1,", stats.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_sample_articles_the_tour_says_so()
    {
        using var empty = new TempFolder();
        using var run = new ConsoleRun(empty.Path);
        Assert.Equal(ExitCode.Usage, run.Run("--tour"));
        Assert.Contains("index-data/articles", run.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string call)
    {
        var words = new List<string>();
        var quoted = call.Split('\'');
        for (var i = 0; i < quoted.Length; i++)
        {
            words.AddRange(i % 2 == 1 ? [quoted[i]] : quoted[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return [.. words];
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var below in Directory.EnumerateDirectories(from))
        {
            Copy(below, Path.Combine(to, Path.GetFileName(below)));
        }
    }
}
