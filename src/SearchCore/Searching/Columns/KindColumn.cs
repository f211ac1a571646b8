using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's facet values of a segment as arrays: for each article the numbers of its values, counted from the kind's first value of the
/// segment. Reading them is two look-ups an article, where the index's own column decodes every value of every kind. Immutable, but for
/// what it remembers.
/// </summary>
internal sealed class KindColumn
{
    private readonly int[] starts;
    private readonly int[] numbers;
    private string?[]? folded;

    private KindColumn(int first, int size, int[] starts, int[] numbers) =>
        (First, Size, this.starts, this.numbers) = (first, size, starts, numbers);

    /// <summary>The number of the kind's first value in the segment's column.</summary>
    public int First { get; }

    /// <summary>How many values of the kind the segment holds.</summary>
    public int Size { get; }

    /// <summary>The numbers of an article's values, ascending, from 0.</summary>
    public ReadOnlySpan<int> Of(int doc) => numbers.AsSpan(starts[doc], starts[doc + 1] - starts[doc]);

    /// <summary>Counts the values of some articles.</summary>
    public void Count(ReadOnlySpan<int> docs, int[] counts)
    {
        foreach (var doc in docs)
        {
            for (int at = starts[doc], end = starts[doc + 1]; at < end; at++)
            {
                counts[numbers[at]]++;
            }
        }
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

    /// <summary>The columns of every kind of a segment, read in one pass.</summary>
    public static Dictionary<string, KindColumn> ReadAll(AtomicReader reader)
    {
        var column = FacetOrdinals.Column(reader);
        var kinds = Kinds(column);
        var makers = kinds.ConvertAll(k => new Maker(k.First, k.End, reader.MaxDoc));
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            column.SetDocument(doc);
            var kind = 0;
            var last = -1L;
            for (var ordinal = column.NextOrd(); ordinal != SortedSetDocValues.NO_MORE_ORDS; ordinal = column.NextOrd())
            {
                // Ordinals ascend, and so do kinds; a damaged column could go on for ever.
                if (ordinal <= last || ordinal >= column.ValueCount)
                {
                    throw Damaged();
                }

                last = ordinal;
                while (ordinal >= kinds[kind].End)
                {
                    kind++;
                }

                makers[kind].Add((int)ordinal);
            }

            foreach (var maker in makers)
            {
                maker.EndArticle(doc);
            }
        }

        return kinds.Zip(makers).ToDictionary(k => k.First.Kind, k => k.Second.Make(), StringComparer.Ordinal);
    }

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

    private sealed class Maker(int first, int end, int articles)
    {
        private readonly int[] starts = new int[articles + 1];
        private int[] numbers = new int[Math.Max(16, articles)];
        private int count;

        public void Add(int ordinal)
        {
            if (count == numbers.Length)
            {
                Array.Resize(ref numbers, checked(2 * count));
            }

            numbers[count++] = ordinal - first;
        }

        public void EndArticle(int doc) => starts[doc + 1] = count;

        public KindColumn Make()
        {
            Array.Resize(ref numbers, count);
            return new(first, end - first, starts, numbers);
        }
    }
}
