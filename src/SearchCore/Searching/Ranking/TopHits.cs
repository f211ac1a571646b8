using Lucene.Net.Index;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>A hit on its way out.</summary>
/// <param name="Key">What it is sorted by: larger is better.</param>
/// <param name="Score">Its score.</param>
/// <param name="Leaf">Its segment.</param>
/// <param name="Doc">Its number in the segment.</param>
/// <param name="Order">The segment's ids.</param>
internal readonly record struct RankedHit(double Key, double Score, AtomicReaderContext Leaf, int Doc, IdOrder Order)
{
    /// <summary>Its id.</summary>
    public string Id => Order.Id(Doc);
}

/// <summary>A place in an order of hits.</summary>
/// <param name="Key">What hits are sorted by: larger is better.</param>
/// <param name="Id">The id, which breaks ties.</param>
internal readonly record struct SortPosition(double Key, string Id);

/// <summary>
/// The best N hits after a given one, ties in the order of ids. Inside a segment ids are compared by their place in its order, a number;
/// only the few hits that segments hand up are compared by the ids themselves, and only where they tie.
/// </summary>
internal sealed class TopHits(int size, SearchBudget budget, SortPosition? after = null)
{
    private readonly List<RankedHit> merged = [];
    private (double Key, int Rank, double Score, int Doc)[] heap = new (double, int, double, int)[Math.Min(size, 64)];
    private int count;
    private AtomicReaderContext? leaf;
    private IdOrder? ids;
    private int[] ranks = [];
    private double floor = double.NegativeInfinity;
    private double ceiling = double.PositiveInfinity;
    private int ceilingRank;

    /// <summary>Goes on to the next segment.</summary>
    public void Enter(AtomicReaderContext next)
    {
        Leave();
        leaf = next;
        ids = SegmentColumns.Of(next.AtomicReader).Ids(next.AtomicReader, budget);
        ranks = ids.Ranks;
        if (after is { } last)
        {
            // The given hit may be gone, or in another segment: what counts is where its id would stand.
            (ceiling, ceilingRank) = (last.Key, ids.LastUpTo(last.Id));
        }
    }

    /// <summary>What a hit must have at least; less is not worth offering.</summary>
    public double Threshold => size == 0 ? double.PositiveInfinity : count == size ? heap[0].Key : floor;

    /// <summary>Offers a hit of the segment.</summary>
    public void Offer(double key, double score, int doc)
    {
        // Most hits fail here, before their id is looked at.
        if (key < Threshold || key > ceiling)
        {
            return;
        }

        var rank = ranks[doc];
        if ((key == ceiling && rank <= ceilingRank) || (count == size && key == heap[0].Key && rank > heap[0].Rank))
        {
            return;
        }

        var hit = (key, rank, score, doc);
        if (count < size)
        {
            if (count == heap.Length)
            {
                Array.Resize(ref heap, Math.Min(size, 2 * heap.Length));
            }

            heap[count] = hit;
            SiftUp(count++);
        }
        else if (IsWorse(heap[0], hit))
        {
            heap[0] = hit;
            SiftDown();
        }
    }

    /// <summary>The best hits of all segments, best first.</summary>
    public IReadOnlyList<RankedHit> Finish()
    {
        Leave();
        return merged;
    }

    private void Leave()
    {
        if (count == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            merged.Add(new(heap[i].Key, heap[i].Score, leaf!, heap[i].Doc, ids!));
        }

        merged.Sort(Compare);
        if (merged.Count > size)
        {
            merged.RemoveRange(size, merged.Count - size);
        }

        if (merged.Count == size)
        {
            floor = merged[^1].Key;
        }

        count = 0;
    }

    private static int Compare(RankedHit a, RankedHit b)
    {
        var byKey = b.Key.CompareTo(a.Key);
        if (byKey != 0)
        {
            return byKey;
        }

        return ReferenceEquals(a.Leaf, b.Leaf) ? a.Order.Ranks[a.Doc].CompareTo(b.Order.Ranks[b.Doc]) : Utf8Order.Compare(a.Id, b.Id);
    }

    private static bool IsWorse(in (double Key, int Rank, double Score, int Doc) a, in (double Key, int Rank, double Score, int Doc) b) =>
        a.Key < b.Key || (a.Key == b.Key && a.Rank > b.Rank);

    private void SiftUp(int at)
    {
        while (at > 0 && (at - 1) / 2 is var parent && IsWorse(heap[at], heap[parent]))
        {
            (heap[at], heap[parent]) = (heap[parent], heap[at]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < count; child++)
            {
                worst = IsWorse(heap[child], heap[worst]) ? child : worst;
            }

            if (worst == at)
            {
                return;
            }

            (heap[at], heap[worst]) = (heap[worst], heap[at]);
            at = worst;
        }
    }
}
