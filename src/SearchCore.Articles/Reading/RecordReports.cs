namespace SearchCore.Articles.Reading;

/// <summary>Hands what was found out about a record to the one who takes the records.</summary>
internal static class RecordReports
{
    /// <summary>Tells the receiver about the article, its notices first.</summary>
    public static void Accept(this ArticleReport report, ArticleBuffer article, IArticleReceiver receiver, RecordPlace place)
    {
        if (report.HasNotices)
        {
            TellNotices(report, receiver, place);
        }

        receiver.Accept(article);
    }

    /// <summary>Tells the receiver about the record that cannot be used.</summary>
    public static void Reject(this ArticleReport report, ReadOnlySpan<byte> record, IArticleReceiver receiver, RecordPlace place)
    {
        var fault = report.Fault!.Value;
        receiver.Reject(new RejectedRecord(place.Source, place.Offset, place.Line, fault.Code, fault.Reason, OneLine.Of(record)));
    }

    // A method of its own, so that articles without notices allocate no closure.
    private static void TellNotices(ArticleReport report, IArticleReceiver receiver, RecordPlace place) =>
        report.Tell((kind, detail) => receiver.Notice(new ArticleNotice(place.Source, place.Offset, kind, detail)));
}
