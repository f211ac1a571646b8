using System.Text.Json;

using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

public sealed class MaintenanceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_snapshot_is_taken_and_brought_back()
    {
        Index("a", "b");
        Assert.StartsWith(
            "snapshot of commit 2 in ", Run(ExitCode.Done, "snapshot", "backup/monday", "--index", "index").Out, StringComparison.Ordinal);
        Index("c");
        Assert.Equal("3", Stats());
        Assert.StartsWith(
            "restored: 2 articles, ", Run(ExitCode.Done, "restore", "backup/monday", "--index", "index").Out, StringComparison.Ordinal);
        Assert.Equal("2", Stats());
        Run(ExitCode.Done, "check", "--index", "index");
        Assert.Contains(
            "looked at quickly", Run(ExitCode.Done, "check", "--quick", "--index", "backup/monday").Out, StringComparison.Ordinal);
        Assert.Contains("not empty", Run(ExitCode.IndexFault, "snapshot", "backup", "--index", "index").Error, StringComparison.Ordinal);
        Assert.Contains("no index", Run(ExitCode.IndexFault, "restore", "nowhere", "--index", "index").Error, StringComparison.Ordinal);
        Assert.Equal("2", Stats());
    }

    [Fact]
    public void An_index_is_followed_through_a_place_and_a_follower_promoted()
    {
        Index("a", "b");
        Assert.StartsWith("sent commit 2: ", Run(ExitCode.Done, "send", "place", "--index", "index").Out, StringComparison.Ordinal);
        Assert.StartsWith("received commit 2: ", Run(ExitCode.Done, "receive", "place", "--index", "copy").Out, StringComparison.Ordinal);
        Assert.Contains("0 new files", Run(ExitCode.Done, "receive", "place", "--index", "copy").Out, StringComparison.Ordinal);
        Run(ExitCode.Done, "check", "--index", "copy");
        Assert.Contains("no snapshot", Run(ExitCode.IndexFault, "receive", "none", "--index", "other").Error, StringComparison.Ordinal);
        Assert.StartsWith("promoted with commit 3", Run(ExitCode.Done, "promote", "--index", "copy").Out, StringComparison.Ordinal);
        Run(ExitCode.Done, "send", "place", "--index", "copy");
        Index("c");
        Assert.Contains("promoted", Run(ExitCode.IndexFault, "send", "place", "--index", "index").Error, StringComparison.Ordinal);
        Run(ExitCode.Usage, "send", "place", "--index", "index", "--every", "0");
        using var no = new ConsoleRun(folder.Path) { Input = "n\n", InIsTerminal = true, ErrorIsTerminal = true };
        Assert.Equal(ExitCode.Interrupted, no.Run("promote", "--index", "copy"));
        Assert.Contains("nothing was promoted", no.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_goes_on_when_a_place_was_away_for_a_while()
    {
        Index("a");
        Run(ExitCode.Done, "send", "place", "--index", "index");

        // In this process, which can interrupt it.
        using var run = new ConsoleRun(folder.Path) { Width = 101 };
        var following = Task.Run(() => run.Run("receive", "place", "--index", "copy", "--every", "0.1"));
        await Until(() => Copied() == 1);
        Directory.Move(folder["place"], folder["away"]);
        await Until(() => following.IsCompleted || Complains());
        Index("b");
        Directory.Move(folder["away"], folder["place"]);
        Run(ExitCode.Done, "send", "place", "--index", "index");
        await Until(() => following.IsCompleted || Copied() == 2);
        run.Interruption.Raise();
        Assert.Equal(ExitCode.Done, await following);
        Assert.Equal(2, Copied());
        Assert.Single(run.Error.Split('\n'), l => l.Contains("no snapshot to receive", StringComparison.Ordinal));

        long Copied()
        {
            try
            {
                using var copy = ArticleIndex.Open(folder["copy"], new() { Access = IndexAccess.ReadOnly });
                return copy.Statistics().Articles;
            }
            catch (IndexException)
            {
                return 0;
            }
        }

        // What is being written cannot always be read.
        bool Complains()
        {
            try
            {
                return run.Error.Contains("tried again", StringComparison.Ordinal);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        static async Task Until(Func<bool> holds)
        {
            while (!holds())
            {
                await Task.Delay(20);
            }
        }
    }

    [Fact]
    public void A_person_is_asked_before_an_index_is_replaced()
    {
        Index("a");
        Run(ExitCode.Done, "snapshot", "backup", "--index", "index");
        Index("b");
        using var no = new ConsoleRun(folder.Path) { Input = "n\n", InIsTerminal = true, ErrorIsTerminal = true };
        Assert.Equal(ExitCode.Interrupted, no.Run("restore", "backup", "--index", "index"));
        Assert.Contains("nothing was restored", no.Error, StringComparison.Ordinal);
        Assert.Equal("2", Stats());
        using var yes = new ConsoleRun(folder.Path) { Input = "y\n", InIsTerminal = true, ErrorIsTerminal = true };
        Assert.Equal(ExitCode.Done, yes.Run("restore", "backup", "--index", "index"));
        Assert.Equal("1", Stats());
    }

    [Fact]
    public void An_index_is_rebuilt_from_its_articles()
    {
        Index("a", "b");
        Assert.StartsWith("2 articles · ", Run(ExitCode.Done, "rebuild", "--index", "index").Error, StringComparison.Ordinal);
        Assert.Equal("2", Stats());
        Run(ExitCode.Done, "check", "--index", "index");
        Run(ExitCode.IndexFault, "rebuild", "--index", "none");
    }

    [Fact]
    public void A_load_that_failed_half_way_goes_on_and_says_so_in_one_line_unless_told_otherwise()
    {
        using (var packed = new System.IO.Compression.GZipStream(
            File.Create(folder["in.jsonl.gz"]), System.IO.Compression.CompressionLevel.Fastest))
        {
            for (var n = 0; n < 20_000; n++)
            {
                packed.Write(System.Text.Encoding.UTF8.GetBytes(
                    $"{{\"id\":\"{n}\",\"title\":\"Number {n}\",\"body\":\"Some more words about the number {n * 7919}.\"}}\n"));
            }
        }

        var bytes = File.ReadAllBytes(folder["in.jsonl.gz"]);
        File.WriteAllBytes(folder["in.jsonl.gz"], bytes[..^30]);
        Run(ExitCode.Rejected, "index", "in.jsonl.gz", "--index", "index", "--entities", "given");
        var again = Run(ExitCode.Rejected, "index", "in.jsonl.gz", "--index", "index", "--entities", "given");
        Assert.Matches("(?m)^resuming the interrupted load in .*in\\.jsonl\\.gz at [0-9,]+; --no-resume starts over$", again.Error);
        foreach (var other in new[] { new[] { "--no-resume" }, ["--entities", "off"] })
        {
            using var run = new ConsoleRun(folder.Path);
            run.Run(["index", "in.jsonl.gz", "--index", "index", .. other.Contains("--entities") ? other
                : ["--entities", "given", .. other]]);
            Assert.DoesNotContain("resuming", run.Error, StringComparison.Ordinal);
        }
    }

    private ConsoleRun Run(ExitCode expected, params string[] args)
    {
        var run = new ConsoleRun(folder.Path);
        Assert.Equal(expected, run.Run(args));
        run.Dispose();
        return run;
    }

    private void Index(params string[] ids)
    {
        using var run = new ConsoleRun(folder.Path) { Input = string.Concat(ids.Select(id => $"{{\"id\":\"{id}\",\"title\":\"One\"}}\n")) };
        Assert.Equal(ExitCode.Done, run.Run("index", "-", "--index", "index"));
    }

    private string Stats() =>
        JsonDocument.Parse(Run(ExitCode.Done, "stats", "--index", "index").Out).RootElement.GetProperty("articles").ToString();
}
