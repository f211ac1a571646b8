using System.Globalization;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>Nodes that are lost, and one that comes.</summary>
internal static class FailureScenarios
{
    private const double At = 120_000;

    /// <summary>The node that is lost is the one that is asked first for most shards: the worst case.</summary>
    public static void Failures(SimulationSettings settings)
    {
        Console.WriteLine(
            "| lost | noticed after | replicas | second replica | p99 before | searches that the loss met | partial "
                + "| slower than p99 before | slowest "
                + "| last partial after | all replicas again after |");
        Console.WriteLine("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (hangs, noticed) in new[] { (false, 1_200.0), (false, 6_000.0), (true, 9_000.0) })
        {
            foreach (var (replicas, relative, publish) in new[] { (2, 0.0, 0.0), (2, 0.0, 1_000.0), (2, 3.0, 0.0), (1, 0.0, 0.0) })
            {
                if (publish > 0 && !hangs)
                {
                    continue;
                }

                var asked = settings with
                {
                    Replicas = replicas,
                    PublishEvery = publish,
                    HedgeRelative = relative,
                    HedgeAfter = relative > 0 ? 50 : settings.HedgeAfter,
                };
                var cluster = new SimulatedCluster(asked, new NewsWorkload(asked).Draw);
                var node = cluster.AllShards.GroupBy(s => cluster.ReplicasOf(s)[0]).OrderByDescending(g => g.Count()).First().Key + 1;
                var name = string.Create(CultureInfo.InvariantCulture, $"node-{node}");
                Action<SimulatedCluster> loses = hangs ? c => c.Hang(name, noticed) : c => c.Kill(name, noticed);
                var result = cluster.Run((At, loses));
                Told(hangs, noticed, asked, result, cluster.CompleteAt);
            }
        }
    }

    /// <summary>One node more, by how fast it receives its shards.</summary>
    public static void Added(SimulationSettings settings)
    {
        Console.WriteLine(
            "| MB/s a node | shards | GB | sent in | p50, p99, slowest before | while sending | the minute after | later |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | --- | --- | --- | --- |");
        foreach (var bandwidth in new[] { 125e6, 500e6, 1.25e9 })
        {
            var asked = settings with { NodeBandwidth = bandwidth };
            var cluster = new SimulatedCluster(asked, new NewsWorkload(asked).Draw);
            var result = cluster.Run((At, c => c.Add()));
            var complete = cluster.CompleteAt ?? double.PositiveInfinity;
            var gigabytes = cluster.Moved * asked.ArticlesPerShard * asked.BytesPerArticle / 1e9;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {bandwidth / 1e6:F0} | {cluster.Moved} | {gigabytes:F0} | {Told(complete - At)} | {Within(result, 0, At)} "
                    + $"| {Within(result, At, complete)} | {Within(result, complete, complete + 60_000)} "
                    + $"| {Within(result, complete + 60_000, double.PositiveInfinity)} |"));
        }
    }

    private static void Told(bool hangs, double noticed, SimulationSettings settings, SimulationResult result, double? complete)
    {
        var before = result.Answers.Where(a => a.Begun + a.Took < At).Select(a => a.Took).Order().ToList();
        var p99 = before[before.Count * 99 / 100];

        // The ten seconds after it was noticed are in it: what was begun before, and who remembers the lost one.
        var met = result.Answers.Where(a => a.Begun + a.Took >= At && a.Begun < At + noticed + 10_000).ToList();
        var gaps = result.Answers.Where(a => a.Missing > 0).ToList();
        var last = gaps.Count > 0 ? Told(gaps.Max(a => a.Begun + a.Took) - At) : "none";
        var hedge = settings.Replicas == 1 ? "none"
            : settings.HedgeRelative > 0 ? "3 × the first half"
            : SimulationRun.Told(settings.HedgeAfter) + (settings.PublishEvery > 0 ? ", a version a second" : string.Empty);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {(hangs ? "hangs" : "killed")} | {noticed / 1000:F1} s | {settings.Replicas} | {hedge} "
                + $"| {p99:F0} ms | {met.Count} | {gaps.Count} | {met.Count(a => a.Took > p99)} | {met.Max(a => a.Took):F0} ms | {last} "
                + $"| {(complete is { } at ? Told(at - At) : "not in this run")} |"));
    }

    private static string Within(SimulationResult result, double from, double to)
    {
        var times = result.Answers.Where(a => a.Begun >= from && a.Begun < to).Select(a => a.Took).Order().ToList();
        return times.Count == 0
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F0}, {times[times.Count * 99 / 100]:F0}, {times[^1]:F0} ms");
    }

    private static string Told(double milliseconds) => double.IsInfinity(milliseconds)
        ? "more than this run"
        : milliseconds > 120_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:F1} min")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:F1} s");
}
