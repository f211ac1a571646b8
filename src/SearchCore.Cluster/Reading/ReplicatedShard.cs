using System.Globalization;

using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// A generation of a shard, wherever its replicas are. The first one is asked; where it has not answered after a while, or fails, the next
/// one is asked too, and the first answer counts. A replica that kept somebody waiting is asked last for some time. Thread-safe.
/// </summary>
/// <param name="generation">The generation.</param>
/// <param name="replicas">The nodes that have it now, the one that is asked first in front.</param>
/// <param name="lost">Is told of a node that turned out not to have it.</param>
/// <param name="slow">The nodes that are asked last.</param>
/// <param name="options">How long to wait.</param>
internal sealed class ReplicatedShard(
    ShardGeneration generation, Func<IReadOnlyList<IShardNode>> replicas, Action<IShardNode> lost, SlowNodes slow,
    ClusterReaderOptions options) : IShard
{
    /// <inheritdoc/>
    public string Name { get; } = generation.Shard.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        var nodes = slow.InOrder(replicas());
        var calls = new HedgedCalls<IShardNode, ReadOnlyMemory<byte>>(options.Clock, cancellation);
        await using var ending = calls.ConfigureAwait(false);
        Exception? last = null;
        for (var next = 0; ;)
        {
            if (next < nodes.Count)
            {
                var node = nodes[next++];
                calls.Ask(node, async over =>
                    await node.AskAsync(generation.Shard, generation.Name, question, over).ConfigureAwait(false));
            }
            else if (calls.Count == 0)
            {
                throw last ?? new IOException("no node has a replica of it");
            }

            var wait = next == nodes.Count ? Timeout.InfiniteTimeSpan : options.HedgeAfter;
            if (await calls.NextAsync(wait).ConfigureAwait(false) is not { } done)
            {
                // Nobody has answered for a while.
                slow.Remember(calls.Asked.Last());
                continue;
            }

            if (done.Answer.IsCompletedSuccessfully)
            {
                return await done.Answer.ConfigureAwait(false);
            }

            cancellation.ThrowIfCancellationRequested();
            last = done.Answer.Exception?.InnerException ?? new OperationCanceledException();
            if (last is ShardNotReadyException)
            {
                lost(done.Who);
            }
            else
            {
                slow.Remember(done.Who);
            }
        }
    }
}
