using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Writing;

/// <summary>What a reader of a bulk load does with records: those of its shards go to their feeds, everything is counted. One thread.
/// </summary>
internal sealed class LoadTally(ShardMap map, ArticleFeed?[] feeds, IndexingOptions callbacks) : IArticleReceiver
{
    private readonly Dictionary<ArticleNoticeKind, (long Count, ArticleNotice First)> notices = [];
    private readonly Dictionary<string, (long Count, RejectedRecord First)> rejections = new(StringComparer.Ordinal);
    private bool isMine;

    /// <summary>Articles of its shards.</summary>
    public long Articles { get; private set; }

    /// <summary>Articles of shards that it has no feed for.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Records that could not be used, of whatever shard they would have been.</summary>
    public long Rejected { get; private set; }

    public void Accept(ArticleBuffer article)
    {
        var feed = feeds[map.ShardOf(article[article.Id])];
        isMine = feed is not null;
        if (feed is not null)
        {
            Articles++;
            feed.Add(article.ToArticle(), article.Length);
        }
        else
        {
            PassedOver++;
        }
    }

    public void Reject(RejectedRecord record)
    {
        Rejected++;
        var before = rejections.TryGetValue(record.Code, out var known) ? known : (Count: 0, First: record);
        rejections[record.Code] = (before.Count + 1, before.First);
        callbacks.OnRejected?.Invoke(record);
    }

    public void Notice(ArticleNotice notice)
    {
        // Of an article of another process's shard that process tells.
        if (isMine || notice.Id.Length == 0)
        {
            Count(notice, 1);
            callbacks.OnNotice?.Invoke(notice);
        }
    }

    /// <summary>The report of all shards together.</summary>
    public IndexingReport Report(
        IReadOnlyList<IndexingReport> shards, IReadOnlyList<FailedSource> failed, long bytes, TimeSpan elapsed, long version)
    {
        foreach (var shard in shards)
        {
            foreach (var (kind, count) in shard.Notices)
            {
                Count(shard.NoticeExamples.First(n => n.Kind == kind), count);
            }
        }

        var counts = rejections.Values.Select(r => new RejectionCount(r.Count, r.First)).Concat(shards.SelectMany(s => s.Rejections))
            .GroupBy(r => r.Code, StringComparer.Ordinal).Select(g => new RejectionCount(g.Sum(r => r.Count), g.First().First));
        return new()
        {
            Articles = shards.Sum(s => s.Articles),
            Replaced = shards.Sum(s => s.Replaced),
            Rejected = Rejected + shards.Sum(s => s.Rejected),
            Bytes = bytes,
            Elapsed = elapsed,
            RecognizedEntities = shards.Sum(s => s.RecognizedEntities),
            Segments = shards.Sum(s => s.Segments),
            Notices = notices.ToDictionary(n => n.Key, n => n.Value.Count),
            NoticeExamples = [.. notices.OrderBy(n => n.Key).Select(n => n.Value.First)],
            Rejections = [.. counts.OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal)],
            FailedSources = failed,
            Cancelled = false,
            Sequence = version,
        };
    }

    private void Count(ArticleNotice notice, long count)
    {
        var before = notices.TryGetValue(notice.Kind, out var known) ? known : (Count: 0, First: notice);
        notices[notice.Kind] = (before.Count + count, before.First);
    }
}
