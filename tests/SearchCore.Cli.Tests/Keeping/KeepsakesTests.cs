using System.Diagnostics;

using SearchCore.Cli.Keeping;
using SearchCore.Cli.Terminal;
using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests.Keeping;

/// <summary>Marks, notes and saved searches last, and sessions beside one another lose none.</summary>
public sealed class KeepsakesTests : IDisposable
{
    private readonly SmallIndex index = new();

    public void Dispose() => index.Dispose();

    private string Data => index["data"];

    [Fact]
    public void Marks_and_notes_last_and_show_in_lists()
    {
        Session("strike\n.mark 1 2\n.note 1 call the harbour master\n.mark -2\n", out _);
        var screen = Session(".marks\nstrike\n.open 1\n.note 1\n.note 1 off\n.note 1\n", out _);
        Assert.Contains(
            "* 1 February 2018, 10:00 UTC  Port strike ends in Rotterdam  [a2]\n    call the harbour master\n", screen,
            StringComparison.Ordinal);
        Assert.Contains("marked · call the harbour master", screen, StringComparison.Ordinal);
        Assert.Contains("note: call the harbour master", screen, StringComparison.Ordinal);
        Assert.Contains("note taken away: a2", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("[a3]", screen, StringComparison.Ordinal);
        Assert.Contains("1 mark taken away", Session(".marks off\n", out _), StringComparison.Ordinal);
        Assert.Contains("no marks yet", Session(".marks\n", out _), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_are_exported_with_their_notes()
    {
        Session("*:* | sort oldest\n.mark a1 2\n.note a1 =2+2\n.export marks marks.csv\n.export marks --output jsonl\n", out var messages);
        Assert.Contains("2 articles exported in marks.csv", messages, StringComparison.Ordinal);
        var rows = File.ReadAllText(index["marks.csv"]).Split("\r\n");
        Assert.EndsWith(",_note", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("a1,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"'=2+2\"", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("a2,", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_on_an_article_that_was_deleted_is_told()
    {
        Session(".mark a1 a2\n", out _);
        using (var delete = index.Run())
        {
            Assert.Equal(ExitCode.Done, delete.Run("delete", "id:a1", "--yes", "--index", "index"));
        }

        var screen = Session(".marks\n.export marks x.jsonl\n", out var messages);
        Assert.Contains("(no longer in the index)  [a1]", screen, StringComparison.Ordinal);
        Assert.Contains("1 article of 2 left out: they were deleted meanwhile", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_folder_of_ones_own_they_last_for_the_session()
    {
        using var run = new ConsoleRun(index.Path) { Input = ".mark a1\n.marks\n.save x\nstrike\n.save x\n.run x --new\n" };
        Assert.Equal(ExitCode.Usage, run.Run("--index", "index"));
        Assert.Contains("for this session: there is no folder of yours to keep it in", run.Out, StringComparison.Ordinal);
        Assert.Contains("[a1]", run.Out, StringComparison.Ordinal);
        Assert.Contains("there is nothing to save yet; search first", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing is kept between sessions here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_search_runs_with_its_settings_and_says_what_came_since()
    {
        var screen = Session(
            ".select source=Wire\nstrike\n.save port news\n.reset\n.saved\n.run port news\n.run port news --new\n.run prot news\n",
            out var messages);
        Assert.Contains("port news  strike · source=Wire · looked at 20", screen, StringComparison.Ordinal);
        Assert.Contains("nothing new in port news since 20", screen, StringComparison.Ordinal);
        Assert.Equal(2, screen.Split("1 of 1 · source=Wire").Length - 1);
        Assert.Contains("there is no saved search 'prot news'; did you mean 'port news'?", messages, StringComparison.Ordinal);

        // One of an old date that comes late, one that changes so that it matches, one of another source.
        Index("""
            {"id":"n1","title":"An old strike","body":"A strike long ago.","published":"1990-01-01","source":"Wire"}
            {"id":"a1","title":"Putin makes surprise visit","body":"Now with a strike.","published":"2017-12-11","source":"Wire"}
            {"id":"n2","title":"A strike elsewhere","body":"A strike.","source":"Gazette"}
            """);
        var fresh = Session(".run port news --new\n.run port news --new\n.run port news\n", out _);
        Assert.Contains("2 of 2 · port news, new since 20", fresh, StringComparison.Ordinal);
        Assert.Contains("An old strike\n", fresh, StringComparison.Ordinal);
        Assert.Contains("A *strike* long ago.", fresh, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", fresh, StringComparison.Ordinal);
        Assert.Contains("nothing new in port news", fresh, StringComparison.Ordinal);
        Assert.Contains("3 of 3", fresh, StringComparison.Ordinal);
        Assert.Contains("forgotten: port news", Session(".saved -port news\n.saved\n", out _), StringComparison.Ordinal);
    }

    [Fact]
    public void What_there_was_no_room_for_is_new_the_next_time_and_settings_work_on_it()
    {
        Session("strike | sort newest\n.save port\n", out _);
        Index(string.Join('\n', Enumerable.Range(0, 1_050).Select(
            i => $$"""{"id":"n{{i}}","title":"Strike {{i}}","body":"A strike.","published":"20{{10 + (i % 10)}}-01-01"}""")));
        var first = Session(".run port --new\n.limit 2\n.sort oldest\n.again\n", out var messages);
        Assert.Contains(
            "1,050 are new; here are the newest 1,000; .run port --new again shows those that follow", messages, StringComparison.Ordinal);
        Assert.Contains("10 of 1,000 · port, new since", first, StringComparison.Ordinal);
        Assert.Contains("all 1,000 count as seen now; .more shows those that follow", messages, StringComparison.Ordinal);
        Assert.Contains("2 of 1,000 · port, new since", first, StringComparison.Ordinal);
        Assert.DoesNotContain("SC303", messages, StringComparison.Ordinal);
        Assert.Contains("10 of 50 · port, new since", Session(".run port --new\n.save again\n.saved\n", out _), StringComparison.Ordinal);
        Assert.Contains("again  strike | sort newest", Session(".saved\n", out _), StringComparison.Ordinal);
        Assert.Contains("nothing new in port", Session(".run port --new\n", out _), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_on_what_is_gone_are_taken_away_and_ids_may_have_commas_and_ranges()
    {
        Index("""
            {"id":"tag:example.com,2005:1","title":"Feed","body":"one"}
            {"id":"2019-2020","title":"Span","body":"two"}
            {"id":"gone","title":"Gone","body":"three"}
            """);
        var screen = Session(
            "*:*\n.mark tag:example.com,2005:1\n.mark 2019-2020\n.mark gone\n.note gone so long\n.delete id:gone --yes\n.mark -gone\n"
            + ".note gone off\n.mark 1 1\n.mark 1,2\n.mark 1-3\n.mark -1 -2\n.marks\n", out var messages);
        Assert.DoesNotContain("no article has the id", messages, StringComparison.Ordinal);
        Assert.Contains("1 article no longer marked", screen, StringComparison.Ordinal);
        Assert.Contains("note taken away: gone", screen, StringComparison.Ordinal);
        Assert.Contains("2 articles no longer marked", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("(no longer in the index)", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_is_a_matter_of_its_owner_alone()
    {
        Session("strike\n.mark 1\n.save port\n", out _);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Others =
                UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Data, "indexes")) & Others);
            foreach (var seen in Directory.GetFiles(Data, "*.seen", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(seen) & Others);
            }
        }
    }

    [Fact]
    public void What_is_new_does_not_depend_on_limits_of_the_query()
    {
        Session("strike | limit 1\n.save one\n", out _);
        var screen = Session(".run one --new\n", out _);
        Assert.Contains("nothing new in one", screen, StringComparison.Ordinal);
        Assert.Contains("2 articles as before", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sessions_see_each_others_marks_and_lose_none()
    {
        var first = new Keepsakes(Data, index["index"], TimeProvider.System);
        var second = new Keepsakes(Data, index["index"], TimeProvider.System);
        first.Mark(["a1"]);
        second.Mark(["a2"]);
        first.SetNote("a3", "mine");
        second.SetNote("a4", "yours");
        Assert.Equal(["a1", "a2"], first.Marks);
        Assert.Equal(["a1", "a2"], second.Marks);
        Assert.Equal(("yours", "mine"), (first.Note("a4"), second.Note("a3")));
        second.Mark(["a1"], isMarked: false);
        Assert.Equal(["a2"], first.Marks);
    }

    [Fact]
    public void Many_writers_at_once_lose_nothing()
    {
        const int Writers = 4, Each = 40;
        Parallel.For(0, Writers, writer =>
        {
            var keepsakes = new Keepsakes(Data, index["index"], TimeProvider.System);
            for (var i = 0; i < Each; i++)
            {
                keepsakes.Mark([$"w{writer}-{i}"]);
            }
        });
        Assert.Equal(Writers * Each, new Keepsakes(Data, index["index"], TimeProvider.System).Marks.Count);
    }

    [Fact]
    public void A_line_cut_off_in_the_middle_costs_that_line_alone()
    {
        var keepsakes = new Keepsakes(Data, index["index"], TimeProvider.System);
        keepsakes.Mark(["a1"]);
        var file = Directory.EnumerateFiles(Data, "*.jsonl", SearchOption.AllDirectories).Single();
        File.AppendAllText(file, "{\"do\":\"mark\",\"at\":\"2018-01-01T00:0");
        var next = new Keepsakes(Data, index["index"], TimeProvider.System);
        Assert.Equal(["a1"], next.Marks);
        next.Mark(["a2"]);
        File.AppendAllText(file, "[1]\nnull\n{\"do\":\"mark\"}\n{\"do\":\"somethingelse\",\"id\":\"x\"}\n");
        Assert.Equal(["a1", "a2"], new Keepsakes(Data, index["index"], TimeProvider.System).Marks);
    }

    [Fact]
    public void A_journal_that_has_grown_is_written_anew_with_what_still_counts()
    {
        var keepsakes = new Keepsakes(Data, index["index"], TimeProvider.System);
        keepsakes.Mark(["first"]);
        keepsakes.SetNote("first", "kept");
        keepsakes.Save("search", new() { Query = "strike" }, "2018");
        for (var i = 0; i < 12; i++)
        {
            keepsakes.Mark(Enumerable.Repeat("again", 100));
            keepsakes.Mark(["again"], isMarked: false);
        }

        var file = Directory.EnumerateFiles(Data, "*.jsonl", SearchOption.AllDirectories).Single();
        Assert.InRange(File.ReadAllLines(file).Length, 3, 500);
        var next = new Keepsakes(Data, index["index"], TimeProvider.System);
        Assert.Equal(["first"], next.Marks);
        Assert.Equal("kept", next.Note("first"));
        Assert.Equal(("strike", "2018"), (next.Find("search")!.Request.Query, next.Find("search")!.Dates));
    }

    [Fact]
    public void A_file_of_marks_is_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        new Keepsakes(Data, index["index"], TimeProvider.System).Mark(["a1"]);
        var file = Directory.EnumerateFiles(Data, "*.jsonl", SearchOption.AllDirectories).Single();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void What_was_seen_is_read_again_and_anything_else_in_its_place_is_not()
    {
        var file = index["seen"];
        var at = new DateTimeOffset(2018, 1, 2, 3, 4, 5, TimeSpan.Zero);
        SeenArticles.Of(["a1", "a2"], at).Write(file);
        var seen = SeenArticles.Read(file)!;
        Assert.Equal((true, true, false, at), (seen.Has("a1"), seen.Has("a2"), seen.Has("a3"), seen.At));
        File.WriteAllText(file, "something else\n");
        Assert.Null(SeenArticles.Read(file));
        File.WriteAllBytes(file, []);
        Assert.Null(SeenArticles.Read(file));
        Assert.Null(SeenArticles.Read(index["nothing"]));
        Assert.Null(SeenArticles.Read(null));
    }

    [Fact]
    public void A_session_that_is_killed_keeps_its_marks()
    {
        var start = new ProcessStartInfo(ConsoleProcess.Beside(AppContext.BaseDirectory), ["--index", index["index"]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = index.Path,
        };
        start.Environment["XDG_DATA_HOME"] = index["home"];
        start.Environment["XDG_CONFIG_HOME"] = index["home"];
        using var process = Process.Start(start)!;
        process.StandardInput.Write(".mark a1\n.note a1 before the end\n");
        process.StandardInput.Flush();
        Assert.Contains("1 article marked", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Contains("noted", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        process.Kill();
        process.WaitForExit();
        var kept = new Keepsakes(Path.Combine(index["home"], "searchcore"), index["index"], TimeProvider.System);
        Assert.Equal(["a1"], kept.Marks);
        Assert.Equal("before the end", kept.Note("a1"));
    }

    [Fact]
    public void The_folders_of_a_person_are_those_of_the_environment()
    {
        Assert.Null(UserFolders.None.Data);
        Assert.EndsWith(
            Path.Combine(".config", "searchcore"), UserFolders.OfProcess("SEARCHCORE_NO_SUCH_VARIABLE", ".config")!,
            StringComparison.Ordinal);
    }

    private void Index(string lines)
    {
        File.WriteAllText(index["later.jsonl"], lines + "\n");
        using var run = index.Run();
        Assert.Equal(ExitCode.Done, run.Run("index", "later.jsonl", "--index", "index", "--entities", "given"));
    }

    private string Session(string lines, out string messages)
    {
        using var run = new ConsoleRun(index.Path) { Input = ".mode table\n" + lines, Homes = new(null, Data) };
        run.Run("--index", "index");
        messages = run.Error;
        return run.Out;
    }
}
