using System.Collections.Concurrent;

using Lucene.Net.Store;

using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class SyncAheadTests : IDisposable
{
    private const int Large = 4_000_001, Small = 1_000_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_large_file_is_durable_soon_after_it_was_written()
    {
        var files = new SeenSyncs();
        using (var directory = new DurableDirectory(folder.Path, files, Holding.Segments))
        {
            Write(directory, "_0.pos", Large);
            Write(directory, "_1.pos", Small);
            Assert.True(SpinWait.SpinUntil(() => !files.Synced.IsEmpty, TimeSpan.FromMinutes(2)));
        }

        Assert.Equal(["_0.pos"], files.Synced);
    }

    [Fact]
    public void What_could_not_be_synced_then_fails_the_next_commit()
    {
        using var directory = new DurableDirectory(folder.Path, new OthersCannotSync(), Holding.Segments);
        Write(directory, "_0.pos", Large);
        IOException? fault = null;
        Assert.True(SpinWait.SpinUntil(() => (fault = Fault(directory)) is not null, TimeSpan.FromMinutes(2)));
        Assert.Contains("An earlier sync", fault!.Message, StringComparison.Ordinal);
        Assert.Contains("injected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wanted_while_it_works_is_done_and_nothing_after_it_was_closed()
    {
        using var begun = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var done = 0;
        var ahead = new SyncAhead(() =>
        {
            begun.Release();
            go.Wait();
            done++;
        });
        ahead.Begin();
        begun.Wait();
        ahead.Begin();
        go.Release();
        begun.Wait();
        go.Release();
        ahead.Close();
        ahead.Begin();
        ahead.Close();
        Assert.Equal(2, done);
    }

    // Where the other thread was first, its failure stays; where this one was, there is nothing left to sync.
    private static IOException? Fault(DurableDirectory directory)
    {
        try
        {
            directory.Sync(["none"]);
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }

    private static void Write(DurableDirectory directory, string name, int length)
    {
        using var output = directory.CreateOutput(name, IOContext.DEFAULT);
        output.WriteBytes(new byte[length], length);
    }

    private sealed class SeenSyncs() : ObservedFiles(PhysicalFiles.Instance)
    {
        public ConcurrentQueue<string> Synced { get; } = [];

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (operation.Action == FileAction.SyncFile)
            {
                Synced.Enqueue(Path.GetFileName(operation.Path));
            }

            return act();
        }
    }

    /// <summary>Files that only the thread which made this can sync.</summary>
    private sealed class OthersCannotSync() : ObservedFiles(PhysicalFiles.Instance)
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        protected override T Do<T>(FileOperation operation, Func<T> act) =>
            operation.Action == FileAction.SyncFile && Environment.CurrentManagedThreadId != thread
                ? throw new IOException("Input/output error (injected)")
                : act();
    }
}
