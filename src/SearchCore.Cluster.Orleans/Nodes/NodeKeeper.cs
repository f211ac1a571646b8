using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>
/// This silo's replicas, which every silo's coordinator asks for what it reads. Coordinators go on to a version at different moments, so a
/// generation goes only when no coordinator that is alive wants it. Thread-safe.
/// </summary>
internal sealed class NodeKeeper(ShardNode node, Func<IReadOnlySet<string>> coordinators) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<ShardGeneration>> wanted = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim keeping = new(1);

    public ShardNode Node => node;

    public async Task PrepareAsync(string coordinator, ShardGeneration generation, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!wanted.TryGetValue(coordinator, out var set))
            {
                wanted.Add(coordinator, set = []);
            }

            set.Add(generation);
        }

        await node.PrepareAsync(generation, cancellation).ConfigureAwait(false);

        // A clearing that began before this was wanted may have taken it away; later ones know of it.
        await keeping.WaitAsync(cancellation).ConfigureAwait(false);
        keeping.Release();
        await node.PrepareAsync(generation, cancellation).ConfigureAwait(false);
    }

    public async Task KeepAsync(string coordinator, IReadOnlyList<ShardGeneration> generations, CancellationToken cancellation)
    {
        await keeping.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var alive = coordinators();
            List<ShardGeneration> all;
            lock (gate)
            {
                wanted[coordinator] = [.. generations];
                foreach (var gone in wanted.Keys.Where(c => c != coordinator && !alive.Contains(c)).ToList())
                {
                    wanted.Remove(gone);
                }

                all = [.. wanted.Values.SelectMany(w => w).Distinct()];
            }

            await node.KeepAsync(all, cancellation).ConfigureAwait(false);
        }
        finally
        {
            keeping.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync().ConfigureAwait(false);
        keeping.Dispose();
    }
}
