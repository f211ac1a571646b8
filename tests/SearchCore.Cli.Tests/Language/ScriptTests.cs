using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Language;

/// <summary>The same lines from a pipe, a command line, a file and the start file.</summary>
public sealed class ScriptTests(SmallIndex index) : IClassFixture<SmallIndex>
{
    [Fact]
    public void A_pipe_takes_commands_for_commands()
    {
        using var run = index.Run(".mode table\n.facets source\n.timeline year\nstrike\n.open 1\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Contains("2 of 2", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m) +1 Gazette$", run.Out);
        Assert.Matches("2018 +1", run.Out);
        Assert.Contains("The port strike ended after a week", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Rows_of_several_queries_name_their_query()
    {
        using var run = index.Run("strike\n\nsyria\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Equal(
            ["strike", "strike"],
            run.OutLines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("query").GetString()!).Take(2));
    }

    [Fact]
    public void Lines_are_given_on_the_command_line()
    {
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("--index", "index", "-c", ".mode csv", "-c", "strike | fields id", "-c", ".count strike"));
        Assert.Equal(["id", "a2", "a3", "2 articles"], run.OutLines.Select(l => l.TrimEnd('\r')).Order(StringComparer.Ordinal)
            .OrderBy(l => l == "id" ? 0 : l.Length > 2 ? 2 : 1));
    }

    [Theory]
    [InlineData("strike", 0)]
    [InlineData("nothingofthekind", 1)]
    [InlineData("nothingofthekind\nstrike", 0)]
    [InlineData(".sort newest\nnothingofthekind", 1)]
    [InlineData(".sort newest", 0)]
    [InlineData("strike\n.frobnicate\nstrike", 2)]
    [InlineData("persn:x\nstrike", 2)]
    [InlineData("strike\n.stats --index none", 3)]
    [InlineData(".stats --index none\n.frobnicate", 3)]
    [InlineData("# a comment\n#\nstrike", 0)]
    public void The_exit_code_is_that_of_the_worst_line(string lines, int code)
    {
        using var run = index.Run(lines);
        Assert.Equal((ExitCode)code, run.Run("--index", "index"));
    }

    [Fact]
    public void A_mistake_names_file_and_line_and_the_next_line_runs()
    {
        File.WriteAllText(Path.Combine(index.Path, "day.lines"), "# a day\n.facets plcae\npersn:x\nstrike\n");
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index", "-c", ".read day.lines", "-c", ".sort best"));
        Assert.Contains(
            "day.lines:2: .facets: there is no kind 'plcae' in this index; did you mean 'place'?\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("day.lines:3: \nSC102 unknown field 'persn'", run.Error, StringComparison.Ordinal);
        Assert.Contains("-c:2: .sort is one of relevance", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.OutLines.Length);
    }

    [Fact]
    public void With_bail_the_first_mistake_is_the_last_line()
    {
        using var run = index.Run(".bail on\nstrike\n.facets plcae\nsyria\n");
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index"));
        Assert.Equal(2, run.OutLines.Length);
        Assert.Contains("standard input:3: stopped here, because .bail is on", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_read_each_other_come_to_an_end()
    {
        File.WriteAllText(Path.Combine(index.Path, "round.lines"), ".read round.lines\n");
        using var run = index.Run();
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index", "-c", ".read round.lines"));
        Assert.Contains("do they read each other?", run.Error, StringComparison.Ordinal);
        using var missing = index.Run();
        Assert.Equal(ExitCode.Usage, missing.Run("--index", "index", "-c", ".read nowhere.lines"));
        Assert.Contains("nowhere.lines cannot be read", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_file_runs_first_and_can_be_left_out()
    {
        var settings = Path.Combine(index.Path, "settings");
        Directory.CreateDirectory(settings);
        File.WriteAllText(Path.Combine(settings, "rc"), ".sort oldest\n.limit 1\n.frobnicate\n");
        Assert.Equal(("a2", true), Hits());
        Assert.Equal(("a2 a3", false), Hits("--no-rc"));

        (string Ids, bool Complains) Hits(params string[] more)
        {
            using var run = new ConsoleRun(index.Path) { Homes = new UserFolders(settings, null), Input = "strike\n" };
            Assert.Equal(ExitCode.Done, run.Run([.. more, "--index", "index"]));
            return (
                string.Join(' ', run.OutLines
                    .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()).Order()),
                run.Error.Contains($"{Path.Combine(settings, "rc")}:3: there is no command '.frobnicate'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_the_command_line_says_goes_before_the_start_file()
    {
        var settings = Path.Combine(index.Path, "zones");
        Directory.CreateDirectory(settings);
        File.WriteAllText(Path.Combine(settings, "rc"), ".zone Europe/Berlin\n");
        using var run = new ConsoleRun(index.Path) { Homes = new UserFolders(settings, null) };
        Assert.Equal(ExitCode.Done, run.Run("--index", "index", "--zone", "Asia/Tokyo", "-c", ".zone"));
        Assert.Equal(".zone Asia/Tokyo\n", run.Out);
    }

    [Fact]
    public void A_setting_prints_nothing_in_a_script_but_holds_for_what_follows()
    {
        using var run = index.Run("strike\n.select source=Gazette\n.again\n.export --output csv\n");
        Assert.Equal(ExitCode.Done, run.Run("--index", "index"));
        Assert.Equal(3, run.OutLines.Count(l => l.StartsWith('{')));
        Assert.Equal(2, run.OutLines.Count(l => !l.StartsWith('{')));
    }

    [Fact]
    public void An_interruption_ends_a_script()
    {
        using var run = index.Run("strike\nsyria\n");
        run.Interruption.Raise();
        Assert.Equal(ExitCode.Interrupted, run.Run("--index", "index"));
    }
}
