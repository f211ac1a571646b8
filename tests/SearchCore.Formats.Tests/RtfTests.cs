using System.Diagnostics;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Rtf;

namespace SearchCore.Formats.Tests;

/// <summary>RTF: an article a file, and exports of Nexis and Factiva in it.</summary>
public sealed class RtfTests
{
    internal const string Document =
        """
        {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Times;}}
        {\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}{\*\generator Some Program 1;}
        {\info{\title Lock opens after three years}{\author Mara Quill}{\creatim\yr2019\mo5\dy7\hr6\min30}{\operator No One}}
        {\header Page \chpgn }\pard\b Lock opens after three years\b0\par
        \pard The gates of the caf\'e9 opened at \u8220\'93dawn\u8221\'94\emdash and boats, which had waited for three long years, went
         through{\footnote A note.}.\par
        {\f1 \'cc\'ee\'f1\'ea\'e2\'e0} is named here, and so is {\field{\*\fldinst HYPERLINK "http://e.net"}{\fldrslt the trust}}, in a
         paragraph that is long enough to be prose.{\v hidden}\par
        {\pict\pngblip 89504e47}\trowd\intbl Day\cell Boats\cell\row
        }
        """;

    [Fact]
    public void A_document_is_an_article()
    {
        var read = Sample.Read(Encoding.Latin1.GetBytes(Document), "a.rtf");
        Assert.Equal("rtf", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "a.rtf",
                Title = "Lock opens after three years",
                Body = "The gates of the café opened at “dawn”—and boats, which had waited for three long years, went through.\n\n"
                    + "Москва is named here, and so is the trust, in a paragraph that is long enough to be prose.\n\nDay Boats",
                Published = new ArticleDate(1_557_210_600),
                Authors = ["Mara Quill"],
            },
            read.Only);
        Assert.Equal(
            [
                "footnotes: 7", "headers and footers: 5", "hidden text: 6", "pictures: 1", "author: from the RTF's properties",
                "published: when the RTF was made, for the text has no date",
            ],
            read.Notices.Select(n => n.Detail));
    }

    [Theory]
    [InlineData(@"a\'e4\u228?b", "aääb")]
    [InlineData(@"{\uc2\u26085\'93\'fa}x", "日x")]
    [InlineData(@"{\uc0\u26085}x", "日x")]
    [InlineData(@"\u-10179?\u-8704?", "\U0001F600")]
    [InlineData(@"a\~b\_c\-d\{e\}\\", @"a b-cd{e}\")]
    [InlineData("a\\bin3 {{}b", "ab")]
    [InlineData(@"{\*\unknown text}a{\*\other{b}}c", "ac")]
    [InlineData(@"{\f2 \'93\'fa\'96\'7b}", "日本")]
    [InlineData(@"{\f2 \'83A}x", "アx")]
    [InlineData(@"one\line two\tab three", "one|two\tthree")]
    [InlineData(@"a\par\par b\page c", "a||b|c")]
    [InlineData(@"\v a\v0 b{\deleted c}", "b")]
    [InlineData(@"\trowd a\cell b\cell\row\trowd c\cell\row", "a\tb|c")]
    [InlineData(@"\unknownword12 a\unknown-3b", "ab")]
    [InlineData(@"{\pict abcdef}{\object{\*\objdata 00}}{\nonshppict{\pict 00}}a", "a")]
    [InlineData(@"{\shp{\*\shpinst{\shptxt box}}}a", "a")]
    [InlineData("a\\\nb", "a|b")]
    public void Control_words_are_what_they_mean(string rtf, string expected) =>
        Assert.Equal(
            expected, string.Join('|', Read($@"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f2\fcharset128 M;}}}}{rtf}}}").Select(l => l.Text)));

    [Fact]
    public void An_export_of_Nexis_in_RTF_is_read_as_its_text_is()
    {
        var (text, rtf) = (Sample.Read(NexisTests.Export, "e.txt"), Sample.Read(OfText(NexisTests.Export), "e.txt"));
        Assert.Equal("rtf", rtf.Format);
        Assert.Equal(2, rtf.Articles.Count);
        Assert.Equal(text.Articles[1], rtf.Articles[1]);
        Assert.Equal((text.Articles[0].Source, text.Articles[0].Published), (rtf.Articles[0].Source, rtf.Articles[0].Published));
    }

    [Theory]
    [InlineData(FactivaTests.Labelled)]
    [InlineData(FactivaTests.Lines)]
    public void An_export_of_Factiva_in_RTF_is_read_as_its_text_is(string export) =>
        Assert.Equal(Sample.Read(export, "f").Articles, Sample.Read(Encoding.Latin1.GetBytes(OfText(export)), "f").Articles);

    [Fact]
    public void A_table_of_Factiva_in_RTF_is_read_by_its_labels()
    {
        var article = Sample.Read(
            @"{\rtf1\ansi\trowd HD\cell Lock opens\cell\row\trowd WC\cell 12 words\cell\row\trowd PD\cell 7 May 2019\cell\row"
            + @"\trowd SN\cell Example Gazette\cell\row\trowd LP\cell The gates opened.\par Boats waited.\cell\row"
            + @"\trowd AN\cell Document EXGZ000020190507ef5700001\cell\row}", "f.rtf").Only;
        Assert.Equal(
            ("EXGZ000020190507ef5700001", "Lock opens", "The gates opened.\n\nBoats waited.", "Example Gazette"),
            (article.Id, article.Title, article.Body, article.Source));
    }

    [Fact]
    public void An_RTF_that_breaks_off_says_so()
    {
        var read = Sample.Read(
            @"{\rtf1\ansi Lock opens\par The gates of the lock opened at dawn, and boats went through it at last.", "a.rtf");
        Assert.Equal("Lock opens", read.Only.Title);
        Assert.Contains(read.Notices, n => n.Detail == "the RTF breaks off");
    }

    [Fact]
    public void A_text_that_is_too_long_is_rejected_without_being_held()
    {
        var read = Sample.Read(
            Encoding.ASCII.GetBytes(@"{\rtf1 " + new string('a', 3_000_000) + "}"), "a.rtf",
            new ReadingOptions { MaxRecordBytes = 100_000 });
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{\\*\\a")]
    [InlineData("\\u1")]
    [InlineData("\\par")]
    [InlineData("\\'")]
    [InlineData("\\bin99999999 ")]
    [InlineData("{\\fonttbl{\\f1\\fcharset2")]
    [InlineData("{\\info{\\title a")]
    [InlineData("\\f9\\fcharset128 \\'93")]
    public void Hostile_RTF_takes_time_in_proportion_to_its_length(string piece)
    {
        var clock = Stopwatch.StartNew();
        Read("{\\rtf1" + new StringBuilder().Insert(0, piece, 2_000_000 / piece.Length));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"{clock.Elapsed}");
    }

    /// <summary>A text as an RTF: what is indented deeply is in the middle.</summary>
    internal static string OfText(string text)
    {
        var rtf = new StringBuilder(@"{\rtf1\ansi\ansicpg1252 ");
        foreach (var line in text.Split('\n'))
        {
            rtf.Append(line.StartsWith("        ", StringComparison.Ordinal) ? @"\pard\qc " : @"\pard\ql ")
                .Append(line.Trim()).Append(@"\par ");
        }

        return $"{rtf}}}";
    }

    private static List<RtfLine> Read(string rtf)
    {
        using var input = ByteInput.Open("a.rtf", new MemoryStream(Encoding.Latin1.GetBytes(rtf)), leaveOpen: false);
        return [.. new RtfReader(input).Lines()];
    }
}
