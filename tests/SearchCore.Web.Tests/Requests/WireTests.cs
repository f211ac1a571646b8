using System.Net;
using System.Text.Json;

using Microsoft.Extensions.DependencyInjection;

using SearchCore.Articles;
using SearchCore.Client.Contracts;
using SearchCore.Hosting;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Requests;

/// <summary>What a busy service, one that waits too long, a listener who goes and a damaged archive look like over the wire.</summary>
public sealed class WireTests
{
    private const string Search = "v1/collections/news/search?q=zebra";

    [Fact]
    public async Task Too_many_who_wait_and_a_wait_too_long_are_503_with_the_time_to_come_again()
    {
        using var folder = new TempFolder();
        await using var service = await BusyAsync(folder, "Limits:MaxSearchTime=00:00:01", "Limits:MaxWait=00:00:01");
        using var turn = new HeldTurn(service);
        var waits = service.Http.GetAsync(Search);
        await HeldTurn.UntilWaitsAsync(1);
        foreach (var address in new[]
        {
            Search, "v1/collections/news/articles/a1", "c/news?q=zebra", "v1/collections/news/terms?field=title",
        })
        {
            using var refused = await service.Http.GetAsync(address);
            Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, refused.StatusCode));
            Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        }

        using var late = await waits;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), late.Headers.RetryAfter!.Delta);
        Assert.Contains("longer than 2 s", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The list of archives is there all the same, and says why this one has no number.
        var info = (await service.GetAsync("v1/collections")).GetProperty("collections")[0];
        Assert.Contains("Try again", info.GetProperty("problem").GetString(), StringComparison.Ordinal);
        turn.Release();
        Assert.Equal(1, (await service.GetAsync(Search)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Who_goes_away_gives_their_place_to_others()
    {
        using var folder = new TempFolder();
        await using var service = await BusyAsync(folder);
        using var turn = new HeldTurn(service);
        using var gone = new CancellationTokenSource();
        var first = service.Http.GetAsync(Search, gone.Token);
        await HeldTurn.UntilWaitsAsync(1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await HeldTurn.UntilWaitsAsync(0);
        var second = service.Http.GetAsync(Search);
        await HeldTurn.UntilWaitsAsync(1);
        turn.Release();
        using var answer = await second;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(service.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exports_are_counted_by_user_and_one_that_nobody_reads_on_ends()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
            [TestService.Collection(folder, "news"), "Limits:MaxStreams=1", .. TestService.Key(0, "a", "ka", ["ingest"])]);
        var body = string.Join(' ', Enumerable.Repeat("zebra", 2_000));
        await service.IngestAsync(
            "news", "ka", [.. Enumerable.Range(0, 800).Select(i => new Article { Id = $"n{i}", Title = "Zebra", Body = body })]);
        using var http = service.With("ka");
        var export = await http.GetAsync("v1/collections/news/export", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        using var refused = await http.GetAsync("v1/collections/news/export?limit=1");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        export.Dispose();
        for (var tries = 0; ; tries++)
        {
            using var again = await http.GetAsync("v1/collections/news/export?limit=1");
            if (again.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            Assert.True(tries < 200, "the stream that nobody reads is still counted");
            await Task.Delay(50);
        }
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task An_export_of_a_damaged_archive_ends_with_an_error_record(string format)
    {
        using var folder = new TempFolder();
        using (var index = ArticleIndex.Open(folder["news"]))
        {
            for (var i = 0; i < 2_000; i++)
            {
                var random = new Random(i);
                index.Add(new()
                {
                    Id = $"n{i:D4}",
                    Title = "Zebra",
                    Published = ArticleDate.FromDay(2000 + (i / 100), 1, 1),
                    Body = string.Concat(Enumerable.Range(0, 800).Select(_ => (char)('a' + random.Next(26)))),
                });
            }

            index.Commit();
        }

        // Texts of the last articles; nothing of it is read when the archive is opened.
        var texts = new DirectoryInfo(folder["news"]).EnumerateFiles().MaxBy(f => f.Length)!;
        await using (var file = new FileStream(texts.FullName, FileMode.Open, FileAccess.ReadWrite))
        {
            for (var at = file.Length * 3 / 5; at < file.Length * 4 / 5; at += 97)
            {
                file.Position = at;
                file.WriteByte(0xa5);
            }
        }

        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        using var response = await service.Http.GetAsync($"v1/collections/news/export?sort=oldest&format={format}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 100, 2_000);
        if (format == "csv")
        {
            Assert.StartsWith("#error,", lines[^1], StringComparison.Ordinal);
            return;
        }

        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal(lines.Length - 1, last.RootElement.GetProperty("error").GetProperty("written").GetInt32());
        var cut = await Assert.ThrowsAsync<ExportCutException>(async () =>
            await service.Collection("news").ExportAsync(new() { Sort = Queries.SearchSort.Oldest }).CountAsync());
        Assert.True(cut.Written > 0);
    }

    [Fact]
    public async Task A_tag_is_the_same_in_another_process_and_another_where_the_answer_is()
    {
        using var folder = new TempFolder();
        using var data = new TempFolder();
        string? first;
        await using (var service = await TestService.StartAsync(data, TestService.Collection(folder, "news")))
        {
            await service.IngestAsync("news", null, new Article { Id = "a1", Title = "Zebra" });
            first = await TagAsync(service);
        }

        await using var again = await TestService.StartAsync(data, TestService.Collection(folder, "news"));
        Assert.Equal(first, await TagAsync(again));
        await again.IngestAsync("news", null, new Article { Id = "a2", Title = "Zebra" });
        Assert.NotEqual(first, await TagAsync(again));
    }

    [Fact]
    public async Task Answers_are_compressed_but_for_other_sites_and_event_streams()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
            [TestService.Collection(folder, "news"), .. TestService.Key(0, "a", "ka", ["ingest"])]);
        await service.IngestAsync("news", "ka", new Article { Id = "a1", Title = "Zebra" });
        using var http = service.With("ka");
        foreach (var (address, encoding) in new[]
        {
            (Search, "br"), ("c/news?q=zebra", "br"), ("v1/collections/news/export", "br"), ("app.js", "br"), ("app.css", "br"),
            ("openapi/v1.json", "br"), ("nothing", "br"), ("v1/collections/news/alerts/events", null),
        })
        {
            Assert.Equal((address, encoding), (address, await EncodingAsync(http, address, "gzip, br", null)));
        }

        Assert.Equal("gzip", await EncodingAsync(http, Search, "gzip", null));
        Assert.Null(await EncodingAsync(http, Search, "identity", null));
        Assert.Equal("br", await EncodingAsync(http, Search, "br", "same-origin"));
        Assert.Equal("br", await EncodingAsync(http, "c/news?q=zebra", "br", "none"));
        Assert.Null(await EncodingAsync(http, Search, "br", "cross-site"));
        Assert.Null(await EncodingAsync(http, "c/news?q=zebra", "br", "cross-site"));
        Assert.Null(await EncodingAsync(http, "c/news?q=zebra", "br", "same-site"));

        using var unpacking = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = service.Address,
            DefaultRequestHeaders = { Authorization = new("Bearer", "ka") },
        };
        Assert.Equal(1, (await TestService.GetAsync(unpacking, Search)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Uploads_that_are_on_their_way_take_room_too()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
            TestService.Collection(folder, "news"), "Limits:MaxUploadBytes=1000000", "Limits:MaxWaitingUploadBytes=1000000");
        var slow = new TaskCompletionSource();
        var held = service.Http.PostAsync("v1/collections/news/articles?name=a.jsonl", new HeldContent(new byte[900_000], slow.Task));
        var uploads = Path.Combine(service.Folder, "uploads", "news");
        while (!Directory.EnumerateFiles(uploads, "*.part").Any(f => new FileInfo(f).Length > 700_000))
        {
            await Task.Delay(5);
        }

        // What is left of it is on its way to the file: room for all of it is taken.
        await Task.Delay(1_000);

        using var refused = await service.Http.PostAsync("v1/collections/news/articles", new ByteArrayContent(new byte[400_000]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        slow.SetResult();
        using var taken = await held;
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        using var large = new HttpRequestMessage(HttpMethod.Post, "v1/collections/news/articles")
        {
            Content = new ByteArrayContent(new byte[1_000_001]),
        };
        using var tooLarge = await service.Http.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    private static async Task<string?> EncodingAsync(HttpClient http, string address, string accepts, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        if (site is not null)
        {
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.Content.Headers.ContentEncoding.SingleOrDefault();
    }

    private static async Task<string> TagAsync(TestService service)
    {
        using var response = await service.Http.GetAsync(Search);
        Assert.True(response.Headers.ETag!.IsWeak);
        return response.Headers.ETag.Tag;
    }

    private static async Task<TestService> BusyAsync(TempFolder folder, params string[] settings)
    {
        var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), "Collections:news:MaxSearches=1", "Collections:news:MaxWaitingSearches=1", .. settings,
        ]);
        await service.IngestAsync("news", null, new Article { Id = "a1", Title = "Zebra" });
        return service;
    }

    // The one turn that there is, taken as a search takes it.
    private sealed class HeldTurn : IDisposable
    {
        private readonly ManualResetEventSlim release = new();
        private readonly IArticleIndex index;
        private readonly Task held;

        public HeldTurn(TestService service)
        {
            index = service.Services.GetRequiredKeyedService<IArticleIndex>("news");
            var taken = new TaskCompletionSource();
            held = Task.Run(() => index.ReadAsync(_ =>
            {
                taken.SetResult();
                return release.Wait(TimeSpan.FromMinutes(1));
            }));
            taken.Task.Wait();
        }

        // How many wait is a measurement of the host's.
        public static async Task UntilWaitsAsync(int number)
        {
            using var listener = new System.Diagnostics.Metrics.MeterListener();
            var waiting = -1;
            listener.InstrumentPublished = (instrument, on) =>
            {
                if (instrument.Name == "searchcore.search.queue.length")
                {
                    on.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    waiting = Equals(tag.Value, "news") ? Math.Max(waiting, value) : waiting;
                }
            });
            listener.Start();
            for (var tries = 0; waiting != number; tries++)
            {
                Assert.True(tries < 500, $"{waiting} wait, not {number}");
                await Task.Delay(10);
                waiting = -1;
                listener.RecordObservableInstruments();
            }
        }

        public void Release() => release.Set();

        public void Dispose()
        {
            release.Set();
            held.Wait();
            release.Dispose();
        }
    }

    // A body that ends when it is told to; how long it is is not said.
    private sealed class HeldContent(byte[] bytes, Task end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
            await end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
