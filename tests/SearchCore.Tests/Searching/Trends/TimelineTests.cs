using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Trends;

/// <summary>
/// Timelines keep their days whatever odd dates an archive has, and tell apart what has no articles from what does not match.
/// </summary>
public sealed class TimelineTests(ITestOutputHelper output)
{
    private const int Archives = 60;

    private static readonly string[] Zones = ["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"];

    [Theory]
    [InlineData(201, TimelineUnit.Day)]
    [InlineData(201, TimelineUnit.Week)]
    [InlineData(9999, TimelineUnit.Day)]
    [InlineData(9999, TimelineUnit.Year)]
    [InlineData(1, TimelineUnit.Month)]
    public void One_odd_date_takes_no_buckets_away(int year, TimelineUnit unit)
    {
        using var index = new TestIndex([.. Days(new(2017, 12, 1), 40, every: 1)]);
        var plain = index.Search(Request(unit)).Timeline!;
        using var odd = new TestIndex([.. Days(new(2017, 12, 1), 40, every: 1), Make("odd", new(year, 12, 31))]);
        var timeline = odd.Search(Request(unit)).Timeline!;
        Assert.Equal(
            plain.Buckets.Select(b => (b.Start, b.Count, b.Articles)),
            timeline.Buckets.Where(b => b.Start.Year is 2017 or 2018).Select(b => (b.Start, b.Count, b.Articles)));
        Assert.Equal(41, timeline.Buckets.Sum(b => b.Count));
        Assert.Equal(plain.Buckets.Count + 1, timeline.Buckets.Count);
        var gap = Assert.Single(timeline.Gaps);
        Assert.Equal(0, gap.Articles);
        Assert.Equal(year == 9999 ? timeline.Buckets[^1].Start : timeline.Buckets[1].Start, gap.End);
        Assert.True(gap.Start < gap.End && gap.Buckets > 30);
    }

    [Fact]
    public void A_stretch_without_articles_is_not_one_without_matches()
    {
        using var index = new TestIndex(
            Make("a", new(2020, 1, 1)), Make("b", new(2020, 2, 1), "other"), Make("c", new(2020, 4, 1)));
        var timeline = index.Search(Request(TimelineUnit.Month)).Timeline!;
        Assert.Equal([(1, 1), (0, 1), (0, 0), (1, 1)], timeline.Buckets.Select(b => (b.Count, b.Articles)));
        Assert.Empty(timeline.Gaps);
    }

