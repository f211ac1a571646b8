using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output.Pictures;

/// <summary>A facet's values as bars, the most frequent first.</summary>
internal static class FacetBars
{
    private const int WidestValue = 32, WidestBar = 40, LeastBar = 4;

    /// <summary>The rows, each of at most so many cells.</summary>
    public static IReadOnlyList<PictureRow> Of(Facet facet, int width)
    {
        var most = facet.Values.Max(v => v.Count);
        var number = most.ToString("N0", CultureInfo.InvariantCulture).Length;
        var names = facet.Values.Select(v => SafeText.Line(v.Value)).ToList();
        var name = Math.Min(Math.Min(WidestValue, names.Max(n => CellWidth.Of(n))), Math.Max(4, width - number - 4 - LeastBar));
        var bar = Math.Clamp(width - name - number - 4, LeastBar, WidestBar);
        var rows = new List<PictureRow>
        {
            new((SafeText.Line(facet.Kind), PictureStyle.Accent), (Missing(facet), PictureStyle.Quiet)),
        };
        for (var i = 0; i < facet.Values.Count; i++)
        {
            var text = Fitted.To(names[i], name);
            rows.Add(new(
                ("  " + text + new string(' ', name - CellWidth.Of(text) + 1), PictureStyle.Plain),
                (facet.Values[i].Count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(number) + " ", PictureStyle.Quiet),
                (Blocks.Bar(facet.Values[i].Count, most, bar), PictureStyle.Bar)));
        }

        return rows;
    }

    private static string Missing(Facet facet) => facet.Distinct > facet.Values.Count
        ? string.Create(CultureInfo.InvariantCulture, $"  {facet.Values.Count:N0} of {facet.Distinct:N0}")
        : "";
}
