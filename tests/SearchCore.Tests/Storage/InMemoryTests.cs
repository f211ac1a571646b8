using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

/// <summary>An index in memory is the same engine: what it finds is what one in a folder finds.</summary>
public class InMemoryTests
{
    [Fact]
    public void Everything_is_found_as_in_a_folder_through_loads_additions_deletions_and_merges()
    {
        using var folder = new TempFolder();
        using var onDisk = ArticleIndex.Open(Path.Combine(folder.Path, "index"));
        using var inMemory = ArticleIndex.InMemory();
        foreach (var index in new[] { onDisk, inMemory })
        {
            for (var load = 0; load < 30; load++)
            {
                var first = load * 40;
                index.Index([ArticleSource.From(Enumerable.Range(first, 50).Select(Make), $"load {load}")]);
                index.Add(Make(5_000 + load));
                index.Delete($"{first + 3}");
                index.Commit();
            }

            index.Compact(2);
        }

        foreach (var query in new[] { "fish", "\"fish number\"", "w3*", "source:s1 OR word7", "published:2020", "*" })
        {
            SearchRequest request = new() { Query = query, Limit = 2_000, Facets = [new("source")] };
            var (expected, found) = (onDisk.Search(request), inMemory.Search(request));
            Assert.Equal((expected.Total, expected.IsPartial), (found.Total, found.IsPartial));
            Assert.Equal(expected.Facets, found.Facets);
            Assert.Equal(Ids(expected), Ids(found));
        }

        Assert.Equal(onDisk.Statistics().Articles, inMemory.Statistics().Articles);
        Assert.Equal(inMemory.Get("7"), onDisk.Get("7"));
        var typed = new CompletionRequest("gra") { TimeLimit = Timeout.InfiniteTimeSpan };
        Assert.Equal("gra", typed.Text);
        Assert.Equal(onDisk.Complete(typed), inMemory.Complete(typed));
        Assert.Equal("grain", Assert.Single(inMemory.Complete(typed).Values).Text);
        Assert.Equal(onDisk.Highlight("7", new() { Query = "fish" }), inMemory.Highlight("7", new() { Query = "fish" }));
        Assert.True(inMemory.Statistics().Bytes > 0);
    }

    [Fact]
    public void Two_are_apart_and_leave_no_folder()
    {
        using var one = ArticleIndex.InMemory();
        using var other = ArticleIndex.InMemory();
        one.Add(new Article { Id = "a", Body = "fish" });
        one.Commit();
        other.Commit();
        Assert.Equal((1, 0), (one.Search(new() { Query = "fish" }).Total.Value, other.Search(new() { Query = "fish" }).Total.Value));
        Assert.NotEqual(one.Path, other.Path);
        Assert.False(Path.Exists(one.Path));
        Assert.Throws<ArgumentException>(() => ArticleIndex.InMemory(new() { Access = IndexAccess.ReadOnly }));
        var wrong = new ArticleIndexOptions { Workers = -1, Language = "xx" };
        Assert.Equal(
            Assert.Throws<ArgumentException>(wrong.Validate).Message,
            Assert.Throws<ArgumentException>(() => ArticleIndex.InMemory(wrong)).Message);
        new ArticleIndexOptions().Validate();
    }

    [Fact]
    public void A_searcher_sees_its_moment_after_files_are_gone()
    {
        using var index = ArticleIndex.InMemory();
        index.Add(new Article { Id = "a", Body = "fish" });
        index.Commit();
        using var before = index.OpenSearcher();
        index.Delete("a");
        index.Add(new Article { Id = "b", Body = "fish" });
        index.Compact();
        Assert.Equal("a", Assert.Single(before.Search(new() { Query = "fish" }).Hits).Id);
        Assert.Equal("b", Assert.Single(index.Search(new() { Query = "fish" }).Hits).Id);
    }

    private static IEnumerable<string> Ids(SearchResults results) => results.Hits.Select(h => h.Id).Order(StringComparer.Ordinal);

    private static Article Make(int number) => new()
    {
        Id = $"{number}",
        Title = $"Fish number {number}",
        Body = $"word{number % 10} w{number} and grain",
        Source = $"s{number % 3}",
        Published = ArticleDate.FromDay(2019 + (number % 3), 1 + (number % 12), 5),
    };
}
