using System.Globalization;
using System.Text;

using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace SearchCore.Plot;

/// <summary>Where a text stands and how it looks.</summary>
/// <param name="X">Where it is held, by its start, middle or end.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Size">The letters' size.</param>
/// <param name="Anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="Color">Its colour.</param>
internal sealed record TextPlace(float X, float Y, float Size, string Anchor, bool IsBold, SKColor Color);

/// <summary>
/// Draws text in the font that is inside the program, and what it has no character for in fonts of the machine. Letters are joined and run
/// from right to left as their script wants it; runs of one text stand beside one another in the order in which they are read, from the
/// right where the text begins with a script that is read so.
/// </summary>
internal sealed class Lettering : IDisposable
{
    private const string Inside = "DejaVuSans.ttf";

    private readonly SKTypeface standard;
    private readonly MachineFonts others = new();
    private readonly HashSet<string> missing = [];

    public Lettering()
    {
        using var file = typeof(Lettering).Assembly.GetManifestResourceStream(Inside)!;
        standard = SKTypeface.FromStream(file) ?? throw new InvalidOperationException($"{Inside} is no font");
    }

    /// <summary>The characters that no font has, in no order.</summary>
    public IReadOnlyCollection<string> Missing => missing;

    /// <summary>Draws a text.</summary>
    public void Draw(SKCanvas canvas, string text, TextPlace place)
    {
        var runs = Runs(text).Select(r => new ShapedRun(r.Text, r.Face, place)).ToList();
        try
        {
            if (text.EnumerateRunes().FirstOrDefault(Rune.IsLetter) is { Value: > 0 } first && IsReadFromRight(first))
            {
                runs.Reverse();
            }

            var wide = runs.Sum(r => r.Width);
            var x = place.X - (place.Anchor == "end" ? wide : place.Anchor == "middle" ? wide / 2 : 0);
            using var paint = new SKPaint { IsAntialias = true, Color = place.Color };
            foreach (var run in runs)
            {
                run.Draw(canvas, x, place.Y, paint);
                x += run.Width;
            }
        }
        finally
        {
            runs.ForEach(r => r.Dispose());
        }
    }

    public void Dispose()
    {
        others.Dispose();
        standard.Dispose();
    }

    // Stretches of one font and one direction; marks and blanks go with what stands before them.
    private IEnumerable<(string Text, SKTypeface Face)> Runs(string text)
    {
        var open = new StringBuilder();
        var (face, fromRight) = (standard, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var own = Face(rune.Value);
            var turns = Rune.IsLetterOrDigit(rune) && IsReadFromRight(rune) != fromRight;
            if ((own != face || turns) && open.Length > 0)
            {
                yield return (open.ToString(), face);
                open.Clear();
            }

            face = own;
            fromRight = turns ? !fromRight : fromRight;
            open.Append(rune.ToString());
        }

        if (open.Length > 0)
        {
            yield return (open.ToString(), face);
        }
    }

    private SKTypeface Face(int character)
    {
        if (standard.GetGlyph(character) != 0)
        {
            return standard;
        }

        if (others.Find(character) is { } other)
        {
            return other;
        }

        // Marks that only say how a neighbour looks show nothing by themselves.
        if (Rune.GetUnicodeCategory(new Rune(character)) is not UnicodeCategory.Format)
        {
            missing.Add(char.ConvertFromUtf32(character));
        }

        return standard;
    }

    private static bool IsReadFromRight(Rune rune) =>
        rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);

    private sealed class ShapedRun : IDisposable
    {
        private readonly string text;
        private readonly SKShaper shaper;
        private readonly SKFont font;

        public ShapedRun(string text, SKTypeface face, TextPlace place)
        {
            this.text = text;
            shaper = new(face);
            font = new(face, place.Size) { Embolden = place.IsBold, Subpixel = true };
            Width = shaper.Shape(text, font).Width;
        }

        public float Width { get; }

        public void Draw(SKCanvas canvas, float x, float y, SKPaint paint) => canvas.DrawShapedText(shaper, text, x, y, font, paint);

        public void Dispose()
        {
            font.Dispose();
            shaper.Dispose();
        }
    }
}
