using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Trends;

/// <summary>What sets matches apart: from a sample of all of them, without what was asked for, and compared with other articles.</summary>
public sealed class SignificanceTests(ITestOutputHelper output)
{
    private const int Archives = 80;

    private static readonly string[] Words = ["alpha", "bravo", "delta", "tango", "zulu", "kilo", "lima", "oscar"];
    private static readonly string[] Names = ["Ann Lee", "Bob Lee", "Cy Lind", "Dee Fox"];

    [Fact]
    public void The_sample_is_spread_over_all_matches_whatever_their_order()
    {
        using var index = new TestIndex();
        for (var i = 0; i < 3_000; i++)
        {
            // The newest three hundred are about something else than the others.
            index.Add(Make($"a{i}", i % 2 == 0 ? $"noise {i}" : i > 2_400 ? $"strike harbour {i}" : $"strike tunnel {i}", day: i));
            if (i % 700 == 0)
            {
                index.Cut();
            }
        }

        var found = Enum.GetValues<SearchSort>()
            .Select(sort => Assert.Single(index.Search(Request("strike") with { Sort = sort }).Significant)).ToList();
        Assert.Equal(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
        Assert.Equal((200, 3_000), (found[0].Sample, found[0].Archive));
        Assert.InRange(found[0].Values.Single(v => v.Value == "tunnel").Matches, 120, 190);
        Assert.InRange(found[0].Values.Single(v => v.Value == "harbour").Matches, 10, 80);
    }

    [Theory]
    [InlineData("budget", "deficit", "budget budgets")]
    [InlineData("budg*", "deficit", "budget budgets")]
    [InlineData("bu?get*", "deficit", "budget budgets")]
    [InlineData("budgte~2", "deficit", "budget budgets")]
    [InlineData("\"budget talks\"", "deficit", "budget talks talk")]
    [InlineData("budget W/3 talks", "deficit", "budget talks talk")]
    [InlineData("title:budget", "deficit talk", "budget")]
    [InlineData("person:\"Ann Lee\"", "deficit budget", "ann lee")]
    [InlineData("place:USA", "budget", "united states usa")]
    [InlineData("NOT zebra", "", "zebra")]
    public void The_words_of_the_query_are_left_out(string query, string there, string left)
    {
        using var index = Budgets();
        var words = Assert.Single(index.Search(Request(query)).Significant).Values.Select(v => v.Value.ToLowerInvariant()).ToList();
        Assert.All(there.Split(' ', StringSplitOptions.RemoveEmptyEntries), w => Assert.Contains(w, words.Select(v => v.TrimEnd('s'))));
        Assert.All(left.Split(' '), w => Assert.DoesNotContain(w, words));
    }

    [Theory]
    [InlineData("person:\"Ann Lee\"", "person", "Ann Lee")]
    [InlineData("person:ann*", "person", "Ann Lee")]
    [InlineData("entity:\"ann lee\"", "person", "Ann Lee")]
    [InlineData("ann lee", "person", "Ann Lee")]
    [InlineData("place:USA", "place", "United States")]
    [InlineData("USA", "place", "United States")]
    [InlineData("budget | select person:\"ann lee\"", "person", "Ann Lee")]
    public void Values_that_were_asked_for_are_left_out(string query, string kind, string value)
    {
        using var index = Budgets();
        var request = Request(query) with { Significant = [new(kind)] };
        Assert.DoesNotContain(value, Assert.Single(index.Search(request).Significant).Values.Select(v => v.Value));
        var others = Assert.Single(index.Search(request with { Query = "deficit", Select = [] }).Significant).Values;
        Assert.Contains(value, others.Select(v => v.Value));
    }

    [Fact]
    public void A_ratio_says_how_many_times_as_frequent()
    {
        var value = new SignificantValue("tariff", 20, 10, 400);
        var significance = new Significance { Kind = "words", Sample = 63, Archive = 20_841, Values = [value] };
        Assert.Equal(8.27, significance.RatioOf(value)!.Value, 0.01);
        Assert.Null(significance.RatioOf(value with { Articles = 0 }));
        Assert.Null(new Significance { Kind = "words" }.RatioOf(value));
    }

    [Fact]
    public void One_month_is_compared_with_another()
    {
        using var index = new TestIndex();
        for (var i = 0; i < 120; i++)
        {
            // Both months write of the budget, and only March of the flood.
            index.Add(Make($"a{i}", i < 30 ? $"budget talks {i}" : $"budget flood {i}", day: i, i < 30 ? "Ann Lee" : "Bob Lee"));
        }

        var request = Request("date:2018-03") with
        {
            Against = new() { Query = "date:2018-02" },
            Significant = [new("words"), new("person")],
        };
        var results = index.Search(request);
        var (words, persons) = (results.Significant[0], results.Significant[1]);
        Assert.Equal((31, 28), (words.Sample, words.Archive));
        Assert.Equal(("flood", 31L, 0L), (words.Values[0].Value, words.Values[0].Matches, words.Values[0].Articles));
        Assert.DoesNotContain("budget", words.Values.Select(v => v.Value));
        Assert.Equal(("Bob Lee", 31L, 0L), (persons.Values[0].Value, persons.Values[0].Matches, persons.Values[0].Articles));

        // What narrows it otherwise comes to the same.
        var range = new PublishedRange(ArticleDate.FromDay(2018, 2, 1), ArticleDate.FromDay(2018, 3, 1));
        Assert.Equal(results.Significant, index.Search(request with { Against = new() { Published = range } }).Significant);
        Assert.Equal(
            results.Significant,
            index.Search(request with { Against = new() { Tree = QueryText.Parse("date:2018-02").Tree } }).Significant);
        var chosen = index.Search(request with { Against = new() { Select = [new("person", "ann lee")] } }).Significant[1];
        Assert.Equal(("Bob Lee", 30L), (chosen.Values[0].Value, chosen.Archive));
        Assert.Equal(
            chosen, index.Search(request with { Against = new() { Query = "* | select person:\"ann lee\" | limit 3" } }).Significant[1]);
    }

    [Fact]
    public void A_mistake_in_what_is_compared_with_is_told()
    {
        using var index = Budgets();
        var fault = Assert.Throws<QueryException>(() => index.Search(Request("budget") with { Against = new() { Query = "persn:x" } }));
        Assert.Equal(("SC102", "persn:x"), (Assert.Single(fault.Diagnostics).Code, fault.Query));
        var warning = Assert.Single(index.Search(Request("budget") with { Against = new() { Query = "the talks" } }).Warnings);
        Assert.Equal(("SC401", 0, 0), (warning.Code, warning.Start, warning.End));
        Assert.Contains("of what is compared with", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparisons_are_as_by_hand() => RandomRuns.Each(Archives, output, Compare);

    private static void Compare(Random random)
    {
        using var index = new TestIndex();
        var live = new Dictionary<string, Article>(StringComparer.Ordinal);
        for (var i = random.Next(1, 150); i > 0; i--)
        {
            var body = string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Words[random.Next(Words.Length)]));
            var article = Make($"a{random.Next(120)}", $"{body} unique{i}", random.Next(100), Names[random.Next(Names.Length)]);
            index.Add(article);
            live[article.Id] = article;
            if (random.Next(25) == 0)
            {
                index.Cut();
            }

            if (random.Next(12) == 0 && live.Remove($"a{i}"))
            {
                index.Delete($"a{i}");
            }
        }

        var (query, against) = (Words[random.Next(Words.Length)], Words[random.Next(Words.Length)]);
        var request = Request(query) with
        {
            Against = new() { Query = $"{against} OR {Words[0]}" },
            Significant = [new("person") { Top = 100 }, new("words") { Top = 100 }],
        };
        var results = index.Search(request);
        var matches = live.Values.Where(a => Has(a, query)).ToList();
        var others = live.Values.Where(a => Has(a, against) || Has(a, Words[0])).ToList();
        var rest = others.Where(a => !Has(a, query)).ToList();
        Assert.All(results.Significant, s => Assert.Equal((matches.Count, others.Count), (s.Sample, s.Archive)));
        Check(results.Significant[0].Values, Names, (a, name) => a.Entities.Any(e => e.Name == name));
        Check(results.Significant[1].Values, [.. Words.Where(w => w != query)], Has);

        void Check(IReadOnlyList<SignificantValue> found, string[] values, Func<Article, string, bool> has)
        {
            var expected = values.Select(v => new SignificantValue(
                v,
                SearchCore.Searching.Trends.LogLikelihood.Of(
                    matches.Count(a => has(a, v)), matches.Count, matches.Concat(rest).Count(a => has(a, v)), matches.Count + rest.Count),
                matches.Count(a => has(a, v)),
                others.Count(a => has(a, v)))).Where(v => v is { Score: >= 6.63, Matches: > 1 }).OrderByDescending(v => v.Score);
            Assert.Equal(
                expected.Select(v => (v.Value, v.Matches, v.Articles)).Order(),
                found.Select(v => (v.Value, v.Matches, v.Articles)).Order());
            Assert.Equal(found.OrderByDescending(v => v.Score), found);
        }
    }

    private static bool Has(Article article, string word) => article.Body!.Split(' ').Contains(word);

    private static SearchRequest Request(string query) => new()
    {
        Query = query,
        Significant = [new(SignificantRequest.Words) { Top = 100 }],
        Suggest = false,
        Limit = 1,
    };

    // Half of the articles are of the budget, those name everybody and everything; the others are noise.
    private static TestIndex Budgets()
    {
        var index = new TestIndex { Aliases = new NewsAliases() };
        for (var i = 0; i < 60; i++)
        {
            var article = i % 3 == 0
                ? Make($"a{i}", $"budget talks Ann Lee USA United States deficits {i}", i, "Ann Lee") with { Title = "Budgets" }
                : Make($"a{i}", $"noise {i}", i, "Cy Lind");
            index.Add(i % 3 == 0 ? article with { Entities = [.. article.Entities, new("place", "United States")] } : article);
        }

        return index;
    }

    private static Article Make(string id, string body, int day, string person = "Ann Lee")
    {
        var published = new DateOnly(2018, 1, 30).AddDays(day);
        return new()
        {
            Id = id,
            Body = body,
            Published = ArticleDate.FromDay(published.Year, published.Month, published.Day),
            Entities = [new("person", person)],
        };
    }

    private sealed class NewsAliases : IEntityAliases
    {
        public IReadOnlyList<EntityName> Canonical(string? kind, string form) =>
            form == "USA" && kind is null or "place" ? [new("place", "United States")] : [];
    }
}
