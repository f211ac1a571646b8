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
    public void A_folder_in_the_place_of_the_index_loses_nothing_unless_it_is_empty_but_for_locks()
    {
        Directory.CreateDirectory(folder["index-data/index/precious"]);
        File.WriteAllText(folder["index-data/index/precious/thesis.txt"], "years of work");
        File.WriteAllText(folder["index-data/index/blocklist.txt"], "x");
        foreach (var args in (string[][])[["-c", ".count lithium"], ["--tour"]])
        {
            using var run = new ConsoleRun(folder.Path) { Input = "lithium\n" };
            Assert.NotEqual(ExitCode.Fault, run.Run(args));
        }

        using (var refused = new ConsoleRun(folder.Path) { Input = "lithium\n" })
        {
            Assert.Equal(ExitCode.IndexFault, refused.Run());
            Assert.Contains("holds no index but something else", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal("years of work", File.ReadAllText(folder["index-data/index/precious/thesis.txt"]));
        Assert.Equal("x", File.ReadAllText(folder["index-data/index/blocklist.txt"]));
        Directory.Delete(folder["index-data/index"], recursive: true);
        Directory.CreateDirectory(folder["index-data/index"]);
        File.WriteAllText(folder["index-data/index/searchcore.lock"], "");
        using var built = new ConsoleRun(folder.Path) { Input = "lithium\n" };
        Assert.Equal(ExitCode.Done, built.Run());
        Assert.Equal(5, built.OutLines.Length);
    }

    [Fact]
    public void On_a_terminal_the_first_start_shows_the_tour_and_then_asks()
    {
        using var run = new ConsoleRun(folder.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type(Keys.Text("lithium\n"));
        Assert.Equal(ExitCode.Done, run.Run());
        Assert.Contains("That was it.", run.Out, StringComparison.Ordinal);
        Assert.Contains("5 of 5 · ", run.Out, StringComparison.Ordinal);
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
    public void Without_sample_articles_the_tour_has_its_own_and_leaves_nothing_behind()
    {
        using var empty = new TempFolder();
        using var run = new ConsoleRun(empty.Path);
        Assert.Equal(ExitCode.Done, run.Run("--tour"));
        Assert.Contains("Night Trains", run.Out, StringComparison.Ordinal);
        Assert.Contains("That was it.", run.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Fact]
    public void The_articles_inside_the_tool_are_those_of_the_project()
    {
        using var own = new TempFolder();
        SampleArticles.Extract(own.Path);
        var here = Path.Combine(SharedData.Root, "index-data", "articles");
        var names = Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(here, f))
            .Where(f => f != "README.md").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(names, Directory.EnumerateFiles(own.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(own.Path, f)).Order(StringComparer.Ordinal));
        Assert.All(names, n => Assert.Equal(File.ReadAllBytes(Path.Combine(here, n)), File.ReadAllBytes(own[n])));
    }

    [Fact]
    public void Without_an_index_the_console_greets_names_what_can_be_indexed_and_opens_on_the_samples()
    {
        using var other = new TempFolder();
        File.WriteAllText(other["news.jsonl"], "{\"id\":\"a1\",\"title\":\"One\",\"body\":\"Some text.\"}\n");
        File.WriteAllText(other["notes.txt"], "not an article\n");
        using var run = new ConsoleRun(other.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type(Keys.Text("lithium\n"));
        Assert.Equal(ExitCode.Done, run.Run());
        Assert.Contains(
            $"There is no index here yet: {Path.Combine(other.Path, "index-data", "index")}", run.Out, StringComparison.Ordinal);
        Assert.Contains("  searchcore index news.jsonl\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("notes.txt", run.Out, StringComparison.Ordinal);
        Assert.Contains("5 of 5", run.Out, StringComparison.Ordinal);
        Assert.Equal(["news.jsonl", "notes.txt"], Directory.EnumerateFileSystemEntries(other.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_folder_with_nothing_to_index_is_told_how_to_go_on()
    {
        using var empty = new TempFolder();
        using var run = new ConsoleRun(empty.Path) { InIsTerminal = true, OutIsTerminal = true };
        run.Type([]);
        Assert.Equal(ExitCode.Done, run.Run());
        Assert.Contains("Nothing in this folder looks like articles.", run.Out, StringComparison.Ordinal);
        Assert.Contains("searchcore index FOLDER", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_from_a_pipe_without_an_index_are_an_error_and_build_nothing()
    {
        using var empty = new TempFolder();
        using var run = new ConsoleRun(empty.Path) { Input = "lithium\n" };
        Assert.Equal(ExitCode.IndexFault, run.Run());
        Assert.Contains("There is no index in", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
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
