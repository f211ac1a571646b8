using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Snapshots;

/// <summary>Scopes as a site uses them: over an index that changes, with cursors, over several indexes, with parts forbidden.</summary>
public sealed class ScopeTests
{
    private static readonly SearchScope Public = SearchScope.Having("acl", "public");

    [Fact]
    public void No_text_lifts_a_scope_and_a_cursor_stays_within_it()
    {
        using var folder = new TempFolder();
        using var index = Load(folder["index"]);
        Assert.Equal(20, index.Search(new SearchRequest { Query = "memo" }).Total.Value);
        foreach (var query in new[] { "memo", "memo | select acl:staff", "memo OR acl:staff", "* | facet acl", "id:1 OR id:2 OR memo" })
        {
            var found = index.Search(new SearchRequest { Query = query, Facets = [new("acl")] }, Public);
            Assert.All(found.Hits, h => Assert.Equal(0, int.Parse(h.Id) % 2));
            Assert.DoesNotContain(found.Facet("acl"), v => v.Value == "staff");
        }

        var page = new SearchRequest { Query = "memo", Limit = 4 };
        var ids = new List<string>();
        for (var next = index.Search(page, Public); ; next = index.Search(page with { After = next.Next }, Public))
        {
            // What is added meanwhile is not of this moment.
            index.Add(new Article { Id = $"{100 + (2 * ids.Count)}", Body = "memo", Entities = [new("acl", "public")] });
            index.Refresh();
            ids.AddRange(next.Hits.Select(h => h.Id));
            Assert.Empty(next.Warnings);
            if (next.Next is null)
            {
                break;
            }
        }

        Assert.Equal(10, ids.Distinct().Count());
        using var searcher = index.OpenSearcher(Public);
        Assert.Null(searcher.Get("1"));
        Assert.NotNull(searcher.Get("2"));
        Assert.Throws<InvalidOperationException>(() => searcher.Within(Public));
        Assert.Equal(0, index.Search(new SearchRequest { Query = "memo" }, SearchScope.Having("acl")).Total.Value);
        Assert.Equal(Public, SearchScope.Having("acl", "public"));
        Assert.Equal(new FacetNode("acl", "public"), QueryTree.All(Public.Articles).Last());
    }

    [Fact]
    public void A_set_of_indexes_is_searched_within_a_scope()
    {
        using var folder = new TempFolder();
        Load(folder["one"]).Dispose();
        Load(folder["two"], first: 1_000).Dispose();
        using var set = ArticleIndexSet.Open([folder["one"], folder["two"]], new ArticleIndexOptions { Recognizer = null });
        using var searcher = set.OpenSearcher(Public);
        Assert.Equal(20, searcher.Search(new SearchRequest { Query = "memo" }).Total.Value);
        Assert.Equal(["public"], searcher.Terms("acl").Select(v => v.Value));
        Assert.Null(searcher.Get("1001"));
    }

    [Theory]
    [InlineData(QueryParts.Directives, "memo | sort newest", 5, 18)]
    [InlineData(QueryParts.Wildcards, "memo mem*", 5, 9)]
    [InlineData(QueryParts.Wildcards, "me?o", 0, 4)]
    [InlineData(QueryParts.Fuzzy, "meno~1", 0, 6)]
    [InlineData(QueryParts.Proximity, "memo W/3 number", 0, 15)]
    [InlineData(QueryParts.Ids, "id:2", 3, 4)]
    [InlineData(QueryParts.Addresses, "site:bbc.co.uk", 5, 14)]
    [InlineData(QueryParts.Facets, "acl:public", 4, 10)]
    [InlineData(QueryParts.Dates, "memo date:2001", 10, 14)]
    [InlineData(QueryParts.Exclusions, "memo NOT number", 0, 15)]
    [InlineData(QueryParts.Everything, "*", 0, 1)]
    [InlineData(QueryParts.Facets, "acl:pub*", 4, 8)]
    [InlineData(QueryParts.Wildcards, "acl:pub*", 4, 8)]
    [InlineData(QueryParts.Facets, "acl:*", 4, 5)]
    [InlineData(QueryParts.Addresses, "url:\"bbc.co.uk/*\"", 4, 17)]
    [InlineData(QueryParts.Wildcards, "url:\"bbc.co.uk/*\"", 4, 17)]
    [InlineData(QueryParts.Addresses, "site:*", 5, 6)]
    [InlineData(QueryParts.Dates, "date:*", 5, 6)]
    [InlineData(QueryParts.Numbers, "size:>1", 6, 7)]
    [InlineData(QueryParts.Numbers, "size:*", 5, 6)]
    public void Parts_of_queries_can_be_forbidden(QueryParts part, string query, int start, int end)
    {
        using var folder = new TempFolder();
        using var index = Load(folder["index"]);
        var request = new SearchRequest { Query = query };
        Assert.NotNull(index.Search(request, Public));
        var scope = Public with { Forbidden = part };
        var said = Assert.Single(Assert.Throws<QueryException>(() => index.Search(request, scope)).Diagnostics);
        Assert.Equal(("SC335", start, end), (said.Code, said.Start, said.End));
        using var searcher = index.OpenSearcher(scope);
        Assert.Throws<QueryException>(() => searcher.Explain(request));
        Assert.Throws<QueryException>(() => searcher.Export(request).Count());
        Assert.Equal(10, searcher.Search(new SearchRequest { Query = "memo" }).Total.Value);
    }

    [Fact]
    public void Exact_forms_can_be_forbidden()
    {
        using var index = new TestIndex(exactForms: true);
        index.Add(new Article { Id = "1", Body = "memos" });
        using var all = index.OpenSearcher();
        using var searcher = all.Within(new SearchScope(new MatchAllNode()) { Forbidden = QueryParts.ExactForms });
        var refused = Assert.Throws<QueryException>(() => searcher.Search(new SearchRequest { Query = "=memos" }));
        Assert.Equal("SC335", refused.Diagnostics[0].Code);
    }

    [Fact]
    public void A_condition_that_cannot_be_searched_for_is_refused()
    {
        using var index = new TestIndex(new Article { Id = "1", Body = "memos" });
        using var all = index.OpenSearcher();
        Assert.Throws<QueryException>(() => all.Within(new SearchScope(new PrefixNode("a"))));
        Assert.ThrowsAny<OperationCanceledException>(() => all.Within(Public, new CancellationToken(canceled: true)));
    }

    private static ArticleIndex Load(string path, int first = 0)
    {
        var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Fields = [new("size", FieldType.Number)] });
        index.Index([ArticleSource.From(Enumerable.Range(first, 20).Select(n => new Article
        {
            Id = $"{n}",
            Body = $"memo number {n}",
            Entities = [new("acl", n % 2 == 0 ? "public" : "staff")],
        }))]);
        return index;
    }
}
