using System.Buffers;

using Lucene.Net.Index;

using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>Counts one kind's values over the hits of a search. For one thread; gives its room back on <see cref="Dispose"/>.</summary>
internal sealed class FacetCounter : IDisposable
{
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

    /// <summary>Which choices are this kind's own; -1 for none.</summary>
    public int Choice { get; }

    /// <summary>How many hits have each value. Complete after <see cref="Finish"/>, good until <see cref="Dispose"/>.</summary>
    public FacetTally Tally => new(kind, totals);

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

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(totals);
        ArrayPool<int>.Shared.Return(local);
        (totals, local) = ([], []);
    }

    // With one segment its numbers are those over all.
    private bool IsDirect => column!.Size == kind.Size;
}
