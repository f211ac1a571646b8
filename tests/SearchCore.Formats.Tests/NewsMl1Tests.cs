using SearchCore.Articles;

namespace SearchCore.Formats.Tests;

/// <summary>NewsML 1.</summary>
public sealed class NewsMl1Tests
{
    internal const string Message =
        """
        <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd">
        <NewsML Version="1.2"><Catalog Href="http://example.net/catalog.xml"/><NewsEnvelope><DateAndTime>20190507T070000Z</DateAndTime>
        </NewsEnvelope><NewsItem xml:lang="en-GB"><Identification><NewsIdentifier><ProviderId>example.net</ProviderId>
        <DateId>20190507</DateId><NewsItemId>LOCK-7</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
        <PublicIdentifier>urn:newsml:example.net:20190507:LOCK-7:2N</PublicIdentifier></NewsIdentifier></Identification>
        <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20190507T063000Z</FirstCreated>
        <ThisRevisionCreated>20190507T090000Z</ThisRevisionCreated><Status FormalName="Embargoed"/>
        <StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20190508T000000Z</DateAndTime></StatusWillChange>
        <Urgency FormalName="4"/></NewsManagement>
        <NewsComponent><TopicSet><Topic Duid="t1"><TopicType FormalName="Person"/><Description>Ida Brandt</Description></Topic>
        <Topic Duid="t2"><TopicType FormalName="Genre"/><Description>Canals</Description></Topic></TopicSet>
        <NewsLines><HeadLine>Lock opens &amp;amp; boats pass</HeadLine><ByLine>By Mara Quill</ByLine><DateLine>FALKIRK, May 7</DateLine>
        <CreditLine>EXA</CreditLine><CopyrightLine>(c) Example</CopyrightLine><KeywordLine>lock, boats</KeywordLine></NewsLines>
        <AdministrativeMetadata><Provider><Party FormalName="Example Agency"/></Provider>
        <Creator><Party FormalName="Someone Else"/></Creator></AdministrativeMetadata>
        <DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04015000"/></SubjectCode>
        <Location><Property FormalName="Country" Value="GBR"/><Property FormalName="City" Value="Falkirk"/></Location>
        <TopicOccurrence Topic="#t1"/><TopicOccurrence Topic="#t2"/></DescriptiveMetadata>
        <NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent>
        <nitf><body><body.content><media><media-caption>Beside.</media-caption></media><p>The gates
        opened.</p><p>Boats waited.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>
        <NewsComponent><Role FormalName="Caption"/><ContentItem><MediaType FormalName="Text"/>
        <DataContent><p>A caption.</p></DataContent></ContentItem></NewsComponent>
        <NewsComponent><ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
        </NewsComponent></NewsItem></NewsML>
        """;

