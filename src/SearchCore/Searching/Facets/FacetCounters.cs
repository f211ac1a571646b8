using System.Buffers;
using System.Numerics;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Counts the values of kinds and the ranges of numbers over the hits of a search: of a segment all kinds at once, in one pass over its
/// column, from which each takes its own. Where stories are counted, articles that are not alone in theirs are noted, and counted when all
/// segments were gone over: a story may have articles in any of them. For one thread; gives its room back on <see cref="Dispose"/>.
/// </summary>
internal sealed class FacetCounters : IDisposable
{
    // What the values of an article cost, in pairs of a value and an article (KindBlock).
    private const int PairsAnArticle = 3;

    private readonly (KindOrdinals Kind, int Group, int[] Totals)[] kinds;
    private readonly (RangeCounter Counter, int Group)[] ranges;
    private readonly (int Choice, bool ByStory)[] groups;

    // Of the groups that kinds are in; these are the first.
    private readonly int[][] counts;
    private readonly MemberStories? stories;
    private readonly FixedBitSet?[] held;
    private readonly int[] flat;
    private readonly ushort[] flatNarrow;
    private readonly int[] alone;
    private readonly KindBlock?[] blocks;
    private int blocksAt = -1;
    private int[] documentsOfWindow = [];
    private OrdinalColumn? column;
    private int segment;
    private int first;

    /// <summary>Makes the counters.</summary>
    /// <param name="facets">The kinds.</param>
    /// <param name="ranges">Facets of ranges, which are counted sideways, and by story where stories are counted.</param>
    /// <param name="choiceOf">
    /// Which choice is a kind's own: the articles that it alone excludes are counted too, where the kind is counted sideways. -1 for none.
    /// </param>
    /// <param name="stories">The stories; null where none are counted.</param>
    /// <param name="maxDoc">How many articles the index has, deleted ones included.</param>
    public FacetCounters(
        IReadOnlyList<FacetCount> facets, IReadOnlyList<RangeFacet> ranges, Func<string, int> choiceOf, MemberStories? stories, int maxDoc)
    {
        this.stories = stories;
        if (facets.Count + ranges.Count == 0)
        {
            // Most searches count nothing.
            (groups, counts, held, alone, flat, flatNarrow, kinds, blocks, this.ranges) = ([], [], [], [], [], [], [], [], []);
            return;
        }

        var chosen = facets.Select(f => (f.Sideways ? choiceOf(f.Kind.Kind) : -1, f.ByStory)).ToArray();
        var chosenRanges = ranges.Select(r => (choiceOf(QueryFields.FacetKind(r.Kind)!), stories is not null)).ToArray();
        groups = [.. chosen.Concat(chosenRanges).Distinct()];
        counts = new int[chosen.Distinct().Count()][];
        Array.Fill(counts, []);
        held = [.. groups.Select(g => g.ByStory ? new FixedBitSet(maxDoc) : null)];
        alone = stories is null ? [] : new int[NumberColumn.BlockSize];
        (flat, flatNarrow) = facets.Count == 0 ? ([], []) : (new int[ValueRows.Size], new ushort[ValueRows.Size]);
        kinds = [.. facets.Select((f, i) => (f.Kind, Array.IndexOf(groups, chosen[i]), Room(f.Kind.Size)))];
        blocks = new KindBlock?[kinds.Length];
        this.ranges = [.. ranges.Select((r, i) => (new RangeCounter(r), Array.IndexOf(groups, chosenRanges[i])))];
    }

    /// <summary>How many kinds and facets of ranges there are.</summary>
    public int Count => kinds.Length + ranges.Length;

    /// <summary>Takes over what another thread counted in other segments of the index. Both have to be finished.</summary>
    public void Add(FacetCounters other)
    {
        for (var group = 0; group < held.Length; group++)
        {
            held[group]?.Or(other.held[group]!);
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            var (totals, added) = (kinds[kind].Totals, other.kinds[kind].Totals);
            for (var value = 0; value < kinds[kind].Kind.Size; value++)
            {
                totals[value] += added[value];
            }
        }

        for (var range = 0; range < ranges.Length; range++)
        {
            ranges[range].Counter.Add(other.ranges[range].Counter);
        }
    }

    /// <summary>
    /// How many hits, or stories, have each value or lie in each range; to be asked for once, when all segments are finished and added up.
    /// Good until <see cref="Dispose"/>.
    /// </summary>
    /// <param name="facet">The number of a kind, or behind these of a facet of ranges.</param>
    /// <param name="leaves">The segments.</param>
    /// <param name="budget">The time there is; where it is up, those stories that were counted are.</param>
    public FacetTally Tally(int facet, IReadOnlyList<AtomicReaderContext> leaves, SearchBudget budget)
    {
        if (facet >= kinds.Length)
        {
            var (counter, ofRange) = ranges[facet - kinds.Length];
            return held[ofRange] is { } some ? counter.CountStories(leaves, some, stories!, budget) : counter.Tally();
        }

        var (kind, group, totals) = kinds[facet];
        return held[group] is { } articles
            ? new(kind, totals, StoryFacets.Count(leaves, kind, articles, stories!, totals, budget))
            : new(kind, totals);
    }

