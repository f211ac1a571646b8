using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Counts the values of documents one by one. How many a document has nobody can foretell: they are put in a row, eight at once, and
/// counted there.
/// </summary>
internal static class ValueRows
{
    /// <summary>Numbers of a row.</summary>
    public const int Size = 512;

    private const int Lanes = 8;

    /// <summary>Counts the values of documents.</summary>
    /// <param name="into">Takes the counts, by the values' numbers: of every number that the block has.</param>
    /// <param name="documents">The documents, all of the block.</param>
    /// <param name="block">Where each document's values stand.</param>
    /// <param name="ordinals">The block's values.</param>
    /// <param name="row">Room for <see cref="Size"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Count<T>(int[] into, ReadOnlySpan<int> documents, OrdinalBlock block, T[] ordinals, T[] row)
        where T : unmanaged
    {
        ref var ordinal = ref MemoryMarshal.GetArrayDataReference(ordinals);
        ref var first = ref MemoryMarshal.GetArrayDataReference(row);
        var (last, held) = (ordinals.Length - Lanes, 0);
        foreach (var document in documents)
        {
            var place = document & (NumberColumn.BlockSize - 1);
            var (at, end) = (block.Start(place), block.Start(place + 1));
            for (; at < end && at <= last; at += Lanes)
            {
                Unsafe.As<T, Eight<T>>(ref Unsafe.Add(ref first, held)) = Unsafe.As<T, Eight<T>>(ref Unsafe.Add(ref ordinal, at));
                held += Math.Min(Lanes, end - at);
                if (held > row.Length - Lanes)
                {
                    CountIn<T>(into, row.AsSpan(0, held));
                    held = 0;
                }
            }

            if (at < end)
            {
                CountIn<T>(into, ordinals.AsSpan(at, end - at));
            }
        }

        CountIn<T>(into, row.AsSpan(0, held));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CountIn<T>(int[] into, ReadOnlySpan<T> ordinals)
        where T : unmanaged
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(into);
        foreach (var ordinal in ordinals)
        {
            Unsafe.Add(ref count, typeof(T) == typeof(ushort) ? (nint)(ushort)(object)ordinal : (nint)(uint)(int)(object)ordinal)++;
        }
    }

    [InlineArray(Lanes)]
    private struct Eight<T>
    {
        private T first;
    }
}
