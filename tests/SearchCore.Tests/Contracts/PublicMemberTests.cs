using System.Text;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Reading;
using SearchCore.Json;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Contracts;

/// <summary>Members that no other test names: each means what its documentation says.</summary>
public sealed class PublicMemberTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_total_is_exact_or_a_lower_bound()
    {
        Assert.True(new TotalHits(3).IsExact);
        Assert.Equal((false, TotalRelation.AtLeast), (new TotalHits(3, TotalRelation.AtLeast).IsExact, TotalRelation.AtLeast));
        Assert.Equal(TotalRelation.Exact, new TotalHits(3).Relation);
    }

    [Fact]
    public void A_bucket_has_a_share_of_its_articles()
    {
        var bucket = new TimelineBucket(new DateOnly(2020, 1, 1), 3, 12, IsBurst: true);
        Assert.Equal((0.25, true), (bucket.Share, bucket.IsBurst));
        Assert.Equal(0, new TimelineBucket(new DateOnly(2020, 1, 1), 0, 0).Share);
        Assert.Equal(TimelineUnit.Week, new TimelineRequest(TimelineUnit.Week).Unit);
        var gap = new TimelineGap(new DateOnly(2020, 1, 1), new DateOnly(2022, 1, 1), 24, 0);
        Assert.Equal((2020, 2022, 24L, 0L), (gap.Start.Year, gap.End.Year, gap.Buckets, gap.Articles));
    }

    [Fact]
    public void Days_are_whole()
    {
        var range = PublishedRange.Days(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 2));
        Assert.Equal(ArticleDate.FromDay(2020, 1, 1), range.From);
        Assert.Equal(ArticleDate.FromDay(2020, 1, 3), range.To);
        Assert.Equal(SignificantRequest.Words, new SignificantRequest(SignificantRequest.Words).Kind);
    }

    [Fact]
    public void Faults_say_of_what_they_are()
    {
        var fault = new IndexException(IndexFault.Missing, "there", "Nothing is there.");
        Assert.Equal((IndexFault.Missing, "there", "Nothing is there."), (fault.Fault, fault.IndexPath, fault.Message));

        var diagnostic = Assert.Single(QueryText.Parse("\"open").Diagnostics);
        var wrong = new QueryException("\"open", [diagnostic]);
        Assert.Equal("\"open", wrong.Query);
        Assert.Contains(diagnostic.Message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parsed_query_knows_where_its_nodes_stand()
    {
        const string Text = "tin AND (oil OR gold^2)";
        var parsed = QueryText.Parse(Text);
        Assert.Equal(Text, parsed.Text);
        var spans = QueryTree.Children(parsed.Tree!).Select(parsed.SpanOf);
        Assert.Equal(["tin", "oil OR gold^2"], spans.Select(s => Text[s.Item1..s.Item2].Trim('(', ')')));
        var boost = Assert.Single(QueryTree.All(parsed.Tree!).OfType<BoostNode>());
        Assert.Equal(2, boost.Factor);
        Assert.Equal(new MatchAllNode(), QueryText.Parse("*:*").Tree);
        Assert.Empty(QueryTree.Children(new MatchNoneNode()));
    }

    [Fact]
    public void Kinds_are_fields_of_a_query()
    {
        var options = new QueryTextOptions { Kinds = new HashSet<string> { "ship" } };
        Assert.Equal(new FacetNode("ship", "Astra"), QueryText.Parse("ship:Astra", options: options).Tree);
        Assert.False(QueryText.Parse("shp:Astra", options: options).IsValid);
        Assert.Contains("title", QueryDirectives.FieldNames);
    }

    [Fact]
    public void Limits_of_wildcards_are_those_of_the_request()
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        index.Add(new Article { Id = "a", Title = "traders" });
        index.Commit();
        long Found(string query, SyntaxLimits limits) => index.Search(new SearchRequest { Query = query, Limits = limits }).Total.Value;
        Assert.Equal(1, Found("tra*", SyntaxLimits.Default));
        Assert.Equal(1, Found("tr*??s", SyntaxLimits.Default));
        Assert.Throws<QueryException>(() => Found("tra*", SyntaxLimits.Default with { WildcardPrefix = 4 }));
        Assert.Throws<QueryException>(() => Found("tr*??s", SyntaxLimits.Default with { QuestionRun = 1 }));
    }

    [Fact]
    public void A_cursor_that_keeps_no_point_in_time_goes_on_in_the_newest_articles()
    {
        using var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, CursorLifetime = TimeSpan.Zero });
        foreach (var id in (string[])["a", "b", "c"])
        {
            index.Add(new Article { Id = id, Title = "tin", Published = ArticleDate.FromDay(2020, 1, 1) });
        }

        index.Commit();
        var request = new SearchRequest { Query = "tin", Limit = 1, Sort = SearchSort.Newest };
        var first = index.Search(request);

        // The article that would have come next is gone.
        var left = index.Search(request with { Limit = 3 }).Hits.Select(h => h.Id).ToList();
        index.Delete(left[1]);
        index.Commit();
        var second = index.Search(request with { After = first.Next });
        Assert.Equal([left[0], left[2]], first.Hits.Concat(second.Hits).Select(h => h.Id));
        Assert.Single(second.Warnings);
    }

    [Fact]
    public void A_load_that_is_continued_says_where()
    {
        var resumed = new ResumedLoad("lines", new SourcePosition(100, 3), 2);
        Assert.Equal(("lines", 100L, 2), (resumed.Source, resumed.Position.Offset, resumed.SourcesDone));
        Assert.Equal(7, new ArticleNotice("lines", 7, ArticleNoticeKind.DateUnreadable, "").Offset);
        Assert.Equal(4, new RecordPlace("lines", 7, 4).Line);
        Assert.Equal(new ReadingOptions().ChunkBytes, ReadingOptions.Default.ChunkBytes);
    }

    [Fact]
    public void A_clipping_without_words_is_rejected_with_a_reason()
    {
        var result = ClippingParser.Parse(" \n"u8.ToArray(), "clipping");
        Assert.Null(result.Article);
        Assert.False(string.IsNullOrEmpty(result.RejectionReason));
        Assert.Null(new ClippingResult { Notices = [] }.RejectionReason);
    }

    [Fact]
    public void A_hit_is_written_with_its_query_and_rank_where_they_are_given()
    {
        var hit = new SearchHit { Id = "a", Score = 1.5f };
        var ranked = Written(w => SearchCoreJsonWriter.Write(w, hit, "q", 2));
        Assert.StartsWith("""{"queryId":"q","rank":2,"id":"a","score":1.5,""", ranked, StringComparison.Ordinal);
        Assert.Equal(hit, JsonSerializer.Deserialize<SearchHit>(Written(w => SearchCoreJsonWriter.Write(w, hit))));
    }

    [Fact]
    public void An_exported_article_has_what_was_recognized_apart_from_what_it_came_with()
    {
        var article = new Article { Id = "a", Title = "Ferries", Tags = ["sea"], Members = [new("price", "3")] };
        var stored = new StoredArticle { Article = article, Recognized = [new EntityName("place", "Oban")] };
        const string Known = """{"id":"a","title":"Ferries","tags":["sea"],"price":"3" """;
        Assert.Equal(Known.TrimEnd() + "}", Written(w => SearchCoreJsonWriter.Write(w, article)));
        Assert.Equal(
            Known.TrimEnd() + ""","_recognized":{"place":["Oban"]},"_note":"look"}""",
            Written(w => SearchCoreJsonWriter.WriteExported(w, stored, note: "look")));
        Assert.Equal("""{"id":"a","price":"3"}""", Written(w => SearchCoreJsonWriter.WriteExported(w, stored, ["price"])));
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
