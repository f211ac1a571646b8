namespace SearchCore.Articles.Reading;

/// <summary>Takes the entities that articles were given away from them.</summary>
internal sealed class EntitylessReceiver(IArticleReceiver inner) : IArticleReceiver
{
    public void Accept(ArticleBuffer article)
    {
        article.ClearEntities();
        inner.Accept(article);
    }

    public void Reject(RejectedRecord record) => inner.Reject(record);

    public void Notice(ArticleNotice notice) => inner.Notice(notice);
}
