using System.Globalization;

using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;

using Spectre.Console;
using Spectre.Console.Rendering;

namespace SearchCore.Cli.Output;

/// <summary>Results for a person: the hits, and beside them, where there is room, the facets.</summary>
internal static class ResultsView
{
    private const int FacetWidth = 34;
    private const int NamesShown = 3;
    private const int RoomForFacets = 100;
    private const int RoomForBars = 120;
    private const int BarWidth = 6;

    /// <summary>Writes the results.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="results">What was found.</param>
    /// <param name="first">The first hit's number, from 1.</param>
    /// <param name="read">Reads an article by id, so that whom and what a hit names stands below it; null leaves that out.</param>
    /// <param name="zone">The zone of the dates shown; UTC where it is null.</param>
    /// <param name="measure">What the bars of a timeline are by.</param>
    public static void Write(
        Shell shell, SearchResults results, int first = 1, Func<string, StoredArticle?>? read = null, TimeZoneInfo? zone = null,
        TimelineMeasure measure = TimelineMeasure.Count)
    {
        Screen.Write(shell, new Text($"{Total(results)} · {Amounts.Time(results.Took)}", Screen.Quiet));
        TrendsView.Write(shell, results, measure);
        if (results.Hits.Count == 0)
        {
            TrendsView.WriteFacets(shell, results.Facets);
            return;
        }

        var hits = Hits(shell, results, first, read, zone ?? TimeZoneInfo.Utc);
        var bars = Screen.Width(shell) >= RoomForBars;
        var facetWidth = FacetWidth + (bars ? BarWidth + 1 : 0);
        var facets = Facets(results, bars);
        if (facets is null)
        {
            Screen.Write(shell, hits);
        }
        else if (Screen.Width(shell) >= RoomForFacets)
        {
            var grid = new Grid().AddColumn(new GridColumn().Padding(0, 0, 3, 0).Width(Screen.Width(shell) - facetWidth - 3));
            grid.AddColumn(new GridColumn().Padding(0, 0, 0, 0).Width(facetWidth));
            Screen.Write(shell, grid.AddRow(hits, facets));
        }
        else
        {
            Screen.Write(shell, new Rows(hits, Text.Empty, FacetLines(results)));
        }
    }

    private static string Total(SearchResults results) =>
        results.Total.Value == 0
            ? "no articles"
            : (results.Total.IsExact ? "" : "at least ") + Amounts.Count(results.Total.Value, "article")
            + (results.Groups is { } groups ? $" in {Amounts.Count(groups, "group")}" : "")
            + (results.Stories is { } stories ? $" in {Amounts.Count(stories.Value, "story", "stories")}" : "");

    private static Rows Hits(Shell shell, SearchResults results, int first, Func<string, StoredArticle?>? read, TimeZoneInfo zone)
    {
        var rows = new List<IRenderable>();
        for (var i = 0; i < results.Hits.Count; i++)
        {
            var hit = results.Hits[i];
            var grid = new Grid { Expand = false };
            grid.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(0, 0, 1, 0).Width(3));
            grid.AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            var title = SafeText.Line(hit.Title);
            grid.AddRow(new Text((first + i).ToString(CultureInfo.InvariantCulture), Screen.Quiet),
                new Text(title.Length == 0 ? "(no headline)" : title, Screen.Strong));
            grid.AddRow(Text.Empty, new Text(About(hit, zone), Screen.Quiet));
            if (hit.Snippet is { Text.Length: > 0 } snippet)
            {
                grid.AddRow(Text.Empty, Passage(snippet, shell.Color));
            }

            if (read?.Invoke(hit.Id) is { } article && EntityLines.Short(article, NamesShown) is { } names)
            {
                grid.AddRow(Text.Empty, names);
            }

            rows.Add(grid);
        }

        return new Rows(rows);
    }

    private static string About(SearchHit hit, TimeZoneInfo zone)
    {
        var parts = new List<string>();
        if (hit.Published is { } published)
        {
            parts.Add(LocalDates.Long(published, zone));
        }

        if (!string.IsNullOrEmpty(hit.Source))
        {
            parts.Add(SafeText.Line(hit.Source));
        }

        parts.Add(SafeText.Line(hit.Id));
        if (hit.Group is { Articles: > 1 } group)
        {
            parts.Add($"{Amounts.Count(group.Articles, "article")} of {SafeText.Line(group.Value)}");
        }

        if (hit.Story is { } story)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"+{story.Articles - 1:N0} near-identical"));
        }

        return string.Join(" · ", parts);
    }

    /// <summary>The passage with its matches set off: by colour, or by asterisks where there is none.</summary>
    internal static Paragraph Passage(Snippet snippet, bool color)
    {
        var passage = new Paragraph();
        var at = 0;
        foreach (var (start, end) in Joined(snippet))
        {
            passage.Append(SafeText.Block(snippet.Text[at..start]));
            var match = SafeText.Block(snippet.Text[start..end]);
            passage.Append(color ? match : $"*{match}*", Screen.Match);
            at = end;
        }

        return passage.Append(SafeText.Block(snippet.Text[at..]));
    }

    /// <summary>The matches, with those that only a blank parts made one: a phrase reads as a whole.</summary>
    private static IEnumerable<TextRange> Joined(Snippet snippet)
    {
        TextRange? open = null;
        foreach (var match in snippet.Matches)
        {
            if (open is { } before && snippet.Text.AsSpan(before.End, match.Start - before.End) is " ")
            {
                open = before with { End = match.End };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = match;
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static Rows FacetLines(SearchResults results) =>
        new(results.Facets.Where(f => f.Values.Count > 0).Select(facet => new Paragraph()
        .Append($"{SafeText.Line(facet.Kind)}: ", Screen.Accent)
        .Append(string.Join(
            " · ", facet.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{SafeText.Line(v.Value)} {v.Count:N0}"))))));

    private static Grid? Facets(SearchResults results, bool bars)
    {
        if (!results.Facets.Any(f => f.Values.Count > 0))
        {
            return null;
        }

        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(0, 0, 1, 0).Width(6));
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 0, 0).Width(FacetWidth - 7));
        if (bars)
        {
            grid.AddColumn(new GridColumn().NoWrap().Padding(1, 0, 0, 0).Width(BarWidth));
        }

        foreach (var facet in results.Facets.Where(f => f.Values.Count > 0))
        {
            grid.AddRow(Text.Empty, new Text(SafeText.Line(facet.Kind), Screen.Accent));
            var most = facet.Values.Max(v => v.Count);
            foreach (var (value, count) in facet.Values)
            {
                IRenderable[] row =
                [
                    new Text(count.ToString("N0", CultureInfo.InvariantCulture), Screen.Quiet),
                    new Text(SafeText.Line(value)) { Overflow = Overflow.Ellipsis },
                ];
                grid.AddRow(bars ? [.. row, new Text(Blocks.Bar(count, most, BarWidth), Screen.Match)] : row);
            }
        }

        return grid;
    }
}
