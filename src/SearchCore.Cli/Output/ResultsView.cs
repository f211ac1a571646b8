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
    private const int LeastNumberWidth = 3;
    private const int LeastCountWidth = 6;
    private const int RoomForBars = 120;
    private const int BarWidth = 6;

    /// <summary>Writes the results.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="results">What was found.</param>
    /// <param name="style">How the list looks; null for a list of a single search.</param>
    public static void Write(Shell shell, SearchResults results, ListStyle? style = null)
    {
        style ??= new();
        Screen.Write(shell, new Text(style.Header ?? $"{Total(results)} · {Amounts.Time(results.Took)}", Screen.Quiet));
        TrendsView.Write(shell, results, style.Measure);
        if (results.Hits.Count == 0 && !style.NumbersFacets)
        {
            TrendsView.WriteFacets(shell, results.Facets);
            return;
        }

        var hits = Hits(shell, results, style);
        var bars = Screen.Width(shell) >= RoomForBars;
        var facetWidth = FacetWidth + (bars ? BarWidth + 1 : 0);
        var facets = Facets(results, style.NumbersFacets, bars);
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
            Screen.Write(shell, new Rows(hits, Text.Empty, FacetLines(results, style.NumbersFacets)));
        }
    }

    /// <summary>How many were found: <c>428 articles in 20 stories</c>.</summary>
    public static string Total(SearchResults results) =>
        results.Total.Value == 0
            ? "no articles"
            : (results.Total.IsExact ? "" : "at least ") + Amounts.Count(results.Total.Value, "article")
            + (results.Groups is { } groups ? $" in {Amounts.Count(groups, "group")}" : "")
            + (results.Stories is { } stories ? $" in {Amounts.Count(stories.Value, "story", "stories")}" : "");

    private static Rows Hits(Shell shell, SearchResults results, ListStyle style)
    {
        var rows = new List<IRenderable>();
        for (var i = 0; i < results.Hits.Count; i++)
        {
            var hit = results.Hits[i];
            var article = style.Read?.Invoke(hit.Id);
            var grid = new Grid { Expand = false };
            var number = (style.First + i).ToString(CultureInfo.InvariantCulture);
            grid.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(0, 0, 1, 0).Width(Math.Max(3, number.Length)));
            grid.AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            var about = About(hit, article, style);
            var head = style.Shows("title") ? ArticleWords.Headline(hit, article) : about;
            grid.AddRow(new Text(number, Screen.Quiet), new Text(head, Screen.Strong));
            if (style.Shows("title") && about.Length > 0)
            {
                grid.AddRow(Text.Empty, new Text(about, Screen.Quiet));
            }

            if (style.Shows("words") && hit.Snippet is { Text.Length: > 0 } snippet)
            {
                grid.AddRow(Text.Empty, Passage(snippet, shell.Color, hit.SnippetField));
            }

            if (style.Shows("names") && article is not null && EntityLines.Short(article, NamesShown) is { } names)
            {
                grid.AddRow(Text.Empty, names);
            }

            if (style.Notes?.Invoke(hit.Id) is { } note)
            {
                grid.AddRow(Text.Empty, new Text(SafeText.Line(note), Screen.Accent));
            }

            rows.Add(grid);
        }

        return new Rows(rows);
    }

    private static string About(SearchHit hit, StoredArticle? article, ListStyle style)
    {
        var parts = new List<string>();
        foreach (var column in style.Columns)
        {
            parts.AddRange(column switch
            {
                "date" when hit.Published is { } published => [LocalDates.Long(published, style.Zone)],
                "source" when !string.IsNullOrEmpty(hit.Source) => [SafeText.Line(hit.Source)],
                "author" when article?.Article.Authors is { Count: > 0 } authors => ["by " + Short(authors)],
                "tags" when article?.Article.Tags is { Count: > 0 } tags => [Short(tags)],
                "id" => [SafeText.Line(hit.Id)],
                "score" when hit.Score > 0 => [hit.Score.ToString("0.00", CultureInfo.InvariantCulture)],
                "url" when !string.IsNullOrEmpty(hit.Url) => [SafeText.Line(hit.Url)],
                _ => Array.Empty<string>(),
            });
        }

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

    private static string Short(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(NamesShown).Select(SafeText.Line)) + (values.Count > NamesShown ? ", …" : "");

    /// <summary>
    /// The passage with its matches set off: by colour, or by asterisks where there is none; of a text of the archive's own with its name.
    /// </summary>
    internal static Paragraph Passage(Snippet snippet, bool color, string? field = null)
    {
        var passage = new Paragraph();
        if (field is not null)
        {
            passage.Append($"{field}: ", Screen.Quiet);
        }

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

    // Numbered through all kinds, in the order of the rows: a number chooses a value.
    private static Rows FacetLines(SearchResults results, bool areNumbered)
    {
        var number = 0;
        var lines = new List<Paragraph>();
        foreach (var facet in results.Facets.Where(f => f.Values.Count > 0))
        {
            var values = facet.Values.Select(v => string.Create(
                CultureInfo.InvariantCulture, $"{(areNumbered ? $"[{++number}] " : "")}{SafeText.Line(v.Value)} {v.Count:N0}"));
            lines.Add(new Paragraph().Append($"{SafeText.Line(facet.Kind)}: ", Screen.Accent).Append(string.Join(" · ", values)));
        }

        return new(lines);
    }

    private static Grid? Facets(SearchResults results, bool areNumbered, bool bars)
    {
        if (!results.Facets.Any(f => f.Values.Count > 0))
        {
            return null;
        }

        // Numbers are never broken or cut; names make room for them.
        var number = 0;
        var most = results.Facets.SelectMany(f => f.Values).Max(v => v.Count);
        var countWidth = Math.Max(LeastCountWidth, most.ToString("N0", CultureInfo.InvariantCulture).Length + 1);
        var rows = results.Facets.Sum(f => f.Values.Count).ToString(CultureInfo.InvariantCulture);
        var numberWidth = areNumbered ? Math.Max(LeastNumberWidth, rows.Length) : 0;
        var grid = new Grid { Expand = false };
        if (areNumbered)
        {
            grid.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(0, 0, 0, 0).Width(numberWidth));
        }

        grid.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(0, 0, 1, 0).Width(countWidth));
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 0, 0).Width(FacetWidth - 1 - countWidth - numberWidth));
        if (bars)
        {
            grid.AddColumn(new GridColumn().NoWrap().Padding(1, 0, 0, 0).Width(BarWidth));
        }

        foreach (var facet in results.Facets.Where(f => f.Values.Count > 0))
        {
            AddRow([Text.Empty, new Text(SafeText.Line(facet.Kind), Screen.Accent)]);
            var longest = facet.Values.Max(v => v.Count);
            foreach (var (value, count) in facet.Values)
            {
                number++;
                IRenderable[] row =
                [
                    new Text(count.ToString("N0", CultureInfo.InvariantCulture), Screen.Quiet),
                    new Text(SafeText.Line(value)) { Overflow = Overflow.Ellipsis },
                ];
                AddRow(
                    bars ? [.. row, new Text(Blocks.Bar(count, longest, BarWidth), Screen.Match)] : row,
                    number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return grid;

        void AddRow(IRenderable[] cells, string name = "") => grid.AddRow(areNumbered ? [new Text(name, Screen.Quiet), .. cells] : cells);
    }
}
