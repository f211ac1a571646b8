using System.Globalization;
using System.Text;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Startup;

/// <summary>The program as it is run: from anywhere, told to stop, killed.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task It_is_ready_to_search_from_any_folder()
    {
        using var folder = new TempFolder();
        using var service = await ServiceProcess.StartAsync(
            folder.Path, "--urls", "http://127.0.0.1:0", $"--SearchCore:DataFolder={folder["data"]}");
        Assert.NotNull(service.Address);
        using var http = new HttpClient { BaseAddress = service.Address };
        Assert.NotEmpty((await new SearchCoreClient(http).Collection("sample").SearchAsync(new() { Query = "strike" })).Results.Hits);
        service.Stop();
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(0, "hash", "key", "new")]
    [InlineData(0, "docs/operating.md", "--help")]
    [InlineData(2, "--help", "nonsense")]
    [InlineData(2, "no file", "--settings", "/nowhere/x.json")]
    [InlineData(2, "99999", "--urls", "http://localhost:99999")]
    [InlineData(2, "keys for machines", "--urls", "http://0.0.0.0:0")]
    public async Task It_says_what_it_can_and_cannot_do(int code, string says, params string[] args)
    {
        using var folder = new TempFolder();
        using var service = await ServiceProcess.StartAsync(
            folder.Path, [.. args, .. args[0][0] == '-' ? [$"--SearchCore:DataFolder={folder["data"]}"] : Array.Empty<string>()]);
        var (exit, complaints) = await service.EndAsync();
        Assert.Equal(code, exit);
        Assert.Contains(says, service.Said + complaints, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_come_from_a_file_and_the_command_line_has_the_last_word()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["web.json"], $$"""
            {"SearchCore":{"DataFolder":"{{folder["data"]}}","Collections":{"news":{"Path":"{{folder["news"]}}","Title":"From the file",
             "Fields":["price:number"]} },"Limits":{"MaxHits":5} } }
            """);
        using var service = await ServiceProcess.StartAsync(
            folder.Path, "--settings", "web.json", "--urls", "http://127.0.0.1:0", "--SearchCore:Limits:MaxHits=7");
        using var http = new HttpClient { BaseAddress = service.Address };
        var info = (await new SearchCoreClient(http).CollectionsAsync()).Single();
        Assert.Equal(("news", "From the file", "price:number"), (info.Name, info.Title, info.Fields.Single()));
        using var refused = await http.GetAsync("v1/collections/news/search?limit=8");
        Assert.Contains("from 0 to 7", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        service.Stop();
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Told_to_stop_it_ends_what_was_begun()
    {
        using var folder = new TempFolder();
        using var service = await StartAsync(folder, "--SearchCore:Limits:DrainTime=00:00:04");
        using var http = new HttpClient { BaseAddress = service.Address };
        var news = new SearchCoreClient(http).Collection("news");
        var body = string.Join(' ', Enumerable.Repeat("zebra", 2_000));
        await news.WaitAsync(
            (await news.IngestAsync(Enumerable.Range(0, 2_000).Select(i => new Article { Id = $"a{i}", Title = "x", Body = body }))).Id);

        // An export that is read slowly, a stream of events, and an upload that comes bit by bit.
        using var export = await http.GetAsync("v1/collections/news/export", HttpCompletionOption.ResponseHeadersRead);
        var reading = ReadSlowly(export);
        using var events = await http.GetAsync("v1/collections/news/alerts/events", HttpCompletionOption.ResponseHeadersRead);
        var slow = new SlowUpload();
        var uploading = news.UploadAsync(slow, "slow.jsonl", "jsonl");
        await slow.Begun;
        var uploads = Path.Combine(folder["data"], "uploads", "news");
        Assert.NotNull(await Eventually(() => Task.FromResult(Directory.EnumerateFiles(uploads, "*.part").FirstOrDefault())));
        service.Stop();
        Assert.Equal(string.Empty, await events.Content.ReadAsStringAsync());
        slow.Finish();
        Assert.Equal(ReceiptState.Received, (await uploading).State);
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length is > 1 and < 2_001, $"{lines.Length} lines");
        Assert.Contains($"\"written\":{(lines.Length - 1).ToString(CultureInfo.InvariantCulture)}", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":", lines[^1], StringComparison.Ordinal);
        var (code, complaints) = await service.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains("everything durable", complaints, StringComparison.Ordinal);

        using var again = await StartAsync(folder);
        using var after = new HttpClient { BaseAddress = again.Address };
        Assert.NotNull(await Eventually(() => new SearchCoreClient(after).Collection("news").GetAsync("slow")));
    }

    [Fact]
    public async Task Killed_while_it_takes_200_uploads_it_has_each_that_was_promised_once()
    {
        const int Uploads = 200, Kills = 4;
        using var folder = new TempFolder();
        var (promised, next) = (new List<string>(), 0);
        var random = new Random(Seed);
        for (var round = 0; round < Kills; round++)
        {
            using var service = await StartAsync(folder);
            using var http = new HttpClient { BaseAddress = service.Address };
            var news = new SearchCoreClient(http).Collection("news");
            var until = (round + 1) * Uploads / Kills;
            var uploading = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (Interlocked.Increment(ref next) is var number && number <= until)
                    {
                        var id = $"u{number}";
                        await news.IngestAsync([new Article { Id = id, Title = "Zebra" }, new Article { Id = $"{id}b", Title = "Zebra" }]);
                        lock (promised)
                        {
                            promised.AddRange([id, $"{id}b"]);
                        }
                    }
                }
                catch (HttpRequestException)
                {
                    // It was killed.
                }
            })).ToArray();
            var all = Task.WhenAll(uploading);
            var enough = promised.Count + (2 * random.Next(1, Uploads / Kills));
            while (!all.IsCompleted && promised.Count < enough)
            {
                await Task.Delay(1);
            }

            await service.KillAsync();
            await all;
            next = until;
        }

        Assert.NotEmpty(promised);
        using var last = await StartAsync(folder);
        using var final = new HttpClient { BaseAddress = last.Address };
        var collection = new SearchCoreClient(final).Collection("news");
        await collection.WaitAsync((await collection.IngestAsync([new Article { Id = "last", Title = "Zebra" }])).Id);
        List<string> there = [];
        await foreach (var stored in collection.ExportAsync(new() { Query = "zebra" }))
        {
            there.Add(stored.Article.Id);
        }

        Assert.Equal(there.Distinct().Count(), there.Count);
        Assert.True(promised.All(there.Contains),
            $"seed {Seed}: of {promised.Count} promised articles are missing {string.Join(' ', promised.Except(there))}");
        last.Stop();
        await last.EndAsync();
        Assert.True(ArticleIndex.Check(folder["news"]).IsSound);
    }

    private static readonly int Seed = Environment.TickCount;

    private static Task<ServiceProcess> StartAsync(TempFolder folder, params string[] more) => ServiceProcess.StartAsync(
        folder.Path,
        ["--urls", "http://127.0.0.1:0", $"--SearchCore:DataFolder={folder["data"]}",
         $"--SearchCore:Collections:news:Path={folder["news"]}", .. more]);

    private static async Task<string> ReadSlowly(HttpResponseMessage response)
    {
        using var text = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync();
        var part = new byte[1 << 16];
        while (await body.ReadAsync(part) is > 0 and var read)
        {
            text.Write(part, 0, read);
            await Task.Delay(40);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static async Task<T?> Eventually<T>(Func<Task<T?>> ask)
        where T : class
    {
        for (var i = 0; i < 200; i++)
        {
            if (await ask() is { } found)
            {
                return found;
            }

            await Task.Delay(50);
        }

        return null;
    }

    // An upload of which the second half waits.
    private sealed class SlowUpload : Stream
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int part;

        // More than waits in a buffer before it is sent.
        private static string First => $"{{\"id\":\"slow\",\"body\":\"{new string('x', 30_000)}\",";

        public Task Begun => begun.Task;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Finish() => finish.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var text = part++ switch { 0 => First, 1 => "\"title\":\"Slow\"}\n", _ => string.Empty };
            if (part == 2)
            {
                begun.TrySetResult();
                await finish.Task.WaitAsync(cancellationToken);
            }

            return Encoding.UTF8.GetBytes(text, buffer.Span);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
            // Nothing is kept.
        }
    }
}
