using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Publication;

/// <summary>Who interrupts a load does not wait for the merges that run beside it.</summary>
public sealed class GivenUpMergeTests : IDisposable
{
    // One more than may stand side by side; together more than is held in memory, so that a merge makes files.
    private const int Segments = 11, Characters = 30_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, Segments)]
    [InlineData(false, 1)]
    public async Task What_merges_when_an_interrupted_load_is_closed_is_given_up_else_waited_for(bool isInterrupted, int left)
    {
        var random = new Random(4);
        using var files = new WaitingMerges();
        var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null, Workers = 1, Files = files });
        for (var i = 0; i < Segments; i++)
        {
            var body = Convert.ToBase64String([.. Enumerable.Range(0, Characters).Select(_ => (byte)random.Next(256))]);
            index.Add(new Article { Id = $"{i}", Body = body });
            index.Commit();
        }

        files.HasBegun.Wait();
        var report = index.Index([ArticleSource.From(new List<Article>())], cancellation: new CancellationToken(isInterrupted));
        Assert.Equal(isInterrupted, report.Cancelled);
        var closing = Task.Run(index.Dispose);
        files.MayGoOn.Set();
        await closing;

        using var opened = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Equal((Segments, left), (opened.Statistics().Articles, opened.Statistics().Segments));
        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    /// <summary>Files of which merges make none before they may.</summary>
    private sealed class WaitingMerges() : ObservedFiles(PhysicalFiles.Instance), IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        public ManualResetEventSlim HasBegun { get; } = new();

        public ManualResetEventSlim MayGoOn { get; } = new();

        public void Dispose()
        {
            HasBegun.Dispose();
            MayGoOn.Dispose();
        }

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (operation.Action == FileAction.Create && Environment.CurrentManagedThreadId != thread && !MayGoOn.IsSet)
            {
                HasBegun.Set();
                MayGoOn.Wait();
            }

            return act();
        }
    }
}
