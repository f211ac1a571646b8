namespace SearchCore.Articles.Formats.Clippings;

/// <summary>What a clipping gave: an article, or the reason why there is none.</summary>
public sealed record ClippingResult
{
    /// <summary>The article; null where the text holds none.</summary>
    public Article? Article { get; init; }

    /// <summary>Why there is no article, as a stable word for scripts (<c>empty</c>, <c>too-long</c>); null where there is one.</summary>
    public string? RejectionCode { get; init; }

    /// <summary>The same for a person; null where there is an article.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>What was repaired or could not be understood.</summary>
    public IReadOnlyList<ClippingNotice> Notices { get; init; } = [];

    /// <summary>Of what was read into a buffer.</summary>
    internal static ClippingResult Of(Article? article, ArticleBuffer buffer, ArticleReport report)
    {
        if (article is null)
        {
            return new ClippingResult { RejectionCode = report.Fault?.Code, RejectionReason = report.Fault?.Reason };
        }

        var notices = new List<ClippingNotice>();
        report.Tell(told => notices.Add(new ClippingNotice(told.Kind, told.Detail)));
        return new ClippingResult { Article = report.IsChanged ? buffer.ToArticle() : article, Notices = notices };
    }
}

/// <summary>Something that was repaired or could not be understood in a clipping.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Detail">Where or how, at most 200 characters.</param>
public readonly record struct ClippingNotice(ArticleNoticeKind Kind, string Detail);
