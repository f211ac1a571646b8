using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Fields of an archive's own: declared, searched, counted, changed by a rebuild, against what the articles say.</summary>
public sealed class OwnFieldTests(ITestOutputHelper output) : IDisposable
{
    private static readonly FieldDeclaration[] Declared =
    [
        new("price", FieldType.Number), new("draft", FieldType.Boolean), new("desk", FieldType.Keyword),
        new("embargo", FieldType.Date),
    ];

    private readonly TempFolder folder = new();

    private static ArticleIndexOptions Options => new() { Recognizer = null, Fields = Declared, Workers = 1 };

    [Fact]
    public void Ranges_of_numbers_are_what_they_say()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        double?[] prices =
        [
            .. Enumerable.Range(0, 400).Select(_ => random.Next(6) switch
            {
                0 => (double?)null,
                1 => random.Next(-3, 4),
                2 => random.NextDouble() * 1e-300,
                3 => -random.NextDouble() * 1e300,
                _ => Math.Round(random.NextDouble() * 100, 1),
            }),
        ];
        using var index = ArticleIndex.Open(folder["index"], Options);
        foreach (var chunk in prices.Select((p, i) => (Price: p, Id: i)).Chunk(90))
        {
            index.Index([ArticleSource.From(chunk.Select(c => new Article
            {
                Id = $"{c.Id}",
                Body = "memo",
                Members = c.Price is { } price ? [new("price", price.ToString("R", CultureInfo.InvariantCulture))] : [],
            }))]);
        }

        for (var round = 0; round < 300; round++)
        {
            var (low, high) = (Bound(), Bound());
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            var (outLow, outHigh) = (random.Next(2) == 0, random.Next(2) == 0);
            var node = new NumberRangeNode("price", low, high, outLow, outHigh);
            var expected = prices.Count(p => p is { } v && (outLow ? v > low : v >= low) && (outHigh ? v < high : v <= high));
            Assert.Equal(expected, index.Search(new SearchRequest { Tree = node }).Total.Value);
            var text = QueryFormatter.Format(node);
            Assert.True(expected == index.Search(new SearchRequest { Query = text }).Total.Value, $"seed {seed}: {text}");
        }

