using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>Loads and changes beside them, step by step: nothing waits, and what is called or read later wins.</summary>
public sealed class LoadOrderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ArticleIndex index;

    public LoadOrderTests() => index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1 });

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Changes_and_commits_return_while_a_load_stands_still_and_hold_for_what_it_read_before()
    {
        index.Add(Article("a", "first"));
        index.Add(Article("b", "first"));
        using var load = new GatedLoad(index);
        var chunk = load.Read(Article("a", "load"), Article("b", "load"), Article("c", "load"), Article("d", "load"), Article("e", "load"));
        Assert.True(index.Delete("a"));
        Assert.Equal(1, index.Delete(new SearchRequest { Query = "id:b" }));
        Assert.Equal(0, index.Delete(["c", "nobody"]));
        index.Add(Article("d", "added"));
        Assert.Equal(1, index.Commit() - index.Statistics().Sequence + 1);
        Assert.Equal(["d"], Titles().Keys);
        load.Release(chunk);
        Assert.Empty(load.End().FailedSources);
        Assert.Equal([("d", "added"), ("e", "load")], Titles().Select(t => (t.Key, t.Value)));
    }

    [Fact]
    public void What_a_load_reads_after_a_change_stays()
    {
        using var load = new GatedLoad(index);
        index.Add(Article("a", "added"));
        index.Delete("b");
        load.Release(load.Read(Article("a", "load"), Article("b", "load")));
        load.End();
        Assert.Equal([("a", "load"), ("b", "load")], Titles().Select(t => (t.Key, t.Value)));
    }

    [Fact]
    public void A_list_is_read_when_it_gives_an_article_not_when_a_chunk_of_it_is_full()
    {
        index.Index([ArticleSource.From(Articles())]);
        Assert.Equal([("a", "added"), ("c", "load"), ("d", "load")], Titles().Select(t => (t.Key, t.Value)));

        IEnumerable<Article> Articles()
        {
            yield return Article("a", "load");
            yield return Article("b", "load");
            index.Add(Article("a", "added"));
            index.Refresh();
            index.Delete("b");
            index.Add(Article("c", "added"));
            yield return Article("c", "load");
            index.Delete("d");
            yield return Article("d", "load");
        }
    }

    [Fact]
    public void Deleting_all_covers_what_was_read_and_not_what_is_read_later()
    {
        index.Add(Article("a", "first"));
        using var load = new GatedLoad(index);
        var chunk = load.Read(Article("b", "load"));
        Assert.Equal(1, index.DeleteAll());
        load.Release(chunk);
        load.Release(load.Read(Article("c", "load")));
        load.End();
        Assert.Equal(["c"], Titles().Keys);
    }

    [Fact]
    public void A_deletion_that_is_cancelled_deletes_nothing()
    {
        index.Add(Article("a", "first"));
        index.Commit();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => index.Delete("a", cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => index.Delete(["a"], cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => index.Delete(new SearchRequest { Query = "first" }, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => index.DeleteAll(cancelled.Token));
        index.Refresh();
        Assert.Equal(["a"], Titles().Keys);
        Assert.True(index.Delete("a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("| sort newest")]
    public void A_request_that_asks_for_nothing_deletes_nothing(string? query)
    {
        index.Add(Article("a", "first"));
        Assert.Contains(
            "DeleteAll", Assert.Throws<ArgumentException>(() => index.Delete(new SearchRequest { Query = query })).Message,
            StringComparison.Ordinal);
        index.Refresh();
        Assert.Equal(["a"], Titles().Keys);
        Assert.Equal(1, index.Delete(new SearchRequest { Query = "*" }));
    }

    [Fact]
    public void Many_articles_are_deleted_by_a_query_in_one_pass_from_segments_of_any_size()
    {
        foreach (var size in new[] { 1, 40, 3_000 })
        {
            index.Index([ArticleSource.From(Enumerable.Range(0, size).Select(n => Article($"{size}-{n}", n % 40 == 0 ? "few" : "many")))]);
        }

        Assert.Equal(77, index.Delete(new SearchRequest { Query = "title:few" }));
        index.Refresh();
        Assert.Equal(3_041 - 77, index.Statistics().Articles);
        Assert.Equal(3_041 - 77, index.Delete(new SearchRequest { Query = "title:many" }));
        index.Commit();
        Assert.Equal(0, index.Statistics().Articles);
    }

    [Fact]
    public void A_list_that_fails_in_the_middle_keeps_what_it_gave_and_the_next_source_goes_on()
    {
        var report = index.Index([ArticleSource.From(Failing(), "failing"), ArticleSource.From([Article("c", "load")])]);
        var failure = Assert.Single(report.FailedSources);
        Assert.Equal("failing", failure.Source);
        Assert.IsType<KeyNotFoundException>(failure.Cause);
        Assert.False(report.Cancelled);
        Assert.Equal(["a", "b", "c"], Titles().Keys);

        static IEnumerable<Article> Failing()
        {
            yield return Article("a", "load");
            yield return Article("b", "load");
            throw new KeyNotFoundException("the caller's own trouble");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sources_that_fail_in_any_way_and_at_any_place_fail_alone(int workers)
    {
        using var other = ArticleIndex.Open(folder["other"], new ArticleIndexOptions { Recognizer = null, Workers = workers });
        var places = Enum.GetValues<Odd.Place>();
        var report = other.Index(
            places.SelectMany<Odd.Place, IArticleSource>(place => [new Odd(place), ArticleSource.From([Article($"behind {place}", "x")])]));
        Assert.Equal(places.Length, report.FailedSources.Count);
        Assert.All(report.FailedSources, failure => Assert.IsType<NotImplementedException>(failure.Cause));
        Assert.All(places, place => Assert.NotNull(other.Get($"behind {place}")));
        Assert.NotNull(other.Get($"given before {Odd.Place.Chunk}"));
        Assert.NotNull(other.Get($"given before {Odd.Place.Next}"));
        Assert.NotNull(other.Get($"given before {Odd.Place.Close}"));
    }

    private static Article Article(string id, string title) => new() { Id = id, Title = title };

    private SortedDictionary<string, string> Titles()
    {
        using var searcher = index.OpenSearcher();
        return new(searcher.Export(new SearchRequest()).ToDictionary(a => a.Article.Id, a => a.Article.Title!), StringComparer.Ordinal);
    }

    /// <summary>A source that throws at one place.</summary>
    private sealed class Odd(Odd.Place place) : IArticleSource
    {
        public enum Place
        {
            Name,
            Open,
            First,
            Next,
            Chunk,
            Size,
            End,
            Close,
        }

        public string Name => place == Place.Name ? throw new NotImplementedException() : $"odd {place}";

        public long? SizeHint => null;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) =>
            place == Place.Open ? throw new NotImplementedException() : Cut();

        private IEnumerable<ArticleChunk> Cut()
        {
            try
            {
                yield return place == Place.First ? throw new NotImplementedException() : new Part(place);
                if (place == Place.Next)
                {
                    throw new NotImplementedException();
                }
            }
            finally
            {
                Close();
            }
        }

        private void Close()
        {
            if (place == Place.Close)
            {
                throw new NotImplementedException();
            }
        }

        private sealed class Part(Place place) : ArticleChunk
        {
            public override long Bytes => place == Place.Size ? throw new NotImplementedException() : 1;

            public override SourcePosition? End => place == Place.End ? throw new NotImplementedException() : null;

            public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
            {
                buffer.Set(Article($"given before {place}", "x"));
                receiver.Accept(buffer);
                if (place == Place.Chunk)
                {
                    throw new NotImplementedException();
                }
            }
        }
    }
}
