using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using SearchCore.Cluster.Orleans.Client;
using SearchCore.Cluster.Orleans.Redis;
using SearchCore.Node.Configuration;
using SearchCore.Proofs.Silos;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>Silos that find each other by Redis, with a catalogue in files: no PostgreSQL anywhere.</summary>
public sealed class RedisMembershipTests
{
    [Fact]
    public void What_names_no_server_is_refused_when_settings_are_read()
    {
        Assert.Throws<ArgumentException>(() => new RedisMembership("password=secret"));
        Assert.Throws<ArgumentException>(() => new RedisMembership(" "));
        using var folder = new TempFolder();
        var file = new FileInfo(folder["node.json"]);
        File.WriteAllText(file.FullName, """{ "cluster": "news", "data": "data", "share": "share", "redis": "nonsense=1" }""");
        Assert.Contains("redis", Assert.Throws<InvalidDataException>(() => NodeFile.Read(file)).Message, StringComparison.Ordinal);
        File.WriteAllText(file.FullName, """{ "cluster": "news", "data": "data", "share": "share", "redis": "db:6379,password=secret" }""");
        var read = NodeFile.Read(file);
        Assert.IsType<RedisMembership>(read.Membership);
        var client = ClusterClientOptions.Of(read);
        Assert.Same(read.Membership, client.Membership);
        Assert.Empty(client.Gateways);
        client.Validate();
    }

    [Fact]
    public void Silos_and_clients_get_Redis_provider_by_it()
    {
        var redis = new RedisMembership("127.0.0.1:1", TimeProvider.System);
        var any = new ClusterNodeOptions { Membership = redis }.Membership;
        var silos = new ServiceCollection().AddOrleans(silo =>
        {
            any.Configure(silo);
            redis.Configure(silo);
        });
        Assert.Contains(silos, s => s.ServiceType == typeof(global::Orleans.IMembershipTable));
        var clients = new ServiceCollection().AddOrleansClient(client =>
        {
            any.Configure(client);
            redis.Configure(client);
        });
        Assert.Contains(clients, s => s.ServiceType == typeof(global::Orleans.Messaging.IGatewayListProvider));
    }

    [RedisFact]
    public async Task A_silo_that_is_killed_and_a_server_that_is_away_cost_nobody_an_answer()
    {
        using var redis = RedisServer.Start();
        using var archive = new ProofArchive(200);
        var settings = new Dictionary<string, object> { ["redis"] = redis.Connection };
        await using var cluster = await SiloCluster.StartAsync(
            3, 4, 2, archive.Path, SiloCluster.Program(AppContext.BaseDirectory), (new RedisMembership(redis.Connection), settings));
        QueryLoad load;
        await using (load = new(cluster.Client, archive.Cases))
        {
            await Task.Delay(500);
            cluster.Kill(1);
            await cluster.CompleteAsync(silos: 2);
            redis.Kill();
            await Task.Delay(1_500);
            redis.Restart();
            cluster.Start(1);
            await cluster.CompleteAsync();
        }

        Assert.True(load.Asked > 10);
        Assert.True((load.Partial, load.Wrong, load.Failed) == (0, 0, 0), load.First);
        Assert.Contains("complete", cluster.Do("status"), StringComparison.Ordinal);
    }
}
