using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;

using Spectre.Console;

namespace SearchCore.Cli.Output;

/// <summary>A timeline, what is significant, and facets by themselves, as pictures that fit the terminal.</summary>
internal static class TrendsView
{
    // What a window needs besides for a query, its header and a prompt.
    private const int OtherRows = 6, LeastRows = 3;

    /// <summary>Writes the timeline and what is significant of results.</summary>
    /// <param name="shell">Where to; a terminal's height decides between bars and lines.</param>
    /// <param name="results">The results.</param>
    /// <param name="measure">What bars are by.</param>
    public static void Write(Shell shell, SearchResults results, TimelineMeasure measure = TimelineMeasure.Count)
    {
        if (results.Timeline is { Buckets.Count: > 0 } timeline)
        {
            var bars = TimelineRows.Of(timeline).Count <= Height(shell);
            var width = Screen.Width(shell) - 1;
            Draw(shell, bars ? TimelineBars.Of(timeline, width, measure) : TimelineSparks.Of(timeline, width, measure));
        }

        foreach (var kind in results.Significant.Where(s => s.Values.Count > 0))
        {
            Draw(shell, SignificanceTable.Of(kind, results.Total.Value, Screen.Width(shell) - 1));
        }
    }

    /// <summary>Writes facets as bars, where they stand beside no hits.</summary>
    public static void WriteFacets(Shell shell, IEnumerable<Facet> facets)
    {
        foreach (var facet in facets.Where(f => f.Values.Count > 0))
        {
            Draw(shell, FacetBars.Of(facet, Screen.Width(shell) - 1));
        }
    }

    // A file or a pipe has all the rows there are.
    private static int Height(Shell shell) => shell.OutIsTerminal ? Math.Max(LeastRows, shell.Height() - OtherRows) : int.MaxValue;

    private static void Draw(Shell shell, IReadOnlyList<PictureRow> rows)
    {
        var picture = new Paragraph();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var (text, style) in rows[i].Parts)
            {
                picture.Append(text, style switch
                {
                    PictureStyle.Quiet => Screen.Quiet,
                    PictureStyle.Bar => Screen.Match,
                    PictureStyle.Accent => Screen.Accent,
                    _ => Style.Plain,
                });
            }

            picture.Append(i < rows.Count - 1 ? "\n" : "");
        }

        Screen.Write(shell, picture);
    }
}
