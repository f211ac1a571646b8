using SearchCore.Articles;

namespace SearchCore.Cluster.Writing;

/// <summary>Which changes can be made.</summary>
internal static class ChangeRules
{
    /// <summary>Why a change cannot be made; null where it can.</summary>
    public static ArticleFault? FaultOf(ShardChange change) =>
        change.Article is { } article
            ? article.Id == change.Id ? ArticleRules.Check(article)
                : new ArticleFault(RejectCodes.MissingId, "id", "The article has another id than the change.")
        : string.IsNullOrEmpty(change.Id) ? new ArticleFault(RejectCodes.MissingId, "id", "A deletion has no id.")
        : null;
}
