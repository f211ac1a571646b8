using CsCheck;

using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// Random histories of an index against a dictionary: whatever was done in whatever order, the index holds what it should.
/// </summary>
public sealed class HistoryTests
{
    private static readonly long Iterations = long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_HISTORIES"), out var n) ? n : 40;

    private static readonly Gen<Step> Steps = Gen.OneOf<Step>(
        Gen.Int[0, 60].Select(id => (Step)new Add(id)),
        Gen.Select(Gen.Int[0, 60].Array[1, 120], Gen.Int[1, 4], Gen.Int[1, 9], Gen.Bool)
            .Select((ids, workers, perChunk, small) => (Step)new Load(ids, workers, perChunk, small)),
        Gen.Int[0, 60].Select(id => (Step)new Delete(id)),
        Gen.Int[0, 60].Select(id => (Step)new DeleteByQuery(id)),
        Gen.Const((Step)new Commit()),
        Gen.Const((Step)new Refresh()),
        Gen.Const((Step)new Reopen()),
        Gen.Int[1, 3].Select(n => (Step)new Compact(n)));

    [Fact]
    public void Any_history_leaves_what_a_dictionary_would_hold() =>
        Steps.Array[1, 14].Sample(Play, iter: Iterations, threads: Environment.ProcessorCount);

    private static void Play(Step[] steps)
    {
        using var folder = new TempFolder();
        var history = new History(folder["index"]);
        try
        {
            foreach (var step in steps)
            {
                history.Do(step);
            }

            history.Do(new Commit());
            history.Compare();
        }
        finally
        {
            history.Index.Dispose();
        }

        var check = ArticleIndex.Check(folder["index"]);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Equal(history.Current.Count, check.Articles);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_HISTORIES") is not null && JavaCheckIndex.Check(folder["index"]) is { } said)
        {
            Assert.StartsWith("sound", said, StringComparison.Ordinal);
        }
    }

    private abstract record Step;

    private sealed record Add(int Id) : Step;

    private sealed record Load(int[] Ids, int Workers, int PerChunk, bool SmallSegments) : Step
    {
        public override string ToString() => $"Load({string.Join(',', Ids)}; {Workers} workers, {PerChunk} a chunk, small {SmallSegments})";
    }

    private sealed record Delete(int Id) : Step;

    private sealed record DeleteByQuery(int Id) : Step;

    private sealed record Commit : Step;

    private sealed record Refresh : Step;

    private sealed record Reopen : Step;

    private sealed record Compact(int Segments) : Step;

    private sealed class History(string path)
    {
        private Dictionary<string, string> committed = [];
        private int version;

        public ArticleIndex Index { get; private set; } = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null });

        public Dictionary<string, string> Current { get; private set; } = [];

        public void Do(Step step)
        {
            switch (step)
            {
                case Add add:
                    Index.Add(Next(add.Id));
                    break;
                case Load load:
                    Index.Commit();
                    Index.Dispose();
                    Index = Open(load.Workers, load.SmallSegments);
                    var report = Index.Index([new ListSource([.. load.Ids.Select(Next)], load.PerChunk)]);
                    Assert.Equal(load.Ids.Length, report.Articles);
                    committed = new(Current);
                    Compare();
                    break;
                case Delete delete:
                    Assert.Equal(Current.Remove($"id{delete.Id}"), Index.Delete($"id{delete.Id}"));
                    break;
                case DeleteByQuery delete:
                    Assert.Equal(Current.Remove($"id{delete.Id}") ? 1 : 0, Index.Delete(new SearchRequest { Query = $"id:id{delete.Id}" }));
                    break;
                case Commit:
                    Index.Commit();
                    committed = new(Current);
                    break;
                case Refresh:
                    Index.Refresh();
                    Compare();
                    break;
                case Reopen:
                    Index.Dispose();
                    Current = new(committed);
                    Index = Open(2, small: false);
                    Compare();
                    break;
                case Compact compact:
                    Index.Compact(compact.Segments);
                    committed = new(Current);
                    Assert.InRange(Index.Statistics().Segments, 0, compact.Segments);
                    Compare();
                    break;
            }
        }

        public void Compare()
        {
            Assert.Equal(Current.Count, Index.Statistics().Articles);
            using var searcher = Index.OpenSearcher();
            for (var id = 0; id <= 60; id++)
            {
                Assert.Equal(Current.GetValueOrDefault($"id{id}"), searcher.Get($"id{id}")?.Title);
            }

            var all = searcher.Search(new SearchRequest
            {
                Facets = [new("tag") { Top = 100 }],
                Limit = 0,
                TimeLimit = Timeout.InfiniteTimeSpan,
            });
            Assert.Equal(Current.Count, all.Total.Value);
            var tags = Current.Values.GroupBy(Tag).Select(g => new FacetValue(g.Key, g.Count())).OrderByDescending(v => v.Count)
                .ThenBy(v => v.Value, StringComparer.Ordinal);
            Assert.Equal(tags, all.Facet("tag"));
        }

        private ArticleIndex Open(int workers, bool small) =>
            ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = workers, WorkerBytes = small ? 1 : 0 });

        private Article Next(int id)
        {
            var title = $"version {++version}";
            Current[$"id{id}"] = title;
            return new Article
            {
                Id = $"id{id}",
                Title = title,
                Body = $"An article about number {id}.",
                Tags = [Tag(title)],
                Published = new ArticleDate(version * 1_000_000L),
            };
        }

        private static string Tag(string title) => $"t{title.Length}{title[^1]}";
    }
}
