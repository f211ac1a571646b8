using System.Globalization;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>The fewest nodes with which 99 of 100 searches are under a second and none is partial for want of time.</summary>
internal static class SizingScenario
{
    private const double Goal = 1_000, Gigabyte = 1e9;

    // Measured: what a replica holds once searches with facets have been made, and, as 0.32 of the JSON, the files that searches read but
    // for the stored texts: what the system's memory of files is best large enough for.
    private const double HeldPerArticle = 30, SearchedPerArticle = 960;

    // Enough to tell sizes apart; the sizes that are printed run for as long as is asked.
    private const int Searches = 3_000;

    public static void Run(SimulationSettings settings)
    {
        Console.WriteLine(
            "| articles | searches/s | rule | shards | nodes | busy | p50 | p99 | p99, a node lost | disk a node | held a node "
                + "| searched files a node |");
        Console.WriteLine("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (articles, shards) in new[] { (1e8, 16), (1e8, 64), (1e9, 128), (1e9, 256) })
        {
            foreach (var rate in new[] { 10.0, 50.0 })
            {
                foreach (var fewest in new[] { false, true })
                {
                    var asked = settings with { Articles = articles, Shards = shards, Rate = rate };
                    Print(fewest ? asked with { First = AskFirst.Fewest, HedgeRelative = 3, HedgeAfter = 50 } : asked, fewest);
                }
            }
        }
    }

    private static void Print(SimulationSettings settings, bool fewest)
    {
        var capacity = new NewsWorkload(settings with { Nodes = 1 }).Capacity;
        var least = Math.Max(settings.Replicas + 1, (int)Math.Ceiling(settings.Rate / (capacity * 0.95)));
        var (low, high) = (least - 1, least);
        while (!IsEnough(settings, high) && high < 4 * least)
        {
            (low, high) = (high, high + Math.Max(1, high / 3));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = IsEnough(settings, middle) ? (low, middle) : (middle, high);
        }

        var (whole, lost) = (
            SimulationRun.Of(settings with { Nodes = high }),
            SimulationRun.Of(settings with { Nodes = high - 1 }));
        var each = settings.Articles * settings.Replicas / high / Gigabyte;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {settings.Articles:0e0} | {settings.Rate} | {(fewest ? "fewest, 3 × the first half" : "the project's")} "
                + $"| {settings.Shards} | {high}{(whole.At(99) < Goal ? string.Empty : " (not enough)")} | {whole.Busy:P0} "
                + $"| {whole.At(50):F0} | {whole.At(99):F0} | {lost.At(99):F0} | {each * settings.BytesPerArticle:F0} GB "
                + $"| {each * HeldPerArticle:F1} GB | {each * SearchedPerArticle:F0} GB |"));
    }

    private static bool IsEnough(SimulationSettings settings, int nodes)
    {
        var result = SimulationRun.Of(settings with { Nodes = nodes, Searches = Searches });
        return result.At(99) < Goal && result.Partial < 0.001;
    }
}
