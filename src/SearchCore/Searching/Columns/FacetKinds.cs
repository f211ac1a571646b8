using System.Collections.Frozen;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;

namespace SearchCore.Searching.Columns;

/// <summary>Which kinds of facet values an index holds: one seek a kind.</summary>
internal static class FacetKinds
{
    public static IReadOnlySet<string> Of(IndexReader reader)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(FieldNames.Facet)?.GetEnumerator() is not { } terms)
            {
                continue;
            }

            var from = new BytesRef(string.Empty);
            while (terms.SeekCeil(from) != TermsEnum.SeekStatus.END)
            {
                var term = terms.Term.Bytes.AsSpan(terms.Term.Offset, terms.Term.Length);
                var slash = term.IndexOf((byte)'/');
                if (term.SequenceCompareTo(from.Bytes.AsSpan(from.Offset, from.Length)) < 0)
                {
                    throw new CorruptIndexException("the terms of facets are not in order");
                }

                var kind = Encoding.UTF8.GetString(slash < 0 ? term : term[..slash]);
                kinds.Add(kind);
                from = new BytesRef(kind + After);
            }
        }

        return kinds.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The character after the slash that ends a kind: what begins with it is after all values of the kind.</summary>
    public const string After = "0";
}
