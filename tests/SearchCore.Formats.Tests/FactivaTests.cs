using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>Factiva exports: HTML, and text with labels or without.</summary>
public sealed class FactivaTests
{
    internal const string Html =
        """
        <!DOCTYPE html><html><head><title>Factiva</title><style>body{margin:0}</style></head><body><div id="contentLeft">
        <span></span><div id="article-EXGZ000020190507ef5700001" class="article"><div class="article deArticle"><p>
        </p><div>Lokales</div>
        <div id="hd"><span class="deHeadline counted">1) Schleuse <b>öffnet</b></span>
        </div><div class="author">Von Mara Quill und Tom Oakes</div><div>1.285 Wörter</div><div>9 Januar 1993</div><div>06:30</div>
        <div>Beispielblatt</div><div>EXGZ</div><div>4</div><div>Deutsch</div><div>Copyright 1993. Beispiel GmbH.</div><p></p>
        <p class="articleParagraph dearticleParagraph">Die <b>Schleuse</b>
         ist offen.</p><p class="articleParagraph dearticleParagraph">Boote warten.</p><p>Ein Kasten, der dazugehört.</p>
        <p>Beispiel Verlag</p><p>Dokument EXGZ000020190507ef5700001</p></div></div><br>
        <span></span><div id="article-EXGZ000020190508ef5800002" class="lastarticle"><div class="article enArticle">
        <div id="hd"><span class="enHeadline">Second</span></div><div>2 words</div><div>8 May 2019</div><div>Example Post</div>
        <div>EXPO</div><div>English</div><p class="articleParagraph">Text here.</p><p>Document EXGZ000020190508ef5800002</p></div></div>
        <table><tr><td>Treffer</td><td>1,771</td></tr></table></body></html>
        """;

    internal const string Table =
        """
        <html><body><div class="article enArticle"><table><tr><td><b>HD</b>&nbsp;</td><td>Lock opens</td></tr>
        <tr><td><b>BY</b></td><td>By Mara Quill</td></tr><tr><td>WC</td><td>12 words</td></tr><tr><td>PD</td><td>7 May 2019</td></tr>
        <tr><td>SN</td><td>Example Gazette</td></tr><tr><td>SC</td><td>EXGZ</td></tr><tr><td>LA</td><td>English</td></tr>
        <tr><td>LP</td><td><p>The gates opened.</p></td></tr><tr><td>TD</td><td><p>Boats waited.</p><p>A toast.</p></td></tr>
        <tr><td>CO</td><td>exctr : Canal Trust | exam : Example plc</td></tr><tr><td>RE</td><td>uk : United Kingdom</td></tr>
        <tr><td>NS</td><td>gtran : Transport</td></tr><tr><td>AN</td><td>Document EXGZ000020190507ef5700001</td></tr></table></div>
        </body></html>
        """;

    internal const string Labelled =
        """
        SE      News
        HD      Lock opens after three years
        BY      By Mara Quill
        WC      12 words
        PD      7 May 2019
        SN      Example Gazette
        SC      EXGZ
        LA      English
        CY      Copyright 2019 Example

        LP

        The gates opened
        at dawn.

        TD

        Boats waited.

        A toast was drunk.

        CO      exctr : Canal Trust
        RE      uk : United Kingdom
        NS      gtran : Transport
        AN      Document EXGZ000020190507ef5700001

        Page 1 of 2 © 2019 Factiva, Inc. All rights reserved.

        HD
        Second
        WC
        2 words
        PD
        8 May 2019
        SN
        Example Post
        LP
        Second text.
        AN
        EXGZ000020190508ef5800002

        Search Summary
        Text    lock
        """;

    internal const string Lines =
        """
        News
        Lock opens after three years
        By Mara Quill
        1,012 words
        7 May 2019
        Example Gazette
        EXGZ
        4
        English
        Copyright 2019 Example

        The gates opened at dawn.

        Boats waited.

        Document EXGZ000020190507ef5700001

        Gates close again at night
        12 words
        8 May 2019
        Example Post
        EXPO
        English

        The gates closed.

        Document EXPO000020190508ef5800002
        """;

