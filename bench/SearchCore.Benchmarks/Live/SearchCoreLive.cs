using SearchCore.Articles;

namespace SearchCore.Benchmarks.Live;

/// <summary>Ours, with the options as they come; nothing recognizes entities: it would be compared with nothing.</summary>
internal sealed class SearchCoreLive(string folder, bool merges) : ILiveIndex
{
    private readonly ArticleIndex index = ArticleIndex.Open(folder, merges
        ? new ArticleIndexOptions { Recognizer = null }
        : new ArticleIndexOptions { Recognizer = null, SegmentsPerTier = 100 });

    public int Segments => index.Statistics().Segments;

    public void Add(Article article) => index.Add(article);

    public void Delete(string id) => index.Delete(id);

    public void Refresh() => index.Refresh();

    public void Commit() => index.Commit();

    public void Compact() => index.Compact();

    public LiveAnswer Search(LiveQuery query, bool withSnippets)
    {
        var results = index.Search(Request(query, withSnippets));
        var shown = 0;
        foreach (var hit in results.Hits)
        {
            shown += (hit.Title?.Length ?? 0) + (hit.Snippet?.Text.Length ?? 0);
        }

        return new(results.Total.Value, shown, results.IsPartial);
    }

    /// <summary>A query as ours has it.</summary>
    public static SearchRequest Request(LiveQuery query, bool withSnippets) => new()
    {
        Query = $"{query.First} {query.Second}",
        Fields = withSnippets ? HitFields.All : HitFields.All & ~HitFields.Snippet,
        Suggest = false,
    };

    public void Dispose() => index.Dispose();
}
