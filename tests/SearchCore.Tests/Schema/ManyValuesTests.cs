using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Several numbers and dates an article: searched, sorted by, counted over time, against the articles' own values.</summary>
public sealed class ManyValuesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Any_number_of_an_article_may_lie_in_a_range()
    {
        var (seed, random) = Seed();
        using var archive = new FieldArchive(random, 300);
        var all = archive.All.SelectMany(a => a.Numbers["ratings"]).ToList();
        for (var round = 0; round < 200; round++)
        {
            var (low, high) = (Bound(), Bound());
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            var (outLow, outHigh) = (random.Next(2) == 0, random.Next(2) == 0);
            var node = new NumberRangeNode("ratings", low, high, outLow, outHigh);
            QueryNode tree = random.Next(3) switch
            {
                0 => node,
                1 => new BooleanNode { Must = [new WordNode("strike"), node] },
                _ => new BooleanNode { Should = [new WordNode("strike"), node] },
            };
            var expected = archive.All.Count(a =>
                a.Numbers["ratings"].Any(v => (outLow ? v > low : v >= low) && (outHigh ? v < high : v <= high)) is var lies
                && (tree is BooleanNode { Must.Count: > 0 } ? lies && a.IsStrike : tree is BooleanNode ? lies || a.IsStrike : lies));
            var found = await archive.SearchAsync(new() { Tree = tree, Limit = 0 });
            Assert.True(expected == found.Total.Value, $"seed {seed}: {QueryFormatter.Format(tree)}");
        }

        double Bound() => random.Next(3) == 0 ? random.Next(-4, 110) : all[random.Next(all.Count)];
    }

    [Fact]
    public void A_list_s_objects_are_their_json_and_null_is_nothing()
    {
        using var index = ArticleIndex.InMemory(new()
        {
            Recognizer = null,
            Fields = [new("desk", FieldType.Keyword), new("summary", FieldType.Text), new("ratings", FieldType.Number) { HasMany = true }],
        });
        const string list = """[null, {"name":"Sport"}, ["x", "port"], "Wire", 7]""";
        index.Add(new Article { Id = "a", Body = "memo", Members = [new("desk", list), new("summary", list), new("ratings", list)] });
        index.Commit();
        var found = index.Search(new SearchRequest { Query = "memo", Facets = [new("desk")] });
        string[] desks = ["7", "Wire", """["x", "port"]""", """{"name":"Sport"}"""];
        Assert.Equal(desks, found.Facets[0].Values.Select(v => v.Value).Order(StringComparer.Ordinal));
        foreach (var word in new[] { "sport", "name", "port", "wire", "7" })
        {
            Assert.Equal(1, index.Search(new SearchRequest { Query = $"summary:{word}" }).Total.Value);
        }

        Assert.Equal(0, index.Search(new SearchRequest { Query = "summary:null" }).Total.Value);
        Assert.Equal(1, index.Search(new SearchRequest { Query = "ratings:7" }).Total.Value);
    }

    [Theory]
    [InlineData("ratings:*", 2)]
    [InlineData("ratings:3", 1)]
    [InlineData("ratings:[4 TO 8]", 1)]
    [InlineData("ratings:[4 TO 6]", 0)]
    [InlineData("hearings:2019", 1)]
    [InlineData("hearings:2020-02", 1)]
    [InlineData("hearings:2018", 0)]
    [InlineData("memo NOT ratings:*", 1)]
    public void Both_dialects_ask_for_them(string query, int articles)
    {
        using var folder = new TempFolder();
        using var index = Sample(folder);
        Assert.Equal(articles, index.Search(new SearchRequest { Query = query }).Total.Value);
        Assert.Equal(articles, index.Search(new SearchRequest { Query = query, Dialect = QueryDialect.Lucene }).Total.Value);
    }

    [Fact]
    public async Task The_order_is_by_the_least_or_from_the_greatest_on()
    {
        var (seed, random) = Seed();
        using var archive = new FieldArchive(random, 300);
        foreach (var by in new FieldSort[] { new("ratings"), new("ratings", true), new("hearings"), new("hearings", true) })
        {
            var byDate = archive.Index.Search(new SearchRequest { Query = "memo", Sort = SearchSort.Newest, Limit = 1_000 }).Hits
                .Select(h => archive.All[int.Parse(h.Id, CultureInfo.InvariantCulture)]);
            var keyed = byDate.Select(a => (a.Source.Id, Key: a.Numbers[by.Field] is { Length: > 0 } own
                ? by.Descending ? -own.Max() : own.Min()
                : (double?)null)).ToList();
            var expected = keyed.OrderBy(k => k.Key is null).ThenBy(k => k.Key).Select(k => k.Id);
            var request = new SearchRequest { Query = "memo", SortBy = by, Limit = 1_000 };
            Assert.Equal(expected, (await archive.SearchAsync(request)).Hits.Select(h => h.Id));
            using var searcher = archive.Index.OpenSearcher();
            Assert.Equal(expected, searcher.Export(request).Select(h => h.Article.Id));
        }
    }

    [Theory]
    [InlineData("embargo", "UTC")]
    [InlineData("hearings", "UTC")]
    [InlineData("hearings", "Australia/Sydney")]
    public async Task A_timeline_is_of_a_field_s_dates(string field, string zone)
    {
        var (seed, random) = Seed();
        using var archive = new FieldArchive(random, 300);
        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        foreach (var unit in Enum.GetValues<TimelineUnit>())
        {
            var request = new SearchRequest
            {
                Query = "strike",
                Zone = zone,
                Limit = 0,
                Timeline = new(unit) { Field = field, By = new("desk") { Top = 2 } },
            };
            var timeline = (await archive.SearchAsync(request)).Timeline!;
            Assert.Equal(field, timeline.Field);
            Assert.Equal(archive.All.Count(a => a.IsStrike && a.Numbers[field].Length == 0), timeline.Undated);
            var buckets = timeline.Buckets;
            for (var i = 0; i < buckets.Count; i++)
            {
                var (from, to) = (buckets[i].Start, i + 1 < buckets.Count ? buckets[i + 1].Start : DateOnly.MaxValue);
                var end = i + 1 < buckets.Count ? to : from.AddDays(unit switch
                {
                    TimelineUnit.Day => 1,
                    TimelineUnit.Week => 7,
                    TimelineUnit.Month => DateTime.DaysInMonth(from.Year, from.Month),
                    TimelineUnit.Quarter => from.AddMonths(3).DayNumber - from.DayNumber,
                    _ => DateTime.IsLeapYear(from.Year) ? 366 : 365,
                });
                Assert.True(
                    (buckets[i].Count, buckets[i].Articles) == (Within(a => a.IsStrike, from, to), Within(_ => true, from, end)),
                    $"seed {seed}: {unit} {from}");
                foreach (var series in timeline.Series)
                {
                    Assert.Equal(
                        Within(a => a.IsStrike && a.Desks.Any(d => SameDesk(d, series.Value)), from, to), series.Buckets[i].Count);
                }
            }
        }

        int Within(Func<FieldArticle, bool> accepts, DateOnly from, DateOnly to) => archive.All.Count(a =>
            accepts(a) && a.Numbers[field].Any(n => Local(n) is var day && day >= from && day < to));

        DateOnly Local(double second) =>
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds((long)second), calendar).DateTime);
    }

    [Fact]
    public void A_query_asks_for_the_timeline_of_a_field()
    {
        using var archive = new FieldArchive(new Random(3), 50);
        var request = new SearchRequest { Query = "memo", Limit = 0, Timeline = new(TimelineUnit.Year) { Field = "hearings" } };
        var asked = archive.Index.Search(request).Timeline;
        Assert.Equal(asked, archive.Index.Search(new() { Query = "memo | timeline year of Hearings", Limit = 0 }).Timeline);
        Assert.NotEqual(asked, archive.Index.Search(new() { Query = "memo | timeline year", Limit = 0 }).Timeline);
        Assert.Throws<QueryException>(() => archive.Index.Search(new() { Query = "memo | timeline year of price" }));
        var refused = Assert.Throws<QueryException>(
            () => archive.Index.Search(request with { Timeline = new(TimelineUnit.Year) { Field = "price" } })).Diagnostics[0];
        Assert.Equal("SC348", refused.Code);
        Assert.EndsWith("there are embargo, hearings", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_values_are_kept_by_merges_and_a_rebuild()
    {
        using var folder = new TempFolder();
        using (var index = Sample(folder))
        {
            index.Index([ArticleSource.From([new Article { Id = "d", Body = "memo", Members = [new("ratings", "[1,5,5]")] }])]);
            index.Compact();
            Assert.Equal(1, index.Search(new SearchRequest { Query = "ratings:5" }).Total.Value);
            Assert.Equal(2, index.Search(new SearchRequest { Query = "ratings:[1 TO 3]" }).Total.Value);
        }

        var single = FieldArchive.Options with { Fields = [new("ratings", FieldType.Number)] };
        Assert.Contains(
            "ratings:numbers", Assert.Throws<IndexException>(() => ArticleIndex.Open(folder["many"], single)).Message,
            StringComparison.Ordinal);
        Assert.True(ArticleIndex.Check(folder["many"]).IsSound);
        ArticleIndex.Rebuild(folder["many"], single);
        using (var one = ArticleIndex.Open(folder["many"], FieldArchive.Options with { Fields = null }))
        {
            Assert.Equal(0, one.Search(new SearchRequest { Query = "ratings:5" }).Total.Value);
            Assert.Equal(1, one.Search(new SearchRequest { Query = "ratings:1" }).Total.Value);
        }

        ArticleIndex.Rebuild(folder["many"], FieldArchive.Options with { Fields = [FieldDeclaration.Parse("ratings:numbers")] });
        using var many = ArticleIndex.Open(folder["many"], FieldArchive.Options with { Fields = null });
        Assert.Equal(1, many.Search(new SearchRequest { Query = "ratings:5" }).Total.Value);
    }

    [Fact]
    public void What_no_living_article_has_after_a_merge_is_nothing()
    {
        using var folder = new TempFolder();
        using var index = Sample(folder);
        index.Delete(["a", "b"]);
        index.Compact();
        var found = index.Search(new SearchRequest
        {
            Query = "memo",
            Facets = [new("ratings"), new("hearings") { Unit = TimelineUnit.Year }],
            SortBy = new("ratings"),
            Timeline = new(TimelineUnit.Year) { Field = "hearings" },
        });
        Assert.Equal(["c"], found.Hits.Select(h => h.Id));
        Assert.All(found.Facets, f => Assert.Empty(f.Values));
        Assert.Equal((0, 1), (found.Timeline!.Buckets.Count, found.Timeline.Undated));
        Assert.Equal(0, index.Search(new SearchRequest { Query = "ratings:*" }).Total.Value);
        Assert.True(ArticleIndex.Check(folder["many"]).IsSound);
    }

    [Fact]
    public void A_number_in_eight_bytes_keeps_the_order()
    {
        long[] rising = [long.MinValue + 1, -1, 0, 1, long.MaxValue];
        var bytes = rising.Select(n =>
        {
            var written = new byte[ManyNumber.Bytes];
            ManyNumber.Write(written, n);
            Assert.Equal(n, ManyNumber.Read(written));
            return Convert.ToHexString(written);
        }).ToList();
        Assert.Equal(bytes.Order(StringComparer.Ordinal), bytes);
    }

    private static bool SameDesk(string a, string b) => Analysis(a) == Analysis(b);

    private static string Analysis(string text) => SearchCore.Analysis.TextFolding.FoldValue(text);

    private (int Seed, Random Random) Seed()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return (seed, new Random(seed));
    }

    private static ArticleIndex Sample(TempFolder folder)
    {
        var index = ArticleIndex.Open(folder["many"], FieldArchive.Options);
        index.Index([ArticleSource.From([
            new Article
            {
                Id = "a",
                Body = "memo",
                Members = [new("ratings", "[3, 8]"), new("hearings", """["2020-02-01","2017-05-05"]""")],
            },
            new Article { Id = "b", Body = "memo", Members = [new("ratings", "[10, \"-2\"]"), new("hearings", "2019-03-01")] },
            new Article { Id = "c", Body = "memo" }])]);
        return index;
    }
}
