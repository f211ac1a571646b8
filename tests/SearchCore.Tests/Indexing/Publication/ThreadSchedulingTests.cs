using System.Collections.Concurrent;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Files;
using SearchCore.Indexing.Publication;
using SearchCore.Proofs.Doubles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing.Publication;

/// <summary>
/// Who writes or merges gives way to searches. Shown where the system tells how long turns are: Linux from 6.12 on; elsewhere that nothing
/// changes.
/// </summary>
public sealed class ThreadSchedulingTests : IDisposable
{
    private const long Long = 20_000_000;

    // One more than may stand side by side; together more than is held in memory, so that a merge makes files.
    private const int Segments = 11, Characters = 30_000;

    private readonly TempFolder folder = new();
    private readonly long before = ThreadScheduling.Current;

    // What a thread has while it writes.
    private long Lent => before == 0 ? 0 : Long;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Turns_are_lent_and_given_back()
    {
        using (ThreadScheduling.Lend())
        {
            Assert.Equal(Lent, ThreadScheduling.Current);
            using (ThreadScheduling.Lend())
            {
                Assert.Equal(Lent, ThreadScheduling.Current);
            }

            Assert.Equal(Lent, ThreadScheduling.Current);
        }

        Assert.Equal(before, ThreadScheduling.Current);
    }

    [Fact]
    public void Commits_merges_and_loads_have_long_turns_and_their_callers_have_theirs_again()
    {
        var files = new Turns();
        var random = new Random(4);
        using (var index = ArticleIndex.Open(folder["index"], new() { Recognizer = null, Workers = 1, Files = files }))
        {
            files.Seen.Clear();
            for (var i = 0; i < Segments; i++)
            {
                index.Add(Random(i));
                index.Commit();
            }

            Assert.Equal([Lent], files.Seen.Where(s => s.IsCaller).Select(s => s.Turn).Distinct());
            Assert.Equal(before, ThreadScheduling.Current);

            index.Compact();
            Assert.Equal([Lent], files.Seen.Where(s => !s.IsCaller).Select(s => s.Turn).Distinct());
            Assert.Equal(before, ThreadScheduling.Current);

            files.Seen.Clear();
            index.Index([ArticleSource.From(Enumerable.Range(Segments, Segments).Select(Random).ToList())]);
            Assert.Contains(files.Seen, s => s.Turn == Lent);
            Assert.Equal(before, ThreadScheduling.Current);

            // A commit that fails gives them back as well.
            index.Add(Random(1));
            files.AreBroken = true;
            Assert.Throws<IndexException>(() => index.Commit());
            Assert.Equal(before, ThreadScheduling.Current);
            files.AreBroken = false;
        }

        Article Random(int id)
        {
            var bytes = new byte[Characters];
            random.NextBytes(bytes);
            return new() { Id = $"{id}", Body = Convert.ToBase64String(bytes) };
        }
    }

    /// <summary>Files that note the turns of whoever makes them.</summary>
    private sealed class Turns() : ObservedFiles(PhysicalFiles.Instance)
    {
        private readonly int caller = Environment.CurrentManagedThreadId;

        public ConcurrentQueue<(bool IsCaller, long Turn)> Seen { get; } = new();

        public volatile bool AreBroken;

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (operation.Action == FileAction.Create)
            {
                if (AreBroken)
                {
                    throw new IOException("The disk is gone.");
                }

                Seen.Enqueue((Environment.CurrentManagedThreadId == caller, ThreadScheduling.Current));
            }

            return act();
        }
    }
}