    [Fact]
    public void An_item_is_an_article()
    {
        var read = Sample.Read(Message, "m.xml");
        Assert.Equal("newsml1", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "urn:newsml:example.net:20190507:LOCK-7",
                Title = "Lock opens & boats pass",
                Body = "The gates opened.\n\nBoats waited.",
                Published = new ArticleDate(1_557_210_600),
                Source = "Example Agency",
                Language = "en",
                Authors = ["Mara Quill"],
                Tags = ["lock", "boats", "04015000", "Canals"],
                Entities = [new("person", "Ida Brandt"), new("place", "Falkirk")],
                Members =
                [
                    new("status", "Embargoed"), new("revision", "2"), new("public-identifier", "urn:newsml:example.net:20190507:LOCK-7:2N"),
                    new("urgency", "4"), new("embargo", "20190508T000000Z"), new("dateline", "FALKIRK, May 7"),
                    new("copyright", "(c) Example"),
                ],
            },
            read.Only);
        Assert.Equal(
            ["media: 1 with 7 characters", "Caption: 1 with 10 characters", "Photo: 1 with 0 characters"],
            read.Notices.Select(n => n.Detail));
    }

    [Fact]
    public void The_highest_revision_counts_whichever_comes_first()
    {
        var (one, two) = (Item("1", "<p>Old.</p>"), Item("2", "<p>New.</p>"));
        var read = Sample.Read($"<NewsML>{two}{one}</NewsML>", "m.xml");
        Assert.Equal("New.", read.Only.Body);
        Assert.StartsWith(
            "an earlier revision than 2", Assert.Single(read.Notices, n => n.Kind == ArticleNoticeKind.RecordPassedOver).Detail,
            StringComparison.Ordinal);
        var later = Sample.Read($"<NewsML>{one}{two}</NewsML>", "m.xml").Articles;
        Assert.Equal(["Old.", "New."], later.Select(a => a.Body));
        Assert.Single(later.Select(a => a.Id).Distinct());
    }

    [Theory]
    [InlineData("<p>The <b>gates</b>.</p><p>Boats.</p>")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><head/><body><p>The gates.</p><p>Boats.</p></body></html>")]
    [InlineData("<![CDATA[<p>The gates.</p><p>Boats.</p>]]>")]
    [InlineData("&lt;p&gt;The gates.&lt;/p&gt;&lt;p&gt;Boats.&lt;/p&gt;")]
    [InlineData("<body.content><p>The gates.</p><p>Boats.</p></body.content>")]
    public void Contents_are_read_however_they_are_written(string content) =>
        Assert.Equal("The gates.\n\nBoats.", Sample.Read($"<NewsML>{Item("1", content)}</NewsML>", "m.xml").Only.Body);

    [Fact]
    public void An_item_without_a_component_is_passed_over_and_a_withheld_one_says_so()
    {
        var withheld = Item("1", "<p>b</p>").Replace("Usable", "Withheld", StringComparison.Ordinal);
        var read = Sample.Read($"<NewsML><NewsItem><Identification/><Update/></NewsItem>{withheld}</NewsML>", "m.xml");
        Assert.Contains(read.Notices, n => n.Kind == ArticleNoticeKind.RecordPassedOver);
        Assert.Contains(new ArticleMember("status", "Withheld"), read.Only.Members);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" EquivalentsList=\"yes\"")]
    public void The_same_text_in_several_forms_is_one(string isEquivalent)
    {
        const string Long = "The gates of the old lock were opened at dawn, and the boats that had waited for three years went up "
            + "the canal, all of them at once";
        var forms = $"""
            <NewsComponent{isEquivalent}><ContentItem><MediaType FormalName="Text"/><Format FormalName="bcText"/>
            <DataContent>{Long}. Boats waited.</DataContent></ContentItem>
            <ContentItem><MediaType FormalName="Text"/><Format FormalName="NITF"/><DataContent><nitf><body><body.content><p>{Long}.</p>
            <p>Boats waited.</p></body.content></body></nitf></DataContent></ContentItem>
            <ContentItem><DataContent>{Long}.</DataContent></ContentItem></NewsComponent>
            """;
        var item = Item("1", "<p>x</p>").Replace("<ContentItem><DataContent><p>x</p></DataContent></ContentItem>", forms,
            StringComparison.Ordinal);
        var read = Sample.Read($"<NewsML>{item}</NewsML>", "m.xml");
        Assert.Equal($"{Long}.\n\nBoats waited.", read.Only.Body);
        Assert.DoesNotContain(read.Notices, n => n.Kind == ArticleNoticeKind.TextOmitted);
    }

    [Fact]
    public void Of_alternatives_the_richest_is_taken_and_another_text_is_named_and_parts_that_are_none_are_joined()
    {
        const string Parts = "<ContentItem><DataContent>Short one.</DataContent></ContentItem>"
            + "<ContentItem><DataContent>A much longer text.</DataContent></ContentItem>";
        var item = Item("1", "<p>x</p>").Replace("<ContentItem><DataContent><p>x</p></DataContent></ContentItem>", Parts,
            StringComparison.Ordinal);
        Assert.Equal("Short one.\n\nA much longer text.", Sample.Read($"<NewsML>{item}</NewsML>", "m.xml").Only.Body);
        item = item.Replace("<NewsComponent>", "<NewsComponent EquivalentsList='yes'>", StringComparison.Ordinal);
        var read = Sample.Read($"<NewsML>{item}</NewsML>", "m.xml");
        Assert.Equal("A much longer text.", read.Only.Body);
        Assert.Equal("alternative: 1 with 10 characters", Assert.Single(read.Notices, n => n.Kind == ArticleNoticeKind.TextOmitted).Detail);
    }

    [Fact]
    public void Second_headlines_go_before_the_text_and_other_lines_are_members()
    {
        const string Lines = "<SubHeadLine>Boats pass</SubHeadLine><ByLine>Mara Quill</ByLine><ByLineTitle>Editor</ByLineTitle>"
            + "<RightsLine>No resale</RightsLine><SeriesLine>Canals</SeriesLine><NewsLine><NewsLineType FormalName='Advisory'/>"
            + "<NewsLineText>Adds photo</NewsLineText></NewsLine></NewsLines>";
        var item = Item("1", "<p>b</p><p>c</p>").Replace("</NewsLines>", Lines, StringComparison.Ordinal);
        var article = Sample.Read($"<NewsML>{item}</NewsML>", "m.xml").Only;
        Assert.Equal("Boats pass\n\nb\n\nc", article.Body);
        Assert.Equal(["Mara Quill"], article.Authors);
        ArticleMember[] members =
        [
            new("rights", "No resale"), new("series", "Canals"), new("byline-title", "Editor"), new("newsline", "Advisory: Adds photo"),
        ];
        Assert.Equal(members, article.Members.Where(m => m.Name is "rights" or "series" or "byline-title" or "newsline"));
        var twice = item.Replace("<p>b</p>", "<p>Boats pass</p>", StringComparison.Ordinal);
        Assert.Equal("Boats pass\n\nc", Sample.Read($"<NewsML>{twice}</NewsML>", "m.xml").Only.Body);
    }

    private static string Item(string revision, string content) =>
        $"""
        <NewsItem><Identification><NewsIdentifier><RevisionId>{revision}</RevisionId>
        <PublicIdentifier>urn:newsml:e.net:x:{revision}</PublicIdentifier></NewsIdentifier></Identification>
        <NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines>
        <ContentItem><DataContent>{content}</DataContent></ContentItem></NewsComponent></NewsItem>
        """;
}
