using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SearchCore.Tests.Searching.Postings;

/// <summary>All that Lucene says about a term in a segment.</summary>
internal sealed class LuceneTerm
{
    private readonly List<int> documents = [];
    private readonly List<int> frequencies = [];
    private readonly List<int[]> positions = [];

    /// <summary>Reads the term on which an enumeration stands.</summary>
    public LuceneTerm(TermsEnum terms, bool hasPositions)
    {
        var everywhere = hasPositions ? terms.DocsAndPositions(null, null) : null;
        var all = everywhere ?? terms.Docs(null, null, DocsFlags.NONE);
        while (all.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
        {
            documents.Add(all.DocID);
            frequencies.Add(everywhere?.Freq ?? 1);
            var places = new int[everywhere?.Freq ?? 0];
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = everywhere!.NextPosition();
            }

            positions.Add(places);
        }
    }

    public int Count => documents.Count;

    public int Document(int at) => at < documents.Count ? documents[at] : int.MaxValue;

    public int Frequency(int at) => frequencies[at];

    public int[] Positions(int at) => positions[at];

    /// <summary>Which is the first document from a target on.</summary>
    public int First(int target)
    {
        var at = documents.BinarySearch(target);
        return at < 0 ? ~at : at;
    }
}
