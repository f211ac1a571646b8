using SearchCore.Articles;
using SearchCore.Queries;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Facets;

/// <summary>
/// Counts of facets, over time and of what is significant equal counting by hand, over random archives with replaced and deleted articles.
/// </summary>
public sealed class FacetTwinTests(ITestOutputHelper output)
{
    private const int Archives = 150;

    private static readonly string[] Zones = ["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"];

    // Making an archive costs more than asking it: two checks share each.
    [Fact]
    public void Facets_and_significant_values_over_random_archives() => EachArchive(24 * 40, (archive, random) =>
    {
        Facets_count_sideways_and_by_prefix_as_by_hand(archive, random);
        Significant_values_have_the_counts_and_the_score_that_counting_by_hand_gives(archive, random);
    });

    [Fact]
    public void Timelines_over_random_archives() => EachArchive(24 * 900, (archive, random) =>
    {
        Timelines_count_every_match_into_its_local_day_week_month_quarter_and_year(archive, random);
        A_bucket_holds_what_the_query_language_calls_so(archive, random);
    });

    private static void Facets_count_sideways_and_by_prefix_as_by_hand(RandomArchive archive, Random random)
    {
        var prefix = (string?[])[null, "", "l", "LEE", "an", "bob l", "zz"];
        var request = RandomArchive.Request(random) with
        {
            Facets = [new("person") { Top = random.Next(1, 5), Prefix = prefix[random.Next(prefix.Length)] }, new("place") { Top = 3 }],
        };
        var results = archive.Index.Search(request);
        Assert.Equal(archive.Matching(request).Count(), results.Total.Value);
        foreach (var (facet, counted) in request.Facets.Zip(results.Facets))
        {
            var expected = archive.Matching(request, except: facet.Kind).SelectMany(a => a.Entities).Where(e => e.Kind == facet.Kind)
                .GroupBy(e => e.Name)
                .Where(g => g.Key.Replace('Ä', 'A').Split(' ')
                    .Select((_, i) => string.Join(' ', g.Key.Replace('Ä', 'A').Split(' ').Skip(i)))
                    .Any(n => n.StartsWith(facet.Prefix ?? "", StringComparison.OrdinalIgnoreCase)))
                .Select(g => new FacetValue(g.Key, g.Count())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)
                .ToList();
            Assert.Equal(expected.Take(facet.Top), counted.Values);
            Assert.Equal(expected.Count, counted.Distinct);
        }
    }

    private static void Timelines_count_every_match_into_its_local_day_week_month_quarter_and_year(RandomArchive archive, Random random)
    {
        var unit = (TimelineUnit)random.Next(5);
        var zone = Zones[random.Next(Zones.Length)];
        var request = RandomArchive.Request(random) with
        {
            Timeline = new(unit) { By = new FacetRequest("person") { Top = 2 } },
            Zone = zone,
        };
        var timeline = archive.Index.Search(request).Timeline!;
        var matching = archive.Matching(request).ToList();
        Assert.Equal(matching.Count(a => a.Published is null), timeline.Undated);
        Assert.Equal(matching.Count, timeline.Undated + timeline.Buckets.Sum(b => b.Count));

        var all = Count(archive.Articles, unit, zone);
        Assert.Equal(Count(matching, unit, zone), timeline.Buckets.Where(b => b.Count > 0).ToDictionary(b => b.Start, b => (int)b.Count));
        Assert.All(timeline.Buckets, b => Assert.Equal(all.GetValueOrDefault(b.Start), b.Articles));
        Assert.All(timeline.Buckets.Zip(timeline.Buckets.Skip(1)), pair => Assert.Equal(Next(pair.First.Start, unit), pair.Second.Start));
        Assert.True(timeline.Buckets is [] or [{ Count: > 0 }, ..] && timeline.Buckets is [] or [.., { Count: > 0 }]);

        foreach (var series in timeline.Series)
        {
            var own = matching.Where(a => a.Entities.Contains(new("person", series.Value))).ToList();
            Assert.Equal(Count(own, unit, zone), series.Buckets.Where(b => b.Count > 0).ToDictionary(b => b.Start, b => (int)b.Count));
            Assert.Equal(timeline.Buckets.Select(b => (b.Start, b.Articles)), series.Buckets.Select(b => (b.Start, b.Articles)));
        }
    }

    private static void A_bucket_holds_what_the_query_language_calls_so(RandomArchive archive, Random random)
    {
        var zone = Zones[random.Next(Zones.Length)];
        var timeline = archive.Index.Search(new SearchRequest { Timeline = new(TimelineUnit.Month), Zone = zone }).Timeline!;
        foreach (var bucket in timeline.Buckets.Where(b => b.Count > 0).Take(4))
        {
            var month = archive.Index.Search(new SearchRequest
            {
                Query = $"date:{bucket.Start.Year:D4}-{bucket.Start.Month:D2}",
                Zone = zone,
            });
            Assert.Equal(bucket.Count, month.Total.Value);
        }
    }

    private static void Significant_values_have_the_counts_and_the_score_that_counting_by_hand_gives(RandomArchive archive, Random random)
    {
        var request = RandomArchive.Request(random) with { Facets = [new("person")], Significant = [new("person") { Top = 1_000 }] };
        var significance = Assert.Single(archive.Index.Search(request).Significant);
        var matching = archive.Matching(request).ToList();
        Assert.Equal((matching.Count, archive.Articles.Count), (significance.Sample, significance.Archive));
        foreach (var value in significance.Values)
        {
            Assert.Equal(matching.Count(a => a.Entities.Contains(new("person", value.Value))), value.Matches);
            Assert.Equal(archive.Articles.Count(a => a.Entities.Contains(new("person", value.Value))), value.Articles);
            Assert.True(value is { Score: >= 6.63, Matches: > 1 });
        }

        Assert.Equal(significance.Values.OrderByDescending(v => v.Score), significance.Values);
    }

    private static Dictionary<DateOnly, int> Count(IEnumerable<Article> articles, TimelineUnit unit, string zone) => articles
        .Where(a => a.Published is not null)
        .GroupBy(a =>
            Start(DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(a.Published!.Value.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime), unit))
        .ToDictionary(g => g.Key, g => g.Count());

    private static DateOnly Start(DateOnly day, TimelineUnit unit) => unit switch
    {
        TimelineUnit.Day => day,
        TimelineUnit.Week => day.DayOfWeek == DayOfWeek.Monday ? day : Start(day.AddDays(-1), unit),
        TimelineUnit.Month => day.AddDays(1 - day.Day),
        TimelineUnit.Quarter => day is { Day: 1, Month: 1 or 4 or 7 or 10 } ? day : Start(day.AddDays(-1), unit),
        _ => day.AddDays(1 - day.DayOfYear),
    };

    private static DateOnly Next(DateOnly start, TimelineUnit unit)
    {
        var day = start.AddDays(1);
        while (Start(day, unit) != day)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private void EachArchive(int hours, Action<RandomArchive, Random> check)
    {
        for (var run = 0; run < Archives; run++)
        {
            var seed = Random.Shared.Next();
            try
            {
                var random = new Random(seed);
                using var archive = new RandomArchive(random, hours);
                check(archive, random);
            }
            catch
            {
                output.WriteLine($"seed {seed}");
                throw;
            }
        }
    }
}
