using System.Globalization;
using System.Xml;

using SkiaSharp;

namespace SearchCore.Plot;

/// <summary>
/// Paints the SVG that the console writes: rectangles, lines, polylines and text at places. Any other element is refused and not left out,
/// because a picture that lacks a part says something false.
/// </summary>
internal static class SvgPainter
{
    // A picture of a thousand facet values is long; one of a hundred megapixels is a mistake.
    private const int MostPixels = 100_000_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Paints.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="scale">Pixels for each of its units.</param>
    /// <param name="lettering">Draws its text.</param>
    /// <returns>A PNG.</returns>
    /// <exception cref="PlotException">It is no picture of the console.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static byte[] Paint(Stream svg, int scale, Lettering lettering)
    {
        using var xml = XmlReader.Create(svg, Settings);
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "svg")
        {
            throw new PlotException("what comes in is no SVG");
        }

        var (wide, high) = (scale * Number(xml, "width"), scale * Number(xml, "height"));
        if (wide < 1 || high < 1 || wide * high > MostPixels)
        {
            throw new PlotException(
                string.Create(
                    CultureInfo.InvariantCulture, $"a picture of {wide:0} by {high:0} pixels cannot be drawn; ask for fewer values"));
        }

        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Round(wide), (int)Math.Round(high)))
            ?? throw new PlotException("there is not enough memory for a picture of that size");
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(scale);
        PaintElements(xml, surface.Canvas, lettering);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void PaintElements(XmlReader xml, SKCanvas canvas, Lettering lettering)
    {
        using var paint = new SKPaint { IsAntialias = true };
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "title":
                    // What a browser shows beside the mouse.
                    xml.ReadInnerXml();
                    break;
                case "rect":
                    (paint.Style, paint.Color) = (SKPaintStyle.Fill, Color(xml, "fill"));
                    canvas.DrawRect(Number(xml, "x"), Number(xml, "y"), Number(xml, "width"), Number(xml, "height"), paint);
                    break;
                case "line":
                    (paint.Style, paint.Color, paint.StrokeWidth) = (SKPaintStyle.Stroke, Color(xml, "stroke"), 1);
                    canvas.DrawLine(Number(xml, "x1"), Number(xml, "y1"), Number(xml, "x2"), Number(xml, "y2"), paint);
                    break;
                case "polyline":
                    (paint.Style, paint.Color) = (SKPaintStyle.Stroke, Color(xml, "stroke"));
                    paint.StrokeWidth = Number(xml, "stroke-width");
                    using (var path = Path(xml.GetAttribute("points") ?? ""))
                    {
                        canvas.DrawPath(path, paint);
                    }

                    break;
                case "text":
                    var place = new TextPlace(
                        Number(xml, "x"), Number(xml, "y"), Number(xml, "font-size"), xml.GetAttribute("text-anchor") ?? "start",
                        xml.GetAttribute("font-weight") == "bold", Color(xml, "fill"));
                    lettering.Draw(canvas, xml.ReadString(), place);
                    break;
                default:
                    throw new PlotException(
                        $"the picture has <{xml.LocalName}>, which the console does not write; this draws what it writes");
            }
        }
    }

    private static SKPath Path(string points)
    {
        var path = new SKPath();
        var isFirst = true;
        foreach (var point in points.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = point.IndexOf(',');
            var (x, y) = comma < 0 ? throw new PlotException($"'{point}' is no point of a line")
                : (Number(point[..comma], "points"), Number(point[(comma + 1)..], "points"));
            if (isFirst)
            {
                path.MoveTo(x, y);
            }
            else
            {
                path.LineTo(x, y);
            }

            isFirst = false;
        }

        return path;
    }

    private static SKColor Color(XmlReader xml, string name) =>
        SKColor.TryParse(xml.GetAttribute(name), out var color)
            ? color : throw new PlotException($"<{xml.LocalName}> has no colour of the form #rrggbb as its {name}");

    private static float Number(XmlReader xml, string name) => Number(xml.GetAttribute(name), name);

    private static float Number(string? text, string name) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number : throw new PlotException($"'{text}' is no number; a {name} is one");
}
