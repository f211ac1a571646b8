using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Searching.Planning;

public class DiagnosticsTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Theory]
    [InlineData("persn:\"Vladimir Putin\" AND nato", "SC102", 0, 5, "person")]
    [InlineData("nato AND titel:(a OR b)", "SC102", 9, 14, "title")]
    [InlineData("http://example.org", "SC108", 5, 7, null)]
    [InlineData("id:ab*", "SC103", 3, 6, null)]
    [InlineData("date:2017*", "SC103", 5, 10, null)]
    [InlineData("person:p?tin", "SC103", 7, 12, null)]
    [InlineData("person:putin~1", "SC103", 7, 12, null)]
    [InlineData("person:\" \"", "SC103", 7, 10, null)]
    [InlineData("title:[a TO b]", "SC104", 6, 14, null)]
    [InlineData("[a TO b]", "SC104", 0, 8, null)]
    [InlineData("a) b", "SC105", 1, 2, "")]
    [InlineData("a (b", "SC106", 2, 3, "")]
    [InlineData("say \"hello", "SC107", 4, 5, "")]
    [InlineData("\"", "SC107", 0, 1, "")]
    [InlineData("a /b.c/ d", "SC108", 2, 7, null)]
    [InlineData("date:[2017 TO", "SC109", 5, 13, null)]
    [InlineData("date:[2017]", "SC109", 10, 11, null)]
    [InlineData("a\\", "SC110", 1, 2, null)]
    [InlineData("a\\u12", "SC110", 1, 5, null)]
    [InlineData("a ()", "SC111", 2, 4, "")]
    [InlineData("AND a", "SC101", 0, 3, null)]
    [InlineData("a OR OR b", "SC101", 5, 7, null)]
    [InlineData("a AND NOT", "SC101", 9, 9, null)]
    [InlineData("a AND", "SC101", 5, 5, null)]
    [InlineData("a: b:", "SC101", 4, 5, null)]
    [InlineData(": a", "SC101", 0, 1, null)]
    [InlineData("~2", "SC101", 0, 2, null)]
    [InlineData("+", "SC101", 1, 1, null)]
    [InlineData("date:monday", "SC201", 5, 11, null)]
    [InlineData("date:[2017-13 TO *]", "SC201", 5, 19, null)]
    [InlineData("nato date:[2018-02 TO 2017-12]", "SC210", 10, 30, "[2017-12 TO 2018-02]")]
    [InlineData("date:{2017 TO 2017}", "SC211", 5, 19, "[2017 TO 2017]")]
    [InlineData("a*", "SC304", 0, 2, null)]
    [InlineData("*ing", "SC304", 0, 4, null)]
    [InlineData("?ab", "SC304", 0, 3, null)]
    [InlineData("ab*c*d*", "SC305", 0, 7, null)]
    [InlineData("ab*???", "SC305", 0, 6, null)]
    [InlineData("word~3", "SC306", 4, 6, "~2")]
    [InlineData("word~1.5", "SC306", 4, 8, "~2")]
    [InlineData("\"a b\"~1001", "SC307", 5, 10, "~1000")]
    [InlineData("word^1001", "SC308", 5, 9, null)]
    [InlineData("(a b)^99999999999999999999999999999999999999999", "SC308", 6, 47, null)]
    [InlineData("word^", "SC308", 4, 5, null)]
    public void A_classic_query_that_cannot_run_says_where_and_why(string text, string code, int start, int end, string? fix)
    {
        var result = QueryText.Parse(text, QueryDialect.Lucene);
        Assert.Null(result.Tree);
        var first = result.Diagnostics[0];
        Assert.Equal((code, start, end, fix), (first.Code, first.Start, first.End, first.Fix));
        Assert.Equal(DiagnosticSeverity.Error, first.Severity);
        Assert.NotEmpty(first.Message);
    }

    [Fact]
    public void The_message_for_a_misspelt_field_offers_the_right_one() =>
        Assert.Equal("unknown field 'persn'; did you mean 'person'?", QueryText.Parse("persn:putin").Diagnostics[0].Message);

    [Fact]
    public void Too_long_too_deep_and_too_many_are_refused_before_anything_recurses()
    {
        Assert.Equal("SC301", Code(new string('a', 8_193)));
        Assert.Equal("SC302", Code(new string('(', 4_000) + "a" + new string(')', 4_000)));
        Assert.Null(Code(new string('(', 50) + "a" + new string(')', 50)));
        Assert.Equal("SC303", Code(string.Concat(Enumerable.Repeat("a ", 1_025))));
        Assert.Null(Code(string.Concat(Enumerable.Repeat("a ", 1_024))));
        Assert.Equal("SC303", QueryText.Parse(string.Concat(Enumerable.Repeat("a ", 1_025)), QueryDialect.Plain).Diagnostics[0].Code);

        static string? Code(string text) => QueryText.Parse(text).Diagnostics is [var first, ..] ? first.Code : null;
    }

    [Fact]
    public void At_most_three_errors_are_told() =>
        Assert.Equal(3, QueryText.Parse("aa:b bb:c cc1:d titel:e persn:f bodi:g authr:h").Diagnostics.Count(d => d.Code == "SC102"));

    [Fact]
    public void Relative_dates_need_to_know_the_time()
    {
        Assert.Equal("SC201", QueryText.Parse("date:today").Diagnostics[0].Code);
        var range = Assert.IsType<DateRangeNode>(QueryText.Parse("date:today", options: new() { Now = Now }).Tree);
        Assert.Equal(86_400, range.Interval.To - range.Interval.From);
    }

    [Fact]
    public void A_kind_that_the_index_holds_is_a_field_and_any_other_is_not()
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "x", Entities = [new("exchange", "NYSE")] });
        Assert.Equal("a", index.Ids("exchange:nyse"));
        var error = Assert.Throws<QueryException>(() => index.Search("exchang:nyse"));
        Assert.Equal(("SC102", "exchange"), (error.Diagnostics[0].Code, error.Diagnostics[0].Fix));
        Assert.Equal("SC102", Assert.Throws<QueryException>(() => index.Search("vessel:titanic")).Diagnostics[0].Code);
        Assert.IsType<FacetNode>(QueryText.Parse("vessel:titanic").Tree);
    }

    public static TheoryData<SearchRequest, string> BadRequests => new()
    {
        { new() { Limit = -1 }, "SC320" },
        { new() { Skip = -1 }, "SC320" },
        { new() { Skip = 9_000, Limit = 1_001 }, "SC320" },
        { new() { Skip = int.MaxValue, Limit = int.MaxValue }, "SC320" },
        { new() { Facets = [new("person") { Top = 0 }] }, "SC321" },
        { new() { Facets = [new("person") { Top = 1_001 }] }, "SC321" },
        { new() { Facets = [new("persn")] }, "SC322" },
        { new() { Facets = [new("title")] }, "SC322" },
        { new() { Facets = [new("Not a kind!")] }, "SC322" },
        { new() { Select = [new("plase", "Syria")] }, "SC322" },
        { new() { SnippetLength = -1 }, "SC323" },
        { new() { Query = "date:2017", Zone = "Mars/Olympus" }, "SC202" },
        { new() { Tree = new PrefixNode("a") }, "SC304" },
        { new() { Tree = new WildcardNode("*a") }, "SC304" },
        { new() { Tree = new WildcardNode("ab*c*d*") }, "SC305" },
        { new() { Tree = new FuzzyNode("word", 3) }, "SC306" },
        { new() { Tree = new BoostNode(QueryNode.All, float.NaN) }, "SC308" },
        { new() { Tree = new PrefixNode("state-ru") }, "SC309" },
        { new() { Tree = new FuzzyNode("two words", 1) }, "SC309" },
        { new() { Tree = new HasFieldNode("No Such") }, "SC102" },
        { new() { Tree = QueryNode.And([.. Enumerable.Repeat(QueryNode.Word("a"), 1_025)]) }, "SC303" },
        { new() { Tree = Nested(250) }, "SC302" },
        { new() { Tree = Nested(100_000) }, "SC302" },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public void A_request_over_a_limit_is_refused(SearchRequest request, string code)
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "x" });
        Assert.Equal(code, Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics[0].Code);
    }

    [Fact]
    public void A_facet_that_no_article_has_is_empty()
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "x" });
        Assert.Empty(index.Search(new SearchRequest { Facets = [new("vessel"), new("person")] }).Facet("vessel"));
    }

    [Theory]
    [InlineData("the syria", "SC401", 0, 3)]
    [InlineData("syria &&& word", "SC402", 6, 9)]
    [InlineData("syria \"!!\"", "SC402", 6, 10)]
    public void A_word_that_was_ignored_is_named(string text, string code, int start, int end)
    {
        using var index = new TestIndex(new Article { Id = "a", Body = "syria word" });
        var results = index.Search(new SearchRequest
        {
            Query = text,
            Dialect = text.Contains("&&&", StringComparison.Ordinal) ? QueryDialect.Plain : QueryDialect.Lucene,
        });
        Assert.Equal(1, results.Total.Value);
        var warning = Assert.Single(results.Warnings);
        Assert.Equal((code, start, end, DiagnosticSeverity.Warning), (warning.Code, warning.Start, warning.End, warning.Severity));
    }

    [Fact]
    public void A_prefix_of_too_many_words_is_capped_and_says_so()
    {
        using var index = new TestIndex(new Article
        {
            Id = "a",
            Body = string.Join(' ', Enumerable.Range(0, 17_000).Select(n => $"zz{n:D5}")),
        });
        Assert.Equal(
            "'zz*' stands for too many words; only the first 16,384 were searched", Assert.Single(index.Search("zz*").Warnings).Message);
        Assert.Empty(index.Search("zz00*").Warnings);

        // Each of them takes more where it stands near something.
        Assert.Equal(
            "'zz0*' stands for too many words; only the first 1,024 were searched",
            Assert.Single(index.Search("zz0* W/3 zz00001").Warnings).Message);
    }

    private static QueryNode Nested(int levels) =>
        Enumerable.Range(0, levels).Aggregate(QueryNode.Word("a"), (inner, _) => new BooleanNode { MustNot = [inner] });
}