    [Fact]
    public void Articles_in_HTML_are_read_by_the_order_of_their_parts()
    {
        var read = Sample.Read(Html, "factiva.html");
        Assert.Equal("factiva", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "EXGZ000020190507ef5700001",
                Title = "Schleuse öffnet",
                Body = "Die Schleuse ist offen.\n\nBoote warten.\n\nEin Kasten, der dazugehört.",
                Published = new ArticleDate(726_561_000),
                Source = "Beispielblatt",
                Section = "Lokales",
                Language = "de",
                Authors = ["Mara Quill", "Tom Oakes"],
                Members =
                [
                    new("length", "1.285 Wörter"), new("source-code", "EXGZ"), new("page", "4"),
                    new("copyright", "Copyright 1993. Beispiel GmbH."), new("publisher", "Beispiel Verlag"), new("time", "06:30"),
                ],
            },
            read.Articles[0]);
        var second = read.Articles[1];
        Assert.Equal(
            ("EXGZ000020190508ef5800002", "Second", "Text here.", "Example Post", "en"),
            (second.Id, second.Title, second.Body, second.Source, second.Language));
    }

    [Fact]
    public void An_export_in_Windows_1252_that_says_nothing_or_UTF_8_is_read_as_it_was_meant()
    {
        var bytes = Encoding.Latin1.GetBytes(Html.Replace("<head>", "<head><meta charset=\"UTF-8\">", StringComparison.Ordinal));
        Assert.Equal("Schleuse öffnet", Sample.Read(bytes, "f.html").Articles[0].Title);
        Assert.Equal("Schleuse öffnet", Sample.Read(Encoding.Latin1.GetBytes(Html), "f.html").Articles[0].Title);
    }

    [Fact]
    public void Styles_longer_than_a_head_hide_no_articles()
    {
        var read = Sample.Read(Html.Replace("margin:0", new string('a', 150_000), StringComparison.Ordinal), "f.html");
        Assert.Equal(("factiva", 2), (read.Format, read.Articles.Count));
    }

    [Fact]
    public void A_table_of_labels_is_read_by_its_labels()
    {
        var article = Sample.Read(Table, "f.html").Only;
        Assert.Equal(
            ("EXGZ000020190507ef5700001", "Lock opens", "The gates opened.\n\nBoats waited.\n\nA toast."),
            (article.Id, article.Title, article.Body));
        Assert.Equal(
            [new("organization", "Canal Trust"), new("organization", "Example plc"), new("place", "United Kingdom")], article.Entities);
        Assert.Equal(["Transport"], article.Tags);
        Assert.Equal(ArticleDate.FromDay(2019, 5, 7), article.Published);
    }

    [Fact]
    public void Text_with_labels_is_read_by_its_labels()
    {
        var read = Sample.Read(Labelled.Replace("\n", "\r\n", StringComparison.Ordinal), "f.txt");
        Assert.Equal("factiva", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "EXGZ000020190507ef5700001",
                Title = "Lock opens after three years",
                Body = "The gates opened at dawn.\n\nBoats waited.\n\nA toast was drunk.",
                Published = ArticleDate.FromDay(2019, 5, 7),
                Source = "Example Gazette",
                Section = "News",
                Language = "en",
                Authors = ["Mara Quill"],
                Tags = ["Transport"],
                Entities = [new("organization", "Canal Trust"), new("place", "United Kingdom")],
                Members =
                [
                    new("length", "12 words"), new("source-code", "EXGZ"), new("copyright", "Copyright 2019 Example"),
                    new("co", "exctr : Canal Trust"), new("ns", "gtran : Transport"), new("re", "uk : United Kingdom"),
                ],
            },
            read.Articles[0]);
        Assert.Equal(2, read.Articles.Count);
        Assert.Equal(
            ("EXGZ000020190508ef5800002", "Second", "Second text."), (read.Articles[1].Id, read.Articles[1].Title, read.Articles[1].Body));
    }

    [Fact]
    public void Text_without_labels_is_read_by_the_order_of_its_lines()
    {
        var read = Sample.Read(Lines, "f.txt");
        Assert.Equal("factiva", read.Format);
        var (one, two) = (read.Articles[0], read.Articles[1]);
        Assert.Equal(
            ("EXGZ000020190507ef5700001", "Lock opens after three years", "The gates opened at dawn.\n\nBoats waited.", "News"),
            (one.Id, one.Title, one.Body, one.Section));
        Assert.Equal(["Mara Quill"], one.Authors);
        Assert.Equal(
            ("EXPO000020190508ef5800002", "Gates close again at night", "The gates closed.", "Example Post"),
            (two.Id, two.Title, two.Body, two.Source));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("      ")]
    [InlineData("\t")]
    [InlineData(" ")]
    public void Words_that_begin_a_paragraph_like_a_label_are_text(string behind)
    {
        string[] paragraphs =
        [
            "Boats waited.", "IN the meantime the gates were shut.", "TD Bank paid for them.", "RE the merger nothing was said.",
            "CO rose, they say.", "SE Asia looked on.", "HD video was made of it.", "BY noon all was over.", "AN old man left.",
        ];
        string[] about = ["CO{0}exctr : Canal Trust", "RE{0}uk : United Kingdom", "NS{0}gtran : Transport"];
        foreach (var (count, hasNumber) in new[] { (3, true), (1, true), (0, true), (3, false) })
        {
            string[] lines =
            [
                "SE{0}News", "HD{0}Lock opens", "BY{0}By Mara Quill", "PD{0}7 May 2019", "SN{0}Example Gazette", "LA{0}English",
                "LP{0}The gates opened.", "", "TD{0}Two locks.", "", .. paragraphs.SelectMany(p => new[] { p, "" }), .. about[..count],
                hasNumber ? "AN{0}Document EXGZ000020190507ef5700001" : "", "SE{0}Sport", "HD{0}Second", "PD{0}8 May 2019",
                "SN{0}Example Post", "TD{0}Second text.", "AN{0}Document EXGZ000020190508ef5800002",
            ];
            var read = Sample.Read(string.Join('\n', lines.Select(l => l.Replace("{0}", behind, StringComparison.Ordinal))), "f.txt");
            Assert.Equal("factiva", read.Format);
            Assert.Equal(["Lock opens", "Second"], read.Articles.Select(a => a.Title));
            var (one, two) = (read.Articles[0], read.Articles[1]);
            Assert.Equal(string.Join("\n\n", ["The gates opened.", "Two locks.", .. paragraphs]), one.Body);
            Assert.Equal(hasNumber ? "EXGZ000020190507ef5700001" : "f#1", one.Id.Replace(".txt", "", StringComparison.Ordinal));
            EntityName[] names = [new("organization", "Canal Trust"), new("place", "United Kingdom")];
            Assert.Equal(names[..Math.Min(count, 2)], one.Entities);
            Assert.Equal(count == 3 ? ["Transport"] : [], one.Tags);
            Assert.Equal(("News", "Sport"), (one.Section, two.Section));
        }
    }

    [Fact]
    public void A_row_of_a_table_in_the_text_is_no_label()
    {
        var html = Table.Replace("<p>A toast.</p>", "<table><tr><td>IN the south</td><td>4 locks</td></tr></table><p>A toast.</p>",
            StringComparison.Ordinal);
        var article = Sample.Read(html, "f.html").Only;
        Assert.Equal(["Transport"], article.Tags);
        Assert.EndsWith("A toast.", article.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_article_that_is_too_long_is_rejected_and_the_others_are_read(bool isHtml)
    {
        var text = isHtml ? Html.Replace("Boote warten.", new string('a', 500_000), StringComparison.Ordinal)
            : Labelled.Replace("Boats waited.", new string('a', 500_000), StringComparison.Ordinal);
        var read = Sample.Read(Encoding.UTF8.GetBytes(text), "f", new ReadingOptions { MaxRecordBytes = 100_000 });
        Assert.Equal("Second", read.Only.Title);
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }
}
