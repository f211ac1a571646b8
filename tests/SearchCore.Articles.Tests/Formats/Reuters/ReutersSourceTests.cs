using System.Text;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;
using SearchCore.Articles.Tests.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats.Reuters;

public class ReutersSourceTests
{
    private const string Document = """
        <REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="7">
        <DATE> 9-APR-1987 13:32:06.79</DATE>
        <TOPICS><D>tin</D><D>strategic-metal</D></TOPICS>
        <PLACES><D>peru</D></PLACES>
        <PEOPLE><D>ann-lee</D></PEOPLE>
        <ORGS><D>itc</D></ORGS>
        <EXCHANGES><D>lme</D></EXCHANGES>
        <COMPANIES><D>acme</D></COMPANIES>
        <UNKNOWN>
        &#5;&#5;&#5;C M
        &#22;&#22;&#1;f0704&#31;reute</UNKNOWN>
        <TEXT>&#2;
        <TITLE>TIN   &lt;TIN> RISES
        AGAIN &amp; AGAIN</TITLE>
        <AUTHOR>    By Ann Lee and Bo Ek, Reuters</AUTHOR>
        <DATELINE>    LIMA,  April 9 - </DATELINE><BODY>Tin rose on Thursday,
        traders said.
            They named&#127; no reason.
         Reuter
        &#3;</BODY></TEXT>
        </REUTERS>

        """;

    [Fact]
    public void Every_element_is_read()
    {
        var result = Read("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" + Document);

        Assert.Equal(
            new Article
            {
                Id = "reuters-7",
                Title = "TIN <TIN> RISES AGAIN & AGAIN",
                Body = "Tin rose on Thursday,\ntraders said.\n    They named no reason.\n Reuter",
                Published = ArticleDate.FromDateTimeOffset(new DateTimeOffset(1987, 4, 9, 13, 32, 6, TimeSpan.Zero)),
                Source = "Reuters",
                Authors = ["Ann Lee", "Bo Ek"],
                Tags = ["tin", "strategic-metal"],
                Entities = [new("place", "peru"), new("person", "ann-lee"), new("organization", "itc"), new("exchange", "lme"),
                new("company", "acme")],
                Members = [new("dateline", "LIMA, April 9")],
            },
            result.Article);
        Assert.Equal(new ArticleNotice("test", 36, ArticleNoticeKind.TextRepaired, "BODY"), ReadResult.Bare(Assert.Single(result.Notices)));
        Assert.Empty(result.Rejected);
    }

