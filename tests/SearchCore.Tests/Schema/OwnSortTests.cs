using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Hits in the order of a field of the archive's own, against sorting the articles' own values.</summary>
public sealed class OwnSortTests(ITestOutputHelper output) : IDisposable
{
    private static readonly FieldDeclaration[] Declared =
        [new("price", FieldType.Number), new("embargo", FieldType.Date), new("desk", FieldType.Keyword)];

    private const string Pages =
        "'pages' is stored with articles and not searched; declare it as a field: searchcore rebuild --field pages:number";

    private readonly TempFolder folder = new();

    [Fact]
    public void Hits_come_in_the_order_of_the_values()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var articles = Enumerable.Range(0, 700).Select(i => Random(random, i)).ToList();
        using var index = ArticleIndex.Open(folder["one"], Options);
        foreach (var chunk in articles.Chunk(150))
        {
            index.Index([ArticleSource.From(chunk)]);
        }

        foreach (var (name, part) in new[] { ("left", 0), ("right", 1) })
        {
            using var member = ArticleIndex.Open(folder[name], Options);
            member.Index([ArticleSource.From(articles.Where((_, i) => Math.Sign(i % 3) == part))]);
        }

        using var set = ArticleIndexSet.Open([folder["left"], folder["right"]], Options);
        using var searcher = index.OpenSearcher();
        foreach (var by in new FieldSort[] { new("price"), new("price", true), new("embargo"), new("embargo", true) })
        {
            // What ties: the newer first, then an order of ids that an order by date tells.
            var byDate = index.Search(new SearchRequest { Query = "memo", Sort = SearchSort.Newest, Limit = 1_000 }).Hits
                .Select(h => articles[int.Parse(h.Id, CultureInfo.InvariantCulture)]);
            var values = byDate.Select(a => (a.Id, Value: ValueOf(a, by.Field))).ToList();
            string[] expected =
            [
                .. by.Descending
                    ? values.OrderBy(v => v.Value is null).ThenByDescending(v => v.Value).Select(v => v.Id!)
                    : values.OrderBy(v => v.Value is null).ThenBy(v => v.Value).Select(v => v.Id!),
            ];
            var request = new SearchRequest { Query = "memo", SortBy = by, Limit = 1_000 };
            Assert.Equal(expected, index.Search(request).Hits.Select(h => h.Id));
            Assert.Equal(expected, set.Search(request).Hits.Select(h => h.Id));
            Assert.Equal(expected, searcher.Export(request).Select(h => h.Article.Id));
            var direction = by.Descending ? " desc" : string.Empty;
            Assert.Equal(expected, Paged(index, $"memo | sort {by.Field}{direction} | limit 90"));
        }
    }

    [Theory]
    [InlineData("memo | sort price", "price", false)]
    [InlineData("memo | sort price asc", "price", false)]
    [InlineData("memo | sort price desc", "price", true)]
    [InlineData("memo | sort PRICE:Descending | limit 5", "price", true)]
    [InlineData("memo | sort embargo:asc", "embargo", false)]
    public void A_query_asks_for_an_order(string query, string field, bool descending)
    {
        var options = new QueryTextOptions { Fields = Declared.ToDictionary(f => f.Name, f => f.Type) };
        var sort = QueryText.Parse(query, options: options).Directives!.SortBy!;
        Assert.Equal((field, descending), (sort.Field, sort.Descending));
    }

    [Fact]
    public void What_is_typed_wins_over_the_request()
    {
        using var index = Two();
        var request = new SearchRequest { Query = "memo | sort newest", SortBy = new("price") };
        Assert.Equal(["b", "a"], index.Search(request).Hits.Select(h => h.Id));
        Assert.Equal(["a", "b"], index.Search(request with { Query = "memo" }).Hits.Select(h => h.Id));
        Assert.Equal(
            ["b", "a"], index.Search(request with { Query = "memo | sort price desc", Sort = SearchSort.Oldest }).Hits.Select(h => h.Id));
    }

    [Theory]
    [InlineData("memo | sort pages desc", "'sort' takes relevance, newest, oldest, desk, embargo or price")]
    [InlineData("memo | sort price:up", "a direction is 'asc' or 'desc'")]
    public void What_has_no_order_is_refused(string query, string why)
    {
        using var index = Two();
        var said = Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = query })).Diagnostics;
        Assert.Equal(why, said[0].Message);
    }

    [Fact]
    public void A_request_for_what_has_no_order_is_refused()
    {
        using var index = Two();
        var request = new SearchRequest { Query = "memo", SortBy = new("pages") };
        var said = Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics;
        Assert.Equal(("SC327", "hits cannot be sorted by 'pages'; there are desk, embargo, price"), (said[0].Code, said[0].Message));
    }

    [Theory]
    [InlineData("pages:>100", Pages)]
    [InlineData("memo PAGES:7", Pages)]
    [InlineData("word_count:>7", "'word_count' is stored with articles and not searched")]
    [InlineData("nothing-of-it:>7", "unknown field 'nothing-of-it'; if it is text, put it in quotes")]
    public void A_member_that_is_only_stored_is_named_so(string query, string why)
    {
        using var index = Two();
        var said = Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = query })).Diagnostics;
        Assert.Equal(("SC102", why), (said[0].Code, said[0].Message));
    }

    [Fact]
    public void A_hidden_article_s_members_are_not_named()
    {
        using var index = Two();
        using var searcher = index.OpenSearcher(SearchScope.Having("desk", "sports"));
        var said = Assert.Throws<QueryException>(() => searcher.Search(new SearchRequest { Query = "pages:>100" })).Diagnostics;
        Assert.StartsWith("unknown field", said[0].Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static ArticleIndexOptions Options => new() { Recognizer = null, Fields = Declared, Workers = 1 };

    private static string[] Paged(ArticleIndex index, string query)
    {
        var (ids, request) = (new List<string>(), new SearchRequest { Query = query });
        for (string? next = string.Empty; next is not null;)
        {
            var page = index.Search(request);
            ids.AddRange(page.Hits.Select(h => h.Id));
            request = request with { After = next = page.Hits.Count == 0 ? null : page.Next };
        }

        return [.. ids];
    }

    private static double? ValueOf(Article article, string field) =>
        article.Members.FirstOrDefault(m => m.Name == field).Value is not { } value ? null
        : field == "price" ? double.Parse(value, CultureInfo.InvariantCulture)
        : DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    private static Article Random(Random random, int number)
    {
        var members = new List<ArticleMember>();
        if (random.Next(5) > 0)
        {
            var price = random.Next(3) == 0 ? (random.NextDouble() - 0.5) * 1e9 : random.Next(-3, 4);
            members.Add(new("price", price.ToString("R", CultureInfo.InvariantCulture)));
        }

        if (random.Next(5) > 0)
        {
            var day = new DateTime(1900, 1, 1).AddDays(random.Next(60_000));
            members.Add(new("embargo", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        return new()
        {
            Id = $"{number}",
            Body = "memo",
            Published = random.Next(4) == 0 ? null : new ArticleDate(random.Next(10) * 86_400L),
            Members = members,
        };
    }

    private ArticleIndex Two()
    {
        var index = ArticleIndex.Open(folder["one"], Options);
        index.Index([ArticleSource.From([
            new Article { Id = "a", Body = "memo", Published = new(0), Members = [new("price", "1"), new("desk", "sports")] },
            new Article
            {
                Id = "b",
                Body = "memo",
                Published = new(86_400),
                Members = [new("price", "2"), new("pages", "7"), new("word_count", "700")],
            },
        ])]);
        return index;
    }
}
