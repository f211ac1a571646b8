using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Texts of an archive's own that are declared as part of the default search: words that name no field find them.</summary>
public sealed class DefaultTextTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    private static ArticleIndexOptions Options(string summary) => new()
    {
        Recognizer = null,
        Workers = 1,
        Fields = [new("rank", FieldType.Number), FieldDeclaration.Parse($"summary:{summary}"), new("caption", FieldType.Text)],
    };

    // What finds an article by title and body finds it by its summary too: so asked of an archive whose summaries are asked for by name.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_alone_find_what_they_find_in_any_of_the_texts(bool exactForms)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        List<Article> articles = [.. Enumerable.Range(0, 200).Select(i => Made(random, $"{i}"))];
        using var index = ArticleIndex.Open(folder["one"], Options("text:default") with { ExactForms = exactForms });
        using var named = ArticleIndex.InMemory(Options("text") with { ExactForms = exactForms });
        using var left = ArticleIndex.Open(folder["left"], Options("text:default") with { ExactForms = exactForms });
        using var right = ArticleIndex.Open(folder["right"], Options("text:default") with { ExactForms = exactForms });
        foreach (var chunk in articles.Chunk(60))
        {
            index.Index([ArticleSource.From(chunk)]);
            named.Index([ArticleSource.From(chunk)]);
            left.Index([ArticleSource.From(chunk.Where(a => a.Id[^1] % 2 == 0))]);
            right.Index([ArticleSource.From(chunk.Where(a => a.Id[^1] % 2 != 0))]);
        }

        using var set = ArticleIndexSet.Open(
            [folder["left"], folder["right"]], Options("text:default") with { ExactForms = exactForms, Access = IndexAccess.ReadOnly });
        var shards = new ShardedSearcher([new ArticleShard("left", left), new ArticleShard("right", right)]);
        for (var round = 0; round < 300; round++)
        {
            if (round == 200)
            {
                index.Compact();
            }

            var asked = RandomTexts.Query(random, exactForms, 3, "title:port", "title:strikes", "title:striking", "title:ended");
            var said = $"seed {seed}: {asked}";
            var tree = QueryText.Parse(asked).Tree!;
            SearchRequest request = new() { Tree = tree, Limit = 1_000, TimeLimit = Timeout.InfiniteTimeSpan };
            var found = index.Search(request);
            var expected = named.Search(request with { Tree = Named(tree) });
            Assert.True(expected.Hits.Select(h => h.Id).ToHashSet().SetEquals(found.Hits.Select(h => h.Id)), said);
            var classic = index.Search(request with { Dialect = QueryDialect.Lucene });
            Assert.True(classic.Hits.Select(h => h.Id).ToHashSet().SetEquals(found.Hits.Select(h => h.Id)), said);
            foreach (var other in round % 5 == 0 ? [set.Search(request), await shards.SearchAsync(request)] : Array.Empty<SearchResults>())
            {
                Assert.True(found.Hits.Select(h => (h.Id, h.Score)).SequenceEqual(other.Hits.Select(h => (h.Id, h.Score))), said);
            }
        }

        Assert.True(ArticleIndex.Check(folder["one"]).IsSound);
    }

    [Fact]
    public void What_was_found_is_marked_where_it_stands()
    {
        using var index = Sample();
        var hit = index.Search(new SearchRequest { Query = "harbour strike" }).Hits.Single();
        Assert.Equal(("a", "summary"), (hit.Id, hit.SnippetField));
        Assert.Equal("The <em>harbour</em> <em>strike</em> goes on", hit.Snippet!.ToHtml());
        var text = Assert.Single(index.Highlight("a", new() { Query = "harbour strike" })!.Texts);
        Assert.Equal(new HighlightedText("summary", "The harbour strike goes on", [new(4, 11), new(12, 18)]), text);
        Assert.Equal(hit.Snippet.ToHtml(), text.ToHtml());

        // Of a list each value is a paragraph; a text that is no part of the default search is marked where it was named.
        Assert.Equal("one\n\ntwo ferries", Assert.Single(index.Highlight("b", new() { Query = "ferry" })!.Texts).Text);
        Assert.Empty(index.Highlight("c", new() { Query = "gull" })!.Texts);
        var named = Assert.Single(index.Highlight("c", new() { Query = "caption:gull" })!.Texts);
        Assert.Equal(("caption", 1), (named.Field, named.Matches.Count));
        Assert.Equal("caption", index.Search(new SearchRequest { Query = "caption:gull" }).Hits.Single().SnippetField);
        Assert.Equal(0, index.Search(new SearchRequest { Query = "gull" }).Total.Value);
    }

    [Fact]
    public void A_rarer_word_of_a_summary_is_worth_what_one_of_a_body_is()
    {
        using var index = Sample();
        using var searcher = index.OpenSearcher();
        var explained = searcher.Explain(new() { Query = "harbour" });
        Assert.Contains("own.summary:harbour", explained.Rewritten, StringComparison.Ordinal);
        Assert.Contains("(times in summary)", explained.Formula, StringComparison.Ordinal);
        Assert.Equal(1, explained.Weights.Single().Articles);
        var classic = searcher.Explain(new() { Query = "harbour", Dialect = QueryDialect.Lucene });
        Assert.Equal(
            ["title:harbour", "own.summary:harbour", "body:harbour"], classic.Weights.Select(w => w.Clause));
    }

    [Fact]
    public void Suggestions_and_completions_know_the_words_of_summaries()
    {
        using var index = Sample();
        Assert.Equal("harbour", index.Search(new SearchRequest { Query = "harbuor" }).Suggestions[0].Replacement);
        Assert.Empty(index.Search(new SearchRequest { Query = "harbour" }).Suggestions);
        using var searcher = index.OpenSearcher();
        Assert.Contains("harbour", searcher.Complete(new CompletionRequest("harb")).Values.Select(v => v.Text));
    }

    [Fact]
    public void Indexes_that_differ_in_it_are_not_one_archive()
    {
        using (var index = ArticleIndex.Open(folder["default"], Options("text:default")))
        using (var other = ArticleIndex.Open(folder["named"], Options("text")))
        {
            index.Index([ArticleSource.From([new Article { Id = "a", Body = "x" }])]);
            other.Index([ArticleSource.From([new Article { Id = "b", Body = "x" }])]);
        }

        var open = Options("text:default") with { Fields = null, Access = IndexAccess.ReadOnly };
        Assert.ThrowsAny<Exception>(() => ArticleIndexSet.Open([folder["default"], folder["named"]], open));
        Assert.ThrowsAny<IndexException>(() => ArticleIndex.Open(folder["named"], Options("text:default")));

        // Declared anew by a rebuild.
        ArticleIndex.Rebuild(folder["named"], Options("text:default"));
        using var set = ArticleIndexSet.Open([folder["default"], folder["named"]], open);
        Assert.Equal(2, set.Search(new SearchRequest { Query = "x" }).Total.Value);
    }

    [Fact]
    public void Standing_queries_find_them_and_show_them()
    {
        using var index = ArticleIndex.Open(folder["standing"], Options("text:default"));
        index.Standing.Put(new StandingQuery { Name = "strikes", Request = new() { Query = "harbour" } });
        index.Index([ArticleSource.From([new Article { Id = "a", Body = "memo", Members = [new("summary", "At the harbour")] }])]);
        Assert.Equal("summary", index.Standing.Read().Single().Article!.SnippetField);
    }

    public void Dispose() => folder.Dispose();

    private static Article Made(Random random, string id) => new()
    {
        Id = id,
        Title = random.Next(3) == 0 ? RandomTexts.Text(random, random.Next(1, 4)) : null,
        Body = random.Next(4) == 0 ? null : RandomTexts.Text(random, random.Next(1, 10)),
        Members =
        [
            new("rank", "1"), new("caption", "port strike"),
            .. random.Next(3) == 0 ? Array.Empty<ArticleMember>() : [new("summary", RandomTexts.Text(random, random.Next(1, 8)))],
        ],
    };

    private static QueryNode Named(QueryNode node) => node switch
    {
        BooleanNode boolean => boolean with
        {
            Must = [.. boolean.Must.Select(Named)],
            Should = [.. boolean.Should.Select(Named)],
            MustNot = [.. boolean.MustNot.Select(Named)],
        },
        WordNode { Field: TextField.Title } => node,
        _ => QueryNode.Or([node, new OwnTextNode("summary", node)]),
    };

    private ArticleIndex Sample()
    {
        var index = ArticleIndex.Open(folder["sample"], Options("text:default"));
        index.Index([ArticleSource.From([
            new Article { Id = "a", Title = "Memo", Body = "Nothing of note", Members = [new("summary", "The harbour strike goes on")] },
            new Article { Id = "b", Body = "memo", Members = [new("summary", """["one","two ferries"]""")] },
            new Article { Id = "c", Body = "memo", Members = [new("caption", "A gull")] }])]);
        return index;
    }
}
