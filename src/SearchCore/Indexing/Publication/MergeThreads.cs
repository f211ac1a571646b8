using Lucene.Net.Index;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Merges in the background. While articles come, on as many threads as there are processors that the load's workers leave, and on one at
/// least; once somebody waits for merges, on as many as there are processors. Its threads give way to all others of the machine
/// (<see cref="ThreadScheduling.GiveWay"/>). A load that merging cannot follow waits when some merges wait, so that the number of segments
/// has a bound. Thread-safe.
/// </summary>
internal sealed class MergeThreads : ConcurrentMergeScheduler
{
    // How many merges may wait for a thread before whoever makes segments waits.
    private const int MostWaiting = 2;

    private readonly MergeHealth health;
    private readonly int beside;

    /// <summary>Makes the scheduler.</summary>
    /// <param name="health">What is told what becomes of merges.</param>
    /// <param name="workers">How many threads a load has.</param>
    public MergeThreads(MergeHealth health, int workers)
    {
        (this.health, beside) = (health, Math.Max(1, Environment.ProcessorCount - workers));
        SetMergeThreadPriority((int)ThreadPriority.BelowNormal);
        Limit(beside);
    }

    /// <summary>Uses all processors: nobody makes segments, and somebody waits for merges.</summary>
    public void Hurry() => Limit(Environment.ProcessorCount);

    /// <summary>Uses those again that a load leaves.</summary>
    public void Relax() => Limit(beside);

    // Not the base class's: it throws on a thread where nobody catches.
    protected override void HandleMergeException(Exception exc) => health.Fail(exc);

    protected override void DoMerge(MergePolicy.OneMerge merge)
    {
        ThreadScheduling.GiveWay();
        base.DoMerge(merge);
        health.Recover();
    }

    private void Limit(int threads)
    {
        SetMaxMergesAndThreads(threads + MostWaiting, threads);
        UpdateMergeThreads();
    }
}
