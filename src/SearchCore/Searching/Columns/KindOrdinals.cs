using System.Collections.Concurrent;
using System.Numerics;

using Lucene.Net.Index;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's values numbered over all segments, in the order in which they are shown (by code points), from 0. Immutable but for counts of
/// the archive, which are made at the first use; thread-safe.
/// </summary>
/// <remarks>
/// A <i>spelling</i> is a value of the column; over all segments spellings are numbered in the order of code points. Spellings that fold
/// together are one value.
/// </remarks>
internal sealed class KindOrdinals : IFacetValues
{
    private const int MostNames = 1_024;

    private readonly IndexReader reader;
    private readonly IReadOnlyList<AtomicReaderContext> leaves;
    private readonly KindColumn?[] columns;
    private readonly int[]?[] spellings;
    private readonly (int Segment, int Number)[]? places;
    private readonly SpellingGroups? groups;
    private readonly int[]?[] toGlobal;

    // By segment where the numbers over all segments stop to rise by one: where few spellings are folded together that is seldom. Null
    // where it is often.
    private readonly int[]?[] runs;
    private readonly SingleFlight<int[]> archive = new();
    private readonly SingleFlight<int[]> inOrder = new();
    private readonly Lazy<long[]> counts;

    // The most frequent values are shown again and again, and reading a name takes a microsecond.
    private readonly ConcurrentDictionary<int, string> names = new();
    private readonly Lazy<Dictionary<ulong, int>> byHash;

    private KindOrdinals(
        string kind, IndexReader reader, IReadOnlyList<AtomicReaderContext> leaves, KindColumn?[] columns, int[]?[] spellings,
        (int, int)[]? places, int size)
    {
        (Kind, this.reader, this.leaves, this.columns, this.spellings, this.places) = (kind, reader, leaves, columns, spellings, places);
        counts = new(() => CountSpellings(size));
        byHash = new(MakeByHash);
        groups = places is null && columns is [null or { HasSpellings: false }]
            ? null
            : SpellingGroups.Of(size, HashOf, FoldedSpelling, n => new(TextOf(n), counts.Value[n]));
        toGlobal = groups is null ? spellings : [.. columns.Select((c, segment) => c is null ? null : Numbers(c, segment))];
        runs = [.. toGlobal.Select(RunsOf)];
        Size = groups?.Size ?? size;
    }

    public string Kind { get; }

    /// <summary>How many values there are, those of deleted articles included.</summary>
    public int Size { get; }

    /// <summary>How many live articles of the whole archive have each value.</summary>
    public int[] Archive(SearchBudget budget) => archive.Known ?? archive.Value(reader, CountArchive, budget);

    /// <summary>The numbers of the values in the order of how they are compared, by code points.</summary>
    public IReadOnlyList<int> InOrder(SearchBudget budget) => inOrder.Known
        ?? inOrder.Value(reader, () => [.. Enumerable.Range(0, Size).OrderBy(Folded, Utf8Order.Comparer)], budget);

    public static KindOrdinals Of(string kind, IndexReader reader, IReadOnlyList<AtomicReaderContext> leaves)
    {
        var columns = leaves.Select(leaf => SegmentColumns.Of(leaf.AtomicReader).Kind(leaf.AtomicReader, kind, SearchBudget.Unlimited))
            .ToArray();
        if (leaves.Count < 2)
        {
            return new(kind, reader, leaves, columns, new int[]?[columns.Length], null, columns is [{ } only] ? only.Size : 0);
        }

        var (spellings, places) = SpellingNumbers.Of(kind, columns);
        return new(kind, reader, leaves, columns, spellings, places, places.Length);
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
            Add(counts, totals);
            return;
        }

        if (runs[segment] is { } ends)
        {
            var from = 0;
            foreach (var end in ends)
            {
                Add(counts[from..end], totals.AsSpan(numbers[from], end - from));
                from = end;
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
        if (!names.TryGetValue(number, out var name))
        {
            if (names.Count >= MostNames)
            {
                names.Clear();
            }

            names[number] = name = TextOf(groups?.Shown(number) ?? number);
        }

        return name;
    }

    /// <inheritdoc/>
    public string Folded(int number) => FoldedSpelling(groups?.Shown(number) ?? number);

    /// <inheritdoc/>
    public int FindFolded(string folded)
    {
        // Where two values have a hash in common, one has the next.
        for (var hash = SegmentFacets.HashOf(folded); byHash.Value.TryGetValue(hash, out var number); hash++)
        {
            if (Folded(number) == folded)
            {
                return number;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool IsSpelledVariously(int number) => groups?.Of(number) is { Count: > 1 };

    /// <inheritdoc/>
    public IReadOnlyList<Spelling> Spellings(int number) =>
        [.. (groups?.Of(number) ?? [number]).Select(spelling => new Spelling(TextOf(spelling), counts.Value[spelling]))];

    private static void Add(ReadOnlySpan<int> counts, Span<int> totals)
    {
        var i = 0;
        for (; i <= counts.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (new Vector<int>(counts[i..]) + new Vector<int>(totals[i..])).CopyTo(totals[i..]);
        }

        for (; i < counts.Length; i++)
        {
            totals[i] += counts[i];
        }
    }

    private static int[]? RunsOf(int[]? numbers)
    {
        // Of so many numbers a run must be on average to be worth its beginning.
        const int longEnough = 12;
        if (numbers is null)
        {
            return null;
        }

        var ends = new List<int>();
        for (var i = 1; i <= numbers.Length; i++)
        {
            if (i == numbers.Length || numbers[i] != numbers[i - 1] + 1)
            {
                ends.Add(i);
                if (ends.Count * (long)longEnough > numbers.Length + longEnough)
                {
                    return null;
                }
            }
        }

        return [.. ends];
    }

    private (int Segment, int Number) Place(int spelling) => places is null ? (0, spelling) : places[spelling];

    private string TextOf(int spelling)
    {
        var (segment, local) = Place(spelling);
        return columns[segment]!.Value(local);
    }

    private string FoldedSpelling(int spelling)
    {
        var (segment, local) = Place(spelling);
        return columns[segment]!.Folded(local);
    }

    private ulong HashOf(int spelling)
    {
        var (segment, local) = Place(spelling);
        return columns[segment]!.Hash(local);
    }

    private int[] Numbers(KindColumn column, int segment)
    {
        var numbers = new int[column.Size];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = groups!.NumberOf(spellings[segment] is { } own ? own[i] : i);
        }

        return numbers;
    }

    private Dictionary<ulong, int> MakeByHash()
    {
        var numbers = new Dictionary<ulong, int>(Size);
        for (var number = 0; number < Size; number++)
        {
            var hash = HashOf(groups?.Shown(number) ?? number);
            while (!numbers.TryAdd(hash, number))
            {
                hash++;
            }
        }

        return numbers;
    }

    private long[] CountSpellings(int size)
    {
        var totals = new long[size];
        foreach (var leaf in leaves)
        {
            if (columns[leaf.Ord] is { } column)
            {
                var own = column.SpellingCounts(leaf.AtomicReader);
                for (var i = 0; i < own.Length; i++)
                {
                    totals[spellings[leaf.Ord] is { } numbers ? numbers[i] : i] += own[i];
                }
            }
        }

        return totals;
    }

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
