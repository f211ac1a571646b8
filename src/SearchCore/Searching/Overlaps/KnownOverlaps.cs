using System.Collections.Concurrent;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Which pairs of texts were compared, and whether they overlap enough: after a change of the index only what is new has to be read again.
/// By fingerprints, so that it holds for whatever articles have the texts. Some tens of megabytes at most; thread-safe.
/// </summary>
internal static class KnownOverlaps
{
    private const int Most = 400_000;

    private static readonly ConcurrentDictionary<(ulong, ulong), bool> Pairs = new();
    private static int count;

    /// <summary>Whether a pair was compared, and what came out.</summary>
    public static bool TryGet(ulong one, ulong other, out bool near) => Pairs.TryGetValue(Key(one, other), out near);

    /// <summary>Keeps what came out.</summary>
    public static void Add(ulong one, ulong other, bool near)
    {
        if (Interlocked.Increment(ref count) > Most)
        {
            Pairs.Clear();
            Volatile.Write(ref count, 0);
        }

        Pairs[Key(one, other)] = near;
    }

    private static (ulong, ulong) Key(ulong one, ulong other) => one < other ? (one, other) : (other, one);
}
