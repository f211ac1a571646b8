using System.IO.Compression;
using System.Net;
using System.Text;

using SearchCore.Articles;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Ingest;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Ingest;

/// <summary>What has a receipt is there in the end, once, in the order in which it came.</summary>
public sealed class IngestTests
{
    [Fact]
    public async Task An_upload_is_found_when_its_receipt_says_so()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        using var response = await service.Http.PostAsync(
            "v1/collections/news/articles",
            new StringContent("{\"id\":\"a/1\",\"title\":\"Zebra in town\"}\n{\"title\":\"no id\"}\nnot json\n"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = response.Headers.Location!.OriginalString.Split('/')[^1];
        List<Receipt> seen = [];
        await foreach (var one in news.FollowReceiptAsync(id))
        {
            seen.Add(one);
        }

        var last = seen[^1];
        Assert.Equal((ReceiptState.Done, 1, 2), (last.State, last.Articles, last.Rejected));
        Assert.Equal([2, 3], last.Rejections.Select(r => r.Line));
        Assert.Equal("missing-id", last.Rejections[0].Code);
        Assert.Equal(last.Sequence, (await news.SearchAsync(new() { Query = "zebra" })).Sequence);
        Assert.NotNull(await news.GetAsync("a/1"));
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("v1/collections/news/articles/a%2F1")).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "uploads", "news"), "*.body"));
    }

    [Fact]
    public async Task Files_of_other_formats_are_told_by_their_bytes()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = archive.CreateEntry("in/one.jsonl").Open();
            await entry.WriteAsync("{\"id\":\"zipped\",\"title\":\"Quagga\"}\n"u8.ToArray());
        }

        zip.Position = 0;
        (Stream, string)[] files =
        [
            (zip, "articles.zip"),
            (new MemoryStream("id,title,body\r\ncsv-1,Okapi,\"seen, twice\"\r\n"u8.ToArray()), "table.csv"),
            (new MemoryStream("""
                <html><head><title>Page</title></head><body><article><h1>Tapir</h1><p>A tapir was seen here.</p></article></body></html>
                """u8.ToArray()), "../../page.html"),
        ];
        foreach (var (file, name) in files)
        {
            var receipt = await news.WaitAsync((await news.UploadAsync(file, name)).Id);
            Assert.True(receipt is { State: ReceiptState.Done, Articles: 1 }, $"{name}: {receipt}");
        }

        foreach (var word in new[] { "quagga", "okapi", "tapir" })
        {
            Assert.Equal(1, (await news.SearchAsync(new() { Query = word })).Results.Total.Value);
        }

        var broken = await news.WaitAsync(
            (await news.UploadAsync(new MemoryStream("PK\u0003\u0004 this is no zip"u8.ToArray()), "x.zip")).Id);
        Assert.Equal(ReceiptState.Failed, broken.State);
        Assert.NotNull(broken.Problem);
        var after = await news.WaitAsync((await news.IngestAsync([new Article { Id = "after", Title = "still works" }])).Id);
        Assert.Equal(ReceiptState.Done, after.State);
        var unknown = await Assert.ThrowsAsync<ServiceRefusedException>(() => news.UploadAsync(new MemoryStream(), "x", "docx"));
        Assert.Contains("jsonl", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_promised_before_a_crash_is_done_after_it_in_its_order()
    {
        using var folder = new TempFolder();
        var setting = TestService.Collection(folder, "news");
        var uploads = Path.Combine(folder.Path, "uploads", "news");

        // What a killed service leaves: two uploads and a deletion with their notes, one that was cut off, and one that was never promised.
        using var spool = new UploadSpool(uploads, mostKept: 100);
        var first = await spool.TakeAsync("local", "one", null, Lines(new Article { Id = "a", Title = "first" }), default);
        await spool.TakeDeletionAsync("local", ["b"]);
        await spool.TakeAsync("local", "two", null,
            Lines(new Article { Id = "b", Title = "second" }, new Article { Id = "a", Title = "third" }), default);
        var deletion = await spool.TakeDeletionAsync("local", ["c"]);
        await File.WriteAllTextAsync(Path.Combine(uploads, "000000000005.body.part"), "{\"id\":\"cut");
        await File.WriteAllTextAsync(Path.Combine(uploads, "000000000006.body"), "{\"id\":\"unpromised\"}");
        await using var service = await TestService.StartAsync(folder, setting);
        var news = service.Collection("news");
        Assert.Equal(ReceiptState.Done, (await news.WaitAsync(deletion.Id)).State);
        Assert.Equal(ReceiptState.Done, (await news.ReceiptAsync(first.Id))!.State);
        var all = (await news.SearchAsync(new() { Sort = Queries.SearchSort.Oldest })).Results;
        Assert.Equal(["a", "b"], all.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
        Assert.Equal("third", (await news.GetAsync("a"))!.Stored.Article.Title);
        Assert.DoesNotContain(Directory.EnumerateFiles(uploads), f => !f.EndsWith(".json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deletion_covers_what_was_taken_before_it()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        await news.IngestAsync(Enumerable.Range(0, 300).Select(i => new Article { Id = $"n{i}", Title = "many" }));
        Assert.True(await news.DeleteAsync("n299"));
        Assert.False(await news.DeleteAsync("n299"));
        Assert.Null(await news.GetAsync("n299"));
        var receipt = await news.WaitAsync((await news.DeleteAsync(["n1", "n2", "none"])).Id);
        Assert.Equal(2, receipt.Deleted);
        Assert.Equal(297, (await news.SearchAsync(new() { Query = "many" })).Results.Total.Value);
    }

    [Fact]
    public async Task Too_large_an_upload_is_refused_and_leaves_nothing()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"), "Limits:MaxUploadBytes=1000");
        var news = service.Collection("news");
        var large = await Assert.ThrowsAsync<ServiceRefusedException>(
            () => news.UploadAsync(new MemoryStream(new byte[1001]), "large"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);

        // Its length is not said before.
        var article = new Article { Id = "a", Body = new string('x', 2_000) };
        var streamed = await Assert.ThrowsAnyAsync<Exception>(() => news.IngestAsync([article]));
        Assert.True(streamed is SearchServiceException { Status: HttpStatusCode.RequestEntityTooLarge } or HttpRequestException,
            $"{streamed}");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "uploads", "news")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_gone_or_another_fails_alone(bool isGone)
    {
        using var folder = new TempFolder();
        var uploads = Path.Combine(folder.Path, "uploads", "news");
        Receipt first;
        using (var spool = new UploadSpool(uploads, mostKept: 100))
        {
            first = await spool.TakeAsync("local", "one", null, Lines(new Article { Id = "a", Title = "first" }), default);
            await spool.TakeAsync("local", "two", null, Lines(new Article { Id = "b", Title = "second" }), default);
        }

        var body = Directory.EnumerateFiles(uploads, "*.body").Order(StringComparer.Ordinal).First();
        if (isGone)
        {
            File.Delete(body);
        }
        else
        {
            // As long as before.
            await File.WriteAllBytesAsync(body, new byte[new FileInfo(body).Length]);
        }

        await using var service = await TestService.StartAsync(folder, TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        var failed = await news.WaitAsync(first.Id);
        Assert.Equal((ReceiptState.Failed, 0), (failed.State, failed.Articles));
        Assert.Contains("Send it again", failed.Problem, StringComparison.Ordinal);
        await service.IngestAsync("news", null, new Article { Id = "c", Title = "third" });
        Assert.Equal(2, (await news.SearchAsync(new())).Results.Total.Value);
    }

    [Fact]
    public async Task What_is_done_is_kept_without_its_ids_and_an_upload_comes_behind_what_was_promised_meanwhile()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(folder, TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        var ids = Enumerable.Range(0, 9_900).Select(i => $"an-id-that-is-rather-long-{i:D6}").ToList();
        Assert.Equal(ReceiptState.Done, (await news.WaitAsync((await news.DeleteAsync(ids)).Id)).State);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(folder.Path, "uploads", "news")), note => Assert.True(new FileInfo(note).Length < 2_000));
    }

    [Fact]
    public async Task A_restricted_owner_deletes_what_they_may_see_when_its_turn_comes()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl",
            .. TestService.Key(0, "sport", "ks", ["ingest", "delete"], ("desk", "sport")),
            .. TestService.Key(1, "politics", "kp", ["ingest"], ("desk", "politics")),
        ]);
        var sport = service.Collection("news", "ks");
        await service.IngestAsync("news", "kp", Of("p", "politics"));
        await sport.IngestAsync(Enumerable.Range(0, 2_000).Select(i => Of($"s{i}", "sport")));
        Assert.True(await sport.DeleteAsync("s1999"));
        Assert.Null(await sport.GetAsync("s1999"));
        Assert.False(await sport.DeleteAsync("p"));
        Assert.Equal(1, (await sport.WaitAsync((await sport.DeleteAsync(["p", "s1"])).Id)).Deleted);
        Assert.NotNull(await service.Collection("news", "kp").GetAsync("p"));

        static Article Of(string id, string desk) => new() { Id = id, Title = "Zebra", Entities = [new("acl", desk)] };
    }

    [Fact]
    public async Task Old_receipts_are_forgotten()
    {
        using var folder = new TempFolder();
        using var spool = new UploadSpool(folder.Path, mostKept: 2);
        List<Receipt> taken = [];
        for (var i = 0; i < 4; i++)
        {
            taken.Add(await spool.TakeAsync("me", "x", null, Lines(new Article { Id = "a" }), default));
            var upload = await spool.NextAsync(default);
            await spool.FinishAsync(upload, upload.Receipt with { State = ReceiptState.Done });
        }

        Assert.Equal([false, false, true, true], taken.Select(r => spool.Find("me", r.Id) is not null));
        Assert.Null(spool.Find("other", taken[3].Id));

        // Those of others stay.
        await spool.TakeAsync("you", "x", null, Lines(new Article { Id = "a" }), default);
        var yours = await spool.NextAsync(default);
        await spool.FinishAsync(yours, yours.Receipt with { State = ReceiptState.Done });
        Assert.NotNull(spool.Find("me", taken[2].Id));
        using var again = new UploadSpool(folder.Path, mostKept: 2);
        Assert.Equal(0, again.Waiting);
        Assert.Equal(3, Directory.EnumerateFiles(folder.Path).Count());
    }

    private static MemoryStream Lines(params Article[] articles) => new(Encoding.UTF8.GetBytes(
        string.Concat(articles.Select(a => $"{{\"id\":\"{a.Id}\",\"title\":\"{a.Title}\"}}\n"))));
}
