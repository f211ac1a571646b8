using System.Collections.Concurrent;

namespace SearchCore.Cluster.Orleans.Client;

/// <summary>
/// Keys of the search grain. The runtime takes a gateway for each key and stays with it, so going round the keys goes round the silos; which
/// silo a key leads to is learnt from its answers. Thread-safe.
/// </summary>
internal sealed class GatewayKeys(TimeProvider clock)
{
    private const int Keys = 64;

    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(10);

    private readonly string?[] silos = new string?[Keys];
    private readonly ConcurrentDictionary<string, long> slow = new(StringComparer.Ordinal);
    private int next;

    /// <summary>The next key, of a silo that is not slow and not being asked, as far as is known.</summary>
    /// <param name="asked">The keys that are being asked.</param>
    public long Next(IEnumerable<long> asked)
    {
        var busy = asked.ToList();
        var busySilos = busy.Select(k => silos[k]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var from = (int)((uint)Interlocked.Increment(ref next) % Keys);
        long? unknown = null;
        for (var n = 0; n < Keys; n++)
        {
            var key = (from + n) % Keys;
            if (busy.Contains(key))
            {
                continue;
            }

            if (silos[key] is not { } silo)
            {
                // While nothing is wrong, new keys are tried in their turn.
                if (n == 0 && busy.Count == 0)
                {
                    return key;
                }

                unknown ??= key;
            }
            else if (!busySilos.Contains(silo) && !IsSlow(silo))
            {
                return key;
            }
        }

        return unknown ?? from;
    }

    /// <summary>A silo answered.</summary>
    public void Answered(long key, string? silo) => silos[key] = silo;

    /// <summary>A key kept somebody waiting, or failed: its silo is asked last for some time, and is looked for anew afterwards.</summary>
    public void Slow(long key)
    {
        if (silos[key] is { } silo)
        {
            slow[silo] = clock.GetTimestamp();
        }
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

        slow.TryRemove(silo, out _);
        return false;
    }
}
