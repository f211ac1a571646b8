using System.Net;

using SearchCore.Articles;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Node.Configuration;
using SearchCore.Node.Operating;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>What a silo of the program says over HTTP, from its start to its end.</summary>
public sealed class MonitorTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new();

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Health_and_measurements_are_there_before_the_cluster_and_until_the_silo_is_gone()
    {
        var settings = Settings(withHttp: true);
        using var host = Running.Build(settings);
        await host.StartAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(settings, "/healthz/live"));
        var (status, text) = await AskAsync(settings, "/healthz/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("Unhealthy\n", text, StringComparison.Ordinal);
        await using (var catalogue = SearchCoreClusterServices.OpenCatalogue(settings.Silo))
        {
            await catalogue.CreateAsync(new() { Name = settings.Silo.Cluster!, Shards = 2 });
        }

        await using (var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(settings.Silo)))
        {
            await client.AddAsync([.. Enumerable.Range(0, 8).Select(n => new Article { Id = $"a{n}", Title = "Port strike" })]);
            for (var tries = 0; await client.CountAsync() < 8; tries++)
            {
                Assert.True(tries < 400);
                await Task.Delay(50);
            }

            Assert.Equal(8, (await client.SearchAsync(new() { Query = "strike" })).Total.Value);
        }

        (status, text) = await AskAsync(settings, "/healthz/complete");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches(@"^Healthy\nAll shards of version \d+ are ready\.\n$", text);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(settings, "/healthz/ready")).Status);
        (status, text) = await AskAsync(settings, "/metrics");
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var shard in new[] { 0, 1 })
        {
            Assert.Matches($@"searchcore_cluster_shard_articles{{[^}}]*searchcore_shard=""{shard}""[^}}]*}} [1-7]\n", text);
            Assert.Matches($@"searchcore_cluster_shard_replicas{{[^}}]*searchcore_shard=""{shard}""[^}}]*}} 1\n", text);
            Assert.Matches($@"searchcore_cluster_shard_replicas_wanted{{[^}}]*searchcore_shard=""{shard}""[^}}]*}} 1\n", text);
            Assert.Matches($@"searchcore_cluster_shard_duration_seconds_bucket{{[^}}]*searchcore_shard=""{shard}""[^}}]*le=""0.005""",
                text);
        }

        Assert.Contains("searchcore_cluster_search_duration_seconds_count{", text, StringComparison.Ordinal);
        Assert.Matches(@"searchcore_cluster_version(_\w+)?{[^}]*} [1-9]", text);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(settings, "/DashboardCounters")).Status);
        await DashboardAsync(settings);

        // It says so before it goes.
        var stopping = host.StopAsync();
        var last = await AskAsync(settings, "/healthz/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy\nThe silo is leaving.\n"), last);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(settings, "/healthz/live")).Status);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(settings, "/healthz/live"));
    }

    [Fact]
    public void Faults_of_ports_and_addresses_are_named()
    {
        var settings = Settings(withHttp: false);
        settings.HttpPort = settings.Silo.SiloPort;
        settings.DashboardPort = 70_000;
        settings.DashboardAddress = "here";
        settings.HttpAddress = "there";
        var message = Assert.Throws<ArgumentException>(settings.Validate).Message;
        Assert.All(
            new[] { "siloPort and httpPort are", "dashboardPort is 70000", "dashboardAddress is 'here'", "httpAddress is 'there'" },
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_listens_where_no_port_is_set()
    {
        var settings = Settings(withHttp: false);
        settings.Validate();
        Assert.Null(settings.Http);
        Assert.Null(settings.Dashboard);
        using var host = Running.Build(settings);
        Assert.Null(host.Services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer)));
    }

    private NodeSettings Settings(bool withHttp)
    {
        var ports = SearchCore.Node.Local.LocalCommand.FreePorts(4);
        return new()
        {
            Silo = new()
            {
                Cluster = "watched",
                Name = "only",
                Data = folder["data"],
                Share = folder["share"],
                SiloPort = ports[0],
                GatewayPort = ports[1],
                RecognizeEntities = false,
                Drain = TimeSpan.FromSeconds(1),
            },
            HttpPort = withHttp ? ports[2] : null,
            DashboardPort = withHttp ? ports[3] : null,
        };
    }

    private async Task DashboardAsync(NodeSettings settings)
    {
        var page = await http.GetStringAsync(new Uri($"http://{settings.Dashboard}/"));
        Assert.Contains("<html", page, StringComparison.OrdinalIgnoreCase);

        // The dashboard gathers by a timer of its own and lists no silo until it has done so once.
        var counters = new Uri($"http://{settings.Dashboard}/DashboardCounters");
        for (var tries = 0; !(await http.GetStringAsync(counters)).Contains(settings.Silo.NodeName, StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 400, "The dashboard never listed the silo.");
            await Task.Delay(50);
        }

        // A page of another site whose name leads here has another host.
        using var foreign = new HttpRequestMessage(HttpMethod.Get, counters)
        {
            Headers = { Host = "rebound.example" },
        };
        using var refused = await http.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri($"http://{settings.Dashboard}/metrics"))).StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(NodeSettings settings, string path)
    {
        using var answer = await http.GetAsync(new Uri($"http://{settings.Http}{path}"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
