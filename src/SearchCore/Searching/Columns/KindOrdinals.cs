using Lucene.Net.Index;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's values numbered over all segments, in the order of values (by code points), from 0. Immutable but for the archive's counts,
/// which are made at the first use; thread-safe.
/// </summary>
internal sealed class KindOrdinals : IFacetValues
{
    private readonly IndexReader reader;
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly KindColumn?[] columns;
    private readonly int[]?[] toGlobal;
    private readonly (int Segment, int Number)[]? places;
    private readonly SingleFlight<int[]> archive = new();

    private KindOrdinals(
        string kind, IndexReader reader, IReadOnlyList<AtomicReaderContext> leaves, KindColumn?[] columns, int[]?[] toGlobal,
        (int, int)[]? places, int size) =>
        (Kind, this.reader, this.leaves, this.columns, this.toGlobal, this.places, Size) =
            (kind, reader, leaves, columns, toGlobal, places, size);

    public string Kind { get; }

    /// <summary>How many values there are, those of deleted articles included.</summary>
    public int Size { get; }

    /// <summary>How many live articles of the whole archive have each value.</summary>
    public int[] Archive(SearchBudget budget) => archive.Known ?? archive.Value(reader, CountArchive, budget);

    public static KindOrdinals Of(
        string kind, IndexReader reader, IReadOnlyList<AtomicReaderContext> leaves, MultiDocValues.OrdinalMap? map)
    {
        var columns = leaves.Select(leaf => SegmentColumns.Of(leaf.AtomicReader).Kind(leaf.AtomicReader, kind, SearchBudget.Unlimited))
            .ToArray();
        var toGlobal = new int[]?[columns.Length];
        if (map is null)
        {
            return new(kind, reader, leaves, columns, toGlobal, null, columns is [{ } only] ? only.Size : 0);
        }

        var (low, high) = (long.MaxValue, -1L);
        for (var segment = 0; segment < columns.Length; segment++)
        {
            if (columns[segment] is { Size: > 0 } column)
            {
                low = Math.Min(low, map.GetGlobalOrd(segment, column.First));
                high = Math.Max(high, map.GetGlobalOrd(segment, column.First + column.Size - 1));
            }
        }

        var places = new (int, int)[high < 0 ? 0 : high - low + 1];
        for (var segment = columns.Length - 1; segment >= 0; segment--)
        {
            if (columns[segment] is { } column)
            {
                var numbers = toGlobal[segment] = new int[column.Size];
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = (int)(map.GetGlobalOrd(segment, column.First + i) - low);
                    places[numbers[i]] = (segment, i);
                }
            }
        }

        return new(kind, reader, leaves, columns, toGlobal, places, places.Length);
    }

    /// <summary>The kind's column of a segment; null where no article of the segment has values.</summary>
    public KindColumn? Column(int segment) => columns[segment];

    /// <summary>The number over all segments of a segment's value.</summary>
    public int Global(int segment, int number) => toGlobal[segment] is { } numbers ? numbers[number] : number;

    /// <summary>Adds a segment's counts to those over all segments.</summary>
    public void Add(int segment, ReadOnlySpan<int> counts, int[] totals)
    {
        if (toGlobal[segment] is not { } numbers)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                totals[i] += counts[i];
            }

            return;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] != 0)
            {
                totals[numbers[i]] += counts[i];
            }
        }
    }

    /// <inheritdoc/>
    public string Value(int number)
    {
        var (segment, local) = Place(number);
        return columns[segment]!.Value(leaves[segment].AtomicReader, Kind, local);
    }

    /// <inheritdoc/>
    public string Folded(int number)
    {
        var (segment, local) = Place(number);
        return columns[segment]!.Folded(leaves[segment].AtomicReader, Kind, local);
    }

    private (int Segment, int Number) Place(int number) => places is null ? (0, number) : places[number];

    private int[] CountArchive()
    {
        var totals = new int[Size];
        foreach (var leaf in leaves)
        {
            if (columns[leaf.Ord] is not { } column)
            {
                continue;
            }

            var live = leaf.AtomicReader.LiveDocs;
            var counts = new int[column.Size];
            for (var doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
            {
                if (live is null || live.Get(doc))
                {
                    foreach (var number in column.Of(doc))
                    {
                        counts[number - column.First]++;
                    }
                }
            }

            Add(leaf.Ord, counts, totals);
        }

        return totals;
    }
}
