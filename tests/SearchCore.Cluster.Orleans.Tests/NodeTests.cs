using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using SearchCore.Articles;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Orleans.Hosting;
using SearchCore.Cluster.Orleans.Nodes;
using SearchCore.Cluster.Reading;
using SearchCore.Cluster.Writing;
using SearchCore.TestKit;

namespace SearchCore.Cluster.Orleans.Tests;

/// <summary>A silo's replicas, of which several coordinators want some.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task A_generation_goes_when_no_coordinator_that_lives_wants_it()
    {
        using var folder = new TempFolder();
        await using var catalogue = new FileCatalogue(folder["catalogue"]);
        await catalogue.CreateAsync(new() { Name = "test", Shards = 1 });
        var places = ShardPlaces.Under(folder["share"]);
        List<ShardGeneration> generations = [];
        await using (var writer = await ShardWriter.OpenAsync(
            catalogue, 0, places(0), folder["writer"], new() { Index = new() { Recognizer = null, Workers = 1, MemoryMegabytes = 16 } }))
        {
            for (var n = 0; n < 3; n++)
            {
                await writer.ApplyAsync([ShardChange.Put(new Article { Id = $"{n}", Title = "Title" })]);
                generations.Add((await catalogue.CurrentAsync()).Generations[0]);
            }
        }

        HashSet<string> alive = ["a", "b"];
        await using var keeper = new NodeKeeper(
            new ShardNode("node", places, folder["node"], new() { Index = new() { Recognizer = null } }), () => alive);
        await keeper.PrepareAsync("a", generations[0], CancellationToken.None);
        await keeper.PrepareAsync("b", generations[1], CancellationToken.None);
        await keeper.KeepAsync("b", [generations[1]], CancellationToken.None);
        Assert.Equal(generations[..2], keeper.Node.Ready);

        await keeper.PrepareAsync("a", generations[2], CancellationToken.None);
        await keeper.KeepAsync("a", [generations[2]], CancellationToken.None);
        Assert.Equal(generations[1..], keeper.Node.Ready);

        alive.Remove("b");
        await keeper.KeepAsync("a", [generations[2]], CancellationToken.None);
        Assert.Equal(generations[2..], keeper.Node.Ready);
        Assert.Equal(generations[2], GenerationMessage.Of(generations[2]).ToGeneration());
    }

    [Fact]
    public async Task Cancelling_reaches_a_node_through_its_grain_service()
    {
        using var folder = new TempFolder();
        var ports = SearchCore.Node.Local.LocalCommand.FreePorts(2);
        var place = new EndlessPlace();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSearchCoreCluster(new()
        {
            Cluster = "cancel",
            Data = folder["data"],
            Share = folder["share"],
            SiloPort = ports[0],
            GatewayPort = ports[1],
            Drain = TimeSpan.Zero,
        });
        builder.Services.AddSingleton(_ => new ShardNode("node", _ => place, folder["node"]));
        using var host = builder.Build();
        await host.StartAsync();
        var here = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var service = host.Services.GetRequiredService<NodeCaller>().Of(here);
        using var cancel = new CancellationTokenSource();
        var generation = new GenerationMessage(0, 1, 1, new string('0', 64), "schema", 1, null, null);
        var call = service.PrepareAsync("test", generation, cancel.Token);
        await place.Asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await cancel.CancelAsync();
        await place.Cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));

        var refused = await service.AskAsync(0, 1, 1, [1], CancellationToken.None);
        Assert.Equal(Outcome.NotReady, refused.Outcome);
        await host.StopAsync();
    }

    /// <summary>A place that gives nothing until whoever asks gives up.</summary>
    private sealed class EndlessPlace : ISnapshotTransport
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();

        public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation)
        {
            await Wait(cancellation);
            return [];
        }

        public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellation)
        {
            await Wait(cancellation);
            return Stream.Null;
        }

        public Task WriteAsync(string name, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

        private async Task Wait(CancellationToken cancellation)
        {
            Asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                Cancelled.TrySetResult();
            }
        }
    }
}
