using System.Diagnostics;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;

namespace SearchCore.Tests.Measuring;

public class MeasurementTests
{
    [Fact]
    public void Searches_tell_how_long_they_took_and_what_became_of_them()
    {
        var name = Unique();
        using var index = ArticleIndex.InMemory(new() { Name = name });
        index.Add(new Article { Id = "a", Body = "fish" });
        index.Commit();
        using var listening = new Listening(name);
        index.Search(new() { Query = "fish" });
        index.Search(new() { Query = "fish", TimeLimit = TimeSpan.Zero });
        Assert.Throws<QueryException>(() => index.Search(new() { Query = "\"fish" }));
        Assert.Throws<OperationCanceledException>(() => index.Search(new() { Query = "fish" }, new CancellationToken(canceled: true)));

        var told = listening.Of("searchcore.search.duration");
        Assert.Equal(["complete", "partial", "refused", "cancelled"], told.Select(t => t.Outcome));
        Assert.All(told, t => Assert.InRange(t.Value, 0, 60));
        Assert.Equal([(1, null)], listening.Of("searchcore.search.partial"));
        Assert.Equal(["complete", "partial", "refused", "cancelled"], listening.Spans.Select(s => s.GetTagItem("searchcore.outcome")));
        Assert.Equal(1L, listening.Spans[0].GetTagItem("searchcore.total"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Spans_carry_no_text_of_queries_or_articles_unless_asked(bool traces)
    {
        var name = Unique();
        using var index = ArticleIndex.InMemory(new() { Name = name, TraceQueries = traces });
        index.Add(new Article { Id = "secretid", Title = "secrettitle", Body = "secretbody", Source = "secretsource" });
        using var listening = new Listening(name);
        index.Commit();
        index.Search(new() { Query = "secretbody", Facets = [new("source")] });
        Assert.Throws<QueryException>(() => index.Search(new() { Query = "\"secretquery" }));
        using (var scoped = index.OpenSearcher(new SearchScope(new FacetNode("source", "secretsource"))))
        {
            scoped.Search(new() { Query = "secretbody" });
        }

        Assert.Equal(
            ["searchcore.commit", "searchcore.search", "searchcore.search", "searchcore.search"],
            listening.Spans.Select(s => s.OperationName));
        var texts = listening.Spans.SelectMany(Texts).ToList();
        Assert.Equal(traces ? 3 : 0, texts.Count(t => t.Contains("secret", StringComparison.Ordinal)));
        Assert.Contains(name, texts);
    }

    [Fact]
    public void Ingest_commits_and_refreshes_are_counted()
    {
        var name = Unique();
        using var index = ArticleIndex.InMemory(new() { Name = name });
        using var listening = new Listening(name);
        index.Add(new Article { Id = "a", Body = "fish" });
        Assert.Throws<ArgumentException>(() => index.Add(new Article { Id = "", Body = "fish" }));
        index.Refresh();
        index.Index([ArticleSource.From(Enumerable.Range(0, 300).Select(i => new Article { Id = $"n{i % 290}", Body = "grain" }), "many")]);
        index.Commit();

        Assert.Equal(301, listening.Of("searchcore.ingest.articles").Sum(m => m.Value));
        Assert.Equal(1, listening.Of("searchcore.ingest.rejected").Sum(m => m.Value));
        Assert.NotEmpty(listening.Of("searchcore.commit.duration"));
        Assert.All(listening.Of("searchcore.refresh.duration"), m => Assert.Equal("complete", m.Outcome));
        Assert.Equal(index.Statistics().Segments, listening.Gauge("searchcore.segments"));
        Assert.Equal(index.Statistics().Deleted, listening.Gauge("searchcore.deleted"));
        Assert.Equal(index.Statistics().Bytes, listening.Gauge("searchcore.disk.bytes"));
        Assert.Equal(0, listening.Gauge("searchcore.merge.failures"));
        Assert.Equal(0, listening.Gauge("searchcore.cursors.held"));
        Assert.NotNull(index.Search(new() { Query = "grain", Limit = 1 }).Next);
        Assert.Equal(1, listening.Gauge("searchcore.cursors.held"));
    }

    [Fact]
    public void An_index_that_is_closed_or_forgotten_is_told_of_no_more()
    {
        var name = Unique();
        using var listening = new Listening(name);
        using (ArticleIndex.InMemory(new() { Name = name }))
        {
            Assert.NotNull(listening.Gauge("searchcore.segments"));
        }

        var before = listening.Of("searchcore.segments").Count;
        listening.Gauge("searchcore.segments");
        Assert.Equal(before, listening.Of("searchcore.segments").Count);
    }

    private static string Unique() => $"index-{Guid.NewGuid():N}";

    private static IEnumerable<string> Texts(Activity span) =>
        [span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(t => $"{t.Value}")];
}
