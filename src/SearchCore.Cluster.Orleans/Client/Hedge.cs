using SearchCore.Cluster.Orleans.Contracts;
using SearchCore.Cluster.Reading;
using SearchCore.Queries;

namespace SearchCore.Cluster.Orleans.Client;

/// <summary>Asks silos in turn until one answers. Thread-safe.</summary>
internal sealed class Hedge(ClusterClientOptions options)
{
    // Where all silos are slow, asking each search of several makes them slower: one search in five may be, and some more at first.
    private const double HedgesEach = 0.2, MostHedges = 10;

    private readonly GatewayKeys keys = new(options.Clock);
    private readonly Lock gate = new();
    private double hedges = MostHedges;

    // Each is asked twice as long after the one before: a search that takes long is not asked for again and again.
    private const int MostAtOnce = 8;

    // Writers move within half a minute.
    private const int WritePatience = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether another silo, or the same one later, may do better.</summary>
    public static bool Passes(Outcome outcome) => outcome is Outcome.Unavailable;

    /// <summary>What an answer holds; null where nothing was found. What went wrong is thrown as what it was there.</summary>
    public static T? Open<T>(SearchAnswer answer) => answer.Outcome switch
    {
        Outcome.Done => answer.Json is { } json ? ClusterJson.Read<T>(json) : default,
        Outcome.QueryFault => throw new QueryException(answer.Query ?? string.Empty, ClusterJson.Read<List<QueryDiagnostic>>(answer.Json!)),
        Outcome.ShardsMissing => throw new ShardsUnavailableException(ClusterJson.Read<List<MissingShard>>(answer.Json!)),
        Outcome.ArgumentFault => throw new ArgumentException(answer.Message),
        _ => throw new ClusterUnavailableException(answer.Message ?? "A silo failed."),
    };

    /// <summary>For what only reads: the next silo is asked too where one keeps it waiting or fails; the first answer counts.</summary>
    public async Task<SearchAnswer> AskAsync(Func<long, CancellationToken, Task<SearchAnswer>> call, CancellationToken cancellation)
    {
        var calls = new HedgedCalls<long, SearchAnswer>(options.Clock, cancellation);
        await using var ending = calls.ConfigureAwait(false);
        lock (gate)
        {
            hedges = Math.Min(MostHedges, hedges + HedgesEach);
        }

        var started = options.Clock.GetTimestamp();
        var pause = FirstPause;
        var (isWanted, interval) = (true, options.HedgeAfter);
        while (true)
        {
            if (isWanted && calls.Count < MostAtOnce)
            {
                var key = keys.Next(calls.Asked);
                calls.Ask(key, over => call(key, over));
            }

            isWanted = true;
            if (await calls.NextAsync(calls.Count == 0 ? pause : interval).ConfigureAwait(false) is not { } done)
            {
                foreach (var key in calls.Asked)
                {
                    keys.Slow(key);
                }

                interval = calls.Count > 1 ? interval * 2 : interval;
                isWanted = TryHedge();
                continue;
            }

            var (asked, ended) = done;
            if (ended.IsCompletedSuccessfully && await ended.ConfigureAwait(false) is var answer)
            {
                keys.Answered(asked, answer.Silo);
                if (!Passes(answer.Outcome))
                {
                    return answer;
                }
            }

            keys.Slow(asked);
            var message = ended.IsCompletedSuccessfully
                ? (await ended.ConfigureAwait(false)).Message : ended.Exception?.InnerException?.Message;
            if (options.Clock.GetElapsedTime(started) > options.Patience)
            {
                throw new ClusterUnavailableException(
                    $"The cluster '{options.Cluster}' could not answer for {options.Patience.TotalSeconds:0.#} s: {message}",
                    ended.Exception?.InnerException);
            }

            // Another silo at once; where none is left to wait for, after a pause.
            if (calls.Count == 0 && pause > FirstPause)
            {
                await Task.Delay(pause, options.Clock, cancellation).ConfigureAwait(false);
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private bool TryHedge()
    {
        lock (gate)
        {
            return hedges >= 1 && (hedges -= 1) >= 0;
        }
    }

    /// <summary>For what changes something, or holds a place: one call at a time, again where it fails in a way that passes.</summary>
    public async Task<T> AgainAsync<T>(
        Func<long, CancellationToken, Task<T>> call, Func<T, bool> passes, Func<T, string?> messageOf, CancellationToken cancellation)
    {
        var started = options.Clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            string? message;
            Exception? cause = null;
            var key = keys.Next([]);
            try
            {
                // A call that is lost with its gateway is answered by nobody. Sent twice, it does no harm: another silo is asked.
                var answer = await call(key, cancellation)
                    .WaitAsync(options.Patience, options.Clock, cancellation).ConfigureAwait(false);
                if (!passes(answer))
                {
                    return answer;
                }

                message = messageOf(answer);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or IOException)
            {
                (message, cause) = (e.Message, e);
                keys.Slow(key);
            }

            if (options.Clock.GetElapsedTime(started) > options.Patience * WritePatience)
            {
                throw new ClusterUnavailableException(
                    $"The cluster '{options.Cluster}' could not answer for {(options.Patience * WritePatience).TotalSeconds:0.#} s: "
                        + message,
                    cause);
            }

            await Task.Delay(pause, options.Clock, cancellation).ConfigureAwait(false);
        }
    }
}
