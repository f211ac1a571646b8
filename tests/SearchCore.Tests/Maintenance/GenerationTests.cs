using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Maintenance;

/// <summary>Commits at a place as generations by name, with epochs that somebody else numbers.</summary>
public sealed class GenerationTests : IDisposable
{
    private static readonly ArticleIndexOptions Options = new() { Recognizer = null, Workers = 1 };

    private readonly TempFolder folder = new();
    private readonly SnapshotFolder place;

    public GenerationTests() => place = new SnapshotFolder(folder["place"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_generation_is_received_by_name_and_only_new_files_travel()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        Assert.Equal(index.BeginEpoch(7), index.Statistics().Sequence);
        var first = await Send(index, 1, 1_000, before: null);
        Assert.Equal((7, index.Statistics().Sequence, 1_000L), (first.Name.Epoch, first.Name.Sequence, first.Articles));
        Assert.Equal((64, true), (first.Checksum.Length, first.Schema.StartsWith("searchcore-", StringComparison.Ordinal)));
        var second = await Send(index, 2_000, 1, first.Name);
        Assert.True(second.Name > first.Name && second.Bytes < first.Bytes / 5, $"{second} after {first}");
        Assert.Equal(first.Files + second.Files + 2, Directory.GetFiles(folder["place"], "*", SearchOption.AllDirectories).Length);

        var received = await ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], first.Name, first.Checksum);
        Assert.Equal(new SnapshotTransfer(first.Name.Sequence, first.Files, first.Bytes), received);
        using var reader = ArticleIndex.Open(folder["reader"], new() { Access = IndexAccess.ReadOnly });
        Assert.Equal(1_000, reader.Statistics().Articles);
        Assert.Equal(second.Files, (await ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], second.Name)).Files);
        Assert.Equal(0, (await ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], second.Name)).Files);
        reader.Refresh();
        Assert.Equal((1_001L, true), (reader.Statistics().Articles, ArticleIndex.Check(folder["reader"]).IsSound));
    }

    [Fact]
    public async Task What_is_not_there_or_not_what_it_should_be_is_refused()
    {
        using var index = ArticleIndex.Open(folder["index"], Options);
        index.BeginEpoch(1);
        var first = await Send(index, 1, 10, before: null);
        var second = await Send(index, 20, 10, first.Name);
        Assert.Equal(IndexFault.Corrupt, (await Receive(first.Name, second.Checksum)).Fault);
        Assert.Equal(IndexFault.Missing, (await Receive(new SnapshotName(1, 99), null)).Fault);
        Assert.False(Directory.Exists(folder["reader"]) && Directory.EnumerateFiles(folder["reader"], "segments*").Any());
        await ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], second.Name);
        Assert.Equal(IndexFault.Unwritable, (await Receive(first.Name, null)).Fault);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.BeginEpoch(1));

        Task<IndexException> Receive(SnapshotName name, string? checksum) => Assert.ThrowsAsync<IndexException>(
            () => ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], name, checksum));
    }

    [Fact]
    public async Task Pruning_leaves_what_is_kept_and_what_is_of_later_epochs()
    {
        using (var index = ArticleIndex.Open(folder["index"], Options))
        {
            index.BeginEpoch(1);
            var first = await Send(index, 1, 10, before: null);
            await Send(index, 20, 10, first.Name);
            await ArticleIndex.ReceiveGenerationAsync(place, folder["later"], first.Name);
            using var later = ArticleIndex.Open(folder["later"], Options);
            later.BeginEpoch(2);
            var other = await Send(later, 30, 10, first.Name);

            // A writer that was replaced and knows of its first generation alone.
            Assert.True(await ArticleIndex.PruneGenerationsAsync(place, 1, [first.Name]) > 5);
            Assert.Equal(0, await ArticleIndex.PruneGenerationsAsync(place, 1, [first.Name]));
            await ArticleIndex.ReceiveGenerationAsync(place, folder["reader"], other.Name, other.Checksum);
            Assert.Equal(20, ArticleIndex.Check(folder["reader"]).Articles);
            await Assert.ThrowsAsync<FileNotFoundException>(
                () => ArticleIndex.PruneGenerationsAsync(place, 2, [other.Name, new SnapshotName(1, 99)]));
            await ArticleIndex.PruneGenerationsAsync(place, 2, [other.Name]);
            Assert.Single(await place.ListAsync("commits/", default));
        }

        Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
    }

    [Fact]
    public void Names_are_in_the_order_of_epochs_and_commits()
    {
        SnapshotName[] sorted = [new(1, 2), new(1, 10), new(2, 1), new(10, 1)];
        Assert.Equal(sorted, sorted.Reverse().Order());
        Assert.True(sorted[0] < sorted[1] && sorted[1] <= sorted[2] && sorted[3] > sorted[2] && sorted[3] >= sorted[0]);
        Assert.True(sorted[0].CompareTo(sorted[0]) == 0);
        var sent = new SentGeneration { Name = sorted[3], Checksum = "c", Schema = "s", Articles = 1, Files = 2, Bytes = 3 };
        Assert.Equal(sent, sent with { Name = new(10, 1) });
    }

    private async Task<SentGeneration> Send(ArticleIndex index, int from, int count, SnapshotName? before)
    {
        for (var n = from; n < from + count; n++)
        {
            index.Add(new Article { Id = $"{n}", Body = "Some words of text." });
        }

        index.Commit();
        return await ArticleIndex.SendGenerationAsync(index.Path, place, before);
    }
}
