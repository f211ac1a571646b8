using System.Text;

using CsCheck;

using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats.Clippings;

public class HostileClippingTests
{
    [Fact]
    public void Markup_in_a_clipping_is_taken_off_and_what_only_looks_like_it_stays()
    {
        var article = Read("""
            <!DOCTYPE html><html><head><title>Tram &amp; Bus Fares Rise Again</title><style>p { color: red }</style>
            <script>if (a < b) alert("<p>");</script></head><body><h1>Tram &amp; Bus Fares Rise Again</h1>
            <p>Fares rise by <b>four</b> per cent&mdash;the third time since 2015&#46; <a href="https://example.org/fares?a=1&amp;b=2">Details</a>
            <p>Of a < b and c > d and Blriti<lh nothing is taken.<br>Unclosed <i>tags</b> do no harm. <!-- not shown --> The end
            """);
        Assert.Equal("Tram & Bus Fares Rise Again", article.Title);
        Assert.Contains("Fares rise by four per cent\u2014the third time since 2015. Details", article.Body, StringComparison.Ordinal);
        Assert.Contains("Of a < b and c > d and Blriti<lh nothing is taken.", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("not shown", article.Body, StringComparison.Ordinal);
        Assert.Contains(new ArticleMember("links", "https://example.org/fares?a=1&b=2"), article.Members);
    }

    [Fact]
    public void A_hundred_thousand_nested_tags_are_just_skipped()
    {
        const int Depth = 100_000;
        var text = new StringBuilder().Insert(0, "<div><b>", Depth).Append("The one sentence in there.").Insert(8 * Depth, " ", 1);
        for (var i = 0; i < Depth; i++)
        {
            text.Append("</b></div>");
        }

        Assert.Equal("The one sentence in there.", Read(text.ToString()).Body);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x ")]
    [InlineData("a b  ")]
    [InlineData("\n")]
    [InlineData("\n\nx\n")]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a \"")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&")]
    [InlineData("&#x")]
    [InlineData("http://a.bc ")]
    [InlineData("http://a.bc\n\n")]
    [InlineData("http://")]
    [InlineData("\u00AD\n")]
    [InlineData("x-\n")]
    [InlineData("\u00C3\u00A2")]
    [InlineData("\u00C3")]
    [InlineData("\u0115on")]
    [InlineData("\u00E2\u20AC")]
    [InlineData("1.1.2001\n")]
    [InlineData("1/")]
    [InlineData("By A B\n")]
    [InlineData("Photo: x\n")]
    [InlineData("TITLE OF CAPS\n\n")]
    [InlineData("Page 1 \u00BB ")]
    [InlineData("'")]
    [InlineData(" / ")]
    [InlineData("\uD800")]
    [InlineData("\0")]
    [InlineData("\u0301")]
    [InlineData("_")]
    public void Megabytes_of_the_same_are_read_in_one_go(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 3_000_000 / piece.Length).ToString();
        var result = ClippingParser.Parse(text, "x");
        Assert.True(result.Article is not null || result.RejectionCode == "empty");
        result = ClippingParser.Parse(
            "The Title of the Whole Affair\n\n1 May 2019\n\nIt began here, and " + text + " it ended there.\n", "x");
        Assert.Equal("The Title of the Whole Affair", result.Article!.Title);
    }