    /// <summary>Whether something is counted beside a choice.</summary>
    public bool Has(int choice) => Array.Exists(groups, g => g.Choice == choice);

    /// <summary>Goes on with a segment.</summary>
    public void Enter(AtomicReaderContext leaf)
    {
        Finish();
        (segment, first, column, blocksAt) = (leaf.Ord, leaf.DocBase, null, -1);
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

    /// <summary>Counts the values of hits of a window, for everything that is counted.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="hits">A bit for each document of the window.</param>
    /// <param name="count">How many hits there are.</param>
    public void CountAll(int from, ReadOnlySpan<ulong> hits, int count)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            CountIn(group, from, hits, count);
        }
    }

    /// <summary>As <see cref="CountAll"/>, of articles that one choice alone excludes, for what is counted beside it.</summary>
    public void CountBeside(int choice, int from, ReadOnlySpan<ulong> documents, int count)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            if (groups[group].Choice == choice)
            {
                CountIn(group, from, documents, count);
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

    private void CountIn(int group, int from, ReadOnlySpan<ulong> bits, int count)
    {
        if (count == 0)
        {
            return;
        }

        var isCounted = group >= counts.Length || column is null
            || (held[group] is null && CountByValue(group, from, bits, count));
        if (isCounted && held[group] is null && ranges.Length == 0)
        {
            return;
        }

        var documents = Documents(from, bits);
        if (held[group] is { } noted)
        {
            documents = Alone(documents, noted);
        }

        if (!isCounted)
        {
            CountEach(counts[group], documents);
        }

        foreach (var (counter, own) in ranges)
        {
            if (own == group)
            {
                counter.Count(documents);
            }
        }
    }

    // Where it is sooner done: what each value has in common with the hits.
    private bool CountByValue(int group, int from, ReadOnlySpan<ulong> bits, int count)
    {
        Find(from >> NumberColumn.BlockShift);
        var (word, cost) = ((from & (NumberColumn.BlockSize - 1)) >> 6, 0);
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            if (kinds[kind].Group == group && kinds[kind].Kind.Column(segment) is not null)
            {
                if (blocks[kind] is not { IsWhole: true } block)
                {
                    return false;
                }

                cost += block.Cost(word, bits.Length);
            }
        }

        if (cost > (long)count * PairsAnArticle)
        {
            return false;
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            if (kinds[kind].Group == group && blocks[kind] is { } block)
            {
                var values = kinds[kind].Kind.Column(segment)!;
                block.Count(word, bits, counts[group].AsSpan(values.First, values.Size));
            }
        }

        return true;
    }

    // Once for each block, before its column is read here: what an earlier window of this search made it hold shows nobody's coming back.
    private void Find(int block)
    {
        if (block == blocksAt)
        {
            return;
        }

        for (var kind = 0; kind < kinds.Length; kind++)
        {
            blocks[kind] = held[kinds[kind].Group] is null ? kinds[kind].Kind.Column(segment)?.Articles.Find(block) : null;
        }

        blocksAt = block;
    }

    private ReadOnlySpan<int> Documents(int from, ReadOnlySpan<ulong> bits)
    {
        if (documentsOfWindow.Length < bits.Length * 64)
        {
            documentsOfWindow = new int[bits.Length * 64];
        }

        var count = 0;
        for (var i = 0; i < bits.Length; i++)
        {
            var start = from + (i << 6);
            for (var word = bits[i]; word != 0; word &= word - 1)
            {
                documentsOfWindow[count++] = start + BitOperations.TrailingZeroCount(word);
            }
        }

        return documentsOfWindow.AsSpan(0, count);
    }

    // Those that are alone in their stories; the others are noted.
    private ReadOnlySpan<int> Alone(ReadOnlySpan<int> documents, FixedBitSet noted)
    {
        var count = 0;
        foreach (var document in documents)
        {
            if (stories!.Of(first + document) > 0)
            {
                noted.Set(first + document);
            }
            else
            {
                alone[count++] = document;
            }
        }

        return alone.AsSpan(0, count);
    }

    // Documents of one window, so of one block; the column holds no number that is too large.
    private void CountEach(int[] into, ReadOnlySpan<int> documents)
    {
        if (column is null || documents.IsEmpty)
        {
            return;
        }

        var block = column.Block(documents[0] >> NumberColumn.BlockShift);
        if (block.IsNarrow)
        {
            ValueRows.Count(into, documents, block, block.Narrow, flatNarrow);
        }
        else
        {
            ValueRows.Count(into, documents, block, block.Wide, flat);
        }
    }
}
