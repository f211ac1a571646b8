using System.Globalization;
using System.Text;

using SearchCore.Formats.Clipped;

using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace SearchCore.Formats.Pdf;

/// <summary>The text of a PDF: its pages' blocks in the order in which people read them, columns one after the other.</summary>
/// <param name="Text">The text: blocks apart by empty lines, their lines as they are set.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="PagesWithoutText">How many of them have no text.</param>
/// <param name="DamagedPages">How many of them cannot be read.</param>
/// <param name="Furniture">How many characters of headers and footers were left out.</param>
/// <param name="Properties">What the file says of itself.</param>
internal sealed record PdfText(
    string Text, int Pages, int PagesWithoutText, int DamagedPages, int Furniture, DocumentProperties Properties)
{
    // The analysis of a page takes time that grows faster than its letters: no newspaper's page has so many.
    private const int MostPages = 2_000, MostLetters = 60_000, MostCharacters = 8_000_000, MostNested = 128, LeastRepeats = 3;

    /// <summary>Reads a PDF.</summary>
    /// <exception cref="PdfLimitException">It is over a limit.</exception>
    public static PdfText Of(byte[] file, CancellationToken cancellation)
    {
        using var document = PdfDocument.Open(file, new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            MaxStackDepth = MostNested,
            FilterProvider = new PdfFilters(cancellation),
        });
        if (document.NumberOfPages > MostPages)
        {
            throw new PdfLimitException($"the PDF has {document.NumberOfPages:N0} pages; {MostPages:N0} are read at most");
        }

        var (pages, empty, damaged, size) = (new List<List<string>>(), 0, 0, 0);
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<string> blocks;
            try
            {
                blocks = Blocks(document.GetPage(number));
            }
            catch (Exception e) when (e is not (PdfLimitException or OperationCanceledException or OutOfMemoryException))
            {
                damaged++;
                continue;
            }

            empty += blocks.Count == 0 ? 1 : 0;
            pages.Add(blocks);
            if ((size += blocks.Sum(b => b.Length)) > MostCharacters)
            {
                throw new PdfLimitException($"the PDF has more than {MostCharacters:N0} characters");
            }
        }

        if (damaged > 0 && damaged == document.NumberOfPages)
        {
            throw new InvalidDataException("none of its pages can be read");
        }

        var furniture = RemoveFurniture(pages);
        var text = string.Join("\n\n", pages.SelectMany(p => p));
        return new(text, document.NumberOfPages, empty, damaged, furniture, PropertiesOf(document.Information));
    }

    private static List<string> Blocks(Page page)
    {
        if (page.Letters.Count == 0)
        {
            return [];
        }

        if (page.Letters.Count > MostLetters)
        {
            return [page.Text.Trim()];
        }

        var words = NearestNeighbourWordExtractor.Instance.GetWords(page.Letters).Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        IReadOnlyList<TextBlock> blocks = DocstrumBoundingBoxes.Instance.GetBlocks(words);
        var ordered = UnsupervisedReadingOrderDetector.Instance.Get(blocks).OrderBy(b => b.ReadingOrder);
        return [.. ordered.Select(b => Lines(b)).Where(b => b.Length > 0)];
    }

    private static string Lines(TextBlock block)
    {
        var text = new StringBuilder();
        foreach (var line in block.TextLines.Select(l => l.Text.Trim()).Where(l => l.Length > 0))
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(line);
        }

        return text.ToString();
    }

    // What stands first or last on three pages and more, but for its numbers, is no part of the text.
    private static int RemoveFurniture(List<List<string>> pages)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in pages.SelectMany(Edges).Distinct())
        {
            counts[Shape(block.Text)] = counts.GetValueOrDefault(Shape(block.Text)) + 1;
        }

        var omitted = 0;
        foreach (var page in pages)
        {
            foreach (var (text, _) in Edges(page).ToList())
            {
                if (counts[Shape(text)] >= LeastRepeats && counts[Shape(text)] * 2 >= pages.Count && page.Remove(text))
                {
                    omitted += text.Length;
                }
            }
        }

        return omitted;

        static IEnumerable<(string Text, List<string> Page)> Edges(List<string> page) =>
            page.Count == 0 ? [] : new[] { page[0], page[^1] }.Distinct().Where(t => t.Length < 200).Select(t => (t, page));
    }

    private static string Shape(string text)
    {
        var shape = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                shape.Append(c);
            }
            else if (shape.Length == 0 || shape[^1] != '#')
            {
                shape.Append('#');
            }
        }

        return shape.ToString();
    }

    private static DocumentProperties PropertiesOf(DocumentInformation about)
    {
        string? created = null;
        try
        {
            created = about.GetCreatedDateTimeOffset()?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // Then it is shown as it stands, and named as no date.
            created = about.CreationDate;
        }

        return new("PDF", about.Title, about.Author, created ?? about.CreationDate);
    }
}
