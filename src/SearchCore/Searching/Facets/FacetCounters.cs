using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Lucene.Net.Index;

using SearchCore.Queries;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Counts the values of kinds over the hits of a search: of a segment all kinds at once, in one pass over its column, from which each takes
/// its own. For one thread; gives its room back on <see cref="Dispose"/>.
/// </summary>
internal sealed class FacetCounters : IDisposable
{
    private readonly (KindOrdinals Kind, int Group, int[] Totals)[] kinds;
    private readonly int[] choices;
    private readonly int[][] counts;
    private readonly (RangeCounter Counter, int Choice)[] ranges;
    private OrdinalColumn? column;
    private int segment;

    /// <summary>Makes the counters.</summary>
    /// <param name="facets">The kinds.</param>
    /// <param name="ranges">Facets of ranges, which are counted sideways.</param>
    /// <param name="choiceOf">
    /// Which choice is a kind's own: the articles that it alone excludes are counted too, where the kind is counted sideways. -1 for none.
    /// </param>
    public FacetCounters(IReadOnlyList<FacetCount> facets, IReadOnlyList<RangeFacet> ranges, Func<string, int> choiceOf)
    {
        this.ranges = [.. ranges.Select(r => (new RangeCounter(r), choiceOf(QueryFields.FacetKind(r.Kind)!)))];
        var chosen = facets.Select(f => f.Sideways ? choiceOf(f.Kind.Kind) : -1).ToArray();
        choices = [.. chosen.Distinct()];
        counts = new int[choices.Length][];
        Array.Fill(counts, []);
        kinds = [.. facets.Select((f, i) => (f.Kind, Array.IndexOf(choices, chosen[i]), Room(f.Kind.Size)))];
    }

    /// <summary>How many kinds and facets of ranges there are.</summary>
    public int Count => kinds.Length + ranges.Length;

    /// <summary>How many hits have each value. Complete after <see cref="Finish"/>, good until <see cref="Dispose"/>.</summary>
    /// <param name="facet">The number of a kind, or behind these of a facet of ranges.</param>
    public FacetTally Tally(int facet) => facet < kinds.Length
        ? new(kinds[facet].Kind, kinds[facet].Totals)
        : ranges[facet - kinds.Length].Counter.Tally();

    /// <summary>Whether something is counted beside a choice.</summary>
    public bool Has(int choice) => Array.IndexOf(choices, choice) >= 0 || Array.Exists(ranges, r => r.Choice == choice);

    /// <summary>Goes on with a segment.</summary>
    public void Enter(AtomicReaderContext leaf)
    {
        Finish();
        (segment, column) = (leaf.Ord, null);
        foreach (var (kind, _, _) in kinds)
        {
            // All kinds of a segment are in one column.
            column ??= kind.Column(segment)?.Column;
        }

        for (var group = 0; group < counts.Length && column is not null; group++)
        {
            ArrayPool<int>.Shared.Return(counts[group]);
            counts[group] = Room(column.Values);
        }

        foreach (var (counter, _) in ranges)
        {
            counter.Enter(SegmentColumns.Of(leaf.AtomicReader));
        }
    }

    /// <summary>Counts the values of hits, for every kind.</summary>
    public void CountAll(ReadOnlySpan<int> documents)
    {
        for (var group = 0; group < choices.Length; group++)
        {
            CountIn(counts[group], documents);
        }

        foreach (var (counter, _) in ranges)
        {
            counter.Count(documents);
        }
    }

    /// <summary>Counts the values of articles that one choice alone excludes, for the kinds that are counted beside it.</summary>
    public void CountBeside(int choice, ReadOnlySpan<int> documents)
    {
        if (Array.IndexOf(choices, choice) is >= 0 and var group)
        {
            CountIn(counts[group], documents);
        }

        foreach (var (counter, own) in ranges)
        {
            if (own == choice)
            {
                counter.Count(documents);
            }
        }
    }

    /// <summary>Adds up what the last segment had.</summary>
    public void Finish()
    {
        if (column is null)
        {
            return;
        }

        foreach (var (kind, group, totals) in kinds)
        {
            if (kind.Column(segment) is { } own)
            {
                kind.Add(segment, counts[group].AsSpan(own.First, own.Size), totals);
            }
        }

        column = null;
    }

    public void Dispose()
    {
        for (var group = 0; group < counts.Length; group++)
        {
            ArrayPool<int>.Shared.Return(counts[group]);
            counts[group] = [];
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            ArrayPool<int>.Shared.Return(kinds[kind].Totals);
            kinds[kind].Totals = [];
        }
    }

    private static int[] Room(int size)
    {
        var room = ArrayPool<int>.Shared.Rent(size);
        room.AsSpan(0, size).Clear();
        return room;
    }

    // Documents of one window, so of one block; the column holds no number that is too large.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountIn(int[] into, ReadOnlySpan<int> documents)
    {
        if (column is null || documents.IsEmpty)
        {
            return;
        }

        var block = column.Block(documents[0] >> NumberColumn.BlockShift);
        var (starts, ordinals) = (block.Starts, block.Ordinals);
        ref var count = ref MemoryMarshal.GetArrayDataReference(into);
        foreach (var document in documents)
        {
            var place = document & (NumberColumn.BlockSize - 1);
            var end = starts[place + 1];
            for (var at = starts[place]; at < end; at++)
            {
                Unsafe.Add(ref count, (nint)(uint)ordinals[at])++;
            }
        }
    }
}
