using System.Collections.Concurrent;
using System.Text;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// The terms of an index's segments together. What was looked up last is kept: a few thousand terms, which searches use again and again.
/// Thread-safe.
/// </summary>
/// <param name="segments">The segments.</param>
internal sealed class IndexTerms(IReadOnlyList<SegmentView> segments)
{
    private const int StepsATerm = 100, MostKept = 16_384;

    private readonly ConcurrentDictionary<(string Field, string Term), Entry> known = new();
    private int kept;

    /// <summary>Where a term's postings stand in each segment; without documents where it has none.</summary>
    public PostingList[] Lists(string field, string term, SearchBudget budget) => Find(field, term, budget).Lists;

    /// <summary>How many articles have a term: those that are not deleted, or all.</summary>
    public long Articles(string field, string term, bool live, SearchBudget budget)
    {
        var entry = Find(field, term, budget);
        if (!live)
        {
            var count = 0L;
            foreach (ref readonly var list in entry.Lists.AsSpan())
            {
                count += list.DocumentCount;
            }

            return count;
        }

        if (entry.Live < 0)
        {
            var count = 0L;
            for (var i = 0; i < entry.Lists.Length; i++)
            {
                count += segments[i].LiveCount(field, term, entry.Lists[i], budget);
            }

            entry.Live = count;
        }

        return entry.Live;
    }

    /// <summary>How many terms stand in a field over all articles, deleted ones included.</summary>
    public long Occurrences(string field)
    {
        var occurrences = 0L;
        foreach (var segment in segments)
        {
            occurrences += Math.Max(0, segment.Postings.Field(field)?.Occurrences ?? 0);
        }

        return occurrences;
    }

    /// <summary>How many words stand in a field of the articles that are deleted.</summary>
    public long DeletedWords(string field)
    {
        var words = 0L;
        foreach (var segment in segments)
        {
            words += segment.DeletedWords(field);
        }

        return words;
    }

    private Entry Find(string field, string term, SearchBudget budget)
    {
        if (known.TryGetValue((field, term), out var entry))
        {
            return entry;
        }

        Span<byte> bytes = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(term, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(term);
            length = bytes.Length;
        }

        var lists = new PostingList[segments.Count];
        for (var i = 0; i < lists.Length; i++)
        {
            budget.Spend(StepsATerm);
            if (segments[i].Postings.Field(field) is { } terms)
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

        return known[(field, term)] = new Entry(lists);
    }

    private sealed class Entry(PostingList[] lists)
    {
        private long live = -1;

        public PostingList[] Lists => lists;

        /// <summary>How many articles that are not deleted have it; -1 where nobody has counted yet.</summary>
        public long Live
        {
            get => Volatile.Read(ref live);
            set => Volatile.Write(ref live, value);
        }
    }
}
