using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Maintenance;

/// <summary>An index is followed through a place between machines, and a follower is promoted.</summary>
public sealed class SnapshotTransportTests : IDisposable
{
    private static readonly ArticleIndexOptions Options = new() { Recognizer = null, Workers = 1 };

    private readonly TempFolder folder = new();
    private readonly SnapshotFolder place;

    public SnapshotTransportTests() => place = new SnapshotFolder(folder["place"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_follower_has_each_commit_that_was_sent_and_only_new_files_travel()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Add(index, 0, 3_000);
        Directory.CreateDirectory(folder["place/files"]);
        await File.WriteAllTextAsync(folder["place/files/left.part-1"], "of an interrupted process");
        File.SetLastWriteTimeUtc(folder["place/files/left.part-1"], DateTime.UtcNow.AddDays(-1));
        var sent = await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        Assert.Equal((index.Statistics().Sequence, true), (sent.Sequence, sent.Files > 3));
        Assert.False(File.Exists(folder["place/files/left.part-1"]));
        Assert.Equal((sent, new SnapshotTransfer(sent.Sequence, 0, 0)), (await Receive(), await Receive()));
        Assert.Equal(0, (await ArticleIndex.SendSnapshotAsync(folder["index"], place)).Files);
        using var follower = ArticleIndex.Open(folder["follower"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        Assert.Equal(3_000, follower.Statistics().Articles);

        Add(index, 3_000, 10);
        index.Delete("7");
        index.Commit();
        var second = await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        Assert.True(second.Bytes < sent.Bytes / 5, $"{second} after {sent}");
        Assert.Equal(second, await Receive());
        follower.Refresh();
        Assert.Equal((3_009, null, "3005"), (follower.Statistics().Articles, follower.Get("7"), follower.Get("3005")?.Id));

        index.Compact();
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        await Receive();
        follower.Refresh();
        Assert.Equal((3_009, 1), (follower.Statistics().Articles, follower.Statistics().Segments));
        RequireSound("follower", 3_009);
        for (var n = 0; n < 5; n++)
        {
            Add(index, 4_000 + n, 1);
            await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        }

        Assert.Equal(3, (await place.ListAsync("commits/", default)).Count);
        var named = Directory.GetFiles(folder["index"]).Length;
        Assert.True((await place.ListAsync("files/", default)).Count < named * 3);
    }

    [Fact]
    public async Task A_place_may_be_named_with_a_slash_at_its_end()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Add(index, 0, 20);
        var slashed = new SnapshotFolder(folder["place"] + Path.DirectorySeparatorChar);
        Assert.Equal(place.Path, slashed.Path);
        Assert.True((await ArticleIndex.SendSnapshotAsync(folder["index"], slashed)).Files > 3);
        await ArticleIndex.ReceiveSnapshotAsync(slashed, folder["follower"]);
        Assert.Equal(0, (await Receive()).Files);
        await Assert.ThrowsAsync<ArgumentException>(() => slashed.OpenReadAsync("../index/write.lock", default));
        await Assert.ThrowsAsync<ArgumentException>(() => slashed.OpenReadAsync("../place2/x", default));
    }

    [Fact]
    public async Task A_follower_that_is_promoted_takes_over_and_the_one_before_is_refused()
    {
        using var old = ArticleIndex.Open(folder["index"], Options);
        Add(old, 0, 100);
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        await Receive();
        Add(old, 100, 20);
        var sequence = ArticleIndex.Promote(folder["follower"]);
        using (var promoted = ArticleIndex.Open(folder["follower"], Options))
        {
            Add(promoted, 200, 5);
            Assert.Equal((105, true), (promoted.Statistics().Articles, promoted.Statistics().Sequence > sequence));
        }

        Assert.Equal(100, (await ReceiveInto("other")).Sequence > 0 ? ArticleIndex.Check(folder["other"]).Articles : 0);
        await ArticleIndex.SendSnapshotAsync(folder["follower"], place);
        Assert.Equal(105, (await ReceiveInto("other")).Sequence > 0 ? ArticleIndex.Check(folder["other"]).Articles : 0);
        foreach (var again in new[] { false, true })
        {
            if (again)
            {
                old.Dispose();
                using var reopened = ArticleIndex.Open(folder["index"], Options);
                Add(reopened, 300, 20);
            }

            var refused = await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.SendSnapshotAsync(folder["index"], place));
            Assert.Contains("promoted", refused.Message, StringComparison.Ordinal);
        }

        // The one before is to follow now: not over its own commits.
        var kept = await Assert.ThrowsAsync<IndexException>(() => ReceiveInto("index"));
        Assert.Contains("empty it", kept.Message, StringComparison.Ordinal);
        RequireSound("index", 140);
        Directory.Delete(folder["index"], recursive: true);
        await ReceiveInto("index");
        RequireSound("index", 105);
    }

    [Fact]
    public async Task What_is_missing_damaged_locked_or_of_another_index_is_said_and_the_follower_stays()
    {
        Assert.Equal(IndexFault.Missing, (await Assert.ThrowsAsync<IndexException>(Receive)).Fault);
        var none = await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.SendSnapshotAsync(folder["none"], place));
        Assert.Equal(IndexFault.Missing, none.Fault);
        using var index = ArticleIndex.Open(folder["index"], Options);
        Add(index, 0, 50);
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        await Receive();
        Add(index, 50, 50);
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        var last = (await place.ListAsync("commits/", default)).Order(StringComparer.Ordinal).Last();
        var description = Path.Combine(place.Path, last);
        var newest = Directory.GetFiles(Path.Combine(place.Path, "files")).OrderBy(File.GetLastWriteTimeUtc).Last();
        foreach (var file in new[] { description, newest })
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var damaged in new[] { [.. bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 1) : b)], bytes[..^1], [] })
            {
                await File.WriteAllBytesAsync(file, damaged);
                Assert.Equal(IndexFault.Corrupt, (await Assert.ThrowsAsync<IndexException>(Receive)).Fault);
                RequireSound("follower", 50);
            }

            await File.WriteAllBytesAsync(file, bytes);
        }

        using (ArticleIndex.Open(folder["follower"], Options))
        {
            Assert.Equal(IndexFault.Locked, (await Assert.ThrowsAsync<IndexException>(Receive)).Fault);
        }

        await Receive();
        RequireSound("follower", 100);
        using (var other = ArticleIndex.Open(folder["other"], Options))
        {
            Add(other, 0, 5);
            var refused = await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.SendSnapshotAsync(folder["other"], place));
            Assert.Contains("another index", refused.Message, StringComparison.Ordinal);
        }

        Assert.ThrowsAny<ArgumentException>(() => place.DeleteAsync("../index/segments.gen", default).GetAwaiter().GetResult());
        await place.DeleteAsync("files/none", default);
        await Assert.ThrowsAsync<FileNotFoundException>(() => place.OpenReadAsync("files/none", default));
    }

    [Fact]
    public async Task A_commit_of_another_index_is_not_taken_for_the_one_of_the_same_number()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        using var other = ArticleIndex.Open(folder["other"], Options);
        Add(index, 0, 50);
        Add(other, 50, 50);
        Assert.Equal(index.Statistics().Sequence, other.Statistics().Sequence);
        var second = new SnapshotFolder(folder["second"]);
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        await ArticleIndex.SendSnapshotAsync(folder["other"], second);
        await Receive();

        var sent = await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.SendSnapshotAsync(folder["other"], place));
        Assert.Contains("another index", sent.Message, StringComparison.Ordinal);
        var received = await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.ReceiveSnapshotAsync(second, folder["follower"]));
        Assert.Contains("empty it", received.Message, StringComparison.Ordinal);

        // Later ones too: they have other bytes under the same names.
        Add(other, 100, 5);
        await ArticleIndex.SendSnapshotAsync(folder["other"], second);
        await Assert.ThrowsAsync<IndexException>(() => ArticleIndex.ReceiveSnapshotAsync(second, folder["follower"]));
        RequireSound("follower", 50);
        Assert.Equal(0, (await Receive()).Files);
    }

    [Fact]
    public async Task A_place_that_fails_at_any_moment_leaves_the_commit_before_or_the_new_one()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Add(index, 0, 20);
        await ArticleIndex.SendSnapshotAsync(folder["index"], place);
        await Receive();
        for (var (fail, round) = (1, 1); ; fail++)
        {
            var failing = new FailingPlace(place, fail);
            try
            {
                Add(index, round * 20, 20);
                await ArticleIndex.SendSnapshotAsync(folder["index"], failing);
                round++;
                await ArticleIndex.ReceiveSnapshotAsync(failing, folder["follower"]);
            }
            catch (IOException)
            {
                var check = ArticleIndex.Check(folder["follower"]);
                Assert.True(check.IsSound, string.Join('\n', check.Problems));
                Assert.Equal(0, check.Articles % 20);
                continue;
            }

            break;
        }

        Assert.Equal(ArticleIndex.Check(folder["index"]).Articles, ArticleIndex.Check(folder["follower"]).Articles);
    }

    [Fact]
    public async Task A_follower_beside_a_writer_that_sends_all_the_time_always_has_a_whole_commit()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            using var index = ArticleIndex.Open(folder["index"], Options);
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                // The articles of every commit are all of one number.
                index.Index([new TestKit.ListSource([.. Enumerable.Range(0, 10).Select(i => Named(i, $"round{n}"))])]);
                await ArticleIndex.SendSnapshotAsync(folder["index"], place, CancellationToken.None);
            }
        });
        while ((await place.ListAsync("commits/", default)).Count == 0)
        {
            await Task.Delay(5);
        }

        await Receive();
        using var follower = ArticleIndex.Open(folder["follower"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        for (var look = 0; look < 30; look++)
        {
            await Receive();
            follower.Refresh();
            Assert.Equal(10, follower.Statistics().Articles);
            Assert.Single(Enumerable.Range(0, 10).Select(i => follower.Get($"{i}")!.Title).Distinct());
        }

        await stop.CancelAsync();
        await writing;
    }

    private static Article Named(int id, string title) => new() { Id = $"{id}", Title = title, Body = "Some words of text." };

    private static void Add(ArticleIndex index, int first, int count) =>
        index.Index([new TestKit.ListSource([.. Enumerable.Range(first, count).Select(n => Named(n, $"number {n}"))])]);

    private Task<SnapshotTransfer> Receive() => ReceiveInto("follower");

    private Task<SnapshotTransfer> ReceiveInto(string name) => ArticleIndex.ReceiveSnapshotAsync(place, folder[name]);

    private void RequireSound(string name, int articles)
    {
        var check = ArticleIndex.Check(folder[name]);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Equal(articles, check.Articles);
    }

    // Fails at one call, for a stream in its middle.
    private sealed class FailingPlace(ISnapshotTransport inner, int at) : ISnapshotTransport
    {
        private int calls;

        private bool IsDue => ++calls == at;

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation) =>
            IsDue ? throw new IOException("The line is down.") : inner.ListAsync(prefix, cancellation);

        public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellation)
        {
            var stream = await inner.OpenReadAsync(name, cancellation);
            return IsDue ? new Breaking(stream) : stream;
        }

        public Task WriteAsync(string name, Stream content, CancellationToken cancellation) =>
            IsDue ? throw new IOException("The line is down.") : inner.WriteAsync(name, content, cancellation);

        public Task DeleteAsync(string name, CancellationToken cancellation) =>
            IsDue ? throw new IOException("The line is down.") : inner.DeleteAsync(name, cancellation);

        private sealed class Breaking(Stream inner) : MemoryStream
        {
            private bool began;

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var read = began ? throw new IOException("The line is down.") : await inner.ReadAsync(buffer[..1], cancellationToken);
                began = true;
                return read;
            }

            protected override void Dispose(bool disposing)
            {
                inner.Dispose();
                base.Dispose(disposing);
            }
        }
    }
}
