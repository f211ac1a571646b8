using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's facet values of a segment: those of the segment's column whose numbers lie between two. Immutable, but for what it remembers.
/// </summary>
internal sealed class KindColumn
{
    private string?[]? folded;

    private KindColumn(OrdinalColumn column, int first, int size) => (Column, First, Size) = (column, first, size);

    /// <summary>The values of all kinds.</summary>
    public OrdinalColumn Column { get; }

    /// <summary>The number of the kind's first value in the segment's column.</summary>
    public int First { get; }

    /// <summary>How many values of the kind the segment holds.</summary>
    public int Size { get; }

    /// <summary>Those of an article's values that are of the kind: the segment's numbers of them, ascending.</summary>
    public ReadOnlySpan<int> Of(int doc)
    {
        var all = Column.Block(doc >> NumberColumn.BlockShift).Of(doc);
        var begin = 0;
        while (begin < all.Length && all[begin] < First)
        {
            begin++;
        }

        var end = begin;
        while (end < all.Length && all[end] < First + Size)
        {
            end++;
        }

        return all[begin..end];
    }

    /// <summary>A value as it is shown.</summary>
    public string Value(AtomicReader reader, string kind, int number) =>
        Text(FacetOrdinals.Column(reader), First + number)[(kind.Length + 1)..];

    /// <summary>A value as it is compared.</summary>
    public string Folded(AtomicReader reader, string kind, int number)
    {
        var values = Volatile.Read(ref folded) ?? Interlocked.CompareExchange(ref folded, new string?[Size], null) ?? folded!;
        return values[number] ??= TextFolding.FoldValue(Value(reader, kind, number));
    }

    /// <summary>The kinds of a segment.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="ordinals">Its column; null where it has none.</param>
    public static Dictionary<string, KindColumn> ReadAll(AtomicReader reader, OrdinalColumn? ordinals) => ordinals is null
        ? []
        : Kinds(FacetOrdinals.Column(reader)).ToDictionary(
            k => k.Kind, k => new KindColumn(ordinals, k.First, k.End - k.First), StringComparer.Ordinal);

    private static string Text(SortedSetDocValues column, long ordinal)
    {
        var bytes = new BytesRef();
        column.LookupOrd(ordinal, bytes);
        return Encoding.UTF8.GetString(bytes.Bytes, bytes.Offset, bytes.Length);
    }

    private static List<(string Kind, int First, int End)> Kinds(SortedSetDocValues column)
    {
        var kinds = new List<(string, int, int)>();
        for (var first = 0; first < column.ValueCount;)
        {
            var text = Text(column, first);
            var kind = text.IndexOf('/') is var slash and >= 0 ? text[..slash] : text;
            var (begin, end) = FacetOrdinals.Range(column, kind);
            if (begin != first || end <= first)
            {
                throw Damaged();
            }

            kinds.Add((kind, first, end));
            first = end;
        }

        return kinds;
    }

    private static CorruptIndexException Damaged() => new("the values of facets are not in order");
}
