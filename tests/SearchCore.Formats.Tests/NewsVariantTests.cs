using SearchCore.Articles;

namespace SearchCore.Formats.Tests;

/// <summary>Files as agencies, archives and sites write them, each with a turn of its own.</summary>
public sealed class NewsVariantTests
{
    [Fact]
    public void An_archive_in_NITF_that_gives_names_and_first_paragraphs_twice_has_them_once()
    {
        const string Story = """
            <nitf><head><title>LOCK OPENS</title><meta content="Canal Desk" name="dsk"/><docdata><doc-id id-string="7"/>
            <ed-msg info="Eds: Adds photo."/><identified-content><classifier type="descriptor">LOCKS</classifier>
            <classifier type="taxonomic_classifier">Top/News</classifier><person>BRANDT, IDA (MAYOR)</person></identified-content></docdata>
            <pubdata date.publication="19870309T000000" name="Example Times"/></head><body><body.head><hedline><hl1>LOCK OPENS</hl1>
            <hl2 class="online_headline">Lock Opens</hl2></hedline><byline class="print_byline">By Mara Quill, Special to the Times</byline>
            <byline class="normalized_byline">Quill, Mara</byline></body.head><body.content><block class="lead_paragraph"><p>LEAD: The lock
            opened.</p></block><block class="full_text"><p>LEAD: The lock opened.</p><p>Boats<br/>waited.</p></block></body.content></body>
            </nitf>
            """;
        var article = Sample.Read(Story, "s.xml").Only;
        Assert.Equal("LEAD: The lock opened.\n\nBoats waited.", article.Body);
        Assert.Equal(["Mara Quill"], article.Authors);
        Assert.Equal(["LOCKS"], article.Tags);
        Assert.Equal([new("person", "IDA BRANDT")], article.Entities);
        Assert.Equal("Canal Desk", article.Section);
        Assert.Equal([new ArticleMember("ed-msg", "Eds: Adds photo.")], article.Members);
        var other = Sample.Read(Story.Replace("<p>LEAD: The lock opened.</p>", "", StringComparison.Ordinal), "s.xml").Only;
        Assert.Equal("LEAD: The lock opened.\n\nBoats waited.", other.Body);
    }

