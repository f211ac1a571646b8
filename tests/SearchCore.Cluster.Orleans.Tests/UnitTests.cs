using System.Diagnostics.Metrics;
using System.Net;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Node.Configuration;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>What is said of settings that cannot be.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Every_fault_of_a_silos_settings_is_named()
    {
        var wrong = new ClusterNodeOptions
        {
            Address = "here",
            SiloPort = 7,
            GatewayPort = 7,
            Replicas = 0,
            Threads = -1,
            MostWaiting = -1,
            HeldVersions = 0,
            MissedProbes = 0,
            WriterMegabytes = 1,
            HedgeAfter = TimeSpan.Zero,
            Patience = TimeSpan.Zero,
            Probe = TimeSpan.Zero,
            Drain = TimeSpan.FromSeconds(-1),
            Postgres = string.Empty,
            Name = "a b",
        };
        var message = Assert.Throws<ArgumentException>(wrong.Validate).Message;
        Assert.All(
            new[]
            {
                "cluster", "data", "share", "address", "gatewayPort", "replicas", "threads", "mostWaiting", "heldVersions", "missedProbes",
                "writerMegabytes", "hedgeAfter", "patience", "probe", "drain", "postgres", "name",
            },
            name => Assert.Contains(name, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSearchCoreCluster(wrong));
        var named = new ClusterNodeOptions { SiloPort = 5 };
        Assert.EndsWith("-5", named.NodeName, StringComparison.Ordinal);
        Assert.True(named.RecognizeEntities);
    }

    [Fact]
    public void A_variable_of_the_environment_goes_before_the_file()
    {
        using var folder = new TempFolder();
        var file = new FileInfo(folder["node.json"]);
        File.WriteAllText(file.FullName, """{ "cluster": "news", "data": "data", "share": "/share", "heldVersions": 3 }""");
        Assert.Equal((3, folder["data"]), (NodeFile.Read(file).HeldVersions, NodeFile.Read(file).Data));
        Environment.SetEnvironmentVariable($"{NodeFile.Prefix}HELDVERSIONS", "5");
        try
        {
            Assert.Equal(5, NodeFile.Read(file).HeldVersions);
        }
        finally
        {
            Environment.SetEnvironmentVariable($"{NodeFile.Prefix}HELDVERSIONS", null);
        }

        File.WriteAllText(file.FullName, """{ "cluster": "news", "data": "data", "share": "/share", "helpVersions": 3 }""");
        Assert.Contains("helpVersions", Assert.Throws<InvalidDataException>(() => NodeFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_clients_settings_is_named()
    {
        var wrong = new ClusterClientOptions { Cluster = " ", HedgeAfter = TimeSpan.Zero };
        var message = Assert.Throws<ArgumentException>(wrong.Validate).Message;
        Assert.All(new[] { "Cluster", "Gateways", "HedgeAfter" }, n => Assert.Contains(n, message, StringComparison.Ordinal));
        var node = new ClusterNodeOptions { Cluster = "news", Data = "data", Share = "share" };
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 30_000), Assert.Single(ClusterClientOptions.Of(node).Gateways));
        node.Postgres = "Host=db";
        Assert.Equal(("Host=db", 0), (ClusterClientOptions.Of(node).Postgres, ClusterClientOptions.Of(node).Gateways.Count));
        var nobody = new ClusterClientOptions
        {
            Cluster = "nobody",
            Gateways = [new IPEndPoint(IPAddress.Loopback, 1)],
            Patience = TimeSpan.FromSeconds(1),
            Clock = TimeProvider.System,
        };
        var away = await Assert.ThrowsAsync<ClusterUnavailableException>(() => ClusterClient.ConnectAsync(nobody));
        Assert.Contains("nobody", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_lead_past_silos_that_are_asked_already_or_slow()
    {
        var keys = new GatewayKeys(TimeProvider.System);
        var (even, odd) = (keys.Next([]), keys.Next([]));
        keys.Answered(even, "even");
        keys.Answered(odd, "odd");
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(odd, keys.Next([even])));
        keys.Slow(odd);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.NotEqual(odd, keys.Next([])));
        Assert.Equal(odd, keys.Next([even]));

        // One that leads elsewhere now.
        keys.Answered(even, "third");
        Assert.Contains(even, Enumerable.Range(0, 2).Select(_ => keys.Next([])));
    }
}

/// <summary>What records and exceptions say, as other people make them.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Records_say_what_they_were_given()
    {
        var shard = new ShardState(1, 2, 3, 4, ["a"], 2);
        var status = new ClusterStatus("news", "a", 9, 4, [new SiloState("a", "127.0.0.1:1", "Active")], [shard]);
        Assert.Equal((false, true), (status.IsComplete, status.IsAnswering));
        Assert.False((status with { Shards = [shard with { Silos = [] }] }).IsAnswering);
        var cause = new IOException("the cause");
        Assert.Same(cause, new ClusterUnavailableException("away", cause).InnerException);
    }
}

