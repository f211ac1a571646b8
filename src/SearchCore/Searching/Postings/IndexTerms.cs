using System.Text;

using Lucene.Net.Index;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Postings;

/// <summary>The terms that one search looks up in the segments of an index, each once. For one thread.</summary>
/// <param name="leaves">The segments.</param>
/// <param name="budget">The time there is.</param>
internal sealed class IndexTerms(IReadOnlyList<AtomicReaderContext> leaves, SearchBudget budget)
{
    private const int StepsATerm = 100;

    private readonly Dictionary<(string Field, string Term), PostingList[]> known = [];

    /// <summary>The segments.</summary>
    public IReadOnlyList<AtomicReaderContext> Leaves => leaves;

    /// <summary>Where a term's postings stand in each segment; without documents where it has none.</summary>
    public PostingList[] Lists(string field, string term)
    {
        if (known.TryGetValue((field, term), out var lists))
        {
            return lists;
        }

        Span<byte> bytes = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(term, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(term);
            length = bytes.Length;
        }

        lists = new PostingList[leaves.Count];
        for (var i = 0; i < lists.Length; i++)
        {
            budget.Spend(StepsATerm);
            if (SegmentPostings.Of(leaves[i].AtomicReader).Field(field) is { } terms)
            {
                terms.TryFind(bytes[..length], out lists[i]);
            }
        }

        return known[(field, term)] = lists;
    }

    /// <summary>How many articles have a term, deleted ones included.</summary>
    public long Articles(string field, string term)
    {
        var count = 0L;
        foreach (ref readonly var list in Lists(field, term).AsSpan())
        {
            count += list.DocumentCount;
        }

        return count;
    }

    /// <summary>How many articles have a field, deleted ones included, and how many terms stand in it over all of them.</summary>
    public (long Articles, long Words) Field(string field)
    {
        var (articles, words) = (0L, 0L);
        foreach (var leaf in leaves)
        {
            if (SegmentPostings.Of(leaf.AtomicReader).Field(field) is { } terms)
            {
                articles += terms.DocumentCount;
                words += Math.Max(0, terms.Occurrences);
            }
        }

        return (articles, words);
    }
}