    [Fact]
    public void An_item_of_NewsML_G2_keeps_its_second_headline_the_hour_and_what_is_noted()
    {
        const string Item = """
            <newsItem guid="g" xml:lang="de"><itemMeta><provider literal="EXA"/><firstCreated>2021-03-09T16:03:00Z</firstCreated>
            <edNote>Mit Foto</edNote></itemMeta><contentMeta><contentCreated>2021-03-09</contentCreated><headline>Schleuse offen</headline>
            <headline role="hltype:sub">Boote fahren</headline><by>Von Mara Quill und EXA</by><dateline>FALKIRK</dateline>
            <description role="drol:summary">Kurz.</description></contentMeta><contentSet><inlineXML><nitf><body><body.head><hedline>
            <hl2>Nach drei Jahren</hl2></hedline></body.head><body.content><media><media-caption>Beside.</media-caption></media>
            <p>Die Schleuse ist offen.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
            """;
        var read = Sample.Read(Item, "i.xml");
        Assert.Equal("Boote fahren\n\nNach drei Jahren\n\nDie Schleuse ist offen.", read.Only.Body);
        Assert.Equal("2021-03-09T16:03:00Z", read.Only.Published.ToString());
        Assert.Equal(["Mara Quill"], read.Only.Authors);
        Assert.Equal(
            [new("dateline", "FALKIRK"), new("ed-note", "Mit Foto"), new ArticleMember("description", "Kurz.")], read.Only.Members);
        Assert.Equal("media: 1 with 7 characters", Assert.Single(read.Notices).Detail);
        var another = Item.Replace("16:03:00Z", "16:03:00Z".Replace("16", "17", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("<contentCreated>2021-03-09<", "<contentCreated>2021-03-08<", StringComparison.Ordinal);
        Assert.Equal("2021-03-08T00:00:00Z", Sample.Read(another, "i.xml").Only.Published.ToString());
    }

    [Fact]
    public void Tables_may_have_two_columns_of_a_name_or_none_and_a_line_that_names_the_separator()
    {
        var table = Sample.Read("sep=;\ntitle;body;x;x;;\na;b;1;2;;\n", "t.csv");
        Assert.Equal(("csv", "t.csv#1", "a", "b"), (table.Format, table.Only.Id, table.Only.Title, table.Only.Body));
        var twice = Sample.Read("title,title,body\na,b,c\n").Only;
        Assert.Equal(("a", "c"), (twice.Title, twice.Body));
        var headlines = Sample.Read("publish_date,headline_text\n20030219,Lock opens\n").Only;
        Assert.Equal(("Lock opens", ArticleDate.FromDay(2003, 2, 19)), (headlines.Title, headlines.Published));
    }

    [Theory]
    [InlineData("""{"uri":"u","headline":"h","body_nitf":"<block><p>a</p><p>b</p></block>","subject":[{"code":"1","name":"Ports"}]}""")]
    [InlineData("""{"uri":"u","headline":"h","body_html5":"<html><body><p>a</p><p>b</p></body></html>","subject":[{"name":"Ports"}]}""")]
    [InlineData("""{"uri":"u","headline":"h","keywords":[{"name":"subject","value":"Ports"}],"lead_paragraph":"a\n\nb","abstract":"c"}""")]
    [InlineData("""
        {"uri":"u","headline":"h","tags":[{"id":"x/y","webTitle":"Ports"}],
         "bodies":[{"role":"summary","contenttype":"text/plain","value":"s"},{"role":"main","value":"<p>a</p><p>b</p>"}]}
        """)]
    public void Members_of_agencies_and_papers_are_known(string json)
    {
        var article = Sample.Read(json).Only;
        Assert.Equal(("h", "a\n\nb"), (article.Title, article.Body));
        Assert.Equal(["Ports"], article.Tags);
    }

    [Theory]
    [InlineData("english", "en")]
    [InlineData("Deutsch", "de")]
    [InlineData("en-GB", "en-GB")]
    [InlineData("Klingon", "Klingon")]
    public void Names_of_languages_are_codes(string language, string expected) =>
        Assert.Equal(expected, Sample.Read($$"""{"url":"u","title":"h","text":"b","language":"{{language}}"}""").Only.Language);

    [Fact]
    public void Bylines_and_sources_in_objects_are_read()
    {
        var article = Sample.Read(
            """{"uri":"u","headline":"h","text":"b","byline":{"original":"By Mara Quill"},"infosource":[{"name":"EXA"}]}""").Only;
        Assert.Equal("EXA", article.Source);
        Assert.Equal(["Mara Quill"], article.Authors);
    }

    [Fact]
    public void What_WordPress_exports_beside_posts_is_passed_over_and_a_title_in_HTML_is_text()
    {
        var read = Sample.Read(
            """
            <rss><channel><title>Locks &amp;amp; boats</title><item><title>a</title><guid>1</guid><description>b</description>
            <post_type>post</post_type></item><item><title>pic</title><guid>2</guid><post_type>attachment</post_type></item></channel></rss>
            """);
        Assert.Equal(("1", "Locks & boats"), (read.Only.Id, read.Only.Source));
        Assert.Equal(
            "of the kind attachment, which is no article: 2",
            Assert.Single(read.Notices, n => n.Kind == ArticleNoticeKind.RecordPassedOver).Detail);
    }

    [Fact]
    public void Nexis_in_XHTML_is_no_page()
    {
        var read = Sample.Read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><HTML><HEAD><TITLE>LexisNexis</TITLE></HEAD><BODY>
            <DIV ALIGN="center">1 of 1 DOCUMENTS</DIV><DIV ALIGN="center">Example Times</DIV><DIV ALIGN="center">March 9, 2021</DIV>
            <P>Port strike</P><P>LENGTH: 3 words</P><P>It ended.</P></BODY></HTML>
            """);
        Assert.Equal(("nexis", "Port strike", "It ended."), (read.Format, read.Only.Title, read.Only.Body));
    }

    private static readonly string[] Uni =
    [
        "Page 1 of 2", "Port strike ends", "Port strike ends", "The Example Times (London)", "March 9, 2021 Tuesday 12:01 AM GMT", "",
        "Copyright 2021 Example Newspapers All Rights Reserved", "", "Section: BUSINESS; Version:1", "Length: 312 words",
        "Byline: Mara Quill", "Highlight: A deal.", "Body", "", "The strike ended: Subject to a vote.", "", "Note: boats went.", "",
        "Classification", "", "Language: ENGLISH", "Subject: PORTS & HARBORS (90%); STRIKES (78%)", "Person: IDA BRANDT (58%)",
        "Load-Date: March 10, 2021", "", "End of Document", "Second", "The Example Post", "March 10, 2021", "Length: 2 words", "Body",
        "Text two.", "Load-Date: March 11, 2021", "End of Document",
    ];

    [Theory]
    [InlineData("u.txt", false)]
    [InlineData("u.rtf", true)]
    public void Documents_of_Nexis_Uni_are_read_by_the_rules_of_Nexis(string name, bool isRtf)
    {
        var text = string.Join('\n', Uni);
        var read = Sample.Read(isRtf ? RtfTests.OfText(text) : text, name);
        Assert.Equal(isRtf ? "rtf" : "nexis", read.Format);
        Assert.Equal([$"{name}#1", $"{name}#2"], read.Articles.Select(a => a.Id));
        var (one, two) = (read.Articles[0], read.Articles[1]);
        Assert.Equal(
            ("Port strike ends", "The Example Times (London)", "BUSINESS", "en"), (one.Title, one.Source, one.Section, one.Language));
        Assert.Equal("The strike ended: Subject to a vote.\n\nNote: boats went.", one.Body);
        Assert.Equal("2021-03-09T00:01:00Z", one.Published.ToString());
        Assert.Equal(["Mara Quill"], one.Authors);
        Assert.Equal(["Ports & Harbors", "Strikes"], one.Tags);
        Assert.Equal([new("person", "Ida Brandt")], one.Entities);
        Assert.Contains(new ArticleMember("copyright", "Copyright 2021 Example Newspapers All Rights Reserved"), one.Members);
        Assert.Equal(("Second", "The Example Post", "Text two."), (two.Title, two.Source, two.Body));
    }

    [Theory]
    [InlineData("windows-1252", new byte[] { 0x93, 0xE9, 0x94 }, "“é”")]
    [InlineData("iso-8859-1", new byte[] { 0x93, 0xE9, 0x94 }, "“é”")]
    [InlineData("windows-1251", new byte[] { 0xC6, 0xE0 }, "Жа")]
    [InlineData("koi8-r", new byte[] { 0xF6, 0xC1 }, "Жа")]
    [InlineData("iso-8859-2", new byte[] { 0xB3, 0xF3 }, "łó")]
    public void Mail_is_in_the_encoding_that_it_names(string charset, byte[] letters, string expected)
    {
        byte[] message =
        [
            .. System.Text.Encoding.ASCII.GetBytes(
                $"From: a@e.net\nTo: b@e.net\nSubject: =?{charset}?B?{Convert.ToBase64String(letters)}?=\n"
                + $"Message-ID: <1@e.net>\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
                + "Content-Transfer-Encoding: 8bit\n\n"),
            .. letters, (byte)'\n',
        ];
        var article = Sample.Read(message, "m.eml").Only;
        Assert.Equal((expected, expected), (article.Title, article.Body));
    }

    [Fact]
    public void A_page_gives_its_keywords_and_a_knowledge_graph_its_address_and_source()
    {
        var page = Sample.Read("""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"h","keywords":["a","b"]}</script></head>
            <body><article><p>The gates of the lock were opened at dawn.</p></article></body></html>
            """, "p.html").Only;
        Assert.Equal(["a", "b"], page.Tags);
        var row = Sample.Read(
            "DATE\tSourceCommonName\tDocumentIdentifier\tTitle\n20210309170000\te.org\thttps://e.org/1\tPort\n").Only;
        Assert.Equal(("https://e.org/1", "e.org", "Port"), (row.Id, row.Source, row.Title));
    }

    [Fact]
    public void A_short_headline_of_Factiva_before_a_name_is_no_section()
    {
        const string Export = "Port strike ends\nMara Quill\n312 words\n9 March 2021\nExample Times\nEXMP\nEnglish\n\nIt ended.\n\n"
            + "Document EXMP000020210309eh39000p1\n";
        var article = Sample.Read(Export, "f.txt").Only;
        Assert.Equal(("Port strike ends", null, "It ended."), (article.Title, article.Section, article.Body));
        Assert.Equal(["Mara Quill"], article.Authors);
    }
}