    [Fact]
    public void Where_the_archive_is_too_long_what_has_no_match_is_left_out()
    {
        using var index = new TestIndex([
            .. Days(new(1950, 1, 1), 1_200, every: 20, "other"), Make("old", new(1952, 5, 1)), .. Days(new(2015, 1, 1), 50, every: 1)]);
        var timeline = index.Search(Request(TimelineUnit.Day)).Timeline!;
        Assert.Equal(51, timeline.Buckets.Count);
        var gap = Assert.Single(timeline.Gaps);
        Assert.Equal((new DateOnly(1952, 5, 2), new DateOnly(2015, 1, 1)), (gap.Start, gap.End));
        Assert.InRange(gap.Articles, 1_000, 1_200);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Auckland")]
    public void What_is_told_instead_of_too_many_buckets_works_at_once(string zone)
    {
        using var index = new TestIndex([.. Days(new(1950, 1, 1), 1_200, every: 20), Make("odd", new(201, 1, 1))]);
        var request = Request(TimelineUnit.Day) with { Zone = zone };
        var fault = Assert.Single(Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics);
        Assert.Equal("SC324", fault.Code);
        Assert.Equal("week", fault.Fix);
        Assert.Contains("ask by week", fault.Message, StringComparison.Ordinal);
        var wider = index.Search(request with { Timeline = new(Enum.Parse<TimelineUnit>(fault.Fix!, ignoreCase: true)) });
        Assert.Equal(1_201, wider.Timeline!.Buckets.Sum(b => b.Count));

        var narrowed = fault.Message[fault.Message.IndexOf("date>=", StringComparison.Ordinal)..];
        var fewer = index.Search(request with { Query = $"news {narrowed}" }).Timeline!;
        Assert.InRange(fewer.Buckets.Count, 9_900, 10_000);
    }

    [Fact]
    public void Timelines_with_odd_dates_are_as_by_hand() => RandomRuns.Each(Archives, output, Compare);

    private static void Compare(Random random)
    {
        using var index = new TestIndex();
        var (articles, zone, unit) = (new List<Article>(), Zones[random.Next(Zones.Length)], (TimelineUnit)random.Next(5));
        for (var i = random.Next(1, 80); i > 0; i--)
        {
            var day = new DateOnly(2000, 1, 1).AddDays(random.Next(4) == 0 ? random.Next(-15_000, 15_000) : random.Next(300));
            day = random.Next(40) == 0 ? new(random.Next(1, 10_000), random.Next(1, 13), 15) : day;
            var hour = new DateTimeOffset(day, new TimeOnly(random.Next(24), random.Next(60)), TimeSpan.Zero);
            var article = Make($"a{i}", day, random.Next(3) == 0 ? "other" : "news");
            articles.Add(article with { Published = ArticleDate.FromDateTimeOffset(hour) });
            index.Add(articles[^1]);
            if (random.Next(15) == 0)
            {
                index.Cut();
            }

            if (random.Next(10) == 0)
            {
                index.Delete(articles[0].Id);
                articles.RemoveAt(0);
            }
        }

        var timeline = index.Search(Request(unit) with { Zone = zone, Timeline = new(unit) { By = new("person") } }).Timeline!;
        var local = articles.ToLookup(a => Start(Local(a, zone), unit));
        var matches = articles.Where(a => a.Body == "news").ToLookup(a => Start(Local(a, zone), unit));
        Assert.Equal(
            matches.Select(g => (g.Key, (long)g.Count())).Order(),
            timeline.Buckets.Where(b => b.Count > 0).Select(b => (b.Start, b.Count)));
        Assert.All(timeline.Buckets, b => Assert.Equal(local[b.Start].Count(), b.Articles));
        Assert.Equal(
            timeline.Buckets.Select(b => b.Count), timeline.Series.Count == 0 ? [] : timeline.Series[0].Buckets.Select(b => b.Count));
        if (timeline.Buckets.Count == 0)
        {
            return;
        }

        // Buckets and gaps make up the calendar between the first match and the last.
        var gaps = timeline.Gaps.ToDictionary(g => g.Start);
        for (var i = 1; i < timeline.Buckets.Count; i++)
        {
            var (next, start) = (Next(timeline.Buckets[i - 1].Start, unit), timeline.Buckets[i].Start);
            if (gaps.Remove(next, out var gap))
            {
                Assert.Equal(start, gap.End);
                Assert.Equal(local.Where(g => g.Key >= gap.Start && g.Key < gap.End).Sum(g => g.Count()), gap.Articles);
                next = start;
            }

            Assert.Equal(start, next);
        }

        Assert.Empty(gaps);
        Assert.Equal(
            timeline.Buckets.Where(b => IsBurst(b.Start, unit, matches, local, timeline.Buckets[0].Start)).Select(b => b.Start),
            timeline.Buckets.Where(b => b.IsBurst).Select(b => b.Start));
    }

    private static bool IsBurst(
        DateOnly start, TimelineUnit unit, ILookup<DateOnly, Article> matches, ILookup<DateOnly, Article> local, DateOnly first)
    {
        var (before, day) = (new List<DateOnly>(), start);
        while (before.Count < 12 && day > first)
        {
            before.Add(day = Start(day.AddDays(-1), unit));
        }

        var articles = before.Sum(d => local[d].Count());
        var count = matches[start].Count();
        var expected = Math.Max(0.5, (double)before.Sum(d => matches[d].Count()) / articles * local[start].Count());
        return before.Count >= 3 && count >= 5 && articles > 0 && count >= 2 * expected && count - expected > 3 * Math.Sqrt(expected);
    }

    private static DateOnly Local(Article article, string zone) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(article.Published!.Value.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    private static DateOnly Start(DateOnly day, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Day => day,
        TimelineUnit.Week => day.DayOfWeek == DayOfWeek.Monday ? day : Start(day.AddDays(-1), unit),
        TimelineUnit.Month => day.AddDays(1 - day.Day),
        TimelineUnit.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => day.AddDays(1 - day.DayOfYear),
    };

    private static DateOnly Next(DateOnly start, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Day => start.AddDays(1),
        TimelineUnit.Week => start.AddDays(7),
        TimelineUnit.Month => start.AddMonths(1),
        TimelineUnit.Quarter => start.AddMonths(3),
        _ => start.AddYears(1),
    };

    private static SearchRequest Request(TimelineUnit unit) => new() { Query = "news", Timeline = new(unit), Limit = 0 };

    private static IEnumerable<Article> Days(DateOnly first, int count, int every, string body = "news") =>
        Enumerable.Range(0, count).Select(i => Make($"{body}{first}{i}", first.AddDays(i * every), body));

    private static Article Make(string id, DateOnly day, string body = "news") => new()
    {
        Id = id,
        Body = body,
        Published = ArticleDate.FromDay(day.Year, day.Month, day.Day),
        Entities = [new("person", "Ann Lee")],
    };
}
