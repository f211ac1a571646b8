using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Measuring;

namespace SearchCore.Indexing;

/// <summary>Counts what a load does, over all its workers, and passes rejections and notices on one at a time.</summary>
/// <param name="options">Whom rejections and notices are passed on to.</param>
/// <param name="index">What measurements call the index; null where nothing is measured.</param>
internal sealed class IndexingTally(IndexingOptions options, string? index)
{
    private static readonly ArticleNoticeKind[] Kinds = Enum.GetValues<ArticleNoticeKind>();

    private readonly Lock callbacks = new();
    private readonly Dictionary<string, (long Count, RejectedRecord First)> rejections = new(StringComparer.Ordinal);
    private readonly long[] notices = new long[Kinds.Length];
    private readonly ArticleNotice?[] firstNotices = new ArticleNotice?[Kinds.Length];
    private long articles;
    private long rejected;
    private long bytes;
    private long mentions;
    private long replaced;

    public long Articles => Interlocked.Read(ref articles);

    public long Rejected => Interlocked.Read(ref rejected);

    public long Bytes => Interlocked.Read(ref bytes);

    public long Mentions => Interlocked.Read(ref mentions);

    /// <summary>How many of the articles took the place of another one, or had theirs taken.</summary>
    public long Replaced => Interlocked.Read(ref replaced);

    /// <summary>How many notices of each kind there were.</summary>
    public IReadOnlyDictionary<ArticleNoticeKind, long> Notices
    {
        get
        {
            var counts = new Dictionary<ArticleNoticeKind, long>();
            foreach (var kind in Kinds)
            {
                if (notices[(int)kind] > 0)
                {
                    counts.Add(kind, notices[(int)kind]);
                }
            }

            return counts;
        }
    }

    /// <summary>One notice of each kind.</summary>
    public IReadOnlyList<ArticleNotice> NoticeExamples
    {
        get
        {
            var examples = new List<ArticleNotice>();
            foreach (var kind in Kinds)
            {
                if (firstNotices[(int)kind] is { } first)
                {
                    examples.Add(first);
                }
            }

            return examples;
        }
    }

    /// <summary>How many records were rejected for each reason, and one of each.</summary>
    public IReadOnlyList<RejectionCount> Rejections => rejections.Count == 0 ? [] :
    [
        .. rejections.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new RejectionCount(r.Value.Count, r.Value.First)),
    ];

    public void CountChunk(long inArticles)
    {
        Interlocked.Add(ref articles, inArticles);
        if (index is not null)
        {
            Measurements.Take(index, inArticles);
        }
    }

    public void CountBytes(long read) => Interlocked.Add(ref bytes, read);

    public void CountMentions(long found) => Interlocked.Add(ref mentions, found);

    public void CountReplaced(long count) => Interlocked.Add(ref replaced, count);

    public void Reject(RejectedRecord record)
    {
        Interlocked.Increment(ref rejected);
        if (index is not null)
        {
            Measurements.Reject(index);
        }

        lock (callbacks)
        {
            var before = rejections.TryGetValue(record.Code, out var known) ? known : (Count: 0, First: record);
            rejections[record.Code] = (before.Count + 1, IsBefore(record.Source, record.Offset, before.First) ? record : before.First);
            options.OnRejected?.Invoke(record);
        }
    }

    public void Notice(ArticleNotice notice)
    {
        Interlocked.Increment(ref notices[(int)notice.Kind]);
        lock (callbacks)
        {
            ref var first = ref firstNotices[(int)notice.Kind];
            if (first is not { } known || (notice.Source == known.Source && notice.Offset < known.Offset))
            {
                first = notice;
            }

            options.OnNotice?.Invoke(notice);
        }
    }

    // Workers meet records out of order: the example is the first of its file.
    private static bool IsBefore(string source, long offset, RejectedRecord other) => source == other.Source && offset < other.Offset;
}
