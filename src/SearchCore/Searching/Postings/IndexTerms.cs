using System.Collections.Concurrent;
using System.Text;

using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Postings;

/// <summary>
/// The terms of an index's segments together. What was looked up last is kept: a few thousand terms, which searches use again and again.
/// Thread-safe.
/// </summary>
/// <param name="segments">The segments.</param>
internal sealed class IndexTerms(IReadOnlyList<SegmentPostings> segments)
{
    private const int StepsATerm = 100, MostKept = 16_384;

    private readonly ConcurrentDictionary<(string Field, string Term), PostingList[]> known = new();
    private readonly ConcurrentDictionary<string, (long Articles, long Words)> fields = new(StringComparer.Ordinal);
    private int kept;

    /// <summary>Where a term's postings stand in each segment; without documents where it has none.</summary>
    public PostingList[] Lists(string field, string term, SearchBudget budget)
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

        lists = new PostingList[segments.Count];
        for (var i = 0; i < lists.Length; i++)
        {
            budget.Spend(StepsATerm);
            if (segments[i].Field(field) is { } terms)
            {
                terms.TryFind(bytes[..length], out lists[i]);
            }
        }

        // Rarely so many, and then all are as good as new.
        if (Interlocked.Add(ref kept, 1 + lists.Length) > MostKept)
        {
            known.Clear();
            Interlocked.Exchange(ref kept, 0);
        }

        return known[(field, term)] = lists;
    }

    /// <summary>How many articles have a term, deleted ones included.</summary>
    public long Articles(string field, string term, SearchBudget budget)
    {
        var count = 0L;
        foreach (ref readonly var list in Lists(field, term, budget).AsSpan())
        {
            count += list.DocumentCount;
        }

        return count;
    }

    /// <summary>How many articles have a field, deleted ones included, and how many terms stand in it over all of them.</summary>
    public (long Articles, long Words) Field(string field) => fields.GetOrAdd(field, _ =>
    {
        var (articles, words) = (0L, 0L);
        foreach (var segment in segments)
        {
            if (segment.Field(field) is { } terms)
            {
                articles += terms.DocumentCount;
                words += Math.Max(0, terms.Occurrences);
            }
        }

        return (articles, words);
    });
}
