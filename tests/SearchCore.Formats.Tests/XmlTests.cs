using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>NITF, NewsML-G2 and feeds; and what hostile XML does.</summary>
public sealed class XmlTests
{
    internal const string Nitf =
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <!DOCTYPE nitf SYSTEM "http://example.net/nitf.dtd">
        <nitf change.date="June 10, 2005" version="-//IPTC//DTD NITF 3.3//EN"><head><title>file title</title>
        <docdata management-status="usable"><doc-id id-string="x-9"/><date.issue norm="20190507T063000Z"/>
        <date.release norm="20190507T100000Z"/><key-list><keyword key="canals"/></key-list>
        <identified-content><person>Brandt, Ida</person><org>Canal Trust</org><location>Falkirk</location></identified-content></docdata>
        <pubdata date.publication="20190508T000000Z" name="Example Gazette" position.section="B"/></head>
        <body><body.head><hedline><hl1>Lock opens</hl1><hl2>After three years</hl2></hedline>
        <byline>By <person>Mara Quill</person><byttl>Staff Writer</byttl></byline></body.head>
        <body.content><media><media-caption><p>Never this caption.</p></media-caption></media>
        <block><p>The caf£ by the
        gates opened.</p><p>Boats waited.</p></block></body.content></body></nitf>
        """;

    [Fact]
    public void A_story_in_NITF_is_read()
    {
        var read = Sample.Read(Encoding.Latin1.GetBytes(Nitf), "story.xml");
        Assert.Equal("nitf", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "x-9",
                Title = "Lock opens",
                Body = "After three years\n\nThe caf£ by the gates opened.\n\nBoats waited.",
                Published = new ArticleDate(1_557_210_600),
                Source = "Example Gazette",
                Section = "B",
                Authors = ["Mara Quill"],
                Tags = ["canals"],
                Entities = [new("person", "Ida Brandt"), new("organization", "Canal Trust"), new("place", "Falkirk")],
                Members = [new("management-status", "usable"), new("embargo", "20190507T100000Z")],
            },
            read.Only);
        Assert.Equal(
            (ArticleNoticeKind.TextOmitted, "media: 1 with 19 characters"), (Assert.Single(read.Notices).Kind, read.Notices[0].Detail));
    }

    [Fact]
    public void Text_outside_of_paragraphs_is_kept_and_what_stands_beside_the_text_is_named()
    {
        var read = Sample.Read(
            """
            <nitf><body><body.head><hedline><hl1>T</hl1></hedline><note><p>Editors: ten words.</p></note></body.head>
            <body.content>Loose <em>words</em>.<block>In a block.</block><bq><block><p>Quoted.</p></block></bq>
            <table><tr><td>a</td><td>b</td></tr></table><ul><li>One <p>Two</p></li></ul></body.content>
            <body.end><tagline>The writer fishes.</tagline></body.end></body></nitf>
            """, "a.xml");
        Assert.Equal("Loose words.\n\nIn a block.\n\nQuoted.\n\na b\n\nOne\n\nTwo", read.Only.Body);
        Assert.Equal(["body.end: 1 with 18 characters", "note: 1 with 19 characters"], read.Notices.Select(n => n.Detail));
    }

    [Fact]
    public void A_record_that_is_too_long_is_rejected_without_being_held_and_the_others_are_read()
    {
        var xml = $"<rss><channel><title>c</title><item><guid>1</guid><title>t</title><description>{new string('a', 3_000_000)}<b>x</b>"
            + "</description></item><item><guid>2</guid><title>t</title></item></channel></rss>";
        var read = Sample.Read(Encoding.UTF8.GetBytes(xml), "f.xml", new ReadingOptions { MaxRecordBytes = 1_000_000 });
        Assert.Equal("2", read.Only.Id);
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }

    [Fact]
    public void A_tag_without_end_ends_the_reading_and_is_named()
    {
        var xml = $"<rss><channel><item><guid>1</guid><title>t</title></item><item x='{new string('a', 4_000_000)}'/></channel></rss>";
        var read = Sample.Read(Encoding.UTF8.GetBytes(xml), "f.xml", new ReadingOptions { MaxRecordBytes = 1_000_000 });
        Assert.Equal("1", read.Only.Id);
        Assert.Contains("longer than 1,000,000 characters", read.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_without_a_date_is_not_dated_by_its_document_type()
    {
        var story = Sample.Read(
            """
            <nitf change.date="June 10, 2005"><body><body.head><hedline><hl1>T</hl1></hedline></body.head>
            <body.content><p>b</p></body.content></body></nitf>
            """,
            "a.xml").Only;
        Assert.Equal((null, "a.xml"), (story.Published, story.Id));
    }

    [Fact]
    public void A_message_of_NewsML_G2_gives_its_items_and_the_latest_version_counts()
    {
        const string Item =
            """
            <newsItem guid="urn:x:{0}" version="{1}" xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en-GB"><itemMeta>
            <itemClass qcode="ninat:text"/><provider literal="EXA"/><versionCreated>2019-05-07T08:30:00+0200</versionCreated>
            <pubStatus qcode="stat:usable"/><embargoed>2019-05-08T00:00:00Z</embargoed></itemMeta>
            <contentMeta><contentCreated>2019-05-07T06:30:00Z</contentCreated><located><name>Falkirk</name></located>
            <creator><name>Mara Quill</name></creator><subject type="cpnat:person"><name>Ida Brandt</name></subject>
            <subject type="cpnat:abstract"><name>transport</name></subject><headline>Lock opens {1}</headline></contentMeta>
            <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
            <head><title>no</title></head>
            <body><p>The <b>gates</b> opened.</p><p>Boats waited.</p></body></html></inlineXML></contentSet></newsItem>
            """;
        var (one, two, other) = (Make("1", "1"), Make("1", "2"), Make("2", "1"));
        var read = Sample.Read(
            $"<newsMessage><itemSet>{two}{one}{other}<packageItem guid=\"p\"><itemMeta/></packageItem></itemSet></newsMessage>", "m.xml");
        Assert.Equal("newsml", read.Format);
        Assert.Equal(["Lock opens 2", "Lock opens 1"], read.Articles.Select(a => a.Title));
        Assert.Equal(
            ["an earlier version than 2, which came before: urn:x:1", "a packageItem has no text of its own: p"],
            read.Notices.Where(n => n.Kind == ArticleNoticeKind.RecordPassedOver).Select(n => n.Detail));
        var article = read.Articles[0];
        Assert.Equal(
            ("urn:x:1", "The gates opened.\n\nBoats waited.", "EXA", "en-GB"),
            (article.Id, article.Body, article.Source, article.Language));
        Assert.Equal([new("person", "Ida Brandt"), new("place", "Falkirk")], article.Entities);
        Assert.Equal(["Mara Quill"], article.Authors);
        Assert.Equal(["transport"], article.Tags);
        Assert.Contains(new ArticleMember("pubstatus", "stat:usable"), article.Members);
        Assert.Contains(new ArticleMember("embargo", "2019-05-08T00:00:00Z"), article.Members);

        static string Make(string id, string version) =>
            Item.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", version, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_an_RSS_feed_are_articles()
    {
        var read = Sample.Read(
            """
            <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
            <title>Example Gazette</title><language>en-gb</language>
            <item><media:title>not this</media:title><title>Lock &amp;amp; gates</title><link>https://example.net/1</link>
            <guid isPermaLink="false">g-7</guid><dc:date>2019-05-07T06:30:00Z</dc:date><dc:creator>Mara Quill</dc:creator>
            <category>Canals</category><description>Lead only</description>
            <content:encoded><![CDATA[<p>The <i>gates</i> opened.</p><script>no()</script><p>Boats.</p>]]></content:encoded></item>
            <item><title>Second</title><link>https://example.net/2</link>
            <description>&amp;lt;p&amp;gt;Twice escaped&amp;lt;/p&amp;gt;</description></item>
            </channel></rss>
            """, "feed.xml");
        Assert.Equal("feed", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "g-7",
                Title = "Lock & gates",
                Body = "The gates opened.\n\nBoats.",
                Published = new ArticleDate(1_557_210_600),
                Source = "Example Gazette",
                Url = "https://example.net/1",
                Language = "en-gb",
                Authors = ["Mara Quill"],
                Tags = ["Canals"],
            },
            read.Articles[0]);
        Assert.Equal(("https://example.net/2", "Twice escaped"), (read.Articles[1].Id, read.Articles[1].Body));
    }

    [Fact]
    public void Entries_of_Atom_are_articles()
    {
        var entry = Sample.Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Beispiel</title><entry><id>tag:x:1</id>
            <title type="html">Schleuse &amp;amp; Tor</title><link rel="self" href="https://example.net/self"/>
            <link href="https://example.net/1"/><published>2019-05-07T06:30:00Z</published><updated>2019-06-01T00:00:00Z</updated>
            <author><name>Mara Quill</name></author><category term="kanal" label="Kanal"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Tor.</p><p>Boote.</p></div></content></entry></feed>
            """).Only;
        Assert.Equal(
            ("tag:x:1", "Schleuse & Tor", "Das Tor.\n\nBoote.", "https://example.net/1"), (entry.Id, entry.Title, entry.Body, entry.Url));
        Assert.Equal(("Beispiel", "de"), (entry.Source, entry.Language));
        Assert.Equal(["Mara Quill"], entry.Authors);
        Assert.Equal(["Kanal"], entry.Tags);
    }

    [Fact]
    public void A_feed_that_breaks_off_gives_the_items_before_and_says_where()
    {
        var read = Sample.Read("<rss><channel><title>E</title><item><title>A</title><guid>1</guid></item><item><title>B", "feed.xml");
        Assert.Equal("1", read.Only.Id);
        Assert.Contains("cannot be read on", read.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_of_a_document_type_are_neither_resolved_nor_fetched()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "topsecret");
        try
        {
            var read = Sample.Read(
                $"""
                <!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}">]>
                <nitf><body><body.content><p>&x;</p></body.content></body></nitf>
                """,
                "a.xml");
            Assert.Empty(read.Articles);
            Assert.DoesNotContain("topsecret", read.Failure!.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void A_billion_laughs_are_none()
    {
        var laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            laughs.Append($"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};&a{i - 1};&a{i - 1};\">");
        }

        var read = Sample.Read($"{laughs}]><rss><channel><item><title>&a29;</title></item></channel></rss>", "a.xml");
        Assert.Empty(read.Articles);
        Assert.NotNull(read.Failure);
    }

    [Theory]
    [InlineData("<rss><channel><item><title>t</title><description>{0}</description></item></channel></rss>", "<b>")]
    [InlineData("<nitf><body><body.content>{0}</body.content></body></nitf>", "<p>")]
    [InlineData("<rss><channel><item><title>t</title><description><![CDATA[<p>{0}]]></description></item></channel></rss>", "<div>")]
    public void A_million_tags_inside_of_each_other_take_nothing_down(string document, string tag)
    {
        var depth = 200_000;
        var opened = new StringBuilder(tag.Length * depth).Insert(0, tag, depth);
        var closed = document.Contains("CDATA", StringComparison.Ordinal)
            ? new StringBuilder("x") : new StringBuilder("x").Insert(1, tag.Replace("<", "</", StringComparison.Ordinal), depth);
        var read = Sample.Read(document.Replace("{0}", $"{opened}{closed}", StringComparison.Ordinal), "deep.xml");
        Assert.True(read.Articles.Count + read.Rejected.Count + (read.Failure is null ? 0 : 1) == 1);
    }
}
