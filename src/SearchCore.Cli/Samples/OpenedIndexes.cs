namespace SearchCore.Cli.Samples;

/// <summary>What a verb searches: one index, or several as one.</summary>
internal sealed class OpenedIndexes : IDisposable
{
    private readonly ArticleIndex? index;
    private readonly ArticleIndexSet? set;

    public OpenedIndexes(ArticleIndex index) => this.index = index;

    public OpenedIndexes(ArticleIndexSet set) => this.set = set;

    public ArticleSearcher OpenSearcher() => index?.OpenSearcher() ?? set!.OpenSearcher();

    public void Dispose()
    {
        index?.Dispose();
        set?.Dispose();
    }
}
