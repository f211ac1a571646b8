using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Highlighting;

public class SpellingMemoTests
{
    private static readonly string[] Queries =
        ["fish", "boat", "fish boat", "\"fishing boats\"", "boa*", "bo?ts", "fish", "title:fish", "w17", "Boote", "boa*", "fish"];

    [Fact]
    public void What_is_remembered_of_spellings_changes_no_snippet()
    {
        // More spellings than are remembered, and two languages that stem them in their own ways.
        var words = string.Join(' ', Enumerable.Range(0, 6_000).Select(n => $"fw{n} bw{n} w{n}"));
        using var index = ArticleIndex.InMemory(new() { Recognizer = null });
        index.Add(new Article { Id = "1", Title = "Fish", Body = $"Fishing boats fished. {words} The boats of w17 fish." });
        index.Add(new Article { Id = "2", Title = "Boote", Body = $"Die Boote fischen fish boats. {words}", Language = "de" });
        index.Commit();

        // A thread of its own has nothing to remember.
        var afresh = Array.ConvertAll(Queries, query =>
        {
            using var work = Task.Factory.StartNew(
                () => Shown(index, query), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return work.GetAwaiter().GetResult();
        });
        Assert.Contains("Fishing", afresh[0], StringComparison.Ordinal);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(afresh, Array.ConvertAll(Queries, query => Shown(index, query)));
        }
    }

    private static string Shown(ArticleIndex index, string query) => string.Join(
        '\n',
        index.Search(new() { Query = query, TimeLimit = Timeout.InfiniteTimeSpan }).Hits.Select(
            hit => $"{hit.Id} {hit.Snippet?.Text} {string.Join(' ', hit.Snippet?.Matches.Select(r => $"{r.Start}-{r.End}") ?? [])}"));
}
