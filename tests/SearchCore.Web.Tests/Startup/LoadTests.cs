using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.Json;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

using Xunit.Abstractions;

namespace SearchCore.Web.Tests.Startup;

/// <summary>
/// Many users at once, and an export far larger than what the service may hold. Small in the usual run; SEARCHCORE_LOAD=1000 asks for so
/// many users, and prints what docs and bench/results say: dotnet test --filter LoadTests --logger "console;verbosity=detailed".
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Articles = 20_000;

    private static readonly int Users =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_LOAD"), CultureInfo.InvariantCulture, out var users) ? users : 40;

    private static readonly string[] Words =
    [
        "harbour", "strike", "minister", "bridge", "storm", "election", "council", "striker", "orchestra", "glacier", "tariff", "ferry",
        "court", "museum", "budget", "railway", "festival", "vaccine", "harvest", "satellite", "protest", "museum", "island", "novel",
    ];

    private static readonly string[] Queries =
    [
        "q={0}+{1}", "q=%22{0}+{1}%22&facet=person:5", "q={0}&facet=source:10&timeline=month", "q={0}+OR+{1}&sort=newest",
        "q={0}*&limit=20", "q={0}+AND+NOT+{1}&facet=place:5&significant=words:5",
    ];

    [Fact]
    public async Task Many_users_are_all_answered_or_told_when_to_come_again()
    {
        using var folder = new TempFolder();
        using var service = await StartAsync(folder, Users >= 1_000 ? Articles : 500);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Users }) { BaseAddress = service.Address };
        const int Each = 3;
        var (elapsed, took) = (new double[Users * Each], new double[Users * Each]);
        var busy = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(async () =>
        {
            var random = new Random(user);
            for (var i = 0; i < Each; i++)
            {
                var query = string.Format(
                    CultureInfo.InvariantCulture, Queries[random.Next(Queries.Length)], Words[random.Next(Words.Length)],
                    Words[random.Next(Words.Length)]);
                var asked = Stopwatch.GetTimestamp();
                using var response = await http.GetAsync($"v1/collections/news/search?{query}&timeLimitMs=10000");
                var body = await response.Content.ReadAsByteArrayAsync();
                elapsed[(user * Each) + i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    Assert.NotNull(response.Headers.RetryAfter);
                    Interlocked.Increment(ref busy);
                    continue;
                }

                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                took[(user * Each) + i] = JsonSerializer.Deserialize(body, SearchCoreJsonContext.Default.SearchResults)!
                    .Took.TotalMilliseconds;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Users} users, {Users * Each} searches in {seconds:F1} s ({Users * Each / seconds:F0} a second), {busy} told to come again; "
            + $"over HTTP p50 {At(elapsed, 0.5):F0} ms, p99 {At(elapsed, 0.99):F0} ms; the engine in the same run "
            + $"p50 {At(took, 0.5):F1} ms, p99 {At(took, 0.99):F1} ms; the service used {service.Memory() / 1e6:F0} MB"));
        service.Stop();
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task An_export_takes_no_more_memory_the_larger_it_is()
    {
        using var folder = new TempFolder();
        var count = Users >= 1_000 ? Articles : 2_000;
        using var service = await StartAsync(folder, count);
        using var http = new HttpClient { BaseAddress = service.Address };

        // What the first exports leave behind (code, buffers, blocks of the index) is no part of what a larger one takes.
        for (var i = 0; i < 3; i++)
        {
            await Export(http, service, count);
        }

        var before = service.Memory();
        var (bytes, highest) = await Export(http, service, count);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} articles, {bytes / 1e6:F1} MB exported; memory {before / 1e6:F0} MB before, "
            + $"{highest / 1e6:F0} MB at the most meanwhile"));
        Assert.True(highest - before < Math.Max(bytes / 2, 40_000_000), $"{bytes} bytes took {highest - before} of memory");
        service.Stop();
        await service.EndAsync();
    }

    private static async Task<(long Bytes, long Highest)> Export(HttpClient http, ServiceProcess service, int articles)
    {
        using var response = await http.GetAsync("v1/collections/news/export?sort=oldest", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var (bytes, highest, lines) = (0L, 0L, 0);
        var part = new byte[1 << 17];
        while (await body.ReadAsync(part) is > 0 and var read)
        {
            bytes += read;
            lines += part.AsSpan(0, read).Count((byte)'\n');
            highest = Math.Max(highest, service.Memory());
        }

        Assert.Equal(articles, lines);
        return (bytes, highest);
    }

    private static async Task<ServiceProcess> StartAsync(TempFolder folder, int articles)
    {
        var service = await ServiceProcess.StartAsync(
            folder.Path, "--urls", "http://127.0.0.1:0", $"--SearchCore:DataFolder={folder["data"]}",
            $"--SearchCore:Collections:news:Path={folder["news"]}");
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };
        var news = new SearchCoreClient(http).Collection("news");
        var receipt = await news.WaitAsync((await news.IngestAsync(Enumerable.Range(0, articles).Select(Make))).Id);
        Assert.Equal(articles, receipt.Articles);
        return service;
    }

    private static Article Make(int number)
    {
        var random = new Random(number);
        var words = Enumerable.Range(0, 160).Select(_ => Words[random.Next(Words.Length)] + (random.Next(3) == 0 ? "s" : string.Empty))
            .ToList();
        return new()
        {
            Id = $"a{number}",
            Title = string.Join(' ', words.Take(6)),
            Body = string.Join(' ', words.Skip(6)) + ".",
            Source = $"Paper {random.Next(20)}",
            Published = ArticleDate.FromDay(2015 + random.Next(5), 1 + random.Next(12), 1 + random.Next(28)),
            Entities = [new("person", $"Person {random.Next(300)}"), new("place", $"Place {random.Next(100)}")],
        };
    }

    private static double At(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));
}