        double Bound() => random.Next(3) == 0 ? random.Next(-4, 110) : prices[random.Next(prices.Length)] ?? 0;
    }

    [Theory]
    [InlineData("price:10", "a")]
    [InlineData("price:>10", "b c")]
    [InlineData("price>10", "b c")]
    [InlineData("price:>=10", "a b c")]
    [InlineData("price<=10", "a d")]
    [InlineData("price:<10", "d")]
    [InlineData("price:[10 TO 20]", "a b")]
    [InlineData("price:{10 TO 20]", "b")]
    [InlineData("price:[20 TO *]", "b c")]
    [InlineData("price:10..20", "a b")]
    [InlineData("price:-5.5", "d")]
    [InlineData("price:\"20\"", "b")]
    [InlineData("price:*", "a b c d")]
    [InlineData("PRICE:20", "b")]
    [InlineData("memo NOT price:*", "e")]
    [InlineData("price:(10 OR 20)", "a b")]
    [InlineData("draft:true", "a")]
    [InlineData("draft:no", "b")]
    [InlineData("desk:sports", "a b")]
    [InlineData("desk:SPORTS", "a b")]
    [InlineData("desk:\"home affairs\"", "b c")]
    [InlineData("desk:home*", "b c")]
    [InlineData("desk:*", "a b c")]
    [InlineData("embargo:2019", "a b")]
    [InlineData("embargo:2019-03", "a")]
    [InlineData("embargo:[2019-03-05 TO 2019-12]", "b")]
    [InlineData("embargo:2019-01..2020-01", "a b c")]
    [InlineData("embargo>=2019-04", "b c")]
    [InlineData("embargo:>2019", "c")]
    [InlineData("embargo<2019-04", "a")]
    [InlineData("embargo:\"2019-03-04\"", "a")]
    [InlineData("embargo:*", "a b c")]
    [InlineData("memo NOT embargo:*", "d e")]
    [InlineData("embargo:(2019-03 OR 2020)", "a c")]
    [InlineData("date:2019", "")]
    public void Fields_are_asked_for_by_name(string query, string ids)
    {
        using var index = Sample();
        Assert.Equal(ids, Ids(index, new SearchRequest { Query = query }));
    }

    [Theory]
    [InlineData("price:[10 TO 20]", "a b")]
    [InlineData("price:20", "b")]
    [InlineData("price:{10 TO *}", "b c")]
    [InlineData("desk:sports", "a b")]
    [InlineData("embargo:[2019-03-05 TO 2019-12-31]", "b")]
    [InlineData("embargo:2019", "a b")]
    public void The_classic_dialect_asks_for_them_too(string query, string ids)
    {
        using var index = Sample();
        Assert.Equal(ids, Ids(index, new SearchRequest { Query = query, Dialect = QueryDialect.Lucene }));
    }

    [Theory]
    [InlineData("price:cheap", "SC103")]
    [InlineData("price:[1 TO x]", "SC103")]
    [InlineData("price:[20 TO 10]", "SC103")]
    [InlineData("draft:maybe", "SC103")]
    [InlineData("embargo:someday", "SC201")]
    [InlineData("pricd:10", "SC102")]
    [InlineData("pages:>10", "SC102")]
    public void What_is_wrong_is_said(string query, string code)
    {
        using var index = Sample();
        var said = Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = query })).Diagnostics;
        Assert.Equal(code, said[0].Code);
        if (query == "pricd:10")
        {
            Assert.Equal("price", said[0].Fix);
        }
    }

    [Fact]
    public void Keywords_and_booleans_are_facets_and_numbers_are_no_values()
    {
        using var index = Sample();
        var found = index.Search(new SearchRequest { Query = "memo", Facets = [new("desk"), new("draft")] });
        Assert.Equal([new("Sports", 2), new("home affairs", 2)], found.Facet("desk"));
        Assert.Equal([new("false", 1), new("true", 1)], found.Facet("draft"));
        Assert.Equal("b", Ids(index, new SearchRequest { Query = "memo", Select = [new("desk", "sports"), new("draft", "false")] }));
        Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = "memo", GroupBy = "price" }));
        Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Query = "memo", Significant = [new("embargo")] }));
        Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Tree = new NumberRangeNode("pages", 1) }));
        Assert.Throws<QueryException>(() => index.Search(new SearchRequest { Tree = new DateRangeNode(new(0, 1), "price") }));
        Assert.Empty(index.Search(new SearchRequest { Tree = new DateRangeNode(new(1, 1), "embargo") }).Hits);
    }

    [Theory]
    [InlineData("price:[10 TO 20]", "own.price:[10 TO 20]", 2)]
    [InlineData("price:>=10", "own.price:[10 TO *]", 3)]
    [InlineData("price:*", "own.price:[* TO *]", 4)]
    [InlineData("embargo:2019", "own.embargo:[1546300800 TO 1577836800}", 2)]
    public void A_range_is_explained(string query, string text, int articles)
    {
        using var index = Sample();
        using var searcher = index.OpenSearcher();
        var explained = searcher.Explain(new SearchRequest { Query = query });
        Assert.Contains(text, explained.Rewritten, StringComparison.Ordinal);
        Assert.Equal(articles, explained.Clauses[0].Articles);
    }

    [Fact]
    public void A_value_of_another_type_is_kept_told_of_and_not_searched()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        var told = new List<string>();
        var report = index.Index(
            [ArticleSource.From([new Article
            {
                Id = "x",
                Body = "memo",
                Members =
                [
                    new("price", "a lot"), new("draft", "perhaps"), new("desk", "[not json"), new("other", "1"), new("embargo", "soon"),
                ],
            }])],
            new IndexingOptions { OnNotice = n => told.Add(n.Detail) });
        Assert.Equal(3, report.Notices[ArticleNoticeKind.FieldUnread]);
        Assert.Equal(["x: price is 'a lot'", "x: draft is 'perhaps'", "x: embargo is 'soon'"], told);
        Assert.Equal(0, index.Search(new SearchRequest { Query = "price:*" }).Total.Value);
        Assert.Equal(1, index.Search(new SearchRequest { Query = "desk:\"[not json\"" }).Total.Value);
        Assert.Equal("a lot", index.Get("x")!.Members[0].Value);
    }

    [Fact]
    public void Fields_are_fixed_until_a_rebuild_and_survive_merges_and_scopes()
    {
        using (Sample())
        {
        }

        var other = Options with { Fields = [new("pages", FieldType.Number)] };
        var refused = Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["index"], other));
        Assert.Equal(IndexFault.Version, refused.Fault);
        Assert.Contains("price:number, draft:boolean, desk:keyword, embargo:date", refused.Message, StringComparison.Ordinal);
        Assert.Contains("rebuild --field", refused.Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["index"], other with { Access = IndexAccess.ReadOnly }));
        using (var plain = ArticleIndex.Open(folder["index"], Options with { Fields = null }))
        {
            plain.Index([ArticleSource.From([new Article { Id = "f", Body = "memo", Members = [new("price", "15")] }])]);
            plain.Compact();
            Assert.Equal("b f", Ids(plain, new SearchRequest { Query = "price:[11 TO 20]" }));
            using var searcher = plain.OpenSearcher(SearchScope.Having("desk", "sports"));
            Assert.Equal(2, searcher.Search(new SearchRequest { Query = "price:>0" }).Total.Value);
        }

        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
        ArticleIndex.Rebuild(folder["index"], Options with { Fields = [new("price", FieldType.Number)] });
        using var rebuilt = ArticleIndex.Open(folder["index"], Options with { Fields = null });
        Assert.Equal("b f", Ids(rebuilt, new SearchRequest { Query = "price:[11 TO 20]" }));
        Assert.Throws<QueryException>(() => rebuilt.Search(new SearchRequest { Query = "desk:sports" }));
        ArticleIndex.Open(folder["other"], other).Dispose();
        rebuilt.Dispose();
        var odd = Assert.Throws<IndexException>(() => ArticleIndexSet.Open([folder["index"], folder["other"]]));
        Assert.Contains("[pages:number]", odd.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sortable_numbers_keep_the_order_of_numbers()
    {
        double[] rising =
        [
            double.NegativeInfinity, double.MinValue, -1.5, -1, -double.Epsilon, 0, double.Epsilon, 1, 2.5, 1e300, double.PositiveInfinity,
        ];
        Assert.Equal(rising, rising.Select(SortableNumber.Of).Order().Select(SortableNumber.From));
        Assert.Equal(SortableNumber.Of(0.0), SortableNumber.Of(-0.0));
    }

    public void Dispose() => folder.Dispose();

    private ArticleIndex Sample()
    {
        var index = ArticleIndex.Open(folder["index"], Options);
        index.Index([ArticleSource.From([
            new Article
            {
                Id = "a",
                Body = "memo",
                Members =
                    [new("price", "10"), new("draft", "true"), new("desk", "Sports"), new("embargo", "2019-03-04T08:00:00+01:00")],
            },
            new Article
            {
                Id = "b",
                Body = "memo",
                Members =
                [
                    new("price", "2e1"), new("draft", "False"), new("desk", """["Sports","home affairs"]"""),
                    new("embargo", "2019-12-24"),
                ],
            },
            new Article
            {
                Id = "c",
                Body = "memo",
                Members = [new("price", "100"), new("desk", "home affairs"), new("embargo", "2020-01-20T10:00:00Z")],
            },
            new Article { Id = "d", Body = "memo", Members = [new("price", " -5.5 ")] },
            new Article { Id = "e", Body = "memo" }])]);
        return index;
    }

    private static string Ids(ArticleIndex index, SearchRequest request) =>
        string.Join(' ', index.Search(request with { Limit = 100 }).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
}
