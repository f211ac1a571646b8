using System.Globalization;
using System.Text.Json;

using SearchCore.Proofs.Running;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Commands;

/// <summary>The console has searchcore-node do what is of clusters: here of one silo with files, a process of its own.</summary>
public sealed class ClusterVerbTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Program { get; } = ConsoleProcess.Of(
        "src", "SearchCore.Node", AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "searchcore-node.exe" : "searchcore-node");

    [Fact]
    public void A_cluster_is_operated_and_searched_like_an_index()
    {
        using var folder = new TempFolder();
        var ports = SearchCore.Node.Local.LocalCommand.FreePorts(2);
        File.WriteAllText(folder["news.json"], JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["cluster"] = "console",
            ["name"] = "only",
            ["data"] = "data",
            ["share"] = "share",
            ["siloPort"] = ports[0],
            ["gatewayPort"] = ports[1],
            ["recognizeEntities"] = false,
            ["drain"] = "00:00:00",
        }));
        File.WriteAllLines(folder["articles.jsonl"], Enumerable.Range(0, 60).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id": "{{n}}", "title": "Title {{n % 7}}", "body": "A ferry {{n}}.", "published": "2020-01-{{1 + (n % 28):d2}}"}""")));
        Assert.Equal((ExitCode.Done, "The cluster 'console' has 2 shards.\n"), Do("cluster create --shards 2"));
        var (loaded, said) = Do("cluster load articles.jsonl");
        Assert.Equal(ExitCode.Done, loaded);
        Assert.StartsWith("60 articles in 2 shards, version 1;", said, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Do("cluster split").Code);
        Assert.Equal(ExitCode.Done, Do("index articles.jsonl --index one --entities off", config: null).Code);

        using (ConsoleProcess.Start(Program, "run", "--attached", "--config", folder["news.json"]))
        {
            string status;
            for (var waited = System.Diagnostics.Stopwatch.StartNew(); ; Thread.Sleep(100))
            {
                (var code, status) = Do("cluster status");
                if (code == ExitCode.Done && status.Contains("complete", StringComparison.Ordinal))
                {
                    break;
                }

                Assert.True(waited.Elapsed < Patience, status);
            }

            Assert.Equal(4, status.Split('\n').Count(l => l.StartsWith("shard ", StringComparison.Ordinal)));
            foreach (var search in new[]
            {
                "search ferry --limit 5 --output json", "search title:3 --sort oldest --timeline month --output json",
                "search ferry --limit 3 --output jsonl", "search nothing --output json",
            })
            {
                var (expected, found) = (Do($"{search} --index one", null), Do($"{search} --index cluster:news.json", null));
                Assert.Equal(expected.Code, found.Code);
                Assert.Equal(Untimed(expected.Out), Untimed(found.Out));
            }

            using var wrong = new ConsoleRun(folder.Path) { Node = Program };
            Assert.Equal(ExitCode.Usage, wrong.Run("search", "(ferry", "--index", "cluster:news.json"));
            using var alike = new ConsoleRun(folder.Path);
            alike.Run("search", "(ferry", "--index", "one");
            Assert.Equal(alike.Error, wrong.Error);
            using var explained = new ConsoleRun(folder.Path) { Node = Program };
            Assert.Equal(ExitCode.Done, explained.Run("search", "ferry", "--explain", "--index", "cluster:news.json"));
            Assert.Contains("ferry", explained.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Done, Do("cluster move 3 only other").Code);
            Assert.Equal((ExitCode.Done, "Shard 3 follows the rule again.\n"), Do("cluster move 3"));
            Assert.EndsWith("4 of 4 shards are published, 0 damaged.\n", Do("cluster verify").Out, StringComparison.Ordinal);
        }

        using var away = new ConsoleRun(folder.Path) { Node = Program };
        Assert.Equal(ExitCode.Usage, away.Run("search", "ferry", "--index", "cluster:nowhere.json"));
        Assert.Contains("There is no", away.Error, StringComparison.Ordinal);

        (ExitCode Code, string Out) Do(string line, string? config = "news.json")
        {
            using var run = new ConsoleRun(folder.Path) { Node = Program };
            string[] words = [.. line.Split(' '), .. config is null ? Array.Empty<string>() : ["--config", config]];
            return (run.Run(words), run.Out);
        }

        static string Untimed(string json) => System.Text.RegularExpressions.Regex.Replace(
            json, "\"(took[A-Za-z]*|next)\": ?(\"[^\"]*\"|[0-9.e+-]+)", "\"$1\": -");
    }
}
