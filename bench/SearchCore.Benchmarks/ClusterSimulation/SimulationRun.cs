using System.Globalization;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>
/// <c>cluster-simulation</c>: what cannot be measured on one machine, by discrete events: see docs/cluster-simulation.md for what is
/// measured in it and what is assumed.
/// </summary>
internal static class SimulationRun
{
    public static int Run(Arguments arguments)
    {
        var standard = new SimulationSettings();
        var settings = standard with
        {
            Shards = (int)Number("shards", standard.Shards),
            Nodes = (int)Number("nodes", standard.Nodes),
            Processors = (int)Number("processors", standard.Processors),
            Articles = Number("articles", standard.Articles),
            Replicas = (int)Number("replicas", standard.Replicas),
            Rate = Number("rate", standard.Rate),
            HedgeAfter = Number("hedge", standard.HedgeAfter),
            MostWaiting = (int)Number("waiting", standard.MostWaiting),
            SlowFor = Number("slow-for", standard.SlowFor),
            HedgeRelative = Number("relative", standard.HedgeRelative),
            First = Enum.Parse<AskFirst>(arguments.Option("first", "Placement"), ignoreCase: true),
            Pauses = Number("pauses", standard.Pauses),
            MostSearches = (int)Number("most-searches", standard.MostSearches),
            PublishEvery = Number("publish", standard.PublishEvery),
            Searches = (int)Number("searches", standard.Searches),
            Seed = (ulong)Number("seed", standard.Seed),
            NodeBandwidth = Number("bandwidth", standard.NodeBandwidth),
        };
        if (settings is not { Shards: > 0, Nodes: > 0, Processors: > 0, Articles: > 0, Replicas: > 0, Rate: > 0, Searches: > 0 })
        {
            throw new ArgumentException("Shards, nodes, processors, articles, replicas, rate and searches are all more than 0.");
        }

        var workload = new NewsWorkload(settings);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Articles:0.##e0} articles, {settings.Shards} shards, {settings.Replicas} replicas, {settings.Nodes} nodes of "
                + $"{settings.Processors} processors, hedging after {settings.HedgeAfter} ms, seed {settings.Seed}; "
                + $"at most {Most(settings)} shards are first asked of one node; a search takes {workload.MeanWork / 1000:F2} s "
                + $"of processors, all are busy at {workload.Capacity:F1} a second\n"));
        switch (arguments.Option("scenario", "one"))
        {
            case "one":
                LoadScenarios.One(settings);
                return 0;
            case "load":
                LoadScenarios.Loads(settings);
                return 0;
            case "fan-out":
                LoadScenarios.FanOut(settings);
                return 0;
            case "rules":
                LoadScenarios.Rules(settings);
                return 0;
            case "failures":
                FailureScenarios.Failures(settings);
                return 0;
            case "added":
                FailureScenarios.Added(settings);
                return 0;
            case "sizing":
                SizingScenario.Run(settings);
                return 0;
        }

        return arguments.Misused();

        double Number(string option, double value) =>
            double.Parse(arguments.Option(option, value.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
    }

    private static int Most(SimulationSettings settings)
    {
        var cluster = new SimulatedCluster(settings, _ => []);
        return cluster.AllShards.GroupBy(s => cluster.ReplicasOf(s)[0]).Max(g => g.Count());
    }

    public static SimulationResult Of(SimulationSettings settings, params (double At, Action<SimulatedCluster> What)[] events) =>
        new SimulatedCluster(settings, new NewsWorkload(settings).Draw).Run(events);

    /// <summary>The columns that all tables have in common.</summary>
    public static string Columns { get; } =
        "p50 | p90 | p99 | p99.9 | whole answers/s | partial | refused | second calls | extra work | busy |";

    /// <summary>A table's first lines.</summary>
    public static void Head(string first)
    {
        Console.WriteLine($"| {first} | {Columns}");
        Console.WriteLine($"|{string.Concat(first.Split('|').Select(_ => " --- |"))}{string.Concat(Enumerable.Repeat(" ---: |", 10))}");
    }

    public static void Line(string first, SimulationResult result)
    {
        var whole = result.Answers.Where(a => a.Missing == 0).ToList();
        var begun = result.Answers.Min(a => a.Begun);
        var refused = (double)result.Refused / (result.Refused + result.Answers.Count);
        var rate = whole.Count / (result.Time - begun) * 1000;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {first} | {result.At(50):F0} | {result.At(90):F0} | {result.At(99):F0} | {result.At(99.9):F0} | {rate:F1} "
                + $"| {result.Partial:P2} | {refused:P1} | {(double)result.Hedged / result.Questions:P2} "
                + $"| {result.Extra:P1} | {result.Busy:P0} |"));
    }

    public static string Told(double hedge) =>
        double.IsInfinity(hedge) ? "never" : string.Create(CultureInfo.InvariantCulture, $"{hedge} ms");
}
