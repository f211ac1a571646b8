using System.Runtime.InteropServices;

namespace SearchCore.Analysis;

/// <summary>
/// Sorts numbers by keys of eight bytes: by counting, byte after byte from the last (LSD radix sort; Knuth, volume 3, 5.2.5). Stable.
/// </summary>
/// <remarks>A third of the time of the library's sort on the words of a segment, which in a process just started has to be compiled
/// first.</remarks>
internal static class PrefixSort
{
    private const int Few = 64;

    /// <summary>How much scratch memory so many numbers need.</summary>
    public static int Room(int count) => count * 3;

    /// <summary>Sorts.</summary>
    /// <param name="keys">The keys, as long as <paramref name="numbers"/>; sorted with them.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="scratch">At least twice as long as <paramref name="keys"/>; what it holds does not matter.</param>
    /// <param name="beforePass">
    /// Called before each of at most eight passes; null for nothing. What it throws comes out, and keys and numbers are in any order then,
    /// not even complete.
    /// </param>
    public static void Sort(Span<ulong> keys, Span<int> numbers, Span<ulong> scratch, Action? beforePass = null)
    {
        if (keys.Length <= Few)
        {
            Insert(keys, numbers);
            return;
        }

        // Every pass that moves something changes sides.
        var fromKeys = keys;
        var toKeys = scratch[..keys.Length];
        var fromNumbers = numbers;
        var toNumbers = MemoryMarshal.Cast<ulong, int>(scratch[keys.Length..])[..numbers.Length];
        Span<int> places = stackalloc int[256];
        for (var shift = 0; shift < 64; shift += 8)
        {
            beforePass?.Invoke();
            if (!Count(fromKeys, shift, places))
            {
                continue;
            }

            for (var i = 0; i < fromKeys.Length; i++)
            {
                var place = places[(int)(fromKeys[i] >> shift) & 0xFF]++;
                toKeys[place] = fromKeys[i];
                toNumbers[place] = fromNumbers[i];
            }

            var sortedKeys = toKeys;
            toKeys = fromKeys;
            fromKeys = sortedKeys;
            var sortedNumbers = toNumbers;
            toNumbers = fromNumbers;
            fromNumbers = sortedNumbers;
        }

        if (fromKeys != keys)
        {
            fromKeys.CopyTo(keys);
            fromNumbers.CopyTo(numbers);
        }
    }

    /// <summary>Where each value of a byte begins; false where all keys have the same.</summary>
    private static bool Count(ReadOnlySpan<ulong> keys, int shift, Span<int> places)
    {
        places.Clear();
        foreach (var key in keys)
        {
            places[(int)(key >> shift) & 0xFF]++;
        }

        if (places[(int)(keys[0] >> shift) & 0xFF] == keys.Length)
        {
            return false;
        }

        var place = 0;
        for (var i = 0; i < places.Length; i++)
        {
            (places[i], place) = (place, place + places[i]);
        }

        return true;
    }

    private static void Insert(Span<ulong> keys, Span<int> numbers)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, number, at) = (keys[i], numbers[i], i);
            for (; at > 0 && keys[at - 1] > key; at--)
            {
                (keys[at], numbers[at]) = (keys[at - 1], numbers[at - 1]);
            }

            (keys[at], numbers[at]) = (key, number);
        }
    }
}
