using System.Diagnostics;

using SearchCore.Cluster.Orleans.Client;

namespace SearchCore.Proofs.Silos;

/// <summary>Searches a cluster so many times a second, each answer compared with that of one index, and counts what comes out.</summary>
internal sealed class QueryLoad : IAsyncDisposable
{
    private readonly ClusterClient client;
    private readonly IReadOnlyList<(SearchRequest Request, SearchResults Expected)> cases;
    private readonly TimeSpan every;
    private readonly CancellationTokenSource over = new();
    private readonly Task loop;
    private readonly List<Task> calls = [];
    private readonly Lock gate = new();

    public QueryLoad(ClusterClient client, IReadOnlyList<(SearchRequest Request, SearchResults Expected)> cases, double perSecond = 5)
    {
        (this.client, this.cases, every) = (client, cases, TimeSpan.FromSeconds(1 / perSecond));
        loop = Task.Run(RunAsync);
    }

    public int Asked { get; private set; }

    public int Partial { get; private set; }

    public int Wrong { get; private set; }

    public int Failed { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>When the last partial or failed answer came, on <see cref="Stopwatch"/>'s clock; 0 for never.</summary>
    public long LastGap { get; private set; }

    /// <summary>What went wrong first.</summary>
    public string? First { get; private set; }

    /// <summary>Whether answers are the same, but for how long they took and cursors, which name another state.</summary>
    public static bool Same(SearchResults expected, SearchResults found) =>
        expected with { Took = default, Next = null } == found with { Took = default, Next = null }
        && expected.Next is null == found.Next is null;

    /// <summary>Ends it and waits for the last answers.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await loop;
        await Task.WhenAll(calls);
        over.Dispose();
    }

    private async Task RunAsync()
    {
        for (var n = 0; !over.IsCancellationRequested; n++)
        {
            calls.Add(AskAsync(cases[n % cases.Count]));
            await Task.Delay(every);
        }
    }

    // Not after the one before: somebody who waits does not keep others from asking.
    private async Task AskAsync((SearchRequest Request, SearchResults Expected) asked)
    {
        var started = Stopwatch.GetTimestamp();
        SearchResults? found = null;
        string? wrong = null;
        try
        {
            found = await client.SearchAsync(asked.Request);
        }
#pragma warning disable CA1031 // Whatever it is, it is counted.
        catch (Exception e)
#pragma warning restore CA1031
        {
            wrong = e.ToString();
        }

        lock (gate)
        {
            Asked++;
            var took = Stopwatch.GetElapsedTime(started);
            Slowest = took > Slowest ? took : Slowest;
            if (found is null)
            {
                Failed++;
            }
            else if (found.IsPartial)
            {
                Partial++;
                wrong = $"partial: {string.Join(", ", found.Missing)}";
            }
            else if (!Same(asked.Expected, found))
            {
                Wrong++;
                wrong = $"[{asked.Request.Query}] {found}";
            }

            if (wrong is not null)
            {
                LastGap = Stopwatch.GetTimestamp();
                First ??= wrong;
            }
        }
    }
}