    [Fact]
    public void Chunks_of_any_size_give_the_same_articles()
    {
        var input = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" + string.Concat(
            Enumerable.Range(1, 20).Select(i => Document.Replace("NEWID=\"7\"", $"NEWID=\"{i}\"", StringComparison.Ordinal)));
        var whole = Read(input);
        Assert.Equal(20, whole.Articles.Count);
        foreach (var size in new[] { 1, 7, 100, 1000, 3000 })
        {
            var result = Read(input, new ReadingOptions { ChunkBytes = size });
            Assert.Equal(whole.Articles, result.Articles);
            Assert.Equal(whole.Notices, result.Notices);
            Assert.Equal(input.Length, result.Bytes);
        }
    }

    [Theory]
    [InlineData("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z", null)]
    [InlineData(" 9-APR-1987 13:32:06.7", "1987-04-09T13:32:06Z", null)]
    [InlineData("26-FEB-1987", "1987-02-26T00:00:00Z", null)]
    [InlineData("31-MAR-1987 605:12:19.12", "1987-03-31T00:00:00Z", ArticleNoticeKind.DateRepaired)]
    [InlineData("26-MAR-1987 15:01:01.79&#5;&#5;&#5;RM", "1987-03-26T15:01:01Z", ArticleNoticeKind.DateRepaired)]
    [InlineData("9-APR-1987 00:00:00.00    # a remark", "1987-04-09T00:00:00Z", ArticleNoticeKind.DateRepaired)]
    [InlineData("26 February 1987 15:01 GMT", "1987-02-26T15:01:00Z", null)]
    [InlineData("1987-02-26T15:01:01+01:00", "1987-02-26T14:01:01Z", null)]
    [InlineData("30-FEB-1987 15:01:01.79", null, ArticleNoticeKind.DateUnreadable)]
    [InlineData("26-XYZ-1987 15:01:01.79", null, ArticleNoticeKind.DateUnreadable)]
    [InlineData("yesterday", null, ArticleNoticeKind.DateUnreadable)]
    [InlineData("", null, null)]
    public void Dirty_dates_give_what_can_be_read_of_them(string text, string? expected, ArticleNoticeKind? notice)
    {
        var result = Read(Small($"<DATE>{text}</DATE>"));

        Assert.Equal(expected, result.Article.Published?.ToString());
        Assert.Equal(notice, result.Notices.Select(n => (ArticleNoticeKind?)n.Kind).SingleOrDefault());
    }

    [Theory]
    [InlineData("    by Ann Lee, Reuters", "Ann Lee")]
    [InlineData("BY ANN LEE AND BO EK, REUTERS", "ANN LEE|BO EK")]
    [InlineData("By Ann Lee Reuters", "Ann Lee")]
    [InlineData("By Ann Lee, Reutersd", "Ann Lee")]
    [InlineData("Ann Lee", "Ann Lee")]
    [InlineData("By , Reuters", "")]
    [InlineData("", "")]
    public void Authors_lose_what_is_around_their_names(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(Small($"<AUTHOR>{text}</AUTHOR>")).Article.Authors));

    [Fact]
    public void A_document_that_nobody_could_part_keeps_its_raw_text()
    {
        var result = Read("<REUTERS NEWID=\"3\"><TEXT TYPE=\"UNPROC\">&#2;\nTIN PRICES\n   UP &lt;TIN>\n&#3;</TEXT></REUTERS>");

        Assert.Equal(new Article { Id = "reuters-3", Body = "TIN PRICES\n   UP <TIN>", Source = "Reuters" }, result.Article);
    }

    [Fact]
    public void An_element_that_is_not_closed_ends_at_the_next_one()
    {
        var result = Read(
            "<REUTERS NEWID=\"3\"><TOPICS><D>tin</D><PLACES><D>peru</D></PLACES><TEXT><TITLE>Tin up<BODY>Tin rose.</TEXT></REUTERS>");

        Assert.Equal(
            new Article
            {
                Id = "reuters-3",
                Title = "Tin up",
                Body = "Tin rose.",
                Source = "Reuters",
                Tags = ["tin"],
                Entities = [new("place", "peru")]
            }, result.Article);
        Assert.Equal(["TOPICS is not closed", "TITLE is not closed", "BODY is not closed"], result.Notices.Select(n => n.Detail));
    }

    [Fact]
    public void A_document_without_its_end_is_rejected_alone()
    {
        var broken = "<REUTERS NEWID=\"1\"><TEXT><TITLE>Cut</TITLE>";
        var result = Read(broken + Small("", 2) + broken);

        Assert.Equal("reuters-2", Assert.Single(result.Articles).Id);
        Assert.Equal(
            [new RejectedRecord("test", 0, 0, RejectCodes.Unclosed, "the document has no end tag </REUTERS>", broken), new RejectedRecord(
                "test", broken.Length + Small("", 2).Length, 0, RejectCodes.Unclosed, "the document has no end tag </REUTERS>", broken)],
            result.Rejected);
    }

    [Fact]
    public void Text_between_documents_is_rejected_and_the_documents_stand()
    {
        var result = Read(Small("") + " stray \n" + Small("", 2));

        Assert.Equal(2, result.Articles.Count);
        Assert.Equal((RejectCodes.OutsideDocument, "stray  "), (Assert.Single(result.Rejected).Code, result.Rejected[0].Excerpt));
    }

    [Theory]
    [InlineData("<REUTERS><TEXT><TITLE>T</TITLE></TEXT></REUTERS>", RejectCodes.MissingId)]
    [InlineData("<REUTERS NEWID=\"\"><TEXT><TITLE>T</TITLE></TEXT></REUTERS>", RejectCodes.MissingId)]
    [InlineData("<REUTERS NEWID=\"1\"><TEXT><TITLE> </TITLE></TEXT></REUTERS>", RejectCodes.Empty)]
    [InlineData("<REUTERS NEWID=\"1\"></REUTERS>", RejectCodes.Empty)]
    public void A_document_without_id_or_text_is_rejected(string document, string code) => Assert.Equal(code, Read(document).Reject.Code);

    [Theory]
    [InlineData("AT&T and R& D;", "AT&T and R& D;", null)]
    [InlineData("a &#65; &#x42; &#233; &quot;q&quot; &apos;", "a A B é \"q\" '", null)]
    [InlineData("a&#0;b&#130;c&#xD800;d&#99999999999;e", "abcd&#99999999999;e", ArticleNoticeKind.TextRepaired)]
    [InlineData("a & b &; &#; &#x; c", "a & b &; &#; &#x; c", null)]
    [InlineData("brought to UTF-8: é", "brought to UTF-8: é", null)]
    public void References_are_decoded_or_stay(string text, string expected, ArticleNoticeKind? notice)
    {
        var result = Read($"<REUTERS NEWID=\"1\"><TEXT><BODY>{text}</BODY></TEXT></REUTERS>");
        Assert.Equal(expected, result.Article.Body);
        Assert.Equal(notice, result.Notices.Select(n => (ArticleNoticeKind?)n.Kind).SingleOrDefault());
    }

    [SharedFact]
    public void The_whole_collection_is_the_same_as_its_form_in_JSON_lines()
    {
        var bySgml = new Dictionary<string, Article>();
        var read = 0;
        for (var file = 0; file <= 21; file++)
        {
            var result = ReadResult.Of(new ReutersSource(SharedData.File($"reuters21578/reut2-{file:000}.sgm.gz")));
            Assert.Null(result.Failure);
            Assert.Empty(result.Rejected);
            read += result.Articles.Count;
            result.Articles.ForEach(a => bySgml.Add(a.Id, a));
        }

        Assert.Equal((21_578, 21_578), (read, bySgml.Count));
        var byJson = ReadResult.Of(new JsonLinesSource(SharedData.File("reuters21578.jsonl.gz")));
        Assert.Empty(byJson.Rejected);
        Assert.Equal(20_841, byJson.Articles.Count);
        foreach (var expected in byJson.Articles)
        {
            Assert.True(bySgml.Remove(expected.Id, out var actual));
            Assert.Equal(expected, actual);
        }

        // What is left are those that only the SGML has.
        Assert.Equal(737, bySgml.Count);
        Assert.All(bySgml.Values, a => Assert.True(a.Title is null && a.Body?.Length > 0));
    }

    private static string Small(string elements, int id = 1) =>
        $"<REUTERS NEWID=\"{id}\">{elements}<TEXT><TITLE>T</TITLE></TEXT></REUTERS>";

    private static ReadResult Read(string input, ReadingOptions? options = null) =>
        ReadResult.Of(new ReutersSource(new MemoryStream(Encoding.UTF8.GetBytes(input)), "test", options));
}
