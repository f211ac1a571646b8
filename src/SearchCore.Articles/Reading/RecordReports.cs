namespace SearchCore.Articles.Reading;

/// <summary>Hands what was found out about a record to the one who takes the records.</summary>
internal static class RecordReports
{
    /// <summary>Tells the receiver about the article, its notices first.</summary>
    public static void Accept(this ArticleReport report, ArticleBuffer article, IArticleReceiver receiver, RecordPlace place)
    {
        if (report.HasNotices)
        {
            TellNotices(report, OneLine.Of(article[article.Id]), receiver, place);
        }

        receiver.Accept(article);
    }

    /// <summary>Tells the receiver what is to be said of something that is no article and no fault.</summary>
    public static void PassOver(this ArticleReport report, IArticleReceiver receiver, RecordPlace place) =>
        TellNotices(report, string.Empty, receiver, place);

    /// <summary>Tells the receiver about the record that cannot be used.</summary>
    /// <param name="report">Holds its fault.</param>
    /// <param name="record">Its text.</param>
    /// <param name="receiver">Who takes the records.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="article">What of it was read before the fault; null where nothing can have been.</param>
    public static void Reject(
        this ArticleReport report, ReadOnlySpan<byte> record, IArticleReceiver receiver, RecordPlace place, ArticleBuffer? article)
    {
        var fault = report.Fault!.Value;
        receiver.Reject(new(place.Source, place.Offset, place.Line, fault.Code, fault.Reason, OneLine.Of(record))
        {
            Id = article is null ? string.Empty : OneLine.Of(article[article.Id]),
            Member = fault.Member,
        });
    }

    // A method of its own, so that articles without notices allocate no closure.
    private static void TellNotices(ArticleReport report, string id, IArticleReceiver receiver, RecordPlace place) =>
        report.Tell(told => receiver.Notice(new(place.Source, place.Offset, told.Kind, told.Detail)
        {
            Line = place.Line,
            Id = id,
            Member = told.Member,
            Value = told.Value,
        }));
}
