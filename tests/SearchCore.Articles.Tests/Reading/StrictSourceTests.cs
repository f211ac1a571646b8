using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>A strict source rejects what would lose something, and says what.</summary>
public class StrictSourceTests
{
    private const string Lines = """
        {"id":"a","title":"whole"}
        {"id":"b","title":"dated","published":"soon"}
        {"id":"c","title":"typed","url":5,"tags":7}
        {"id":"d","title":"","body":""}
        {"id":"e","title":"far","published":"9000-01-01"}
        """;

    [Fact]
    public void What_would_lose_something_is_rejected()
    {
        var result = ReadResult.Of(Source().Strict());
        Assert.Equal(["a", "e"], result.Articles.Select(a => a.Id));
        Assert.Equal(
            [("b", "lossy", "published", "soon: no date", 2L), ("c", "lossy", "url", "url is a number, not a string and 1 more", 3),
                ("d", "empty", "body", "the article has neither title nor body", 4)],
            result.Rejected.Select(r => (r.Id, r.Code, r.Member, r.Reason, r.Line)));
        Assert.Equal(ArticleNoticeKind.DateSuspicious, Assert.Single(result.Notices).Kind);
        Assert.Equal(RejectCodes.Lossy, result.Rejected[0].Code);
    }

    [Fact]
    public void A_notice_says_of_which_article_member_and_value()
    {
        var result = ReadResult.Of(Source());
        Assert.Equal(
            [("b", 2L, "published", "soon"), ("c", 3, "url", "5"), ("c", 3, "tags", ""), ("e", 5, "published", "9000-01-01T00:00:00Z")],
            result.Notices.Select(n => (n.Id, n.Line, n.Member, n.Value)));
    }

    [Fact]
    public void It_can_be_taken_up_again_where_its_source_can()
    {
        var strict = Assert.IsAssignableFrom<IResumableSource>(Source().Strict());
        Assert.Null(strict.Identity);
        Assert.Equal(("test", Source().SizeHint), (strict.Name, strict.SizeHint));
        Assert.Equal(5, ReadResult.Of(strict).Articles.Count + 3);
        Assert.Throws<ArgumentNullException>(() => ArticleSource.Strict(null!));
    }

    [Fact]
    public void A_list_that_comes_bit_by_bit_keeps_its_order_and_needs_no_place()
    {
        var list = ArticleSource.From([new Article { Id = "a", Title = "t", Entities = [new("person", "Ann Lee")] }], "list").Strict();
        Assert.IsAssignableFrom<IPacedSource>(list);
        Assert.IsNotAssignableFrom<IResumableSource>(list);
        Assert.Empty(Assert.Single(list.WithoutEntities().ReadArticles()).Entities);
    }

    [Fact]
    public void What_is_skipped_says_what_it_is()
    {
        Assert.Equal("empty", new SkippedFile("a", SkipReason.Empty).Describe());
        Assert.Equal("a picture", new SkippedFile("a", SkipReason.Refused, "a picture").Describe());
    }

    private static JsonLinesSource Source() => new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Lines)), "test", null);
}
