using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Indexing;

/// <summary>Counts what a load does, over all its workers, and passes rejections and notices on one at a time.</summary>
internal sealed class IndexingTally(IndexingOptions options)
{
    private readonly Lock callbacks = new();
    private readonly long[] notices = new long[Enum.GetValues<ArticleNoticeKind>().Length];
    private long articles;
    private long rejected;
    private long bytes;
    private long mentions;

    public long Articles => Interlocked.Read(ref articles);

    public long Rejected => Interlocked.Read(ref rejected);

    public long Bytes => Interlocked.Read(ref bytes);

    public long Mentions => Interlocked.Read(ref mentions);

    public IReadOnlyDictionary<ArticleNoticeKind, long> Notices =>
        Enum.GetValues<ArticleNoticeKind>().Where(kind => notices[(int)kind] > 0).ToDictionary(kind => kind, kind => notices[(int)kind]);

    public void CountChunk(long inBytes, long inArticles)
    {
        Interlocked.Add(ref bytes, inBytes);
        Interlocked.Add(ref articles, inArticles);
    }

    public void CountMentions(long found) => Interlocked.Add(ref mentions, found);

    public void Reject(RejectedRecord record)
    {
        Interlocked.Increment(ref rejected);
        if (options.OnRejected is { } callback)
        {
            lock (callbacks)
            {
                callback(record);
            }
        }
    }

    public void Notice(ArticleNotice notice)
    {
        Interlocked.Increment(ref notices[(int)notice.Kind]);
        if (options.OnNotice is { } callback)
        {
            lock (callbacks)
            {
                callback(notice);
            }
        }
    }
}
