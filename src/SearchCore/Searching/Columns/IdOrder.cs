using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Schema;

namespace SearchCore.Searching.Columns;

/// <summary>The ids of a segment in their order (by UTF-8 bytes), and each article's place in it. Immutable.</summary>
internal sealed class IdOrder
{
    private readonly string[] ids;

    private IdOrder(string[] ids, int[] ranks) => (this.ids, Ranks) = (ids, ranks);

    /// <summary>For each article the place of its id.</summary>
    public int[] Ranks { get; }

    /// <summary>An article's id.</summary>
    public string Id(int doc) => ids[Ranks[doc]];

    /// <summary>The place of an id, or that of the last one before it; -1 before all.</summary>
    public int LastUpTo(string id)
    {
        var place = ids.AsSpan().BinarySearch(id, Utf8Order.Comparer);
        return place < 0 ? ~place - 1 : place;
    }

    public static IdOrder Read(AtomicReader reader)
    {
        var ranks = new int[reader.MaxDoc];
        var ids = new List<string>(reader.MaxDoc);
        DocsEnum? docs = null;
        for (var terms = reader.GetTerms(FieldNames.Id)?.GetEnumerator(); terms is not null && terms.MoveNext();)
        {
            docs = terms.Docs(null, docs, DocsFlags.NONE);
            for (var doc = docs.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.NextDoc())
            {
                ranks[doc] = ids.Count;
            }

            ids.Add(Encoding.UTF8.GetString(terms.Term.Bytes, terms.Term.Offset, terms.Term.Length));
        }

        return new([.. ids], ranks);
    }
}
