using SearchCore.Articles;

namespace SearchCore.Tests.Searching.Highlighting;

/// <summary>Whole articles with everything that matched in them.</summary>
public class WholeArticleTests
{
    [Fact]
    public void Every_match_of_title_and_body_is_marked_and_line_breaks_stay()
    {
        using var index = new TestIndex(new Article
        {
            Id = "a",
            Title = "Fish & chips",
            Body = "The fish came.\n\nNo fishing\r\nwithout <fish>.",
        });
        var found = index.Highlight("a", new() { Query = "fish" })!;
        Assert.Equal("<em>Fish</em> &amp; chips", found.TitleHtml());
        Assert.Equal("The <em>fish</em> came.\n\nNo <em>fishing</em>\r\nwithout &lt;<em>fish</em>&gt;.", found.BodyHtml());
        Assert.Equal([new(0, 4)], found.TitleMatches);
        Assert.All(found.BodyMatches, m => Assert.StartsWith("fish", found.Stored.Article.Body![m.Start..m.End], StringComparison.Ordinal));
        Assert.False(found.IsPartial);
    }

    [Fact]
    public void A_field_of_the_query_is_kept_apart_and_an_article_without_text_has_no_marks()
    {
        using var index = new TestIndex(
            new Article { Id = "a", Title = "fish", Body = "fish" }, new Article { Id = "b", Title = "none" });
        var found = index.Highlight("a", new() { Query = "title:fish" })!;
        Assert.Single(found.TitleMatches);
        Assert.Empty(found.BodyMatches);
        Assert.Null(index.Highlight("b", new() { Query = "fish" })!.BodyHtml());
        Assert.Empty(index.Highlight("a", new() { Query = "chips" })!.BodyMatches);
    }

    [Fact]
    public void Matches_far_behind_the_beginning_of_a_long_text_are_marked()
    {
        var body = "grain " + string.Concat(Enumerable.Repeat("ministers met of harbours ", 40_000)) + "grain";
        using var index = new TestIndex(new Article { Id = "a", Body = body });
        Assert.Equal([new(0, 5), new(body.Length - 5, body.Length)], index.Highlight("a", new() { Query = "grain" })!.BodyMatches);
    }

    [Fact]
    public void An_unknown_article_is_none_a_faulty_query_an_error_and_no_time_gives_a_part()
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "fish" });
        Assert.Null(index.Highlight("z", new() { Query = "fish" }));
        Assert.Throws<QueryException>(() => index.Highlight("a", new() { Query = "\"fish" }));
        using var searcher = index.OpenSearcher();
        var part = searcher.Highlight("a", new() { Query = "fish", TimeLimit = TimeSpan.Zero })!;
        Assert.True(part.IsPartial);
        Assert.Equal("fish", part.Stored.Article.Body);
        Assert.Throws<OperationCanceledException>(() => searcher.Highlight("a", new() { Query = "fish" }, new(canceled: true)));
    }
}
