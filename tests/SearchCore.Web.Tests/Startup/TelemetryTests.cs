using System.Net.Http.Headers;

using Microsoft.Extensions.DependencyInjection;

using OpenTelemetry.Metrics;

using SearchCore.Articles;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Startup;

/// <summary>What docs/operating.md names arrives at a collector, and nothing that a newsroom keeps to itself.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData("grpc")]
    [InlineData("http")]
    public async Task Measurements_spans_and_the_log_arrive_without_queries_and_keys(string protocol)
    {
        const string Key = "sck_quagga-key", Word = "quaggaword";
        using var folder = new TempFolder();
        await using var collector = await TestCollector.StartAsync(protocol == "grpc");
        await using (var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), $"Telemetry:Endpoint={collector.Address}", $"Telemetry:Protocol={protocol}",
            $"SnapshotFolder={folder["snapshots"]}", .. TestService.Key(0, "loader", Key, ["ingest", "admin"]),
        ]))
        {
            await service.IngestAsync("news", Key, new Article { Id = "a1", Title = "Seen quaggatitle", Body = "A quaggabody was seen." });
            using var http = service.With(Key);
            await TestService.GetAsync(http, $"v1/collections/news/search?q={Word}&select=person%3Dquaggachoice");
            await service.Collection("news", Key).SearchAsync(new() { Query = Word });
            await TestService.GetAsync(http, $"v1/collections/news/parse?q={Word}");
            await service.Collection("news", Key).TakeSnapshotAsync("monday");
            using var page = new HttpRequestMessage(HttpMethod.Get, $"c/news?q={Word}")
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
            };
            using var shown = await http.SendAsync(page);
            Assert.True(shown.IsSuccessStatusCode);

            // As each minute does by itself; what else there is is sent when it stops.
            Assert.True(service.Services.GetRequiredService<MeterProvider>().ForceFlush(30_000));
        }

        foreach (var name in new[]
        {
            "searchcore.search.duration", "searchcore.search.queue.length", "searchcore.ingest.queue.length", "searchcore.ingest.articles",
            "searchcore.commit.duration", "searchcore.segments", "searchcore.disk.bytes", "searchcore.merge.failures",
            "searchcore.cursors.held", "searchcore.uploads.waiting", "http.server.request.duration", "http.server.active_requests",
            "kestrel.active_connections", "dotnet.gc.collections", "dotnet.process.memory.working_set",
        })
        {
            Assert.True(
                collector.AllMetrics.ContainsKey(name), $"{name} is not among {string.Join(' ', collector.AllMetrics.Keys.Order())}");
        }

        Assert.Contains(collector.AllSpans, span => span.Name == "GET /v1/collections/{collection}/search");
        Assert.Contains(collector.AllSpans, span => span.Name == "searchcore.search" && span.Attributes.Contains("searchcore.index=news"));
        Assert.Contains(collector.AllSpans, span => span.Name == "searchcore.commit");
        Assert.Contains(collector.AllLogs, line => line.Contains("took the snapshot", StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Bytes, bytes => bytes.Contains("quagga", StringComparison.OrdinalIgnoreCase));
    }
}
