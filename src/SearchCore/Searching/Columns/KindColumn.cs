using Lucene.Net.Index;

using SearchCore.Analysis;
using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// One kind's facet values of a segment: those of the segment's column whose numbers lie between two. Immutable, but for what it remembers.
/// </summary>
internal sealed class KindColumn
{
    private readonly SegmentFacets facets;
    private readonly string name;
    private readonly int first;
    private string?[]? folded;

    /// <summary>Makes it.</summary>
    /// <param name="facets">The values of all kinds.</param>
    /// <param name="name">What the kind is called.</param>
    /// <param name="first">The number of the kind's first value in the segment's column.</param>
    /// <param name="size">How many values of the kind the segment holds, each spelling counted.</param>
    public KindColumn(SegmentFacets facets, string name, int first, int size)
    {
        (this.facets, this.name, this.first, Size) = (facets, name, first, size);
        Articles = new(this, facets.Column);
    }

    /// <summary>The values of all kinds, as numbers of their first spellings.</summary>
    public OrdinalColumn Column => facets.Column;

    /// <summary>The number of the kind's first value in the segment's column.</summary>
    public int First => first;

    /// <summary>How many values of the kind the segment holds, each spelling counted.</summary>
    public int Size { get; }

    /// <summary>Which articles have each value.</summary>
    public KindArticles Articles { get; }

    /// <summary>Whether values of the segment fold together.</summary>
    public bool HasSpellings => facets.HasSpellings;

    /// <summary>Those of an article's values that are of the kind: the segment's numbers of them, ascending.</summary>
    public OrdinalList Of(int doc)
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

    /// <summary>A value as it is spelled.</summary>
    public string Value(int number) => facets.Text(first + number)[(name.Length + 1)..];

    /// <summary>Goes through the values as they are spelled, each with the kind in front, and on to those of the next kinds.</summary>
    public SortedValues.Reader Spellings() => facets.Spellings(first);

    /// <summary>A value as it is compared.</summary>
    public string Folded(int number)
    {
        var values = Volatile.Read(ref folded) ?? Interlocked.CompareExchange(ref folded, new string?[Size], null) ?? folded!;
        return values[number] ??= TextFolding.FoldValue(Value(number));
    }

    /// <summary>The hash of a value as it is compared.</summary>
    public ulong Hash(int number) => facets.Hash(first + number);

    /// <summary>How many live articles have each spelling.</summary>
    public ReadOnlySpan<int> SpellingCounts(AtomicReader reader) => facets.SpellingCounts(reader).AsSpan(first, Size);
}
