using System.Globalization;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>A cluster of which nothing is broken.</summary>
internal static class LoadScenarios
{
    private static readonly double[] Hedges = [double.PositiveInfinity, 300, 100, 30];

    /// <summary>What the options say, once.</summary>
    public static void One(SimulationSettings settings)
    {
        SimulationRun.Head("searches/s");
        SimulationRun.Line(Number(settings.Rate), SimulationRun.Of(settings));
    }

    /// <summary>From a tenth of what the processors can do to more than all.</summary>
    public static void Loads(SimulationSettings settings)
    {
        var capacity = new NewsWorkload(settings).Capacity;
        SimulationRun.Head("load | searches/s | second replica");
        foreach (var load in new[] { 0.1, 0.2, 0.4, 0.6, 0.8, 1.2 })
        {
            foreach (var hedge in Hedges)
            {
                var result = SimulationRun.Of(settings with { Rate = load * capacity, HedgeAfter = hedge });
                SimulationRun.Line($"{load:P0} | {Number(load * capacity)} | {SimulationRun.Told(hedge)}", result);
            }
        }
    }

    /// <summary>The same articles in more and fewer shards, with one replica and two.</summary>
    public static void FanOut(SimulationSettings settings)
    {
        SimulationRun.Head("shards | replicas | second replica");
        foreach (var shards in new[] { 16, 64, 128, 256 })
        {
            const double Never = double.PositiveInfinity;
            foreach (var (replicas, hedge) in new[] { (1, Never), (2, Never), (2, settings.HedgeAfter) })
            {
                var result = SimulationRun.Of(settings with { Shards = shards, Replicas = replicas, HedgeAfter = hedge });
                SimulationRun.Line($"{shards} | {replicas} | {SimulationRun.Told(hedge)}", result);
            }
        }
    }

    /// <summary>The project's rules and others.</summary>
    public static void Rules(SimulationSettings settings)
    {
        var capacity = new NewsWorkload(settings).Capacity;
        (string, Func<SimulationSettings, SimulationSettings>)[] rules =
        [
            ("placement, 300 ms (the project's)", s => s),
            ("placement, never", s => s with { HedgeAfter = double.PositiveInfinity }),
            ("placement, 300 ms, slow for 1 s", s => s with { SlowFor = 1_000 }),
            ("placement, 1 s", s => s with { HedgeAfter = 1_000 }),
            ("placement, 3 × the first half, ≥ 50 ms", s => s with { HedgeRelative = 3, HedgeAfter = 50 }),
            ("placement, 300 ms, 2 searches a coordinator", s => s with { MostSearches = 2 }),
            ("any, 300 ms", s => s with { First = AskFirst.Random }),
            ("fewest questions, never", s => s with { First = AskFirst.Fewest, HedgeAfter = double.PositiveInfinity }),
            ("fewest questions, 300 ms", s => s with { First = AskFirst.Fewest }),
            ("fewest questions, 3 × the first half, ≥ 50 ms",
                s => s with { First = AskFirst.Fewest, HedgeRelative = 3, HedgeAfter = 50 }),
            ("the same, 2 searches a coordinator",
                s => s with { First = AskFirst.Fewest, HedgeRelative = 3, HedgeAfter = 50, MostSearches = 2 }),
        ];
        SimulationRun.Head("load | who is asked first, when the second");
        foreach (var load in new[] { 0.2, 0.5, 0.8, 1.2 })
        {
            foreach (var (name, rule) in rules)
            {
                SimulationRun.Line($"{load:P0} | {name}", SimulationRun.Of(rule(settings with { Rate = load * capacity })));
            }
        }
    }

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
