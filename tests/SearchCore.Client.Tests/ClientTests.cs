using System.Net;
using System.Text;

using SearchCore.Articles;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Client.Tests;

/// <summary>The client against the real service: answers are those of the engine's types, refusals are exceptions that say why.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task It_asks_everything_that_there_is()
    {
        await using var service = await TestService.StartAsync();
        var client = new SearchCoreClient(service.Http);
        Assert.Equal(("local", "embedded"), ((await client.MeAsync()).Name, (await client.MeAsync()).SignIn));
        var info = (await client.CollectionsAsync()).Single();
        Assert.Equal(("sample", "Sample archive", true), (info.Name, info.Title, info.Articles > 50));
        Assert.Contains("person", info.Kinds);
        Assert.Empty(info.Fields);
        Assert.Contains("delete", info.May);
        var sample = client.Collection("sample");
        Assert.Equal("sample", sample.Name);
        var answer = await sample.SearchAsync(new() { Query = "port strike", Facets = [new("person")] });
        Assert.Equal(info.Sequence, answer.Sequence);
        Assert.NotEmpty(answer.Results.Facet("person"));
        var id = answer.Results.Hits[0].Id;
        Assert.NotEmpty((await sample.GetAsync(id, "strike"))!.BodyMatches);
        Assert.Null(await sample.GetAsync("none"));
        Assert.NotEmpty((await sample.SimilarAsync(id, 3)).Results.Hits);
        Assert.NotNull(await sample.NearAsync(id));
        var named = (await sample.NamedAsync([id])).Single();
        Assert.True(named.Id == id && named.Near >= 0 && named.Values.Any(v => v.Kind == "person" && v.Value.Length > 0));
        Assert.Null(await sample.NearAsync("none"));
        var completions = await sample.SuggestAsync(new("por") { Kinds = ["tag", "place"], Words = false, Titles = false, Top = 2 });
        Assert.All(completions.Values, c => Assert.Contains(c.Kind, new[] { "tag", "place" }));
        Assert.True((await sample.ParseAsync("port AND strike")).IsValid);
        Assert.True((await sample.ParseAsync("port /5 strike", QueryDialect.Factiva)).Text.Length > 0);
        Assert.Equal(2, (await sample.TermsAsync("person", top: 2)).Count);
        var page = await sample.EntityAsync(new("person", "Marieke van Dorst") { Articles = 2 });
        Assert.Equal(2, page.Newest.Count);
        var compared = await sample.CompareAsync("strike", "bridge");
        Assert.Equal(("strike", "bridge"), (compared.A.Query, compared.B.Query));
        Assert.True(compared is { A: { TotalIsExact: true, Partial: false, Total: > 0 } });
        Assert.Contains("words", compared.A.Significant.Keys);
        Assert.Equal(info.Articles, await sample.ExportAsync(new() { Sort = Queries.SearchSort.Oldest }).CountAsync());
    }

    [Fact]
    public async Task It_writes_and_hears_what_becomes_of_it()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
            TestService.Collection(folder, "news"), $"SnapshotFolder={folder["snapshots"]}");
        var news = service.Collection("news");
        await news.PutAlertAsync("all", new() { Query = "zebra" });
        var begin = (await news.AlertsAsync()).Last;
        var article = new Article
        {
            Id = "a/1 ü",
            Title = "Zebra",
            Body = "Text",
            Authors = ["Ann Lee"],
            Tags = ["x"],
            Entities = [new("person", "Bob Stone")],
            Published = ArticleDate.FromDay(2019, 3, 1),
            Members = [new("desk", "city")],
        };
        var receipt = await news.IngestAsync([article]);
        Assert.Equal(ReceiptState.Received, receipt.State);
        Assert.False(receipt.IsDone);
        var done = await news.WaitAsync(receipt.Id);
        Assert.Equal((ReceiptState.Done, 1, 0, 0), (done.State, done.Articles, done.Rejected, done.Deleted));
        Assert.True(done.Sequence > 0 && done.Problem is null && done.Received > DateTimeOffset.UnixEpoch);
        Assert.Equal(done.Sequence, (await news.ReceiptAsync(receipt.Id))!.Sequence);
        var stored = (await news.GetAsync("a/1 ü"))!.Stored.Article;
        Assert.Equal(article with { Published = stored.Published }, stored);
        await foreach (var found in news.AlertEventsAsync(begin))
        {
            Assert.Equal(("all", "a/1 ü"), (found.Alert, found.Article!.Id));
            Assert.True(found.Commit > 0 && found.Fault is null && found.At > DateTimeOffset.UnixEpoch && found.Id.Length > 0);
            break;
        }

        var alert = (await news.AlertsAsync()).Alerts.Single();
        Assert.True(alert is { Name: "all", Stored: not null });
        Assert.True(await news.RemoveAlertAsync("all"));
        var saved = await news.SaveSearchAsync("mine", "q=zebra");
        Assert.True(saved is { Name: "mine", Address: "q=zebra" } && saved.Saved > DateTimeOffset.UnixEpoch);
        Assert.Equal(saved, (await news.SavedSearchesAsync()).Single());
        Assert.True(await news.RemoveSearchAsync("mine"));
        Assert.Equal(1, (await news.TakeSnapshotAsync("one")).Articles);
        Assert.Equal(("one", 1), ((await news.SnapshotsAsync()).Single().Name, (await news.SnapshotsAsync()).Single().Articles));
        Assert.Equal(1, (await news.WaitAsync((await news.RestoreAsync("one")).Id)).Articles);
        using var file = new MemoryStream("{\"id\":\"b\",\"title\":\"ok\"}\n{\"id\":\"c\"}\n{\"id\":\"d\",\"title\":\"ok\"}\n"u8.ToArray());
        var upload = await news.WaitAsync((await news.UploadAsync(file, "t.jsonl", "jsonl")).Id);
        Assert.True(file.CanRead);
        Assert.Equal((2, 1), (upload.Articles, upload.Rejected));
        Assert.True(upload.Rejections.Single() is { Code: "empty", Line: >= 0 } rejected
            && rejected.Reason.Length > 0 && rejected.Id == "c");
        Assert.True(await news.DeleteAsync("a/1 ü"));
        Assert.False(await news.DeleteAsync("a/1 ü"));
        Assert.Equal(1, (await news.WaitAsync((await news.DeleteAsync(["b", "c"])).Id)).Deleted);
        await Assert.ThrowsAsync<ServiceRefusedException>(() => news.WaitAsync("none"));
    }

    [Fact]
    public async Task Refusals_are_exceptions_that_say_why()
    {
        await using var service = await TestService.StartAsync();
        var sample = service.Collection("sample");
        var query = await Assert.ThrowsAsync<QueryRefusedException>(() => sample.SearchAsync(new() { Query = "\"open" }));
        Assert.Equal(("\"open", "SC107", HttpStatusCode.BadRequest), (query.Query, query.Diagnostics[0].Code, query.Status));
        var missing = await Assert.ThrowsAsync<ServiceRefusedException>(() => service.Collection("none").SearchAsync(new()));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Contains("none", missing.Message, StringComparison.Ordinal);

        // That there is no such collection is no answer about articles in it.
        Assert.Equal("no-collection", missing.Code);
        await Assert.ThrowsAsync<ServiceRefusedException>(() => service.Collection("none").GetAsync("a"));
        await Assert.ThrowsAsync<ServiceRefusedException>(() => service.Collection("none").DeleteAsync("a"));
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => new SearchCoreClient(http));
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_only_where_that_is_wanted()
    {
        await using var service = await TestService.StartAsync(
            [.. TestService.Key(0, "me", "k"), "Limits:RequestBurst=2", "Limits:RequestsPerSecond=1"]);
        var once = new SearchCoreClient(service.Http, new() { Key = "k" });
        var busy = await Assert.ThrowsAsync<ServiceBusyException>(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await once.MeAsync();
            }
        });
        Assert.True(busy.RetryAfter > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.TooManyRequests, busy.Status);
        var patient = new SearchCoreClient(service.Http, new() { Key = "k", Retries = 50, LongestWait = TimeSpan.FromSeconds(10) });
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("me", (await patient.MeAsync()).Name);
        }
    }

    [Fact]
    public async Task A_wait_goes_on_where_the_service_starts_anew()
    {
        using var folder = new TempFolder();
        Task<Receipt> waiting;
        int port;
        string id;
        using var http = new HttpClient();
        await using (var service = await TestService.StartAsync(folder, TestService.Collection(folder, "news")))
        {
            port = service.Address.Port;
            http.BaseAddress = service.Address;
            id = (await new SearchCoreClient(http).Collection("news").IngestAsync([new Article { Id = "a", Title = "x" }])).Id;
        }

        waiting = new SearchCoreClient(http).Collection("news").WaitAsync(id);
        var again = await TestService.StartAsync(port, folder, TestService.Collection(folder, "news"));
        Assert.Equal(ReceiptState.Done, (await waiting).State);
        var impatient = new SearchCoreClient(http, new() { LongestWait = TimeSpan.Zero }).Collection("news");
        await again.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => impatient.WaitAsync(id));
    }

    [Fact]
    public async Task An_export_that_is_cut_says_so()
    {
        // What the service writes last where it has to end, after two articles; the whole of it stands in the service's own tests.
        using var http = new HttpClient(new CutExport()) { BaseAddress = new("http://localhost/") };
        List<string> ids = [];
        var cut = await Assert.ThrowsAsync<ExportCutException>(async () =>
        {
            await foreach (var stored in new SearchCoreClient(http).Collection("x").ExportAsync(new()))
            {
                ids.Add(stored.Article.Id);
            }
        });
        Assert.Equal((2, "The service stops."), (cut.Written, cut.Message));
        Assert.Equal(["a", "b"], ids);
    }

    private sealed class CutExport : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""
                    {"article":{"id":"a","authors":[],"tags":[],"entities":[],"members":[]},"recognized":[],"mentions":[]}
                    {"article":{"id":"b","authors":[],"tags":[],"entities":[],"members":[]},"recognized":[],"mentions":[]}
                    {"error":{"title":"The export was cut.","detail":"The service stops.","written":2}}
                    """),
            });
    }

    [Fact]
    public async Task A_wait_that_was_long_still_waits_for_a_service_that_starts_anew()
    {
        // An upload that waits says nothing; then the service stops, and is back soon.
        var silence = TimeSpan.FromMilliseconds(600);
        using var http = new HttpClient(new SilentService(silence)) { BaseAddress = new("http://service/") };
        var client = new SearchCoreClient(http, new() { LongestWait = silence / 2 });
        Assert.Equal(ReceiptState.Done, (await client.Collection("news").WaitAsync("r")).State);
    }

    /// <summary>A service whose stream of an upload ends without having come to it; the next one has the end.</summary>
    private sealed class SilentService(TimeSpan silence) : HttpMessageHandler
    {
        private int asked;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isLast = Interlocked.Increment(ref asked) > 1;
            var state = isLast ? "done" : "received";
            var text = $"data: {{\"id\":\"r\",\"state\":\"{state}\",\"received\":\"2026-11-30T12:00:00Z\"}}\n\n";
            var stream = new Slow(Encoding.UTF8.GetBytes(text), isLast ? default : silence);
            return new(HttpStatusCode.OK) { Content = new StreamContent(stream) };
        }

        private sealed class Slow(byte[] bytes, TimeSpan silence) : MemoryStream(bytes)
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var read = await base.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    await Task.Delay(silence, cancellationToken);
                }

                return read;
            }
        }
    }
}
