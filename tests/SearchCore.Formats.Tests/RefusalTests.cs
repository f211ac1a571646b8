using System.Text;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>What is not read is refused by name, and never taken for text.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "a.xml", "<?xml version='1.0'?><inventory/>", "<inventory>" },
        { "a.txt", "\u0016\u0016\u0001a4113\u001fbcxxx\u001f\r\nr e\u0013\r\n\u0002^Lock opens^\r\n\u0003\u0004", "ANPA 1312" },
        { "a.iptc", "\r\n\u0001exa0042 4 pol 120 Example\r\n\u0002Lock opens\r\n    The gates opened.\r\n\u0003\u0004", "IPTC 7901" },
        { "a.docx", "PK\u0003\u0004 word/document.xml", "a Word document" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_is_named_is_refused_by_name(string name, string content, string kind)
    {
        var read = Sample.Read(Encoding.Latin1.GetBytes(content), name);
        Assert.Equal("refused", read.Format);
        Assert.Empty(read.Articles);
        Assert.Contains(kind, read.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_a_folder_are_skipped_and_told_of_and_the_others_are_read()
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-formats");
        try
        {
            foreach (var (name, content, _) in Kinds.Select(k => ((string)k[0], (string)k[1], (string)k[2])))
            {
                File.WriteAllBytes(Path.Join(folder.FullName, $"{Guid.NewGuid():N}-{name}"), Encoding.Latin1.GetBytes(content));
            }

            File.WriteAllText(Path.Join(folder.FullName, "z.txt"), "Lock opens\n\nThe gates opened at dawn, and boats went through.\n");
            var skipped = new List<SkippedFile>();
            var sources = NewsFormats.All.Open(folder.FullName, onSkipped: skipped.Add).ToList();
            Assert.Single(sources);
            Assert.Equal(Kinds.Count, skipped.Count);
            Assert.All(skipped, s => Assert.Equal(SkipReason.Refused, s.Reason));
            Assert.All(skipped, s => Assert.NotNull(s.Detail));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("nexis")]
    [InlineData("factiva")]
    [InlineData("nitf")]
    [InlineData("newsml")]
    [InlineData("newsml1")]
    [InlineData("feed")]
    [InlineData("mediawiki")]
    public void A_format_that_was_asked_for_and_is_not_there_is_said(string format)
    {
        foreach (var content in new[] { "Lock opens\n\nThe gates opened at dawn.\n", "<inventory><thing>The gates</thing></inventory>" })
        {
            var input = ArticleInput.OfStream(new MemoryStream(Encoding.UTF8.GetBytes(content)), "a.txt");
            var source = NewsFormats.All.Find(format)!.Open(input, new ReadingOptions());
            var failure = Assert.Throws<ArticleSourceException>(() => source.ReadArticles(_ => Assert.Fail("a record")).ToList());
            Assert.True(
                content[0] != '<' && format is not ("nexis" or "factiva")
                || failure.Reason.EndsWith("Without --format what it is is told by its content", StringComparison.Ordinal), failure.Reason);
        }
    }

    [Fact]
    public void A_feed_without_items_is_one_all_the_same() =>
        Assert.Null(Sample.Read("<rss version='2.0'><channel><title>x</title></channel></rss>").Failure);

    [Fact]
    public void A_program_adds_what_it_refuses()
    {
        var formats = ArticleFormats.Default.Refusing(new Minutes());
        var head = InputHead.OfName("a.minutes");
        Assert.Equal("minutes", formats.Recognize(head, out _)!.Name);
        Assert.Equal("minutes, which are kept elsewhere", ((IRefusedFormat)formats.Recognize(head, out _)!).Refuse(head));
        Assert.Equal("csv", formats.With([NewsFormats.Csv, NewsFormats.Json]).All[0].Name);
        Assert.Equal(
            [
                "nitf", "newsml", "newsml1", "mediawiki", "feed", "html", "warc", "mail", "json", "nexis", "factiva", "rtf", "pdf",
                "parquet", "csv",
            ],
            new[]
            {
                NewsFormats.Nitf, NewsFormats.NewsMl, NewsFormats.NewsMl1, NewsFormats.MediaWiki, NewsFormats.Feed,
                NewsFormats.Html, NewsFormats.WebArchive, NewsFormats.Mail,
                NewsFormats.Json, NewsFormats.Nexis, NewsFormats.Factiva, NewsFormats.Rtf, NewsFormats.Pdf, NewsFormats.Parquet,
                NewsFormats.Csv,
            }.Select(f => f.Name));
    }

    private sealed class Minutes : IRefusedFormat
    {
        public string Name => "minutes";

        public string Description => "minutes";

        public FormatMatch Recognize(InputHead head) => head.Extension == ".minutes" ? FormatMatch.Content : FormatMatch.None;

        public string Refuse(InputHead head) => "minutes, which are kept elsewhere";

        public IArticleSource Open(ArticleInput input, ReadingOptions options) => throw new NotSupportedException();
    }

    [Theory]
    [InlineData("From our own correspondent in 2019\n\nThe gates opened.\n")]
    [InlineData("Subject: the lock\n\nThe gates opened at dawn.\n")]
    [InlineData("<Lock> opens\n\nThe gates opened at dawn.\n")]
    [InlineData("{sic} the gates opened\n\nAt dawn.\n")]
    [InlineData("Story 1 of 12\n\nThe gates opened at dawn.\n")]
    public void Prose_stays_text(string text) => Assert.Equal("text", Sample.Read(text, "a.txt").Format);
}