/// <summary>One silo without PostgreSQL, in this process.</summary>
public sealed class SingleSiloTests
{
    [Fact]
    public async Task One_silo_with_files_is_written_searched_and_healthy()
    {
        using var folder = new TempFolder();
        var ports = SearchCore.Node.Local.LocalCommand.FreePorts(2);
        var options = new ClusterNodeOptions
        {
            Cluster = "single",
            Name = "only",
            Data = folder["data"],
            Share = folder["share"],
            SiloPort = ports[0],
            GatewayPort = ports[1],
            RecognizeEntities = false,
            Drain = TimeSpan.Zero,
        };
        await using (var catalogue = SearchCoreClusterServices.OpenCatalogue(options))
        {
            await catalogue.CreateAsync(new() { Name = "single", Shards = 2 });
        }

        var measured = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == SearchCoreClusterServices.MeterName)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) =>
        {
            lock (measured)
            {
                measured.Add(instrument.Name);
            }
        });
        listener.Start();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSearchCoreCluster(options);
        using var host = builder.Build();
        await host.StartAsync();
        await using (var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(options)))
        {
            var receipt = await client.AddAsync(
                [new Article { Id = "1", Title = "Port strike" }, new Article { Id = "2", Title = "Ferry" }, new Article { Id = "" }]);
            Assert.Equal((2, 1, 2), (receipt.Applied, receipt.Rejected.Count, receipt.Rejected[0].Number));
            for (var tries = 0; await client.CountAsync() < 2; tries++)
            {
                Assert.True(tries < 200);
                await Task.Delay(50);
            }

            Assert.Equal("1", Assert.Single((await client.SearchAsync(new() { Query = "strike" })).Hits).Id);
            Assert.Equal("Port strike", (await client.GetAsync("1"))!.Title);
            var explained = await client.ExplainAsync(new() { Query = "strike" });
            Assert.Equal(1, Assert.Single(explained.Weights).Articles);
            await Assert.ThrowsAsync<QueryException>(() => client.ExplainAsync(new() { Query = "(strike" }));
            var status = await client.StatusAsync();
            Assert.Equal(("single", "only", 2L), (status.Cluster, status.AnsweredBy, status.Articles));
            Assert.True(status is { IsComplete: true, IsAnswering: true, Version: > 0 });
            Assert.Equal(("only", "Active"), (status.Silos[0].Name, status.Silos[0].State));
            Assert.Contains($"{ports[0]}", status.Silos[0].Address, StringComparison.Ordinal);
            Assert.All(status.Shards, s => Assert.True(
                s is { Shard: >= 0, Epoch: 1, Sequence: > 0, Articles: 1, Wanted: 1 } && s.Silos[0] == "only"));
            var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            Assert.Equal(HealthStatus.Healthy, health.Status);
        }

        await host.StopAsync();
        lock (measured)
        {
            Assert.Contains("searchcore.cluster.shard.duration", measured);
            Assert.Contains("searchcore.cluster.search.duration", measured);
        }
    }
}
