using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Schema;

/// <summary>Facets of ranges of numbers and dates: against the articles' own values, and against the hits of choosing them.</summary>
public sealed class RangeFacetTests(ITestOutputHelper output)
{
    private static readonly FacetRequest[] Asked =
    [
        new("price"), new("PRICE") { Step = 10 }, new("price") { Step = 0.1, Top = 7 }, new("ratings") { Top = 50 },
        new("ratings") { Step = 2.5, Top = 1_000 }, new("price") { Step = 1e-9, Top = 50 },
        new("price") { Ranges = ["[0 TO 10}", "<0", ">=10", "5..20", "7", "*", "[1e200 TO *]"] },
        new("ratings") { Ranges = ["{3 TO 5]", "3..5"] },
        new("embargo"), new("embargo") { Unit = TimelineUnit.Year }, new("hearings") { Unit = TimelineUnit.Week, Top = 200 },
        new("hearings") { Unit = TimelineUnit.Quarter }, new("embargo") { Unit = TimelineUnit.Day, Top = 1_000 },
        new("hearings") { Ranges = ["2018", "2018-02..2018-05", ">=2019-06-30", "[2017-11-05 TO 2017-11-06}"] },
    ];

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kathmandu")]
    public async Task Counts_are_the_hits_of_choosing(string zone)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 300);
        var request = new SearchRequest { Query = "strike", Zone = zone, Limit = 0 };
        foreach (var asked in Asked)
        {
            if (asked.Ranges.Contains("*"))
            {
                continue;
            }

            var facet = (await archive.SearchAsync(request with { Facets = [asked] })).Facets[0];
            Assert.NotEmpty(facet.Values);
            foreach (var (range, count) in facet.Values.Take(12))
            {
                var said = $"seed {seed}: {asked} {range}";
                var chosen = await archive.SearchAsync(request with { Select = [new(asked.Kind, range)], Facets = [asked] });
                Assert.True(count == chosen.Total.Value, said);

                // Along what was chosen nothing is lost: the other ranges can still be chosen.
                Assert.Equal(facet, chosen.Facets[0]);
                Assert.True(count == archive.Index.Search(request with { Query = $"strike {asked.Kind}:{range}" }).Total.Value, said);
                Assert.True(
                    count == archive.Index.Search(request with { Select = [new(asked.Kind, range)], Facets = [] }).Total.Value, said);
            }
        }
    }

    [Fact]
    public async Task Computed_ranges_of_numbers_hold_what_the_articles_have()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 400);
        foreach (var asked in Asked.Where(a => a.Kind is "ratings" or "price" && a.Ranges.Count == 0))
        {
            var facet = (await archive.SearchAsync(new() { Query = "memo", Limit = 0, Facets = [asked with { Top = 1_000 }] })).Facets[0];
            var bounds = facet.Values.Select(v => (v.Count, Range: Bounds(v.Value))).ToList();
            Assert.Equal(bounds.OrderBy(b => b.Range.From), bounds);
            foreach (var (count, (from, to)) in bounds)
            {
                Assert.Equal(archive.All.Count(a => a.Numbers[asked.Kind].Any(n => n >= from && n < to)), count);
                if (asked.Step is { } step && double.IsFinite(from) && double.IsFinite(to))
                {
                    Assert.Equal(step, to - from, Math.Max(1, Math.Abs(to)) * 1e-9);
                }
            }

            // Each number lies in one of them, in no two.
            foreach (var number in archive.All.SelectMany(a => a.Numbers[asked.Kind]))
            {
                Assert.True(facet.Distinct > facet.Values.Count || bounds.Count(b => number >= b.Range.From && number < b.Range.To) == 1);
            }
        }
    }

    [Theory]
    [InlineData(1e15)]
    [InlineData(1e29)]
    [InlineData(1.7e308)]
    [InlineData(5e-324)]
    public void A_width_may_be_any_number_above_0(double step)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Fields = [new("price", FieldType.Number)] });
        foreach (var price in new[] { "0", "7", "-7", "1e300", "-1e300", "1e-300" })
        {
            index.Add(new Article { Id = price, Body = "strike", Members = [new("price", price)] });
        }

        index.Commit();
        var request = new SearchRequest { Query = "strike", Limit = 0, Facets = [new("price") { Step = step }] };
        var facet = index.Search(request).Facets[0];
        Assert.Equal(6, facet.Values.Sum(v => v.Count));
        Assert.All(facet.Values, v => Assert.Equal(v.Count, index.Search(request with { Select = [new("price", v.Value)] }).Total.Value));
    }

    [Fact]
    public async Task More_ranges_than_anybody_reads_are_refused()
    {
        var ratings = new FieldDeclaration("ratings", FieldType.Number) { HasMany = true };
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Fields = [ratings] });
        for (var i = 0; i < 210; i++)
        {
            var numbers = string.Join(',', Enumerable.Range(i * 500, 500));
            index.Add(new Article { Id = $"{i}", Body = i < 2 ? "few" : "many", Members = [new("ratings", $"[{numbers}]")] });
        }

        index.Commit();
        using var shard = new ArticleShard("only", index);
        var shards = new ShardedSearcher([shard]);
        var request = new SearchRequest { Query = "many", Limit = 0, Facets = [new("ratings") { Step = 1 }] };
        Assert.Equal("SC353", Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics[0].Code);
        Assert.Equal("SC353", (await Assert.ThrowsAsync<QueryException>(() => shards.SearchAsync(request))).Diagnostics[0].Code);
        Assert.Equal(1_000, index.Search(request with { Query = "few" }).Facets[0].Distinct);
        Assert.Equal(1_040, index.Search(request with { Facets = [new("ratings") { Step = 100 }] }).Facets[0].Distinct);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/New_York")]
    public void The_first_and_the_last_days_of_the_calendar_count_what_is_chosen(string zone)
    {
        using var index = ArticleIndex.InMemory(new() { Recognizer = null, Fields = [new("embargo", FieldType.Date)] });
        string[] dates =
        [
            "0001-01-01T00:00:00Z", "0001-01-01T12:00:00Z", "0001-01-02T00:00:00Z", "0001-01-08", "2026-01-01", "9999-12-26T23:30:00Z",
            "9999-12-30T20:00:00Z", "9999-12-31T01:00:00Z", "9999-12-31T23:59:59Z",
        ];
        foreach (var date in dates)
        {
            index.Add(new Article { Id = date, Body = "port", Members = [new("embargo", date)], Published = ArticleDate.Parse(date) });
        }

        index.Commit();
        foreach (var unit in Enum.GetValues<TimelineUnit>())
        {
            var request = new SearchRequest { Query = "port", Zone = zone, Limit = 0, Facets = [new("embargo") { Unit = unit }] };
            var facet = index.Search(request).Facets[0];
            Assert.Equal(dates.Length, facet.Values.Sum(v => v.Count));
            Assert.All(facet.Values, v => Assert.Equal(
                (v.Value, v.Count), (v.Value, (int)index.Search(request with { Select = [new("embargo", v.Value)] }).Total.Value)));
            Assert.All(facet.Values, v => Assert.Equal(
                (v.Value, v.Count), (v.Value, (int)index.Search(request with { Query = $"port date:{v.Value}" }).Total.Value)));
        }

        var years = new SearchRequest { Query = "port", Zone = zone, Limit = 0, Timeline = new(TimelineUnit.Year) };
        Assert.Equal(dates.Length, index.Search(years).Timeline!.Buckets.Sum(b => b.Count));
    }

    [Fact]
    public async Task Given_ranges_come_as_they_are_given()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 200);
        string[] ranges = [">=5", "[0 TO 5}", "1e299", "0..10"];
        var facet = (await archive.SearchAsync(new() { Query = "memo", Limit = 0, Facets = [new("ratings") { Ranges = ranges, Top = 1 }] }))
            .Facets[0];
        FacetValue[] expected =
        [
            new(ranges[0], archive.All.Count(a => a.Numbers["ratings"].Any(n => n >= 5))),
            new(ranges[1], archive.All.Count(a => a.Numbers["ratings"].Any(n => n is >= 0 and < 5))),
            new(ranges[2], 0),
            new(ranges[3], archive.All.Count(a => a.Numbers["ratings"].Any(n => n is >= 0 and <= 10))),
        ];
        Assert.Equal(expected, facet.Values);
    }

    [Theory]
    [InlineData("memo | facet price", "price")]
    [InlineData("memo | facet price 5 by 10, ratings by 2.5", "price 5 by 10, ratings by 2.5")]
    [InlineData("memo | facet embargo by month, desk", "embargo by month, desk")]
    [InlineData("memo | facet price ([0 TO 10}, >=10, 7)", "price (\"[0 TO 10}\", \">=10\", \"7\")")]
    [InlineData("memo | facet price:([0 TO 10} OR {10 TO *])", "price (\"[0 TO 10}\", \"{10 TO *]\")")]
    public void A_query_asks_for_ranges(string query, string printed)
    {
        var options = new QueryTextOptions { Fields = FieldArchive.Declared.ToDictionary(f => f.Name, f => f.Type) };
        var read = QueryText.Parse(query, options: options);
        Assert.Empty(read.Diagnostics);
        Assert.Equal($"memo | facet {printed}", QueryFormatter.Format(read.Tree!, read.Directives));
        Assert.Equal(read.Directives, QueryText.Parse(QueryFormatter.Format(read.Tree!, read.Directives), options: options).Directives);
    }

    [Fact]
    public void A_query_may_ask_for_two_facets_of_a_field()
    {
        using var archive = new FieldArchive(new Random(5), 60);
        var found = archive.Index.Search(new SearchRequest { Query = "memo | facet price by 10, price by 100, price by 10" });
        FacetRequest[] asked = [new("price") { Step = 10 }, new("price") { Step = 100 }];
        Assert.Equal(archive.Index.Search(new SearchRequest { Query = "memo", Facets = asked }).Facets, found.Facets);
        Assert.Equal(2, found.Facets.Count);
    }

    [Theory]
    [InlineData("memo | select price:[0 TO 10}", "[0 TO 10}")]
    [InlineData("memo | select price:>=10", ">=10")]
    [InlineData("memo | select price:(7, {1 TO 2})", "7 {1 TO 2}")]
    [InlineData("memo | select price:\"[0 TO 10}\"", "[0 TO 10}")]
    public void A_query_chooses_ranges(string query, string chosen)
    {
        var options = new QueryTextOptions { Fields = FieldArchive.Declared.ToDictionary(f => f.Name, f => f.Type) };
        Assert.Equal(chosen, string.Join(' ', QueryText.Parse(query, options: options).Directives!.Select.Select(s => s.Value)));
    }

    public static TheoryData<FacetRequest, string> Wrong => new()
    {
        { new("price") { Step = 0 }, "SC347" },
        { new("price") { Step = double.NaN }, "SC347" },
        { new("price") { Unit = TimelineUnit.Month }, "SC347" },
        { new("price") { Step = 1, Ranges = ["7"] }, "SC347" },
        { new("price") { Prefix = "1" }, "SC347" },
        { new("price") { Ranges = [.. Enumerable.Repeat("7", 101)] }, "SC347" },
        { new("embargo") { Step = 1 }, "SC347" },
        { new("price") { Ranges = ["cheap"] }, "SC345" },
        { new("price") { Ranges = ["7 OR 8"] }, "SC345" },
        { new("price") { Ranges = ["7 | limit 1"] }, "SC345" },
        { new("embargo") { Ranges = ["someday"] }, "SC345" },
        { new("desk") { Step = 1 }, "SC346" },
        { new("desk") { Ranges = ["a"] }, "SC346" },
        { new("person") { Unit = TimelineUnit.Day }, "SC346" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_has_no_ranges_is_refused(FacetRequest facet, string code)
    {
        using var archive = new FieldArchive(new Random(1), 4);
        var request = new SearchRequest { Query = "memo", Facets = [facet] };
        Assert.Equal(code, Assert.Throws<QueryException>(() => archive.Index.Search(request)).Diagnostics[0].Code);
    }

    [Fact]
    public void A_choice_that_is_no_range_is_refused()
    {
        using var archive = new FieldArchive(new Random(1), 4);
        var request = new SearchRequest { Query = "memo", Select = [new("price", "cheap")] };
        var said = Assert.Throws<QueryException>(() => archive.Index.Search(request)).Diagnostics[0];
        Assert.Equal("SC345", said.Code);
        Assert.Contains("[10 TO 20}", said.Message, StringComparison.Ordinal);
        Assert.Throws<QueryException>(() => archive.Index.Search(new() { Query = "memo", GroupBy = "price" }));
        Assert.Throws<QueryException>(() => archive.Index.Search(new() { Query = "memo", Significant = [new("price")] }));
    }

    [Fact]
    public void A_scope_s_hidden_articles_are_in_no_range()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        using var archive = new FieldArchive(new Random(seed), 200);
        using var searcher = archive.Index.OpenSearcher(SearchScope.Having("desk", "sports"));
        var found = searcher.Search(new() { Query = "memo", Limit = 0, Facets = [new("ratings") { Step = 5, Top = 1_000 }] }).Facets[0];
        var seen = archive.All.Where(a => a.Desks.Any(d => d.Equals("sports", StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.NotEmpty(found.Values);
        foreach (var (range, count) in found.Values)
        {
            var (from, to) = Bounds(range);
            Assert.Equal(seen.Count(a => a.Numbers["ratings"].Any(n => n >= from && n < to)), count);
        }
    }

    // [10 TO 20}; an asterisk is no bound.
    private static (double From, double To) Bounds(string range)
    {
        Assert.StartsWith("[", range, StringComparison.Ordinal);
        Assert.EndsWith("}", range, StringComparison.Ordinal);
        var bounds = range[1..^1].Split(" TO ");
        return (Bound(bounds[0], double.NegativeInfinity), Bound(bounds[1], double.PositiveInfinity));

        static double Bound(string text, double open) => text == "*" ? open : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
