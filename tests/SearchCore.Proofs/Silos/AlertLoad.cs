using System.Globalization;

using SearchCore.Cluster.Orleans.Client;
using SearchCore.Cluster.Writing;
using SearchCore.Proofs.Hosted;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Silos;

/// <summary>
/// Callers that add, replace and delete articles of a cluster, each its own, beside standing queries; and what they know of them. An
/// article's version rises with each change. Thread-safe.
/// </summary>
internal sealed class AlertLoad : IAsyncDisposable
{
    private const int Callers = 4, Articles = 15;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly HashSet<(string Id, int Version)> sent = [];
    private readonly List<(string Id, int Version)> sure = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task calls;

    public AlertLoad(ClusterClient client, ulong seed) =>
        calls = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(client, caller, seed))));

    /// <summary>How many calls failed, so that nobody knows what became of their changes.</summary>
    public int Failed { get; private set; }

    /// <summary>How many articles were acknowledged.</summary>
    public int Acknowledged
    {
        get
        {
            lock (gate)
            {
                return sure.Count;
            }
        }
    }

    /// <summary>Whether an article was sent in a version.</summary>
    public bool HasSent(string id, int version)
    {
        lock (gate)
        {
            return sent.Contains((id, version));
        }
    }

    /// <summary>The versions that were acknowledged, from one on.</summary>
    public IReadOnlyList<(string Id, int Version)> Sure(int from)
    {
        lock (gate)
        {
            return sure.GetRange(from, sure.Count - from);
        }
    }

    /// <summary>Waits until more is acknowledged; false where nothing is.</summary>
    public async Task<bool> GoesOnAsync(TimeSpan patience)
    {
        var before = Acknowledged;
        for (var waited = TimeSpan.Zero; waited < patience; waited += AfterFailure)
        {
            await Task.Delay(AfterFailure);
            if (Acknowledged > before)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends it when the calls under way are answered; what is known stays.</summary>
    public async Task StopAsync()
    {
        await over.CancelAsync();
        await calls;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        over.Dispose();
    }

    private async Task CallAsync(ClusterClient client, int caller, ulong seed)
    {
        var random = new SeededRandom(seed, (ulong)caller);
        for (var version = 1; !over.IsCancellationRequested; version++)
        {
            // Mostly of several shards.
            var ids = Enumerable.Range(0, 1 + random.Below(4)).Select(_ => random.Below(Articles)).Distinct()
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"{caller}-{n}")).ToList();
            var isGone = random.Below(6) == 0;
            var failed = await ChangeAsync(client, ids, isGone ? null : version);
            lock (gate)
            {
                Failed += failed.Count > 0 ? 1 : 0;
                sure.AddRange(isGone ? [] : ids.Except(failed).Select(id => (id, version)));
            }
        }
    }

    // The articles of which nobody knows whether they were changed.
    private async Task<IReadOnlyList<string>> ChangeAsync(ClusterClient client, List<string> ids, int? version)
    {
        try
        {
            if (version is not { } added)
            {
                await client.DeleteAsync(ids);
                return [];
            }

            lock (gate)
            {
                sent.UnionWith(ids.Select(id => (id, added)));
            }

            await client.AddAsync(ids.Select(id => StandingVictim.Make(id, added)));
            return [];
        }
        catch (ClusterWriteException e)
        {
            await Task.Delay(AfterFailure);
            return [.. e.Receipt.Failed.SelectMany(f => f.Ids)];
        }
        catch (IOException)
        {
            await Task.Delay(AfterFailure);
            return ids;
        }
    }
}
