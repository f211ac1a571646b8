using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Counts the values of kinds over the hits of a search: of a segment all kinds at once, in one pass over its column, from which each takes
/// its own. Where stories are counted, articles that are not alone in theirs are noted, and counted when all segments were gone over: a
/// story may have articles in any of them. For one thread; gives its room back on <see cref="Dispose"/>.
/// </summary>
internal sealed class FacetCounters : IDisposable
{
    private readonly (KindOrdinals Kind, int Group, int[] Totals)[] kinds;
    private readonly (int Choice, bool ByStory)[] groups;
    private readonly int[][] counts;
    private readonly MemberStories? stories;
    private readonly FixedBitSet?[] held;
    private readonly int[] alone;
    private OrdinalColumn? column;
    private int segment;
    private int first;

    /// <summary>Makes the counters.</summary>
    /// <param name="facets">The kinds.</param>
    /// <param name="choiceOf">
    /// Which choice is a kind's own: the articles that it alone excludes are counted too, where the kind is counted sideways. -1 for none.
    /// </param>
    /// <param name="stories">The stories; null where none are counted.</param>
    /// <param name="maxDoc">How many articles the index has, deleted ones included.</param>
    public FacetCounters(IReadOnlyList<FacetCount> facets, Func<string, int> choiceOf, MemberStories? stories, int maxDoc)
    {
        var chosen = facets.Select(f => (f.Sideways ? choiceOf(f.Kind.Kind) : -1, f.ByStory)).ToArray();
        groups = [.. chosen.Distinct()];
        counts = new int[groups.Length][];
        Array.Fill(counts, []);
        this.stories = stories;
        held = [.. groups.Select(g => g.ByStory ? new FixedBitSet(maxDoc) : null)];
        alone = stories is null ? [] : new int[NumberColumn.BlockSize];
        kinds = [.. facets.Select((f, i) => (f.Kind, Array.IndexOf(groups, chosen[i]), Room(f.Kind.Size)))];
    }

    /// <summary>How many kinds there are.</summary>
    public int Count => kinds.Length;

    /// <summary>
    /// How many hits have each value. Complete after <see cref="Finish"/>, and where stories are counted after <see cref="CountStories"/>;
    /// good until <see cref="Dispose"/>.
    /// </summary>
    public FacetTally Tally(int kind) => new(kinds[kind].Kind, kinds[kind].Totals);

    /// <summary>Takes over which articles of stories another thread found in other segments of the index.</summary>
    public void Add(FacetCounters other)
    {
        for (var group = 0; group < held.Length; group++)
        {
            held[group]?.Or(other.held[group]!);
        }
    }

    /// <summary>Counts the stories that the hits belong to.</summary>
    /// <param name="kind">Of which kind.</param>
    /// <param name="leaves">The segments.</param>
    /// <param name="budget">The time there is; where it is up, those that were counted are.</param>
    /// <returns>What other indexes may count too; nothing where articles are counted.</returns>
    public IReadOnlyList<StoryRow> CountStories(int kind, IReadOnlyList<AtomicReaderContext> leaves, SearchBudget budget) =>
        held[kinds[kind].Group] is { } articles
            ? StoryFacets.Count(leaves, kinds[kind].Kind, articles, stories!, kinds[kind].Totals, budget)
            : [];

    /// <summary>Whether some kind is counted beside a choice.</summary>
    public bool Has(int choice) => Array.Exists(groups, g => g.Choice == choice);

    /// <summary>Goes on with a segment.</summary>
    public void Enter(AtomicReaderContext leaf)
    {
        Finish();
        (segment, first, column) = (leaf.Ord, leaf.DocBase, null);
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
    }

    /// <summary>Counts the values of hits, for every kind.</summary>
    public void CountAll(ReadOnlySpan<int> documents)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            CountIn(group, documents);
        }
    }

    /// <summary>Counts the values of articles that one choice alone excludes, for the kinds that are counted beside it.</summary>
    public void CountBeside(int choice, ReadOnlySpan<int> documents)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            if (groups[group].Choice == choice)
            {
                CountIn(group, documents);
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

    private void CountIn(int group, ReadOnlySpan<int> documents)
    {
        if (held[group] is not { } noted)
        {
            CountIn(counts[group], documents);
            return;
        }

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

        CountIn(counts[group], alone.AsSpan(0, count));
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
