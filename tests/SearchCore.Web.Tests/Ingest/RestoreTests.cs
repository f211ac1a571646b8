using System.Net;
using System.Text;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Ingest;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Ingest;

/// <summary>A snapshot is brought back while the service runs: searches go on, and what is promised behind the receipt is kept.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task Searches_and_uploads_go_on_and_what_is_promised_meanwhile_is_kept()
    {
        const int Before = 400;
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(Settings(folder));
        var news = service.Collection("news");
        await service.IngestAsync(
            "news", null, [.. Enumerable.Range(0, Before).Select(i => new Article { Id = $"n{i}", Title = "Zebra" })]);
        Assert.Equal(Before, (await news.TakeSnapshotAsync("monday")).Articles);
        await service.IngestAsync("news", null, new Article { Id = "mistake", Title = "Zebra" });
        Assert.True(await news.DeleteAsync("n7"));

        using var over = new CancellationTokenSource();
        List<string> kept = [], receipts = [];
        var restoring = false;
        var searching = Task.Run(async () =>
        {
            var searches = 0;
            while (!over.IsCancellationRequested)
            {
                // Before the restore and after it there are about as many; never none, and never an error.
                Assert.InRange((await news.SearchAsync(new() { Query = "zebra" })).Results.Total.Value, Before, Before + 1);
                searches++;
            }

            return searches;
        });
        var uploading = Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var isBehind = Volatile.Read(ref restoring);
                var receipt = await news.IngestAsync([new Article { Id = $"u{i}", Title = "Okapi" }]);
                receipts.Add(receipt.Id);
                if (isBehind)
                {
                    kept.Add($"u{i}");
                }
            }
        });
        var asked = await news.RestoreAsync("monday");
        Volatile.Write(ref restoring, true);
        var done = await news.WaitAsync(asked.Id);
        Assert.Equal((ReceiptState.Done, Before, null), (done.State, done.Articles, done.Problem));
        while (kept.Count < 3)
        {
            await Task.Delay(5);
        }

        await over.CancelAsync();
        await uploading;
        Assert.True(await searching > 0);
        foreach (var receipt in receipts)
        {
            Assert.Equal(ReceiptState.Done, (await news.WaitAsync(receipt)).State);
        }

        Assert.NotNull(await news.GetAsync("n7"));
        Assert.Null(await news.GetAsync("mistake"));
        foreach (var id in kept)
        {
            Assert.NotNull(await news.GetAsync(id));
        }

        Assert.Contains(service.Log, line => line.Contains("local wants the collection news restored from the snapshot monday"));
        Assert.Contains(service.Log, line => line.Contains($"restored from the snapshot monday, as local wanted: {Before} articles"));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_refused_and_nothing_changes()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(Settings(folder));
        var news = service.Collection("news");
        await service.IngestAsync("news", null, [.. Enumerable.Range(0, 50).Select(i => new Article { Id = $"n{i}", Title = "Zebra" })]);
        await news.TakeSnapshotAsync("whole");
        await news.TakeSnapshotAsync("damaged");
        await news.TakeSnapshotAsync("cut");
        await service.IngestAsync("news", null, new Article { Id = "later", Title = "Zebra" });
        var largest = new DirectoryInfo(Path.Combine(folder["snapshots"], "news", "damaged")).EnumerateFiles().MaxBy(f => f.Length)!;
        var bytes = await File.ReadAllBytesAsync(largest.FullName);
        bytes[bytes.Length / 2] ^= 1;

        // The file is the index's own by a second name: it is exchanged, not written.
        largest.Delete();
        await File.WriteAllBytesAsync(largest.FullName, bytes);
        new DirectoryInfo(Path.Combine(folder["snapshots"], "news", "cut")).EnumerateFiles().MaxBy(f => f.Length)!.Delete();
        var before = (await news.SearchAsync(new() { Query = "zebra" })).Sequence;
        foreach (var name in new[] { "damaged", "cut" })
        {
            var receipt = await news.WaitAsync((await news.RestoreAsync(name)).Id);
            Assert.Equal(ReceiptState.Failed, receipt.State);
            Assert.Contains(name, receipt.Problem, StringComparison.Ordinal);
            Assert.DoesNotContain(folder.Path, receipt.Problem, StringComparison.Ordinal);
        }

        var answer = await news.SearchAsync(new() { Query = "zebra" });
        Assert.Equal((51, before), (answer.Results.Total.Value, answer.Sequence));
        var listed = (await news.SnapshotsAsync()).ToDictionary(s => s.Name);
        Assert.Equal(["cut", "damaged", "whole"], listed.Keys.Order());
        Assert.True(listed["whole"] is { Articles: 50, Bytes: > 0, Problem: null } whole && whole.Taken > DateTimeOffset.UnixEpoch);
        Assert.DoesNotContain(folder.Path, listed["cut"].Problem, StringComparison.Ordinal);
        Assert.Contains(service.Log, line => line.StartsWith("Error: The collection news was not restored", StringComparison.Ordinal));

        // What comes behind a restore that failed is dealt with as ever.
        await service.IngestAsync("news", null, new Article { Id = "behind", Title = "Zebra" });
    }

    [Fact]
    public async Task A_restore_that_was_promised_before_a_crash_is_done_after_it_in_its_order()
    {
        using var folder = new TempFolder();
        await using (var service = await TestService.StartAsync(folder, Settings(folder)))
        {
            await service.IngestAsync("news", null, new Article { Id = "a", Title = "first" });
            await service.Collection("news").TakeSnapshotAsync("monday");
        }

        Receipt last;
        using (var spool = new UploadSpool(Path.Combine(folder.Path, "uploads", "news"), mostKept: 100))
        {
            await spool.TakeAsync("local", "one", null, Line("b"), default);
            await spool.TakeRestoreAsync("local", "monday");
            last = await spool.TakeAsync("local", "two", null, Line("c"), default);
        }

        await using var again = await TestService.StartAsync(folder, Settings(folder));
        var news = again.Collection("news");
        Assert.Equal(ReceiptState.Done, (await news.WaitAsync(last.Id)).State);
        Assert.Equal(["a", "c"], (await news.SearchAsync(new())).Results.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_upload_that_is_under_way_comes_behind_the_restore()
    {
        using var folder = new TempFolder();
        using var spool = new UploadSpool(folder.Path, mostKept: 100);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var body = new HeldBody(begun, goOn);
        var slow = spool.TakeAsync("me", "slow", null, body, default);
        await begun.Task;
        var restore = await spool.TakeRestoreAsync("me", "monday");
        goOn.SetResult();
        await slow;
        Assert.Equal(restore.Id, (await spool.NextAsync(default)).Id);
    }

    [Theory]
    [InlineData("..%2F..%2Fnews", HttpStatusCode.BadRequest)]
    [InlineData("..%5Cnews", HttpStatusCode.BadRequest)]
    [InlineData(".hidden", HttpStatusCode.BadRequest)]
    [InlineData("%00", HttpStatusCode.BadRequest)]
    [InlineData("none", HttpStatusCode.NotFound)]
    public async Task Names_are_no_paths(string name, HttpStatusCode status)
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(Settings(folder));
        using var response = await service.Http.PostAsync($"v1/collections/news/snapshots/{name}/restore", null);
        Assert.Equal(status, response.StatusCode);
        using var taken = await service.Http.PostAsync(
            "v1/collections/news/snapshots",
            new StringContent($"{{\"name\":\"{Uri.UnescapeDataString(name).Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\0", "\\u0000", StringComparison.Ordinal)}\"}}", Encoding.UTF8, "application/json"));
        Assert.Equal(name == "none" ? HttpStatusCode.Created : HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.Equal(name == "none" ? 1 : 0, Directory.Exists(folder["snapshots"])
            ? Directory.EnumerateDirectories(Path.Combine(folder["snapshots"], "news")).Count() : 0);
    }

    [Fact]
    public async Task Only_those_restore_who_may_and_see_all_articles()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
        [
            .. Settings(folder), "Collections:news:Allow:Restore:0=chief", "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl",
            "Access:Scopes:0:Except:0=all",
            .. TestService.Key(0, "admin", "k-admin", ["admin", "all"]), .. TestService.Key(1, "chief", "k-chief", ["chief", "all"]),
            .. TestService.Key(2, "desk", "k-desk", ["chief", "admin"], ("desk", "sport")),
        ]);
        await service.Collection("news", "k-admin").TakeSnapshotAsync("one");
        Assert.Equal(HttpStatusCode.Forbidden, (await Refused("k-admin")).Status);
        Assert.Contains("all articles", (await Refused("k-desk")).Message, StringComparison.Ordinal);
        var hidden = await Assert.ThrowsAsync<ServiceRefusedException>(() => service.Collection("news", "k-desk").SnapshotsAsync());
        Assert.Equal(HttpStatusCode.Forbidden, hidden.Status);
        var chief = service.Collection("news", "k-chief");
        Assert.Equal(ReceiptState.Done, (await chief.WaitAsync((await chief.RestoreAsync("one")).Id)).State);
        Assert.Contains(
            "restore", (await new SearchCoreClient(service.Http, new() { Key = "k-chief" }).CollectionsAsync()).Single().May);
        Assert.DoesNotContain(service.Log, line => line.Contains("k-chief", StringComparison.Ordinal));

        Task<ServiceRefusedException> Refused(string key) =>
            Assert.ThrowsAsync<ServiceRefusedException>(() => service.Collection("news", key).RestoreAsync("one"));
    }

    private static string[] Settings(TempFolder folder) =>
        [TestService.Collection(folder, "news"), $"SnapshotFolder={folder["snapshots"]}"];

    private static MemoryStream Line(string id) => new(Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\",\"title\":\"{id}\"}}\n"));

    // A body that comes when it is told to.
    private sealed class HeldBody(TaskCompletionSource begun, TaskCompletionSource goOn) : MemoryStream("{\"id\":\"slow\"}\n"u8.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            begun.TrySetResult();
            await goOn.Task.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
