using System.Globalization;

using SearchCore.Cluster.Catalogue;

namespace SearchCore.Cluster.Reading;

/// <summary>
/// A generation of a shard, wherever its replicas are. The first one is asked; where it has not answered after a while, or fails, the next
/// one is asked too, and the first answer counts. A replica that kept somebody waiting is asked last for some time. Thread-safe.
/// </summary>
/// <param name="generation">The generation.</param>
/// <param name="replicas">The nodes that have it now, the one that is asked first in front.</param>
/// <param name="options">How long to wait.</param>
internal sealed class ReplicatedShard(ShardGeneration generation, Func<IReadOnlyList<IShardNode>> replicas, ClusterReaderOptions options)
    : IShard
{
    private readonly Dictionary<string, long> slow = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name { get; } = generation.Shard.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        var nodes = Ordered();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var calls = new List<(IShardNode Node, Task<ReadOnlyMemory<byte>> Answer)>();
        Exception? last = null;
        var next = 0;
        try
        {
            while (true)
            {
                if (next < nodes.Count)
                {
                    var node = nodes[next++];
                    calls.Add((node, CallAsync(node, question, over.Token)));
                }
                else if (calls.Count == 0)
                {
                    throw last ?? new IOException("no node has a replica of it");
                }

                if (await NextAsync(calls, isLast: next == nodes.Count, cancellation).ConfigureAwait(false) is not { } done)
                {
                    // Nobody has answered for a while.
                    Remember(calls[^1].Node);
                    continue;
                }

                calls.RemoveAll(c => c.Answer == done.Answer);
                if (done.Answer.IsCompletedSuccessfully)
                {
                    return await done.Answer.ConfigureAwait(false);
                }

                cancellation.ThrowIfCancellationRequested();
                last = done.Answer.Exception?.InnerException ?? new OperationCanceledException();
                Remember(done.Node);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            foreach (var (_, left) in calls)
            {
                // What a replica says that nobody waits for any more is no matter.
                _ = left.ContinueWith(
                    static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> CallAsync(IShardNode node, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        await node.AskAsync(generation.Shard, generation.Name, question, cancellation).ConfigureAwait(false);

    // Null where none has ended until the next one is to be asked.
    private async Task<(IShardNode Node, Task<ReadOnlyMemory<byte>> Answer)?> NextAsync(
        List<(IShardNode Node, Task<ReadOnlyMemory<byte>> Answer)> calls, bool isLast, CancellationToken cancellation)
    {
        using var enough = new CancellationTokenSource();
        var all = calls.Select(c => (Task)c.Answer).ToList();
        all.Add(Task.Delay(isLast ? Timeout.InfiniteTimeSpan : options.HedgeAfter, options.Clock, enough.Token));
        var first = await Task.WhenAny(all).WaitAsync(cancellation).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        return calls.Find(c => c.Answer == first) is { Node: not null } done ? done : null;
    }

    private List<IShardNode> Ordered()
    {
        var now = options.Clock.GetTimestamp();
        lock (slow)
        {
            return [.. replicas().OrderBy(n => slow.TryGetValue(n.Name, out var when)
                && options.Clock.GetElapsedTime(when, now) < options.SlowFor ? 1 : 0)];
        }
    }

    private void Remember(IShardNode node)
    {
        lock (slow)
        {
            slow[node.Name] = options.Clock.GetTimestamp();
        }
    }
}
