namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>What makes the tail heavy besides the work itself. None of it was measured on a cluster: the figures are assumed.</summary>
internal static class NodePauses
{
    // A collection of the older generations, or a host that takes processors away for a moment.
    private const double ShortEach = 10_000, ShortMedian = 10, ShortSigma = 0.8;

    // A collection that compacts a heap of tens of gigabytes, or a disk that stalls.
    private const double LongEach = 300_000, LongMedian = 250, LongSigma = 0.5;

    // Merging and receiving generations: one processor for some seconds.
    private const double MergeEach = 60_000, MergeMedian = 15_000, MergeSigma = 0.7;

    public static void Begin(Schedule schedule, SimulatedNode node, Draws draws, double times)
    {
        Each(ShortEach, () => node.Pause(draws.LogNormal(ShortMedian, ShortSigma)));
        Each(LongEach, () => node.Pause(draws.LogNormal(LongMedian, LongSigma)));
        Each(MergeEach, () => node.Occupy(draws.LogNormal(MergeMedian, MergeSigma)));

        void Each(double mean, Action what) => schedule.In(draws.Exponential(mean / times), () =>
        {
            what();
            Each(mean, what);
        });
    }
}
