using System.Globalization;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Overlaps;

/// <summary>What facets and timelines by story have to say, by sets of stories.</summary>
/// <param name="live">The articles.</param>
/// <param name="stories">The ids of each article's story.</param>
internal sealed class NaiveStoryCounts(Dictionary<string, Article> live, Dictionary<string, SortedSet<string>> stories)
{
    /// <summary>Ranges that facets are asked for, with what lies in them.</summary>
    public static readonly (string Text, Func<double, bool> Holds)[] Given =
        [("[0 TO 10}", n => n is >= 0 and < 10), (">=7", n => n >= 7), ("<1", n => n < 1), ("3", n => n == 3)];

    private static readonly double[] Bounds = [-10, -5, -2, -1, 0, 1, 2, 5, 10, 20, 50];

    /// <summary>The numbers and dates of an archive's own that an article has; dates are seconds since 1970.</summary>
    public static IEnumerable<double> Numbers(Article article, string field) => article.Members.Where(m => m.Name == field)
        .SelectMany(m => JsonSerializer.Deserialize<string[]>(m.Value)!)
        .Select(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : DateTimeOffset.Parse(v, CultureInfo.InvariantCulture).ToUnixTimeSeconds());

    /// <summary>How many stories each value is, as it is compared; a story is one of a value that any of the matches has.</summary>
    public Dictionary<string, long> Values(string kind, IEnumerable<string> matches) => matches
        .SelectMany(id => ValuesOf(kind, id).Select(v => (Value: v, Story: stories[id])))
        .Distinct().GroupBy(p => p.Value).ToDictionary(g => g.Key, g => (long)g.Count());

    /// <summary>Compares a facet.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="matches">The matches, and where it is counted sideways those that its own drill-downs alone exclude.</param>
    /// <param name="top">How many values were asked for.</param>
    public void Compare(Facet facet, IEnumerable<string> matches, int top)
    {
        var expected = Values(facet.Kind, matches);
        Assert.Equal(expected.Count, facet.Distinct);
        Assert.Equal(Math.Min(top, expected.Count), facet.Values.Count);
        Assert.All(facet.Values, v => Assert.Equal(expected[v.Value.ToLowerInvariant()], v.Count));
        Assert.Equal(expected.Values.OrderDescending().Take(top), facet.Values.Select(v => v.Count));
        Assert.Equal(facet.Values.OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal), facet.Values);
    }

    /// <summary>Compares a facet of ranges: a story is one of a range that any of its matches has a number in.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="matches">As for values.</param>
    public void CompareRanges(Facet facet, FacetRequest asked, IEnumerable<string> matches)
    {
        var numbers = matches.SelectMany(id => Numbers(live[id], asked.Kind).Select(n => (Number: n, Story: stories[id]))).ToList();
        if (asked.Ranges.Count > 0)
        {
            var given = asked.Ranges.Select(r => (Range: r, Given.Single(g => g.Text == r).Holds))
                .Select(g => new FacetValue(g.Range, numbers.Where(n => g.Holds(n.Number)).Select(n => n.Story).Distinct().Count()));
            Assert.Equal(given, facet.Values);
            return;
        }

        var expected = numbers.GroupBy(n => From(n.Number, asked))
            .ToDictionary(g => Text(g.Key, asked), g => (From: g.Key, Count: (long)g.Select(n => n.Story).Distinct().Count()));
        Assert.Equal(expected.Count, facet.Distinct);
        Assert.Equal(
            expected.Values.Select(e => e.Count).OrderDescending().Take(asked.Top), facet.Values.Select(v => v.Count).OrderDescending());
        Assert.All(facet.Values, v => Assert.Equal(expected[v.Value].Count, v.Count));
        Assert.Equal(facet.Values.OrderBy(v => expected[v.Value].From), facet.Values);
    }

    /// <summary>Compares a timeline by day.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="matches">The matches.</param>
    /// <param name="by">What kind there is a timeline of each value for; null for none.</param>
    /// <param name="select">The values drilled down to, of the kind.</param>
    public void Compare(Timeline timeline, IReadOnlyList<string> matches, FacetRequest? by, IReadOnlyList<string> select)
    {
        Assert.Equal(Stories(matches.Where(id => !DaysOf(id, timeline.Field).Any())), timeline.Undated);
        Assert.Equal(Days(matches, timeline.Field), Counted(timeline.Buckets));
        var all = Days(live.Keys, timeline.Field);
        Assert.All(timeline.Buckets, b => Assert.Equal(all.GetValueOrDefault(b.Start), b.Articles));
        var counts = by is null ? [] : Values(by.Kind, matches);
        var shown = timeline.Series.Select(s => s.Value.ToLowerInvariant()).ToList();
        var wanted = counts.Where(c => select.Count == 0 || select.Contains(c.Key)).Select(c => c.Value).OrderDescending();
        Assert.Equal(wanted.Take(by?.Top ?? 0), shown.Select(v => counts[v]));
        foreach (var (series, value) in timeline.Series.Zip(shown))
        {
            Assert.Equal(Days(matches.Where(id => ValuesOf(by!.Kind, id).Contains(value)), timeline.Field), Counted(series.Buckets));
        }
    }

    private static SortedDictionary<DateOnly, long> Counted(IEnumerable<TimelineBucket> buckets) =>
        new(buckets.Where(b => b.Count > 0).ToDictionary(b => b.Start, b => b.Count));

    private static double From(double number, FacetRequest asked) =>
        asked.Step is { } step ? Math.Floor(number / step) * step
        : asked.Unit is not null ? Math.Floor(number / 86_400) * 86_400
        : Bounds.Last(b => b <= number);

    private static string Text(double from, FacetRequest asked)
    {
        var to = asked.Step is { } step ? from + step : Bounds.SkipWhile(b => b <= from).FirstOrDefault();
        return asked.Unit is not null
            ? DateTimeOffset.FromUnixTimeSeconds((long)from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"[{from} TO {to}}}");
    }

    private SortedDictionary<DateOnly, long> Days(IEnumerable<string> ids, string? field) => new(ids
        .SelectMany(id => DaysOf(id, field).Select(day => (Day: day, Id: id)))
        .GroupBy(p => p.Day).ToDictionary(g => g.Key, g => Stories(g.Select(p => p.Id))));

    private IEnumerable<DateOnly> DaysOf(string id, string? field) =>
        (field is not null ? Numbers(live[id], field) : live[id].Published is { } date ? [date.UnixSeconds] : [])
            .Select(second => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds((long)second).UtcDateTime));

    private long Stories(IEnumerable<string> ids) => ids.Select(id => stories[id]).Distinct().Count();

    private IEnumerable<string> ValuesOf(string kind, string id) => kind == "source"
        ? live[id].Source is { } source ? [source.ToLowerInvariant()] : []
        : live[id].Entities.Where(e => e.Kind == kind).Select(e => e.Name.ToLowerInvariant()).Distinct();
}
