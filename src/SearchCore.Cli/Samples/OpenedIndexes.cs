namespace SearchCore.Cli.Samples;

/// <summary>What a verb searches: one index, or several as one.</summary>
internal sealed class OpenedIndexes : IDisposable
{
    private readonly ArticleIndex? index;
    private readonly ArticleIndexSet? set;
    private readonly bool isLent;

    /// <summary>One index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="isLent">Whether somebody else closes it.</param>
    public OpenedIndexes(ArticleIndex index, bool isLent = false) => (this.index, this.isLent) = (index, isLent);

    public OpenedIndexes(ArticleIndexSet set) => this.set = set;

    public ArticleSearcher OpenSearcher() => index?.OpenSearcher() ?? set!.OpenSearcher();

    public void Dispose()
    {
        if (!isLent)
        {
            index?.Dispose();
        }

        set?.Dispose();
    }
}
