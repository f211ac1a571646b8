using System.Text.Json;

namespace SearchCore.Queries.Tests;

public class QueryTreeTests
{
    [Fact]
    public void Trees_with_equal_parts_are_equal()
    {
        static QueryNode Tree(string last) => QueryNode.And(
            QueryNode.Word("a"), QueryNode.Not(QueryNode.Phrase("b c", 2)), new BoostNode(new WordNode(last, TextField.Title), 2));
        Assert.Equal(Tree("x"), Tree("x"));
        Assert.Equal(Tree("x").GetHashCode(), Tree("x").GetHashCode());
        Assert.NotEqual(Tree("x"), Tree("y"));
        Assert.NotEqual(QueryNode.And(QueryNode.Word("a"), QueryNode.Word("b")), QueryNode.Or(QueryNode.Word("a"), QueryNode.Word("b")));
        Assert.NotEqual(QueryNode.And(QueryNode.Word("a"), QueryNode.Word("b")), QueryNode.And(QueryNode.Word("b"), QueryNode.Word("a")));
    }

    [Fact]
    public void One_of_one_is_that_one()
    {
        Assert.Equal(QueryNode.Word("a"), QueryNode.And(QueryNode.Word("a")));
        Assert.Equal(QueryNode.Word("a"), QueryNode.Or(QueryNode.Word("a")));
    }

    [Fact]
    public void A_tree_is_written_as_json()
    {
        var tree = new BooleanNode
        {
            Must = [new WordNode("a\"b", TextField.Title), new PhraseNode("c d", 3), new DateRangeNode(new(0, null))],
            Should = [new PrefixNode("pu"), new WildcardNode("p?t*"), new FuzzyNode("putn", 1), new BoostNode(QueryNode.All, 2.5f)],
            MustNot = [new FacetNode("person", "Ann"), new FacetNode(null, "B", true), new IdNode("x"), new NearNode("y z"),
            new HasFieldNode("body"), QueryNode.None],
        };
        const string expected = """
            {"node":"boolean",
             "must":[{"node":"word","text":"a\"b","field":"title"},{"node":"phrase","text":"c d","slop":3},{"node":"published","from":"1970-01-01T00:00:00Z","to":"*"}],
             "should":[{"node":"prefix","prefix":"pu"},{"node":"wildcard","pattern":"p?t*"},{"node":"fuzzy","text":"putn","edits":1},{"node":"boost","factor":2.5,"of":{"node":"all"}}],
             "mustNot":[{"node":"facet","kind":"person","value":"Ann"},{"node":"facet","kind":"*","prefix":"B"},{"node":"id","id":"x"},{"node":"near","id":"y z"},{"node":"has","field":"body"},{"node":"none"}]}
            """;
        using var wanted = JsonDocument.Parse(expected);
        using var written = JsonDocument.Parse(QueryTree.ToJson(tree));
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, written.RootElement));
    }

    [Fact]
    public void Depth_and_leaves_are_counted_without_recursion()
    {
        Assert.Equal((1, 1), QueryTree.Measure(QueryNode.All, 10));
        Assert.Equal((3, 2), QueryTree.Measure(QueryNode.And(QueryNode.Word("a"), new BoostNode(QueryNode.Word("b"), 2)), 10));
        var deep = Enumerable.Range(0, 1_000_000).Aggregate(QueryNode.All, (inner, _) => QueryNode.Not(inner));
        Assert.Equal(11, QueryTree.Measure(deep, 10).Depth);
    }
}
