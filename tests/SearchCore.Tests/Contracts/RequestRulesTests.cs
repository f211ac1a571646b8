using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Contracts;

/// <summary>Requests that cannot be meant are refused by name, before anything is searched, exported or deleted.</summary>
public sealed class RequestRulesTests
{
    public static TheoryData<SearchRequest, string> Wrong => new()
    {
        { new() { Facets = [null!] }, "SearchRequest.Facets[0] is null" },
        { new() { Facets = [new("place"), new(null!)] }, "SearchRequest.Facets[1].Kind is null" },
        { new() { Select = [default] }, "SearchRequest.Select[0].Kind is null" },
        { new() { Select = [new("place", null!)] }, "SearchRequest.Select[0].Value is null" },
        { new() { Significant = [null!] }, "SearchRequest.Significant[0] is null" },
        { new() { Significant = [new(null!)] }, "SearchRequest.Significant[0].Kind is null" },
        { new() { Timeline = new(TimelineUnit.Day) { By = new(null!) } }, "SearchRequest.Timeline.By.Kind is null" },
        { new() { Timeline = new((TimelineUnit)9) }, "SearchRequest.Timeline.Unit has no value 9" },
        { new() { Against = new() { Select = [new("place", null!)] } }, "SearchRequest.Against.Select[0].Value is null" },
        {
            new() { Against = new() { Tree = new BoostNode(null!, 2) } },
            "SearchRequest.Against.Tree holds a BoostNode with a node that is null"
        },
        { new() { SortBy = new(null!) }, "SearchRequest.SortBy.Field is null" },
        { new() { Boosts = [null!] }, "SearchRequest.Boosts[0] is null" },
        { new() { Sort = (SearchSort)9 }, "SearchRequest.Sort has no value 9" },
        { new() { Dialect = (QueryDialect)9 }, "SearchRequest.Dialect has no value 9" },
        { new() { DefaultOperator = (QueryOperator)9 }, "SearchRequest.DefaultOperator has no value 9" },
        { new() { Fields = (HitFields)16 }, "SearchRequest.Fields has no value 16" },
        { new() { Tree = new BoostNode(null!, 2) }, "SearchRequest.Tree holds a BoostNode with a node that is null" },
        { new() { Tree = new BooleanNode { Must = null! } }, "SearchRequest.Tree holds a BooleanNode with a list that is null" },
        { new() { Tree = QueryNode.Or(QueryNode.All, null!) }, "SearchRequest.Tree holds a BooleanNode with a null in a list" },
        { new() { Tree = QueryNode.Not(QueryNode.Word(null!)) }, "SearchRequest.Tree holds a WordNode with a text that is null" },
        { new() { Tree = QueryNode.Entity("place", null!) }, "SearchRequest.Tree holds a FacetNode with a value that is null" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_request_that_cannot_be_meant_is_refused_by_name(SearchRequest request, string words)
    {
        using var folder = new TempFolder();
        using var index = ArticleIndex.Open(folder["index"]);
        Named(() => index.Search(request));
        using var searcher = index.OpenSearcher();
        Named(() => searcher.Search(request));
        Named(() => searcher.Explain(request));
        Named(() => searcher.Export(request));
        Named(() => index.Delete(request));

        void Named(Func<object> run) => Assert.Contains(words, Assert.Throws<ArgumentException>(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_null_is_refused_where_it_is_given()
    {
        Assert.Equal("Facets", Assert.Throws<ArgumentNullException>(() => new SearchRequest { Facets = null! }).ParamName);
        Assert.Equal("Select", Assert.Throws<ArgumentNullException>(() => new SearchRequest { Select = null! }).ParamName);
        Assert.Equal("Significant", Assert.Throws<ArgumentNullException>(() => new SearchRequest { Significant = null! }).ParamName);
        Assert.Equal("Boosts", Assert.Throws<ArgumentNullException>(() => new SearchRequest { Boosts = null! }).ParamName);
        Assert.Equal("Limits", Assert.Throws<ArgumentNullException>(() => new SearchRequest { Limits = null! }).ParamName);
    }

    [Fact]
    public void What_a_text_asks_for_behind_its_bar_wins_over_the_request()
    {
        const string Text = "strike | timeline month | limit 3 | sort newest | unique | fields title | facet person:2";
        var asked = QueryText.Parse(Text).Directives! with { TimelineField = "embargo" };
        var request = new SearchRequest { Facets = [new("person"), new("source")], Sort = SearchSort.Oldest, Limit = 20 }.With(asked);
        Assert.Equal(new TimelineRequest(TimelineUnit.Month) { Field = "embargo" }, request.Timeline);
        Assert.Equal((3, SearchSort.Newest, true, HitFields.Title), (request.Limit, request.Sort, request.Unique, request.Fields));
        Assert.Equal(["source", "person"], request.Facets.Select(f => f.Kind));
        Assert.Equal(2, request.Facets[1].Top);
    }
}
