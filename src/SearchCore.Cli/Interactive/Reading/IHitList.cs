namespace SearchCore.Cli.Interactive.Reading;

/// <summary>Hits that can be read one after the other.</summary>
internal interface IHitList
{
    /// <summary>The number of the last one that can be read; the first is 1.</summary>
    int Last { get; }

    /// <summary>How many the query found.</summary>
    long Total { get; }

    /// <summary>Reads a hit with its matches; null where the article was deleted meanwhile.</summary>
    HighlightedArticle? Read(int number);
}

/// <summary>Hits of results at a moment of an index.</summary>
/// <param name="searcher">The moment.</param>
/// <param name="request">What was searched for: its matches are marked.</param>
/// <param name="hits">The hits that were shown.</param>
/// <param name="total">How many there are.</param>
internal sealed class ShownHits(
    ArticleSearcher searcher, SearchRequest request, IReadOnlyList<SearchHit> hits, long total) : IHitList
{
    public int Last => hits.Count;

    public long Total => total;

    public HighlightedArticle? Read(int number) => searcher.Highlight(hits[number - 1].Id, request);
}

/// <summary>An article by itself, of no query: nothing in it is marked.</summary>
internal sealed class OneArticle(ArticleSearcher searcher, string id) : IHitList
{
    public int Last => 1;

    public long Total => 1;

    public HighlightedArticle? Read(int number) =>
        searcher.GetStored(id) is { } article ? new() { Stored = article } : null;
}
