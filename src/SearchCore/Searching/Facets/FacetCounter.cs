using System.Buffers;
using System.Numerics;

using Lucene.Net.Index;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>Counts one kind's values over the hits of a search. For one thread; gives its room back on <see cref="Dispose"/>.</summary>
internal sealed class FacetCounter : IDisposable
{
    // Of a name that is asked for the first time.
    private const int StepsAName = 200, StepsAValue = 5;

    private readonly KindOrdinals kind;
    private int[] totals;
    private int[] local = [];
    private KindColumn? column;
    private int segment;

    /// <summary>Makes a counter.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="choice">Which choices are this kind's own: the articles they alone exclude are counted here too. -1 for none.</param>
    public FacetCounter(KindOrdinals kind, int choice)
    {
        (this.kind, Choice) = (kind, choice);
        totals = ArrayPool<int>.Shared.Rent(kind.Size);
        totals.AsSpan(0, kind.Size).Clear();
    }

    public KindOrdinals Kind => kind;

    public int Choice { get; }

    /// <summary>How many hits have each value. Complete after <see cref="Finish"/>.</summary>
    public ReadOnlySpan<int> Totals => totals.AsSpan(0, kind.Size);

    public void Enter(AtomicReaderContext leaf)
    {
        Finish();
        segment = leaf.Ord;
        column = kind.Column(segment);
        if (column is not null && !IsDirect)
        {
            ArrayPool<int>.Shared.Return(local);
            local = ArrayPool<int>.Shared.Rent(column.Size);
            local.AsSpan(0, column.Size).Clear();
        }
    }

    public void Count(ReadOnlySpan<int> docs) => column?.Count(docs, IsDirect ? totals : local);

    /// <summary>Adds up what the last segment had.</summary>
    public void Finish()
    {
        if (column is not null && !IsDirect)
        {
            kind.Add(segment, local.AsSpan(0, column.Size), totals);
        }

        column = null;
    }

    /// <summary>The most frequent values, ties in the order of values (by code points), and how many different ones there are.</summary>
    /// <param name="top">How many.</param>
    /// <param name="accepts">Which values may be shown; null for all.</param>
    /// <param name="budget">The time there is; when it is over, those found until then are the answer.</param>
    public (List<(int Number, int Count)> Best, int Distinct) Top(int top, Func<int, bool>? accepts, SearchBudget budget)
    {
        var best = new PriorityQueue<(int Number, int Count), (int Count, int Behind)>(top);
        var counts = Totals;
        var distinct = 0;
        for (var at = 0; at < counts.Length; at++)
        {
            at = Skip(counts, at);
            if (budget.IsSpent(accepts is null ? StepsAValue : StepsAName))
            {
                break;
            }

            if (at == counts.Length || (accepts is not null && !accepts(at)))
            {
                continue;
            }

            distinct++;
            var rank = (counts[at], -at);
            if (best.Count < top)
            {
                best.Enqueue((at, counts[at]), rank);
            }
            else if (best.TryPeek(out _, out var worst) && rank.CompareTo(worst) > 0)
            {
                best.DequeueEnqueue((at, counts[at]), rank);
            }
        }

        var values = new List<(int, int)>(best.Count);
        while (best.TryDequeue(out var value, out _))
        {
            values.Add(value);
        }

        values.Reverse();
        return (values, distinct);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(totals);
        ArrayPool<int>.Shared.Return(local);
        (totals, local) = ([], []);
    }

    // With one segment its numbers are those over all.
    private bool IsDirect => column!.Size == kind.Size;

    // Most values of a kind do not occur among few hits: whole vectors of zeros are passed at once.
    private static int Skip(ReadOnlySpan<int> counts, int at)
    {
        while (at < counts.Length && counts[at] == 0)
        {
            at += at + Vector<int>.Count <= counts.Length && Vector.EqualsAll(new Vector<int>(counts[at..]), Vector<int>.Zero) ? Vector<int>.Count : 1;
        }

        return at;
    }
}
