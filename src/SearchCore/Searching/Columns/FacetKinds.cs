using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Columns;

/// <summary>Which kinds of facet values an index holds: one seek a kind.</summary>
internal static class FacetKinds
{
    // As long as a segment is there its kinds are: a later moment asks of what is new alone.
    private static readonly ConditionalWeakTable<object, string[]> Cache = [];

    public static IReadOnlySet<string> Of(IndexReader reader) => reader.Leaves
        .SelectMany(leaf => Cache.GetValue(leaf.AtomicReader.CoreCacheKey, _ => Of(leaf.AtomicReader)))
        .ToFrozenSet(StringComparer.Ordinal);

    private static string[] Of(AtomicReader segment)
    {
        var next = segment is VisibleReader ? Visible(segment) : All(SegmentPostings.Of(segment).Field(FieldNames.Facet));
        var kinds = new List<string>();
        byte[] from = [];
        while (next(from) is { } term)
        {
            if (term.AsSpan().SequenceCompareTo(from) < 0)
            {
                throw new CorruptIndexException("the terms of facets are not in order");
            }

            var slash = term.IndexOf((byte)'/');
            var kind = Encoding.UTF8.GetString(slash < 0 ? term : term.AsSpan(0, slash));
            kinds.Add(kind);
            from = Encoding.UTF8.GetBytes(kind + After);
        }

        return [.. kinds];
    }

    private static Func<byte[], byte[]?> All(FieldDictionary? terms) => from => terms?.Ceiling(from);

    // Terms that only articles have that must not be known of are not there.
    private static Func<byte[], byte[]?> Visible(AtomicReader segment)
    {
        var terms = segment.GetTerms(FieldNames.Facet)?.GetEnumerator();
        return from => terms is not null && terms.SeekCeil(new BytesRef(from)) != TermsEnum.SeekStatus.END
            ? BytesRef.DeepCopyOf(terms.Term).Bytes
            : null;
    }

    /// <summary>The character after the slash that ends a kind: what begins with it is after all values of the kind.</summary>
    public const string After = "0";
}
