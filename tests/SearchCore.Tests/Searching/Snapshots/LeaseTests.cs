using System.Runtime.CompilerServices;

using SearchCore.Articles;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Tests.Searching.Snapshots;

public sealed class LeaseTests : IDisposable
{
    private readonly TestIndex index = new(new Article { Id = "a", Body = "word" }, new Article { Id = "b", Body = "word" });

    public void Dispose() => index.Dispose();

    [Fact]
    public void A_disposed_snapshot_refuses_and_disposing_again_does_nothing()
    {
        var state = index.Open();
        var searcher = new ArticleSearcher(state);
        searcher.Dispose();
        searcher.Dispose();
        Assert.Equal(0, state.Reader.RefCount);
        Assert.Throws<ObjectDisposedException>(() => searcher.Search(new SearchRequest()));
        Assert.Throws<ObjectDisposedException>(() => searcher.Get("a"));
        Assert.Throws<ObjectDisposedException>(() => searcher.Kinds());
    }

    [Fact]
    public void The_reader_closes_with_the_last_lease_and_no_sooner()
    {
        var state = index.Open();
        Assert.True(state.TryLease());
        var searcher = new ArticleSearcher(state);
        state.Release();
        Assert.Equal(2, searcher.Search(new SearchRequest { Query = "word" }).Total.Value);
        searcher.Dispose();
        Assert.Equal(0, state.Reader.RefCount);
        Assert.False(state.TryLease());
    }

    [Fact]
    public void The_readers_of_a_set_close_with_its_last_lease()
    {
        using var other = new TestIndex(new Article { Id = "c", Body = "word" });
        PointInTime[] states = [index.Open(), other.Open()];
        var searcher = new ArticleSearcher(new PointInTimeSet(states));
        using (var scoped = searcher.Within(SearchScope.Having("source", "A")))
        {
            Assert.Equal(0, scoped.Search(new SearchRequest { Query = "word" }).Total.Value);
        }

        Assert.Equal(3, searcher.Search(new SearchRequest { Query = "word", Unique = false, Facets = [new("source")] }).Total.Value);
        searcher.Dispose();
        Assert.All(states, s => Assert.Equal(0, s.Reader.RefCount));
    }

    [Fact]
    public void A_snapshot_sees_its_moment()
    {
        using var before = new ArticleSearcher(index.Open());
        index.Add(new Article { Id = "c", Body = "word" });
        index.Delete("a");
        using var after = new ArticleSearcher(index.Open());
        Assert.Equal(NaiveTies.InOrder(["a", "b"]), before.Search(new SearchRequest { Query = "word" }).Hits.Select(h => h.Id));
        Assert.Equal(NaiveTies.InOrder(["b", "c"]), after.Search(new SearchRequest { Query = "word" }).Hits.Select(h => h.Id));
        Assert.NotNull(before.Get("a"));
        Assert.Null(after.Get("a"));
    }

    [Fact]
    public void A_forgotten_snapshot_ends_its_lease()
    {
        var state = index.Open();
        Forget(state);
        for (var i = 0; i < 20 && state.Reader.RefCount > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, state.Reader.RefCount);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(PointInTime state) => _ = new ArticleSearcher(state).Search(new SearchRequest());
    }

    [Fact]
    public async Task Searches_on_many_threads_outlive_exchanges_and_disposals()
    {
        var current = index.Open();
        using var stop = new CancellationTokenSource();
        var states = new List<PointInTime> { current! };
        var searchers = Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            // The first of them is not raced for its snapshot, so that one search at least ends on the slowest of machines.
            var searches = 0;
            do
            {
                var shared = new ArticleSearcher(PointInTime.Lease(ref current));
                var other = n == 0 ? Task.CompletedTask : Task.Run(shared.Dispose);
                try
                {
                    Assert.InRange(shared.Search(new SearchRequest { Query = "word", Facets = [new("person")] }).Total.Value, 2, 300);
                    searches++;
                }
                catch (ObjectDisposedException)
                {
                    // The other thread was first.
                }

                other.Wait();
                shared.Dispose();
            }
            while (!stop.IsCancellationRequested);

            return searches;
        })).ToArray();

        for (var i = 0; i < 200; i++)
        {
            index.Add(new Article { Id = $"n{i}", Body = "word", Entities = [new("person", $"P{i % 7}")] });
            var next = index.Open();
            states.Add(next);
            Interlocked.Exchange(ref current, next)!.Release();
        }

        await stop.CancelAsync();
        Assert.True((await Task.WhenAll(searchers)).Sum() > 0);
        Interlocked.Exchange(ref current, null)!.Release();
        Assert.All(states, s => Assert.Equal(0, s.Reader.RefCount));
        Assert.Throws<ObjectDisposedException>(() => PointInTime.Lease(ref current));
    }

    [Fact]
    public void A_cancelled_search_stops_and_one_out_of_time_says_so()
    {
        using var searcher = index.OpenSearcher();
        Assert.ThrowsAny<OperationCanceledException>(
            () => searcher.Search(new SearchRequest { Query = "word" }, new CancellationToken(canceled: true)));
        var late = searcher.Search(new SearchRequest { Query = "word", TimeLimit = TimeSpan.Zero });
        Assert.True(late.IsPartial);
        Assert.Equal(0, late.Total.Value);
        Assert.False(searcher.Search(new SearchRequest { Query = "word", TimeLimit = Timeout.InfiniteTimeSpan }).IsPartial);
    }
}
