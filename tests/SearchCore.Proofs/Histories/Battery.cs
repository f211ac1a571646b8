using System.Globalization;
using System.Text;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Proofs.Histories;

/// <summary>
/// Questions that between them read every kind of file: terms, positions, norms, columns, facets, dates and every stored field of every
/// article.
/// </summary>
internal static class Battery
{
    private static readonly string[] Queries =
    [
        "the", "said", "government OR minister", "\"of the\"", "\"the * of\"", "title:a*", "body:the AND NOT title:the", "people~1", "s*",
        "\"said the\"~3",
    ];

    /// <summary>All answers of the index in a folder, in one text.</summary>
    public static string Answers(string path)
    {
        using var index = ArticleIndex.Open(path, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        using var searcher = index.OpenSearcher();
        var text = new StringBuilder();
        var kinds = searcher.Kinds();
        text.AppendJoin(' ', kinds).AppendLine();
        foreach (var sort in Enum.GetValues<SearchSort>())
        {
            var all = searcher.Search(new SearchRequest
            {
                Sort = sort,
                Limit = 1_000,
                SnippetLength = 0,
                TimeLimit = Timeout.InfiniteTimeSpan,
                Facets = [.. kinds.Select(kind => new FacetRequest(kind) { Top = 50 })],
            });
            Write(text, all);
            foreach (var hit in all.Hits)
            {
                text.AppendLine(searcher.GetStored(hit.Id) is { } stored ? Text(stored.Article) : $"{hit.Id} is not stored");
            }
        }

        foreach (var query in Queries)
        {
            try
            {
                Write(text, searcher.Search(new SearchRequest { Query = query, Limit = 50, TimeLimit = Timeout.InfiniteTimeSpan }));
            }
            catch (QueryException e)
            {
                text.AppendLine(e.Message);
            }
        }

        return text.ToString();
    }

    private static string Text(Article article) => string.Join(
        '|',
        [
            article.Id, article.Title, article.Body, article.Published?.ToString(), article.Source, article.Url, article.Section,
            article.Language,
            .. article.Authors, .. article.Tags, .. article.Entities.Select(e => e.ToString()),
            .. article.Members.Select(m => m.ToString()),
        ]);

    private static void Write(StringBuilder text, SearchResults results)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.Total}");
        foreach (var hit in results.Hits)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{hit.Id} {hit.Score:R} {hit.Title} {hit.Snippet}");
        }

        foreach (var facet in results.Facets)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{facet.Kind}: {string.Join(", ", facet.Values.Select(v => $"{v.Value} {v.Count}"))}");
        }
    }
}
