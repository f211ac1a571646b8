using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Running;

public sealed class CursorTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pages_follow_each_other_without_gap_or_repetition()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            using var archive = new RandomArchive(random);
            var asked = RandomArchive.Request(random);
            foreach (var sort in Enum.GetValues<SearchSort>())
            {
                var request = asked with { Sort = sort, Limit = 1_000 };
                var whole = archive.Index.Search(request);
                Assert.Null(whole.Next);
                Assert.Equal(whole.Hits, Pages(archive.Index, request with { Limit = random.Next(1, 7) }));
                using var searcher = archive.Index.OpenSearcher();
                Assert.Equal(whole.Hits.Select(h => h.Id), searcher.Export(request).Select(s => s.Article.Id));
            }
        }
    }

    [Fact]
    public void Within_a_process_a_cursor_shows_the_moment_it_is_of()
    {
        using var index = Open();
        var first = index.Search(Request);
        Change(index);
        var second = index.Search(Request with { After = first.Next });
        Assert.Equal(InOrder[2..4], second.Hits.Select(h => h.Id));
        Assert.Equal(6, second.Total.Value);
        Assert.Empty(second.Warnings);
        var third = index.Search(Request with { After = second.Next });
        Assert.Equal(InOrder[4..], third.Hits.Select(h => h.Id));
        Assert.Null(third.Next);
    }

    [Fact]
    public void Another_process_goes_on_behind_the_last_hit_and_says_that_the_index_moved()
    {
        string next;
        using (var index = Open())
        {
            next = index.Search(Request).Next!;
        }

        using (var same = ArticleIndex.Open(folder["index"], new() { Access = IndexAccess.ReadOnly }))
        {
            var unmoved = same.Search(Request with { After = next });
            Assert.Equal(InOrder[2..4], unmoved.Hits.Select(h => h.Id));
            Assert.Empty(unmoved.Warnings);
        }

        using (var writer = ArticleIndex.Open(folder["index"], new() { Recognizer = null }))
        {
            Change(writer);
        }

        using var later = ArticleIndex.Open(folder["index"], new() { Access = IndexAccess.ReadOnly });
        var moved = later.Search(Request with { After = next });

        // What was added to the first day comes where its place is behind the last hit's, whether that is still there or not.
        var firstDay = NaiveTies.InOrder(["a00", InOrder[0], InOrder[1]]).ToList();
        var behind = firstDay[(firstDay.IndexOf(InOrder[1]) + 1)..].Concat(NaiveTies.InOrder(["a15", "a3", "a4", "a5"]));
        Assert.Equal(behind.Take(2), moved.Hits.Select(h => h.Id));
        var warning = Assert.Single(moved.Warnings);
        Assert.Equal("SC410", warning.Code);
        Assert.StartsWith("the index has changed", warning.Message, StringComparison.Ordinal);
        Assert.Empty(later.Search(Request with { After = moved.Next }).Warnings);
    }

    [Fact]
    public void A_moment_is_let_go_after_its_time()
    {
        var clock = new ManualClock();
        using var index = Open(clock);
        var next = index.Search(Request).Next;
        Change(index);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(index.Search(Request with { After = next }).Warnings);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("SC410", Assert.Single(index.Search(Request with { After = next }).Warnings).Code);
    }

    [Theory]
    [InlineData("", "SC332")]
    [InlineData("nonsense", "SC332")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "SC332")]
    [InlineData("not base64!", "SC332")]
    public void What_is_no_cursor_is_refused(string token, string code)
    {
        using var index = Open();
        Assert.Equal(code, Code(index, Request with { After = token }));
    }

    [Fact]
    public void A_cursor_of_another_query_is_refused_and_one_that_was_tampered_with_too()
    {
        using var index = Open();
        var next = index.Search(Request).Next!;
        Assert.Equal("SC333", Code(index, Request with { After = next, Sort = SearchSort.Newest }));
        Assert.Equal("SC333", Code(index, Request with { After = next, Query = "other" }));
        Assert.Equal("SC333", Code(index, Request with { After = next, Select = [new("place", "Oslo")] }));
        Assert.Equal("SC326", Code(index, Request with { After = next, Skip = 1 }));
        for (var at = 0; at < next.Length; at++)
        {
            var other = next[..at] + (next[at] == 'A' ? 'B' : 'A') + next[(at + 1)..];
            Assert.Equal("SC332", Code(index, Request with { After = other }));
        }

        Assert.Equal(
            3, index.Search(
            Request with { After = next, Limit = 3, Facets = [new("person")], Timeline = new(TimelineUnit.Day) }).Hits.Count);
    }

    [Theory]
    [InlineData("date:today")]
    [InlineData("date:today | facet person")]
    public void Relative_dates_count_from_the_first_page(string query)
    {
        using var index = Open();
        var request = Request with { Query = query, Now = new DateTimeOffset(1970, 1, 1, 12, 0, 0, TimeSpan.Zero) };
        var next = index.Search(request).Next;
        Assert.Equal(
            InOrder[2..4], index.Search(request with { After = next, Now = request.Now!.Value.AddYears(1) }).Hits.Select(h => h.Id));
    }

    [Fact]
    public void An_export_is_exact_while_the_index_changes()
    {
        using var index = Open();
        using var searcher = index.OpenSearcher();
        var exported = new List<string>();
        foreach (var stored in searcher.Export(Request))
        {
            exported.Add(stored.Article.Id);
            Change(index);
        }

        Assert.Equal(InOrder, exported);
    }

    // The oldest first: those of the first day, those of the second.
    private static readonly string[] InOrder =
        [.. NaiveTies.InOrder(["a0", "a1"]), .. NaiveTies.InOrder(["a2", "a3", "a4", "a5"])];

    private static SearchRequest Request => new() { Query = "word", Sort = SearchSort.Oldest, Limit = 2 };

    private static void Change(ArticleIndex index)
    {
        index.Delete("a2");
        index.Delete("a0");
        index.Add(new Article { Id = "a15", Body = "word", Published = new ArticleDate(1) });
        index.Add(new Article { Id = "a00", Body = "word", Published = new ArticleDate(0) });
        index.Commit();
    }

    private static string Code(ArticleIndex index, SearchRequest request) =>
        Assert.Throws<QueryException>(() => index.Search(request)).Diagnostics[0].Code;

    private static List<SearchHit> Pages(TestIndex index, SearchRequest request)
    {
        var hits = new List<SearchHit>();
        do
        {
            var page = index.Search(request);
            hits.AddRange(page.Hits);
            request = request with { After = page.Next };
        }
        while (request.After is not null);
        return hits;
    }

    private ArticleIndex Open(TimeProvider? clock = null)
    {
        var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null, Clock = clock ?? TimeProvider.System });
        for (var i = 0; i < 6; i++)
        {
            index.Add(new Article { Id = $"a{i}", Body = "word", Published = new ArticleDate(i < 2 ? 0 : 1) });
        }

        index.Commit();
        return index;
    }

    private sealed class ManualClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan time) => now += time.Ticks;
    }
}
