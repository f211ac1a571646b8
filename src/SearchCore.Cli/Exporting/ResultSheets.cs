using System.Globalization;

using SearchCore.Cli.Output;

namespace SearchCore.Cli.Exporting;

/// <summary>What a result has besides its hits, as sheets: facets, a timeline with what it leaves out, what is significant.</summary>
internal static class ResultSheets
{
    /// <summary>A sheet for each thing that was asked for and is there.</summary>
    public static IEnumerable<Sheet> Of(SearchResults results)
    {
        if (results.Facets.Count > 0)
        {
            yield return new(
                "facets", "Facets", ["kind", "value", "count"],
                [.. results.Facets.SelectMany(f => f.Values.Select(v => (Cell[])[f.Kind, v.Value, v.Count]))]);
        }

        if (results.Timeline is { } timeline)
        {
            yield return OfTimeline(timeline);
            if (timeline.Gaps.Count > 0)
            {
                yield return new(
                    "gaps", "Left out of the timeline", ["from", "to", "buckets", "archive"],
                    [.. timeline.Gaps.Select(g => (Cell[])[Day(g.Start), Day(g.End), g.Buckets, g.Articles])]);
            }
        }

        if (results.Significant.Count > 0)
        {
            yield return OfSignificance(results.Significant);
        }
    }

    /// <summary>What is significant: of how many matches, of how many others, how many times as often.</summary>
    public static Sheet OfSignificance(
        IEnumerable<Significance> kinds, string name = "significant", string title = "What sets the matches apart") => new(
        name, title, ["kind", "value", "matches", "of", "others", "of others", "times"],
        [.. kinds.SelectMany(kind => kind.Values.Select(value => (Cell[])
        [
            kind.Kind, value.Value, value.Matches, kind.Sample, value.Articles,
            kind.Archive, Cell.Times(kind.RatioOf(value), ""),
        ]))]);

    /// <summary>The hits of a page, with their passages.</summary>
    public static Sheet OfHits(SearchResults results, TimeZoneInfo zone) => new(
        "hits", results.Total.IsExact ? Amounts.Count(results.Total.Value, "article") : $"at least {results.Total.Value:N0} articles",
        ["id", "title", "published", "source"],
        [.. results.Hits.Select(h => (Cell[])[h.Id, h.Title ?? "", LocalDates.Text(h.Published, zone), h.Source ?? ""])]);

    private static Sheet OfTimeline(Timeline timeline)
    {
        var rows = new List<IReadOnlyList<Cell>>(timeline.Buckets.Count);
        for (var i = 0; i < timeline.Buckets.Count; i++)
        {
            var bucket = timeline.Buckets[i];
            rows.Add(
            [
                Day(bucket.Start), bucket.Count, bucket.Articles, Cell.Share(bucket.Share),
                bucket.IsBurst ? "burst" : "", .. timeline.Series.Select(s => (Cell)s.Buckets[i].Count),
            ]);
        }

        return new(
            "timeline", $"By {timeline.Unit.ToString().ToLowerInvariant()}",
            ["start", "count", "archive", "share", "burst", .. timeline.Series.Select(s => s.Value)], rows);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
