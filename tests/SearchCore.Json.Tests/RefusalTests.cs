using System.Text;
using System.Text.Json;

using SearchCore.Queries;

namespace SearchCore.Json.Tests;

/// <summary>What is absent is its default; what cannot be meant is refused by name.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"facets":[{"top":3}]}""", "facets[0] needs the member \"kind\"")]
    [InlineData("""{"facets":[null]}""", "facets[0] is null")]
    [InlineData("""{"facets":null}""", "facets is null; a list without values is []")]
    [InlineData("""{"facets":{"kind":"place"}}""", "facets is a list, not an object")]
    [InlineData("""{"facets":[{"kind":null}]}""", "facets[0].kind is a string, not null")]
    [InlineData("""{"facets":[{"kind":"place","top":"3"}]}""", "facets[0].top is a whole number, not a string")]
    [InlineData("""{"facets":[{"kind":"place","top":3.5}]}""", "facets[0].top is a whole number")]
    [InlineData("""{"facets":[{"kind":"place","tpo":3}]}""", "facets[0] has no member 'tpo'")]
    [InlineData("""{"boosts":[{"weight":0}]}""", "boosts[0].weight: a weight is a number greater than 0 and at most 1,000")]
    [InlineData("""{"boosts":[{"halfLifeDays":-1}]}""", "boosts[0].halfLifeDays: a half-life is whole seconds, from one to a hundred")]
    [InlineData("""{"boosts":[{"halfLifeDays":0.0000001}]}""", "boosts[0].halfLifeDays: a half-life is whole seconds")]
    [InlineData("""{"boosts":[{"field":"pages","halfLifeDays":1}]}""", "boosts[0].halfLifeDays is of recency, and stands beside no")]
    [InlineData("""{"boosts":[{"filed":"pages"}]}""", "boosts[0] has no member 'filed'")]
    [InlineData("""{"groupBy":["source"]}""", "groupBy is a string, not a list")]
    [InlineData("""{"limits":null}""", "limits is an object, not null")]
    [InlineData("""{"limits":{"nesting":201}}""", "limits.nesting is a number from 1 to 200")]
    [InlineData("""{"limits":{"nestings":2}}""", "limits has no member 'nestings'")]
    [InlineData("""{"significant":[{}]}""", "significant[0] needs the member \"kind\"")]
    [InlineData("""{"significant":null}""", "significant is null")]
    [InlineData("""{"select":[{"kind":"person"}]}""", "select[0] needs the member \"value\"")]
    [InlineData("""{"select":[{"value":"person"}]}""", "select[0] needs the member \"kind\"")]
    [InlineData("""{"select":["person"]}""", "select[0] is an object, not a string")]
    [InlineData("""{"timeline":{}}""", "timeline needs the member \"unit\"")]
    [InlineData("""{"timeline":{"unit":"decade"}}""", "timeline.unit is one of day, week, month, quarter, year; there is no 'decade'")]
    [InlineData("""{"timeline":{"unit":"day","by":{}}}""", "timeline.by needs the member \"kind\"")]
    [InlineData("""{"sort":0}""", "sort is a string, not a number")]
    [InlineData("""{"sort":"1"}""", "sort is one of relevance, newest, oldest")]
    [InlineData("""{"sort":null}""", "sort is a string, not null")]
    [InlineData("""{"fields":["title","body"]}""", "fields holds title, source, url and snippet; there is no 'body'")]
    [InlineData("""{"fields":15}""", "fields is a list, not a number")]
    [InlineData("""{"published":{"from":{"unixSeconds":1577836800}}}""", "published.from is a string, not an object")]
    [InlineData("""{"published":{"from":"01/02/03"}}""", "published.from is a date such as")]
    [InlineData("""{"now":"yesterday"}""", "now is a moment such as")]
    [InlineData("""{"limit":null}""", "limit is a whole number, not null")]
    [InlineData("""{"limit":99999999999}""", "limit is a whole number of at most 32 bits")]
    [InlineData("""{"timeLimitMs":"2"}""", "timeLimitMs is a number, not a string")]
    [InlineData("""{"timeLimitMs":1e300}""", "timeLimitMs is a duration that is too long")]
    [InlineData("""{"qurey":"oil"}""", "the object has no member 'qurey'")]
    [InlineData("""{"query":7}""", "query is a string, not a number")]
    [InlineData("""{"query":"\ud800"}""", "query is a string with half a surrogate pair")]
    [InlineData("[]", "the value is an object, not a list")]
    public void Of_requests(string json, string words) => Wire.Refuses<SearchRequest>(json, words);

    [Theory]
    [InlineData("{}", "a node needs the member \"node\"")]
    [InlineData("""{"node":"wrod","text":"oil"}""", "there is no node 'wrod'")]
    [InlineData("""{"node":"word"}""", "a node \"word\" needs the member \"text\"")]
    [InlineData("""{"node":"word","text":null}""", "a node \"word\".text is a string, not null")]
    [InlineData("""{"node":"word","text":"oil","slop":1}""", "a node \"word\" has no member 'slop'")]
    [InlineData("""{"node":"word","text":"oil","field":"url"}""", "a node \"word\" has no field 'url'")]
    [InlineData("""{"node":"fuzzy","text":"oil"}""", "a node \"fuzzy\" needs the member \"edits\"")]
    [InlineData("""{"node":"boost","of":{"node":"all"}}""", "a node \"boost\" needs the member \"factor\"")]
    [InlineData("""{"node":"boost","factor":2}""", "a node \"boost\" needs the member \"of\"")]
    [InlineData("""{"node":"boolean","must":[null]}""", "must[0] is null")]
    [InlineData("""{"node":"boolean","must":null}""", "must is null")]
    [InlineData("""{"node":"boolean","text":"x"}""", "a node \"boolean\" has no member 'text'")]
    [InlineData("""{"node":"proximity","operator":"W5","left":{"node":"all"},"right":{"node":"all"}}""", "is an operator such as \"W/5\"")]
    [InlineData("""{"node":"proximity","operator":"W/5","left":{"node":"all"}}""", "needs the member \"right\"")]
    [InlineData("""{"node":"published","from":"soon"}""", "is a date such as")]
    [InlineData("""{"node":"facet","value":"x"}""", "a node \"facet\" needs the member \"kind\"")]
    [InlineData("\"oil\"", "the tree is an object, not a string")]
    public void Of_trees(string json, string words)
    {
        Wire.Refuses<QueryNode>(json, words);
        Wire.Refuses<SearchRequest>($$"""{"tree":{{json}}}""", words.Replace("the tree", "tree", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"hits":[]}""", "the object needs the member \"total\"")]
    [InlineData("""{"total":1}""", "the object needs the member \"hits\"")]
    [InlineData("""{"total":1,"hits":[null]}""", "hits[0] is null")]
    [InlineData("""{"total":1,"hits":[{"id":"a"}]}""", "hits[0] needs the member \"score\"")]
    [InlineData("""{"total":1,"hits":[{"id":"a","score":1,"snippet":"<b>"}]}""", "hits[0].snippet is text in HTML with matches in <em>")]
    [InlineData("""{"total":1,"hits":[],"facets":{"person":[{"count":1}]}}""", "facets.person[0] needs the member \"value\"")]
    [InlineData("""{"total":1,"hits":[],"facets":{"person":null}}""", "facets.person is null")]
    [InlineData("""{"total":1,"hits":[],"timeline":[{"start":"2017-12","count":1}]}""", "timeline[0].start is a day such as")]
    public void Of_results(string json, string words) => Wire.Refuses<SearchResults>(json, words);

    [Fact]
    public void Of_other_answers()
    {
        Wire.Refuses<HighlightedArticle>("{}", "the object needs the member \"stored\"");
        Wire.Refuses<StoredArticle>("{}", "the object needs the member \"article\"");
        Wire.Refuses<StoredArticle>("""{"article":{"id":"a","tags":[null]}}""", "article.tags[0] is null");
        Wire.Refuses<StoredArticle>(
            """{"article":{"id":"a","published":{"unixSeconds":1}}}""", "article.published is a string, not an object");
        Wire.Refuses<IndexingReport>("{}", "the object needs the member \"articles\"");
        Wire.Refuses<IndexStatistics>("""{"articles":"3"}""", "articles is a whole number");
        Wire.Refuses<IndexCheck>("{}", "the object needs the member \"sound\"");
        Wire.Refuses<SnapshotReport>("{}", "the object needs the member \"path\"");
        Wire.Refuses<QueryExplanation>("""{"query":{"tree":null}}""", "query needs the member \"query\"");
        Wire.Refuses<DrillDown>("null", "the value is an object, not null");
    }

    [Fact]
    public void What_is_absent_is_its_default()
    {
        Assert.Equal(new SearchRequest(), Wire.Read<SearchRequest>("{}"));
        Assert.Equal(new SearchRequest { Query = "oil" }, Wire.Read<SearchRequest>("""{"query":"oil"}"""));
        Assert.Equal(new SearchRequest { Query = "oil" }, Wire.Read<SearchRequest>("""{"Query":"oil"}"""));
        Assert.Equal(
            new SearchRequest
            {
                Facets = [new("place")],
                Significant = [new("words")],
                Timeline = new(TimelineUnit.Month),
                Limits = new() { Clauses = 5 },
            },
            Wire.Read<SearchRequest>("""
                {"facets":[{"kind":"place"}],"significant":[{"kind":"words"}],"timeline":{"unit":"Month"},"limits":{"clauses":5}}
                """));
        Assert.Equal(10, Wire.Read<FacetRequest>("""{"kind":"place"}""").Top);
        Assert.Equal(
            PublishedRange.Days(new(2020, 1, 1), new(2020, 1, 31)), Wire.Read<PublishedRange>("""{"from":"2020-01-01","to":"2020-02-01"}"""));
        Assert.Equal(new PublishedRange(null, null), Wire.Read<PublishedRange>("{}"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Wire.Read<SearchRequest>("""{"timeLimitMs":-1}""").TimeLimit);
        Assert.Equal(new SearchResults { Total = new(3), Hits = [] }, Wire.Read<SearchResults>("""{"total":3,"hits":[],"later":[{}]}"""));
    }

    [Theory]
    [InlineData(804, true)]
    [InlineData(805, false)]
    public void A_tree_goes_as_deep_as_any_limits_allow_and_no_deeper(int levels, bool isAllowed)
    {
        var json = new StringBuilder();
        for (var i = 1; i < levels; i++)
        {
            json.Append("{\"node\":\"boolean\",\"must\":[");
        }

        json.Append("{\"node\":\"all\"}");
        for (var i = 1; i < levels; i++)
        {
            json.Append("]}");
        }

        if (isAllowed)
        {
            var tree = JsonSerializer.Deserialize<QueryNode>(json.ToString(), SearchCoreJson.Options)!;
            Assert.Equal(json.ToString(), JsonSerializer.Serialize(tree, SearchCoreJson.Options));
            Assert.Equal(json.ToString(), QueryTree.ToJson(tree));
        }
        else
        {
            var told = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QueryNode>(json.ToString(), SearchCoreJson.Options));
            Assert.Contains("more than 804 levels", told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hostile_text_ends_as_a_JsonException()
    {
        string[] texts =
            [new('[', 100_000), string.Concat(Enumerable.Repeat("{\"of\":", 50_000)), "{\"tree\":", "", "{\"limits\":{\"nesting\":-1}}"];
        foreach (var hostile in texts)
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SearchRequest>(hostile, SearchCoreJson.Options));
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QueryNode>(hostile, SearchCoreJson.Options));
        }
    }

    [Fact]
    public async Task A_stream_in_small_pieces_is_read_as_a_text_is()
    {
        var odd = new OddContracts(new Random(5));
        var pieces = new JsonSerializerOptions { DefaultBufferSize = 16 };
        for (var i = 0; i < 50; i++)
        {
            var results = odd.Results();
            var json = $$"""{"unknown":[{"x":[1,2,3]}],{{JsonSerializer.Serialize(results)[1..]}}""";
            using var stream = new Pieces(Encoding.UTF8.GetBytes(json));
            Assert.Equal(results, await JsonSerializer.DeserializeAsync<SearchResults>(stream, pieces));
        }
    }

    [Fact]
    public void What_cannot_be_read_again_is_not_written()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new SearchRequest { Facets = [null!] }));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new SearchRequest { Select = [default] }));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new SearchRequest { Sort = (SearchSort)7 }));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize<QueryNode>(new BoostNode(QueryNode.All, float.NaN)));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize<QueryNode>(new BoostNode(null!, 1)));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new Proximity(ProximityUnit.Sentence, 5, InOrder: true)));
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}
