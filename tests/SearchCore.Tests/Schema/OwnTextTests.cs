using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>
/// Texts of an archive's own: searched and marked as bodies are, which a twin shows whose bodies they are; not found by words alone.
/// </summary>
public sealed class OwnTextTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("summary:covid19", "a", null)]
    [InlineData("summary:e-mail", "b", null)]
    [InlineData("summary:(port W/S strike)", "c", "SC417")]
    [InlineData("summary:(port W/P strike)", "c", "SC417")]
    [InlineData("summary:(port W/9 strike)", "c", null)]
    public void Spellings_and_places_do_not_depend_on_what_bodies_have(string query, string id, string? warned)
    {
        using var index = ArticleIndex.InMemory(Options);
        index.Add(Own("a", "A covid 19 outbreak", "body"));
        index.Add(Own("b", "An email arrives", "body"));
        index.Add(Own("c", "The port opened. A strike ended.", "body"));
        index.Commit();
        var found = index.Search(new SearchRequest { Query = query });
        Assert.Equal(id, Assert.Single(found.Hits).Id);
        Assert.Equal(warned is not null, found.Warnings.Any(w => w.Code == warned));
    }

    [Fact]
    public void Spellings_that_only_bodies_have_are_not_looked_for_and_parts_count_the_text()
    {
        using var index = ArticleIndex.InMemory(Options);
        index.Add(Own("a", "An outbreak of covid19", "covid 19 and email and email"));
        index.Add(Own("b", "A covid19 ward", "email"));
        index.Add(Own("c", "More email", "covid 19"));
        index.Commit();
        using var searcher = index.OpenSearcher();
        Assert.Equal("#(own.summary:covid19)", Rewritten("summary:covid19"));
        Assert.Contains("email", Rewritten("summary:e-mail"), StringComparison.Ordinal);
        Assert.Contains("covid", Rewritten("body:covid19"), StringComparison.Ordinal);
        Assert.Contains(' ', Rewritten("body:covid19"));

        var parts = searcher.Explain(new() { Query = "summary:(covid19 OR email)" }).Clauses;
        Assert.Equal([2, 1], parts.Where(p => p.Clause is "covid19" or "email").Select(p => p.Articles));

        string Rewritten(string query) => searcher.Explain(new() { Query = query }).Rewritten;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_is_searched_as_a_body_is(bool exactForms)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 250)
            .Select(_ => random.Next(5) == 0 ? null : RandomTexts.Text(random, random.Next(1, 14))).ToList();
        var options = Options with { ExactForms = exactForms };
        using var index = ArticleIndex.Open(folder["one"], options);
        using var twin = ArticleIndex.InMemory(options);
        using var left = ArticleIndex.InMemory(options);
        using var right = ArticleIndex.InMemory(options);
        foreach (var chunk in texts.Select((t, i) => (Text: t, Id: $"{i}")).Chunk(70))
        {
            // Other words in the body, which must not be found in its place.
            index.Index([ArticleSource.From(chunk.Select(c => Own(c.Id, c.Text, RandomTexts.Text(random, 5))))]);
            twin.Index([ArticleSource.From(chunk.Select(c => new Article { Id = c.Id, Title = "none", Body = c.Text ?? string.Empty }))]);
            foreach (var (text, id) in chunk)
            {
                (id[^1] % 2 == 0 ? left : right).Add(Own(id, text, "nothing"));
            }
        }

        foreach (var part in new[] { left, right })
        {
            part.Commit();
            part.Refresh();
        }

        var shards = new ShardedSearcher([new ArticleShard("left", left), new ArticleShard("right", right)]);
        for (var round = 0; round < 400; round++)
        {
            if (round == 300)
            {
                index.Compact();
            }

            var asked = RandomTexts.Query(random, exactForms, 3, "prot~1", "strke~2");
            var said = $"seed {seed}: {asked}";
            var expected = await Ids(r => Task.FromResult(twin.Search(r)), $"body:({asked})");
            Assert.True(expected == await Ids(r => Task.FromResult(index.Search(r)), $"summary:({asked})"), said);
            foreach (var id in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3))
            {
                var marked = index.Highlight(id, new() { Query = $"summary:({asked})" })!;
                Assert.Empty(marked.BodyMatches);
                Assert.Equal(
                    twin.Highlight(id, new() { Query = $"body:({asked})" })!.BodyMatches, marked.Texts.SelectMany(t => t.Matches));
            }

            if (round % 10 == 0)
            {
                Assert.True(expected == await Ids(r => shards.SearchAsync(r), $"summary:({asked})"), said);
            }

            // What is read of a text prints as what it is read of.
            var tree = QueryText.Parse($"summary:({asked})", options: ParseOptions).Tree!;
            Assert.Equal(tree, QueryText.Parse(QueryFormatter.Format(tree), options: ParseOptions).Tree);
        }

        Assert.True(ArticleIndex.Check(folder["one"]).IsSound);
    }

    [Theory]
    [InlineData("summary:port", "a b")]
    [InlineData("SUMMARY:\"port strike\"", "a")]
    [InlineData("summary:(port strike)", "a b")]
    [InlineData("summary:\"port strike\"~5", "a b")]
    [InlineData("summary:(strike PRE/4 port)", "b")]
    [InlineData("summary:strik*", "a b")]
    [InlineData("summary:str?ke", "a b")]
    [InlineData("summary:prot~1", "a b")]
    [InlineData("summary:*", "a b c")]
    [InlineData("memo NOT summary:*", "d")]
    [InlineData("summary:second", "c")]
    [InlineData("summary:été", "c")]
    [InlineData("summary:(port OR second)", "a b c")]
    [InlineData("summary:port^3 NOT summary:\"port strike\"", "b")]
    [InlineData("port", "d")]
    [InlineData("title:port", "")]
    [InlineData("memo summary:port", "a b")]
    public void Texts_are_asked_for_by_name(string query, string ids)
    {
        using var index = Sample();
        Assert.Equal(ids, string.Join(' ', index.Search(new SearchRequest { Query = query }).Hits.Select(h => h.Id).Order()));
    }

    [Theory]
    [InlineData("summary:port", "a b")]
    [InlineData("summary:\"port strike\"", "a")]
    [InlineData("summary:(port AND strike)", "a b")]
    [InlineData("summary:strik*", "a b")]
    [InlineData("summary:*", "a b c")]
    public void The_classic_dialect_asks_for_them_too(string query, string ids)
    {
        using var index = Sample();
        var request = new SearchRequest { Query = query, Dialect = QueryDialect.Lucene };
        Assert.Equal(ids, string.Join(' ', index.Search(request).Hits.Select(h => h.Id).Order()));
    }

    [Fact]
    public void A_text_filters_and_is_marked_behind_the_body()
    {
        using var index = Sample();
        var with = index.Search(new SearchRequest { Query = "memo summary:port" });
        var without = index.Search(new SearchRequest { Query = "memo" }).Hits.ToDictionary(h => h.Id, h => h.Score);
        Assert.All(with.Hits, h => Assert.Equal(without[h.Id], h.Score));
        Assert.All(with.Hits, h => Assert.Equal(["memo"], Marked(h.Snippet!)));
        Assert.All(with.Hits, h => Assert.Null(h.SnippetField));
        var alone = index.Search(new SearchRequest { Query = "summary:\"port strike\"" }).Hits.Single();
        Assert.Equal("summary", alone.SnippetField);
        Assert.Equal(["port", "strike"], Marked(alone.Snippet!));
        using var searcher = index.OpenSearcher();
        Assert.Contains("own.summary:port", searcher.Explain(new() { Query = "summary:port" }).Rewritten, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_text_is_not_is_refused()
    {
        using var index = Sample();
        SearchRequest[] wrong =
        [
            new() { Query = "memo", SortBy = new("summary") }, new() { Query = "memo", Facets = [new("summary")] },
            new() { Query = "memo", GroupBy = "summary" }, new() { Query = "memo", Select = [new("summary", "port")] },
            new() { Query = "memo | sort summary" }, new() { Tree = new OwnTextNode("caption", new WordNode("port")) },
            new() { Query = "summary:port W/5 memo" },
        ];
        Assert.All(wrong, request => Assert.Throws<QueryException>(() => index.Search(request)));
    }

    [Fact]
    public void A_scope_finds_words_of_what_it_shows_and_no_others()
    {
        using var index = Sample();
        using var searcher = index.OpenSearcher(SearchScope.Having("desk", "news"));
        Assert.Equal(["a"], searcher.Search(new() { Query = "summary:strik*" }).Hits.Select(h => h.Id));
        Assert.Empty(searcher.Search(new() { Query = "summary:secon*" }).Hits);
    }

    [Fact]
    public void A_rebuild_makes_a_member_a_text()
    {
        using (var index = ArticleIndex.Open(folder["plain"], Options with { Fields = null }))
        {
            index.Index([ArticleSource.From([Own("a", "port strike", "memo")])]);
            Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = "summary:port" }));
        }

        ArticleIndex.Rebuild(folder["plain"], Options with { Fields = [FieldDeclaration.Parse("summary:text")] });
        using var rebuilt = ArticleIndex.Open(folder["plain"], Options with { Fields = null });
        Assert.Equal(1, rebuilt.Search(new SearchRequest { Query = "summary:port" }).Total.Value);
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Marked(Snippet snippet) => snippet.Matches.Select(m => snippet.Text[m.Start..m.End]);

    private static ArticleIndexOptions Options => new()
    {
        Recognizer = null,
        Workers = 1,
        Fields =
        [
            new("rank", FieldType.Number), new("summary", FieldType.Text), new("desk", FieldType.Keyword), new("caption2", FieldType.Text),
        ],
    };

    private static QueryTextOptions ParseOptions => new() { Fields = Options.Fields!.ToDictionary(f => f.Name, f => f.Type) };

    private static async Task<string> Ids(Func<SearchRequest, Task<SearchResults>> search, string query)
    {
        var found = await search(new() { Query = query, Limit = 1_000, TimeLimit = Timeout.InfiniteTimeSpan });
        return string.Join(' ', found.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
    }

    private static Article Own(string id, string? text, string body) => new()
    {
        Id = id,
        Body = body,
        Members = text is null ? [] : [new("summary", text), new("rank", "1")],
    };

    private ArticleIndex Sample()
    {
        var index = ArticleIndex.Open(folder["sample"], Options);
        index.Index([ArticleSource.From([
            new Article { Id = "a", Body = "memo", Members = [new("summary", "The port strike ended"), new("desk", "news")] },
            new Article { Id = "b", Body = "memo", Members = [new("summary", "A strike in the port")] },
            new Article { Id = "c", Body = "memo", Members = [new("summary", """["first","second \u00e9t\u00e9"]""")] },
            new Article { Id = "d", Body = "memo port" }])]);
        return index;
    }
}
