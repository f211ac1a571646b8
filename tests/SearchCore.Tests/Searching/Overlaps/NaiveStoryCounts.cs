using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Overlaps;

/// <summary>What facets and timelines by story have to say, by sets of stories.</summary>
/// <param name="live">The articles.</param>
/// <param name="stories">The ids of each article's story.</param>
internal sealed class NaiveStoryCounts(Dictionary<string, Article> live, Dictionary<string, SortedSet<string>> stories)
{
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

    /// <summary>Compares a timeline by day.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="matches">The matches.</param>
    /// <param name="by">What kind there is a timeline of each value for; null for none.</param>
    /// <param name="select">The values drilled down to, of the kind.</param>
    public void Compare(Timeline timeline, IReadOnlyList<string> matches, FacetRequest? by, IReadOnlyList<string> select)
    {
        Assert.Equal(Stories(matches.Where(id => live[id].Published is null)), timeline.Undated);
        Assert.Equal(Days(matches), Counted(timeline.Buckets));
        var all = Days(live.Keys);
        Assert.All(timeline.Buckets, b => Assert.Equal(all.GetValueOrDefault(b.Start), b.Articles));
        var counts = by is null ? [] : Values(by.Kind, matches);
        var shown = timeline.Series.Select(s => s.Value.ToLowerInvariant()).ToList();
        var wanted = counts.Where(c => select.Count == 0 || select.Contains(c.Key)).Select(c => c.Value).OrderDescending();
        Assert.Equal(wanted.Take(by?.Top ?? 0), shown.Select(v => counts[v]));
        foreach (var (series, value) in timeline.Series.Zip(shown))
        {
            Assert.Equal(Days(matches.Where(id => ValuesOf(by!.Kind, id).Contains(value))), Counted(series.Buckets));
        }
    }

    private static SortedDictionary<DateOnly, long> Counted(IEnumerable<TimelineBucket> buckets) =>
        new(buckets.Where(b => b.Count > 0).ToDictionary(b => b.Start, b => b.Count));

    private SortedDictionary<DateOnly, long> Days(IEnumerable<string> ids) => new(ids.Where(id => live[id].Published is not null)
        .GroupBy(id => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(live[id].Published!.Value.UnixSeconds).UtcDateTime))
        .ToDictionary(g => g.Key, Stories));

    private long Stories(IEnumerable<string> ids) => ids.Select(id => stories[id]).Distinct().Count();

    private IEnumerable<string> ValuesOf(string kind, string id) => kind == "source"
        ? live[id].Source is { } source ? [source.ToLowerInvariant()] : []
        : live[id].Entities.Where(e => e.Kind == kind).Select(e => e.Name.ToLowerInvariant()).Distinct();
}
