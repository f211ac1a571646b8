using System.Collections.Concurrent;
using System.Text;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Snapshots;

/// <summary>
/// The terms of an index's segments together. What was looked up last is kept: a few thousand terms, which searches use again and again.
/// Where an earlier moment knew a term, only segments that are new since then are asked. Thread-safe.
/// </summary>
internal sealed class IndexTerms
{
    private const int MostKept = 16_384;

    private readonly IReadOnlyList<SegmentView> segments;
    private readonly ConcurrentDictionary<(string Field, string Term), Entry> known = new();

    // What the moment before knew (its table alone: the moment would keep its closed segments), and which of its segments each of these
    // is, or -1.
    private readonly ConcurrentDictionary<(string Field, string Term), Entry>? knownBefore;
    private readonly int[] numberBefore = [];
    private int kept;

    /// <summary>Makes those of a moment.</summary>
    /// <param name="segments">Its segments.</param>
    /// <param name="before">Those of the moment before, whose table is kept and no more; null where there was none.</param>
    public IndexTerms(IReadOnlyList<SegmentView> segments, IndexTerms? before = null)
    {
        this.segments = segments;
        if (before is not null)
        {
            var numbers = before.segments.ToDictionary(s => s.Postings, s => s.Ord);
            numberBefore = [.. segments.Select(s => numbers.GetValueOrDefault(s.Postings, -1))];
            knownBefore = before.known;
        }
    }

    /// <summary>Where a term's postings stand in a segment; without documents where it has none.</summary>
    /// <param name="field">The term's field.</param>
    /// <param name="term">The term.</param>
    /// <param name="segment">The segment's number.</param>
    /// <param name="budget">The time there is.</param>
    public PostingList List(string field, string term, int segment, SearchBudget budget) =>
        Find(field, term, budget).Lists.Of(segment);

    /// <summary>How many articles have a term: those that are not deleted, or all.</summary>
    public long Articles(string field, string term, bool live, SearchBudget budget)
    {
        var entry = Find(field, term, budget);
        if (!live)
        {
            return entry.Lists.DocumentCount;
        }

        if (entry.Live < 0)
        {
            var count = 0L;
            for (var i = 0; i < segments.Count; i++)
            {
                count += segments[i].LiveCount(field, term, entry.Lists.Of(i), budget);
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

        // What a moment that was closed knew names places in segments which this one has as well.
        var (key, lists) = knownBefore?.TryGetValue((field, term), out var earlier) == true
            ? (earlier.Key, LookUp(field, term, earlier.Lists, budget))
            : ((field, term), LookUp(field, term, null, budget));

        // Rarely so many, and then all are as good as new.
        if (Interlocked.Add(ref kept, 1 + lists.Count) > MostKept)
        {
            known.Clear();
            Interlocked.Exchange(ref kept, 0);
        }

        return known[key] = new Entry(key, lists);
    }

    private TermLists LookUp(string field, string term, TermLists? earlier, SearchBudget budget)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(term, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(term);
            length = bytes.Length;
        }

        var found = new TermLists.Builder(segments.Count, earlier);
        for (var i = 0; i < segments.Count; i++)
        {
            if (earlier is not null && numberBefore[i] >= 0)
            {
                found.AddEarlier(i, numberBefore[i]);
                continue;
            }

            if (segments[i].Find(field, bytes[..length], budget) is { DocumentCount: > 0 } list)
            {
                found.Add(i, list);
            }
        }

        return found.Build();
    }

    private sealed class Entry((string Field, string Term) key, TermLists lists)
    {
        private long live = -1;

        public (string Field, string Term) Key => key;

        public TermLists Lists => lists;

        /// <summary>How many articles that are not deleted have it; -1 where nobody has counted yet.</summary>
        public long Live
        {
            get => Volatile.Read(ref live);
            set => Volatile.Write(ref live, value);
        }
    }
}
