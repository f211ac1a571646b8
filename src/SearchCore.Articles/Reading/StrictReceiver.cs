namespace SearchCore.Articles.Reading;

/// <summary>
/// Rejects an article of which something would be dropped or repaired. Notices come before the article that they are about.
/// </summary>
internal sealed class StrictReceiver(IArticleReceiver inner) : IArticleReceiver
{
    private readonly List<ArticleNotice> notices = [];

    public void Accept(ArticleBuffer article)
    {
        var losses = notices.FindAll(n => IsLoss(n.Kind));
        if (losses is [var first, ..])
        {
            var more = losses.Count > 1 ? $" and {losses.Count - 1} more" : string.Empty;
            var text = article.Title.IsEmpty ? article.Body : article.Title;
            inner.Reject(new(
                first.Source, first.Offset, first.Line, RejectCodes.Lossy, $"{first.Detail}{more}", OneLine.Of(article[text]))
            {
                Id = first.Id,
                Member = first.Member,
            });
        }
        else
        {
            notices.ForEach(inner.Notice);
            inner.Accept(article);
        }

        notices.Clear();
    }

    public void Reject(RejectedRecord record)
    {
        notices.Clear();
        inner.Reject(record);
    }

    public void Notice(ArticleNotice notice)
    {
        // What is of no article is of none that is to come.
        if (notice.Id.Length == 0)
        {
            inner.Notice(notice);
        }
        else
        {
            notices.Add(notice);
        }
    }

    private static bool IsLoss(ArticleNoticeKind kind) => kind is ArticleNoticeKind.DateUnreadable or ArticleNoticeKind.DateRepaired
        or ArticleNoticeKind.MemberDropped or ArticleNoticeKind.TextRepaired;
}
