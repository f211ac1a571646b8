using System.Diagnostics;
using System.IO.Compression;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace SearchCore.Formats.Tests;

/// <summary>PDF with text; what has none, is locked or hostile.</summary>
public sealed class PdfTests
{
    private static readonly string[] Left =
    [
        "The gates of the lock opened at dawn on", "Tuesday, and the boats that had waited for",
        "three years went through in a long proces-", "sion that nobody who saw it will forget.",
    ];

    private static readonly string[] Right =
    [
        "A toast was drunk by the engineers who had", "mended the gates, and the mayor said that",
        "the canal had been given back to the town,", "which was late but not too late for it.",
    ];

    [Fact]
    public void Columns_are_read_one_after_the_other_and_words_that_lines_cut_are_whole()
    {
        var read = Sample.Read(Columns(), "a.pdf");
        Assert.Equal("pdf", read.Format);
        var article = read.Only;
        Assert.Equal("LOCK OPENS AFTER THREE YEARS", article.Title);
        Assert.Equal(ArticleDate.FromDay(2019, 5, 7), article.Published);
        Assert.StartsWith(
            "The gates of the lock opened at dawn on Tuesday, and the boats that had waited for three years went through in a long "
                + "procession that nobody who saw it will forget.", article.Body, StringComparison.Ordinal);
        Assert.EndsWith("which was late but not too late for it.", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(read.Notices, n => n.Kind == ArticleNoticeKind.Substituted);
    }

    [Fact]
    public void What_the_file_says_of_itself_stands_in_where_the_text_says_nothing_and_is_named()
    {
        var builder = new PdfDocumentBuilder();
        (builder.DocumentInformation.Title, builder.DocumentInformation.Author) = ("Lock opens at last", "Mara Quill");
        builder.DocumentInformation.CreationDate = "D:20190507063000Z";
        Page(builder, (60, 700, Left));
        var read = Sample.Read(builder.Build(), "a.pdf");
        Assert.Equal(
            ("Lock opens at last", new ArticleDate(1_557_210_600L), "Mara Quill"),
            (read.Only.Title, read.Only.Published!.Value, Assert.Single(read.Only.Authors)));
        Assert.Equal(3, read.Notices.Count(n => n.Kind == ArticleNoticeKind.Substituted));
    }

    [Fact]
    public void Headers_and_footers_of_several_pages_are_left_out_and_named()
    {
        var builder = new PdfDocumentBuilder();
        for (var page = 1; page <= 4; page++)
        {
            Page(
                builder, (60, 800, ["The Example Gazette"]), (60, 600, [.. (page % 2 == 0 ? Left : Right).Append($"This is part {page}.")]),
                (300, 40, [$"Sheet {page} of 4"]));
        }

        var read = Sample.Read(builder.Build(), "a.pdf");
        Assert.DoesNotContain("Sheet", read.Only.Body!, StringComparison.Ordinal);
        Assert.Contains(read.Notices, n => n.Detail.StartsWith("headers and footers: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scan_is_rejected_with_a_remedy()
    {
        var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4);
        var read = Sample.Read(builder.Build(), "scan.pdf");
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(RejectCodes.Empty, rejected.Code);
        Assert.Contains("ocrmypdf", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_file_is_rejected_with_a_remedy()
    {
        // A dictionary of encryption for which the empty password is wrong.
        var locked = Written(
            $"/Encrypt 4 0 R/ID[<{new string('3', 32)}><{new string('3', 32)}>]",
            "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray(), "<</Type/Pages/Kids[3 0 R]/Count 1>>"u8.ToArray(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"u8.ToArray(),
            Encoding.ASCII.GetBytes($"<</Filter/Standard/V 1/R 2/P -44/O<{new string('1', 64)}>/U<{new string('2', 64)}>>>"));
        var read = Sample.Read(locked, "locked.pdf");
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(RejectCodes.UnreadableFile, rejected.Code);
        Assert.Contains("qpdf --decrypt", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7\n1 0 obj")]
    [InlineData("%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF")]
    [InlineData("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")]
    public void A_damaged_file_rejects_itself(string content)
    {
        var read = Sample.Read(Encoding.Latin1.GetBytes(content), "a.pdf");
        Assert.Equal(1, read.Rejected.Count + read.Articles.Count);
        Assert.Null(read.Failure);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<</A ")]
    [InlineData("(")]
    public void What_is_nested_without_end_rejects_itself(string opening)
    {
        var clock = Stopwatch.StartNew();
        var nested = new StringBuilder().Insert(0, opening, 300_000);
        var read = Sample.Read(Written(string.Empty, Encoding.ASCII.GetBytes($"<</Type/Catalog/Pages {nested}>>")), "a.pdf");
        Assert.Equal(1, read.Rejected.Count + read.Articles.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"{clock.Elapsed}");
    }

    [Fact]
    public void What_unpacks_without_end_rejects_itself()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blank = new byte[1024 * 1024];
            for (var i = 0; i < 200; i++)
            {
                zip.Write(blank);
            }
        }

        var bomb = Written(
            string.Empty, "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray(), "<</Type/Pages/Kids[3 0 R]/Count 1>>"u8.ToArray(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"u8.ToArray(),
            [
                .. Encoding.ASCII.GetBytes($"<</Filter/FlateDecode/Length {packed.Length}>>stream\n"), .. packed.ToArray(),
                .. "\nendstream"u8,
            ]);
        var rejected = Assert.Single(Sample.Read(bomb, "bomb.pdf").Rejected);
        Assert.Equal((RejectCodes.UnreadableFile, "the PDF unpacks to more than 64 MiB a stream"), (rejected.Code, rejected.Reason));
    }

    [Fact]
    public void A_file_that_is_too_long_is_rejected_without_being_held()
    {
        var read = Sample.Read([.. "%PDF-1.4\n"u8, .. new byte[2_000_000]], "a.pdf", new ReadingOptions { MaxRecordBytes = 1_000_000 });
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }

    /// <summary>A file of objects, the first of them its catalogue.</summary>
    private static byte[] Written(string trailer, params byte[][] objects)
    {
        var (file, places) = (new MemoryStream(), new List<long>());
        file.Write("%PDF-1.4\n"u8);
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Write([.. Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"), .. objects[i], .. "\nendobj\n"u8]);
        }

        var table = file.Length;
        var xref = string.Concat(places.Select(p => $"{p:0000000000} 00000 n \n"));
        file.Write(Encoding.ASCII.GetBytes(
            $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{xref}trailer\n<</Root 1 0 R/Size {objects.Length + 1}{trailer}>>\n"
            + $"startxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>A page with a headline, a date and two columns.</summary>
    internal static byte[] Columns()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText("LOCK OPENS AFTER THREE YEARS", 20, new PdfPoint(60, 780), font);
        page.AddText("7 May 2019", 10, new PdfPoint(60, 740), font);
        for (var line = 0; line < Left.Length; line++)
        {
            page.AddText(Left[line], 10, new PdfPoint(60, 700 - (line * 12)), font);
            page.AddText(Right[line], 10, new PdfPoint(320, 700 - (line * 12)), font);
        }

        return builder.Build();
    }

    private static void Page(PdfDocumentBuilder builder, params (double X, double Y, string[] Lines)[] blocks)
    {
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        foreach (var (x, y, lines) in blocks)
        {
            for (var line = 0; line < lines.Length; line++)
            {
                page.AddText(lines[line], 10, new PdfPoint(x, y - (line * 12)), font);
            }
        }
    }
}