    [Fact]
    public void No_text_makes_it_throw_and_what_it_gives_can_be_stored()
    {
        string[] pieces =
        [
            "a", "Bc", " ", "  ", "\n", "\n\n", "-", "-\n", "\u00AD", "\u00C3", "\u00C2", "\u0080", "\u0099", "\u00E2", "<", ">", "<p>",
            "</", "&#", "&amp;", "&#55296;", "'", "\u201C", "1",
            "12", ".", "/", ",", "May", "2017", "http://x.yz/", "www.", "By ", "Photo: ", "Fax: ", "Related: ", "\u00BB", " / ", "\uD83D",
            "\uDE00", "\uD800", "\0", "\u0007", "\u2028", "\u2029", "\t", "\r", "I O ",
            "EMBARGO", "\u0115on", "\uFEFF", "\u202E", "N A M E", "home", " > ", ":", "(c)",
        ];
        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Array[0, 60].Select(picks => string.Concat(picks.Select(i => pieces[i]))),
            Gen.String[0, 80]).Sample(
            text =>
            {
                var result = ClippingParser.Parse(text, "x");
                if (result.Article is not { } article)
                {
                    return result.RejectionCode == "empty";
                }

                var stored = new ArticleBuffer();
                stored.Set(article);
                return stored.ToArticle() == article && (article.Title ?? article.Body) is { Length: > 0 };
            },
            iter: 20_000);
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Byte.Array[0, 200]
            .Sample(bytes => ClippingParser.Parse(bytes, "x") is { } result
                && (result.Article is null) == (result.RejectionCode is not null), iter: 20_000);

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_windows_1252_and_that_is_said()
    {
        var result = ClippingParser.Parse([(byte)'c', (byte)'a', (byte)'f', 0xE9, (byte)' ', 0x93, (byte)'o', (byte)'k', 0x94], "x");
        Assert.Equal("caf\u00E9 \u201Cok\u201D", result.Article!.Title ?? result.Article.Body);
        Assert.Contains(result.Notices, n => n.Kind == ArticleNoticeKind.TextRepaired);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_says_how_to_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes =
            [.. encoding.GetPreamble(),
            .. encoding.GetBytes("A na\u00EFve \u201Cplan\u201D for the caf\u00E9 at the pier, and how it failed.")];
        var result = ClippingParser.Parse(bytes, "x");
        Assert.StartsWith("A na\u00EFve \u201Cplan\u201D", result.Article!.Body, StringComparison.Ordinal);
        Assert.Empty(result.Notices);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t \u00A0\r\n")]
    [InlineData("<div><p></p></div>")]
    [InlineData("\0\0")]
    public void A_text_with_nothing_in_it_is_rejected(string text) => Assert.Equal("empty", ClippingParser.Parse(text, "x").RejectionCode);

    [Theory]
    [InlineData("* * * !!! ...")]
    [InlineData("the of and")]
    [InlineData("4 March 2012")]
    public void A_text_with_hardly_anything_in_it_is_kept(string text)
    {
        var article = Read(text);
        Assert.Equal(text, article.Title ?? article.Body);
    }

    [Fact]
    public void Of_very_many_links_the_first_are_kept_and_that_is_said()
    {
        var result = ClippingParser.Parse(
            "A sentence to begin with, and then the links.\n\n"
            + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"https://example.org/{i}\n")), "x");
        var links = Assert.Single(result.Article!.Members, m => m.Name == "links").Value;
        Assert.StartsWith("https://example.org/0\nhttps://example.org/1\n", links, StringComparison.Ordinal);
        Assert.InRange(links.Length, 10_000, ArticleLimits.MaxMemberBytes);
        Assert.Contains(result.Notices, n => n.Kind == ArticleNoticeKind.MemberDropped);
    }

    [Fact]
    public void A_body_over_the_limit_is_rejected() =>
        Assert.Equal("body-too-long", ClippingParser.Parse(new string('x', ArticleLimits.MaxBodyBytes + 1), "x").RejectionCode);

    [Fact]
    public void Files_are_batched_read_and_rejected_one_by_one()
    {
        using var folder = new TempFolder();
        File.WriteAllText(
            folder["a.txt"],
            "Small Harbour Gets Big Crane\n\n1 May 2019\n\nThe crane came by sea and will stay for good, said the harbour master.");
        File.WriteAllText(folder["empty.txt"], " \n");
        File.WriteAllText(folder["b.txt"], "Nothing but a sentence, which is enough for an article in here.");
        string[] names = ["a.txt", "empty.txt", "missing.txt", "b.txt"];
        var source = new ClippingSource("clips", names.Select(n => ArticleInput.OfFile(folder[n], n)));
        var receiver = new Receiver();
        foreach (var chunk in source.ReadChunks(CancellationToken.None))
        {
            using (chunk)
                chunk.Read(new ArticleBuffer(), receiver, CancellationToken.None);
        }

        Assert.Equal(["a.txt", "b.txt"], receiver.Articles.Select(a => a.Id));
        Assert.Equal("Small Harbour Gets Big Crane", receiver.Articles[0].Title);
        Assert.Equal(
            [("empty", folder["empty.txt"]), ("unreadable-file", folder["missing.txt"])],
            receiver.Rejected.Select(r => (r.Code, r.Source)));
        Assert.Throws<InvalidOperationException>(() => source.ReadChunks(CancellationToken.None));
    }

    [Fact]
    public void Many_small_files_come_in_several_chunks()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.txt"], "The same sentence again and again, as it happens.");
        var source = new ClippingSource("clips", Enumerable.Range(0, 600).Select(i => ArticleInput.OfFile(folder["a.txt"], $"{i}")));
        var receiver = new Receiver();
        var chunks = 0;
        foreach (var chunk in source.ReadChunks(CancellationToken.None))
        {
            chunks++;
            using (chunk)
                chunk.Read(new ArticleBuffer(), receiver, CancellationToken.None);
        }

        Assert.Equal(600, receiver.Articles.Count);
        Assert.InRange(chunks, 2, 10);
    }

    private static Article Read(string text) => ClippingParser.Parse(text, "x").Article!;

    private sealed class Receiver : IArticleReceiver
    {
        public List<Article> Articles { get; } = [];

        public List<RejectedRecord> Rejected { get; } = [];

        public void Accept(ArticleBuffer article) => Articles.Add(article.ToArticle());

        public void Reject(RejectedRecord record) => Rejected.Add(record);

        public void Notice(ArticleNotice notice)
        {
        }
    }
}
