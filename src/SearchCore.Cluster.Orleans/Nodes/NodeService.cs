using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Orleans.Concurrency;
using Orleans.Runtime.Services;

using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>This silo's node. Its work runs in the node's own queue, on threads of the pool, not on the runtime's scheduler.</summary>
/// <remarks>There is no context to come back to there, whatever the awaits say.</remarks>
[Reentrant]
internal sealed class NodeService(
    GrainId id, Silo silo, ILoggerFactory loggers, NodeKeeper keeper, IHostApplicationLifetime lifetime)
    : GrainService(id, silo, loggers), INodeService
{
    /// <inheritdoc/>
    public Task<NodeAnswer> PrepareAsync(string coordinator, GenerationMessage generation, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            try
            {
                await keeper.PrepareAsync(coordinator, generation.ToGeneration(), cancellation).ConfigureAwait(true);
                return new NodeAnswer(Outcome.Done, null, null, 0);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return new NodeAnswer(Outcome.Failed, null, e.Message, 0);
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task KeepAsync(string coordinator, GenerationMessage[] generations, CancellationToken cancellation) => Task.Run(
        () => keeper.KeepAsync(coordinator, [.. generations.Select(g => g.ToGeneration())], cancellation), cancellation);

    /// <inheritdoc/>
    public Task<NodeAnswer> AskAsync(int shard, long epoch, long sequence, byte[] question, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            try
            {
                var answer = await keeper.Node.AskAsync(shard, new(epoch, sequence), question, cancellation).ConfigureAwait(true);
                return new NodeAnswer(Outcome.Done, answer.ToArray(), null, 0);
            }
            catch (ShardNotReadyException e)
            {
                return new NodeAnswer(Outcome.NotReady, null, e.Damage, 0);
            }
            catch (NodeOverloadedException)
            {
                return new NodeAnswer(Outcome.Overloaded, null, null, keeper.Node.Waiting);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return new NodeAnswer(Outcome.Failed, null, e.Message, 0);
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task DrainAsync()
    {
        lifetime.StopApplication();
        return Task.CompletedTask;
    }
}

/// <summary>Calls nodes by the address of their silo.</summary>
internal sealed class NodeCaller(IServiceProvider services) : GrainServiceClient<INodeService>(services)
{
    public INodeService Of(SiloAddress silo) => GetGrainService(silo);
}
