using System.Runtime.InteropServices;

using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Which articles of an index match, and nothing else of them. For one thread.</summary>
/// <param name="segments">How many segments there are.</param>
/// <param name="budget">The time there is.</param>
internal sealed class MatchBits(int segments, SearchBudget budget) : IMatchConsumer
{
    private readonly FixedBitSet?[] matched = new FixedBitSet?[segments];
    private SegmentView? segment;

    public bool WantsScores => false;

    public bool WantsBestOnly => false;

    public bool AsksForPairs => false;

    /// <summary>The articles that match, by segment; null where a segment has none.</summary>
    public IReadOnlyList<FixedBitSet?> Matched => matched;

    public void Enter(SegmentView segment, PairScores? pairs) => this.segment = segment;

    public void Leave()
    {
    }

    public void Take(int from, Span<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores)
    {
        budget.Spend(Window.Words);
        var leaf = segment!.Leaf;
        var bits = MemoryMarshal.Cast<long, ulong>((matched[leaf.Ord] ??= new FixedBitSet(leaf.AtomicReader.MaxDoc)).GetBits().AsSpan());
        var count = Math.Min(matches.Length, bits.Length - (from >> 6));
        matches[..count].CopyTo(bits[(from >> 6)..]);
    }
}
