using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;
using SearchCore.Tests.Indexing.Segments;

namespace SearchCore.Tests.Indexing;

public sealed class ExactFormTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_index_scores_the_same_with_exact_forms_and_without()
    {
        var articles = RandomArticles.Make(new Random(5), 300);
        using var with = Make("with", exactForms: true, articles);
        using var without = Make("without", exactForms: null, articles);
        Assert.True(with.Statistics().ExactForms);
        Assert.False(without.Statistics().ExactForms);
        foreach (var query in new[] { "w1", "w1 w2", "the w3", "\"w1 w2\"", "title:w0" })
        {
            var request = new SearchRequest { Query = query, DefaultOperator = QueryOperator.Or, Limit = 300 };
            Assert.Equal(without.Search(request).Hits.Select(h => (h.Id, h.Score)), with.Search(request).Hits.Select(h => (h.Id, h.Score)));
        }

        with.Dispose();
        Assert.True(ArticleIndex.Check(folder["with"]).IsSound);
    }

    [Fact]
    public void An_index_keeps_what_it_was_made_with()
    {
        Make("with", exactForms: true, []).Dispose();
        Make("without", exactForms: false, []).Dispose();
        using (var again = ArticleIndex.Open(folder["with"]))
        {
            Assert.True(again.Statistics().ExactForms);
        }

        var refused =
            Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["without"], new ArticleIndexOptions { ExactForms = true }));
        Assert.Equal(IndexFault.Version, refused.Fault);
        Assert.Contains("without exact forms", refused.Message, StringComparison.Ordinal);
        Assert.Contains("index the articles again", refused.Message, StringComparison.Ordinal);
    }

    private ArticleIndex Make(string name, bool? exactForms, IEnumerable<Article> articles)
    {
        var index = ArticleIndex.Open(folder[name], new ArticleIndexOptions { ExactForms = exactForms, Recognizer = null });
        foreach (var article in articles.Where(a => a.Title?.Trim().Length > 0 || a.Body?.Trim().Length > 0))
        {
            index.Add(article with { Entities = [.. article.Entities.Where(e => e.Name.Trim().Length > 0)] });
        }

        index.Commit();
        return index;
    }
}
