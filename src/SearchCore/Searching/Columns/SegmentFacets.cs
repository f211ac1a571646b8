using System.Runtime.InteropServices;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// The facet values of a segment, by kind. Values that fold together are one: the column has the number of the first spelling for each of
/// them, and an article that has several of them has it once. Folding is done once for each value of the segment, and none of it where
/// articles are counted. Immutable, but for what it remembers.
/// </summary>
internal sealed class SegmentFacets
{
    private readonly OrdinalColumn spelled;
    private readonly SortedValues values;
    private readonly ulong[] hashes;
    private int[]? spellingCounts;

    private SegmentFacets(OrdinalColumn spelled, OrdinalColumn column, SortedValues values, ulong[] hashes) =>
        (this.spelled, Column, this.values, this.hashes) = (spelled, column, values, hashes);

    /// <summary>The values of each article, as numbers of their first spellings.</summary>
    public OrdinalColumn Column { get; }

    /// <summary>The kinds.</summary>
    public IReadOnlyDictionary<string, KindColumn> Kinds { get; private set; } = new Dictionary<string, KindColumn>();

    /// <summary>Reads those of a segment.</summary>
    /// <param name="spelled">Its column.</param>
    /// <param name="values">The column's values, with their kinds in front.</param>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static SegmentFacets Of(OrdinalColumn spelled, SortedValues values)
    {
        var (hashes, first) = (new ulong[values.Count], (int[]?)null);
        var kinds = new List<(string Kind, int From)>();
        var known = new Dictionary<ulong, int>(values.Count);
        Span<char> room = stackalloc char[256];
        byte[] prefix = [];
        for (var spelling = values.From(0); spelling.Next();)
        {
            var number = spelling.Number;
            if (number == 0 || !spelling.Value.StartsWith(prefix))
            {
                prefix = spelling.Value[..(spelling.Value.IndexOf((byte)'/') + 1)].ToArray();
                kinds.Add((prefix.Length > 0 ? Encoding.UTF8.GetString(prefix.AsSpan(..^1)) : throw Damaged(), number));
                known.Clear();
            }

            var value = spelling.Value[prefix.Length..];
            var hash = TextFolding.TryFoldAscii(value, room, out var length)
                ? HashOf(room[..length])
                : HashOf(TextFolding.FoldValue(Encoding.UTF8.GetString(value)));

            // Of two that have a hash in common by chance, one takes the next.
            while (!known.TryAdd(hash, number))
            {
                if (TextFolding.FoldValue(values.Text(known[hash])[(kinds[^1].Kind.Length + 1)..])
                    == TextFolding.FoldValue(Encoding.UTF8.GetString(value)))
                {
                    first ??= [.. Enumerable.Range(0, hashes.Length)];
                    first[number] = known[hash];
                    break;
                }

                hash++;
            }

            hashes[number] = hash;
        }

        var facets = new SegmentFacets(spelled, first is null ? spelled : spelled.Folded(first), values, hashes);
        var all = new Dictionary<string, KindColumn>(StringComparer.Ordinal);
        foreach (var (at, (kind, from)) in kinds.Index())
        {
            var end = at + 1 < kinds.Count ? kinds[at + 1].From : values.Count;
            if (!all.TryAdd(kind, new KindColumn(facets, kind, from, end - from)))
            {
                throw Damaged();
            }
        }

        facets.Kinds = all;
        return facets;
    }

    /// <summary>Whether there are values that fold together.</summary>
    public bool HasSpellings => Column != spelled;

    /// <summary>The hash of a value, of which is given how it is compared; by chance it may be one of those behind it.</summary>
    public static ulong HashOf(ReadOnlySpan<char> folded) => IdHash.Of(MemoryMarshal.AsBytes(folded));

    /// <summary>The hash of a value as it is compared: values that fold together have the same.</summary>
    public ulong Hash(int number) => hashes[number];

    /// <summary>How many live articles have each spelling.</summary>
    public int[] SpellingCounts(AtomicReader reader)
    {
        var counts = Volatile.Read(ref spellingCounts);
        if (counts is null)
        {
            counts = new int[hashes.Length];
            for (var doc = 0; doc < spelled.Count; doc++)
            {
                foreach (var number in spelled.Block(doc >> NumberColumn.BlockShift).Of(doc))
                {
                    counts[number]++;
                }
            }

            Volatile.Write(ref spellingCounts, counts);
        }

        if (reader.LiveDocs is not { } live)
        {
            return counts;
        }

        counts = [.. counts];
        for (var doc = 0; doc < spelled.Count; doc++)
        {
            if (!live.Get(doc))
            {
                foreach (var number in spelled.Block(doc >> NumberColumn.BlockShift).Of(doc))
                {
                    counts[number]--;
                }
            }
        }

        return counts;
    }

    /// <summary>Lets go of what was decoded.</summary>
    public void Dispose()
    {
        Column.Dispose();
        foreach (var kind in Kinds.Values)
        {
            kind.Articles.Dispose();
        }
    }

    /// <summary>A value of all kinds, with its kind in front.</summary>
    public string Text(int number) => values.Text(number);

    /// <summary>Goes through the values from one on, each with its kind in front.</summary>
    public SortedValues.Reader Spellings(int first) => values.From(first);

    private static CorruptIndexException Damaged() => new("the values of facets are not in order");
}
