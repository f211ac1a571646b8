namespace SearchCore.Cluster.Orleans.Client;

/// <summary>
/// Keys of the search grain. The runtime takes a gateway for each key and stays with it as long as that lives, so a key is a way to a silo;
/// to which is learnt from its answers. New keys are tried now and then, because only they lead to silos that have come. Thread-safe.
/// </summary>
internal sealed class GatewayKeys(TimeProvider clock)
{
    // As many as the runtime tells apart.
    private const int Keys = 8_192;

    // A new key is tried after so many calls: often while they lead to silos that were not known.
    private const int TryOften = 8, TrySeldom = 64;

    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> silos = [];
    private readonly Dictionary<string, long> slow = new(StringComparer.Ordinal);
    private int fresh = Random.Shared.Next(Keys);
    private long turn;
    private int every = TryOften;

    /// <summary>
    /// The next key: of a silo that is not being asked and not slow, in turn; else of the one that was slow longest ago; else a new one.
    /// </summary>
    /// <param name="asked">The keys that are being asked.</param>
    public long Next(IEnumerable<long> asked)
    {
        lock (gate)
        {
            var busy = asked.Select(k => silos.GetValueOrDefault(k)).ToHashSet();
            string[] free = [.. keys.Keys.Where(s => !busy.Contains(s)).Order(StringComparer.Ordinal)];
            string[] good = [.. free.Where(s => !IsSlow(s))];
            turn++;
            return free.Length == 0 || (busy.Count == 0 && turn % every == 0) ? fresh = (fresh + 1) % Keys
                : keys[good.Length > 0 ? good[turn % good.Length] : free.MinBy(s => slow[s])!];
        }
    }

    /// <summary>A silo answered.</summary>
    public void Answered(long key, string? silo)
    {
        lock (gate)
        {
            if (silos.GetValueOrDefault(key) is { } before && before != silo)
            {
                Forget(key, before);
            }

            if (silo is null || silos.ContainsKey(key))
            {
                return;
            }

            if (keys.TryAdd(silo, key))
            {
                silos[key] = silo;
                every = TryOften;
            }
            else
            {
                every = Math.Min(every * 2, TrySeldom);
            }
        }
    }

    /// <summary>A key kept somebody waiting, or failed: its silo is asked last for some time.</summary>
    public void Slow(long key)
    {
        lock (gate)
        {
            if (silos.TryGetValue(key, out var silo))
            {
                slow[silo] = clock.GetTimestamp();
            }
        }
    }

    private void Forget(long key, string silo)
    {
        silos.Remove(key);
        keys.Remove(silo);
    }

    private bool IsSlow(string silo)
    {
        if (!slow.TryGetValue(silo, out var when))
        {
            return false;
        }

        if (clock.GetElapsedTime(when) < SlowFor)
        {
            return true;
        }

        slow.Remove(silo);
        return false;
    }
}
