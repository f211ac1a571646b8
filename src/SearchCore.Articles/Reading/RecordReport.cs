namespace SearchCore.Articles.Reading;

/// <summary>What is to be said about the record being read: why it cannot be used, or what was dropped and repaired in it.</summary>
internal sealed class RecordReport
{
    /// <summary>The most notices given about one article; the rest is one notice more.</summary>
    private const int MaxNotices = 64;

    private readonly List<(ArticleNoticeKind Kind, string Detail)> notices = [];
    private int left;

    /// <summary>Why the record cannot be used: one of <see cref="RejectCodes"/>; null while it can.</summary>
    public string? Code { get; private set; }

    /// <summary>The reason, for a person.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Code = null;
        left = 0;
        notices.Clear();
    }

    /// <summary>Says why the record cannot be used.</summary>
    /// <returns>False, to be returned.</returns>
    public bool Fail(string code, string reason)
    {
        (Code, Reason) = (code, reason);
        return false;
    }

    /// <summary>Says what was dropped or repaired.</summary>
    public void Add(ArticleNoticeKind kind, string detail)
    {
        if (notices.Count < MaxNotices)
        {
            notices.Add((kind, detail.Length <= RejectedRecord.MaxExcerpt ? detail : detail[..RejectedRecord.MaxExcerpt]));
        }
        else
        {
            left++;
        }
    }

    /// <summary>Tells the receiver about the article, its notices first.</summary>
    public void Accept(ArticleBuffer article, IArticleReceiver receiver, RecordPlace place)
    {
        foreach (var (kind, detail) in notices)
        {
            receiver.Notice(new ArticleNotice(place.Source, place.Offset, kind, detail));
        }

        if (left > 0)
        {
            receiver.Notice(new ArticleNotice(place.Source, place.Offset, ArticleNoticeKind.MemberDropped, $"{left} more notices about this article"));
        }

        receiver.Accept(article);
    }

    /// <summary>Tells the receiver about the record that cannot be used.</summary>
    public void Reject(ReadOnlySpan<byte> record, IArticleReceiver receiver, RecordPlace place) =>
        receiver.Reject(new RejectedRecord(place.Source, place.Offset, place.Line, Code!, Reason, OneLine.Of(record)));
}
