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
    private readonly ulong[] hashes;
    private int[]? spellingCounts;

    private SegmentFacets(OrdinalColumn spelled, OrdinalColumn column, ulong[] hashes) =>
        (this.spelled, Column, this.hashes) = (spelled, column, hashes);

    /// <summary>The values of each article, as numbers of their first spellings.</summary>
    public OrdinalColumn Column { get; }

    /// <summary>The kinds.</summary>
    public IReadOnlyDictionary<string, KindColumn> Kinds { get; private set; } = new Dictionary<string, KindColumn>();

    /// <summary>Reads those of a segment.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="spelled">Its column.</param>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public static SegmentFacets Of(AtomicReader reader, OrdinalColumn spelled)
    {
        var values = FacetOrdinals.Column(reader);
        var (hashes, first) = (new ulong[values.ValueCount], (int[]?)null);
        var kinds = KindsOf(values);
        var terms = values.GetTermsEnum();
        foreach (var (kind, from, end) in kinds)
        {
            var known = new Dictionary<ulong, int>(end - from);
            for (var number = from; number < end; number++)
            {
                if (!terms.MoveNext() || Text(terms.Term) is not { } text || text.Length <= kind.Length || text[kind.Length] != '/')
                {
                    throw Damaged();
                }

                var folded = TextFolding.FoldValue(text[(kind.Length + 1)..]);
                var hash = HashOf(folded);

                // Of two that have a hash in common by chance, one takes the next.
                while (!known.TryAdd(hash, number))
                {
                    if (TextFolding.FoldValue(Text(values, known[hash])[(kind.Length + 1)..]) == folded)
                    {
                        first ??= [.. Enumerable.Range(0, hashes.Length)];
                        first[number] = known[hash];
                        break;
                    }

                    hash++;
                }

                hashes[number] = hash;
            }
        }

        var facets = new SegmentFacets(spelled, first is null ? spelled : spelled.Folded(first), hashes);
        facets.Kinds = kinds.ToDictionary(k => k.Kind, k => new KindColumn(facets, k.From, k.End - k.From), StringComparer.Ordinal);
        return facets;
    }

    /// <summary>Whether there are values that fold together.</summary>
    public bool HasSpellings => Column != spelled;

    /// <summary>The hash of a value, of which is given how it is compared; by chance it may be one of those behind it.</summary>
    public static ulong HashOf(string folded) => IdHash.Of(MemoryMarshal.AsBytes(folded.AsSpan()));

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
    public static string Text(SortedSetDocValues values, long number)
    {
        var bytes = new BytesRef();
        values.LookupOrd(number, bytes);
        return Text(bytes);
    }

    private static string Text(BytesRef bytes) => Encoding.UTF8.GetString(bytes.Bytes, bytes.Offset, bytes.Length);

    private static List<(string Kind, int From, int End)> KindsOf(SortedSetDocValues values)
    {
        var kinds = new List<(string, int, int)>();
        for (var from = 0; from < values.ValueCount;)
        {
            var text = Text(values, from);
            var kind = text.IndexOf('/') is var slash and >= 0 ? text[..slash] : text;
            var (begin, end) = FacetOrdinals.Range(values, kind);
            if (begin != from || end <= from)
            {
                throw Damaged();
            }

            kinds.Add((kind, from, end));
            from = end;
        }

        return kinds;
    }

    private static CorruptIndexException Damaged() => new("the values of facets are not in order");
}
