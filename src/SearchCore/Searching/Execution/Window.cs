using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Searching.Execution;

/// <summary>
/// A stretch of a segment's documents, which a search looks at together: which of them match is a bit each, what they score a number each.
/// </summary>
internal static class Window
{
    /// <summary>Documents of a window. Its scores fit into the processor's nearest cache.</summary>
    public const int Size = 4_096;

    /// <summary>Words of a window's bits.</summary>
    public const int Words = Size / 64;

    /// <summary>Where the window of a document begins.</summary>
    public static int Start(int document) => document & ~(Size - 1);

    /// <summary>How many documents a set has.</summary>
    public static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Whether a set has none.</summary>
    public static bool IsEmpty(ReadOnlySpan<ulong> words) => words.IndexOfAnyExcept(0ul) < 0;

    /// <summary>The first document of a set from a place on; <see cref="Size"/> where there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> words, int from)
    {
        if (from >= Size)
        {
            return Size;
        }

        var at = from >> 6;
        for (var word = words[at] & (ulong.MaxValue << (from & 63)); ; word = words[at])
        {
            if (word != 0)
            {
                return (at << 6) + BitOperations.TrailingZeroCount(word);
            }

            if (++at == words.Length)
            {
                return Size;
            }
        }
    }

    /// <summary>Leaves of a set what is in another too.</summary>
    public static void And(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= others[i];
        }
    }

    /// <summary>Leaves of a set what is not in another.</summary>
    public static void AndNot(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= ~others[i];
        }
    }

    /// <summary>Adds another set.</summary>
    public static void Or(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] |= others[i];
        }
    }

    /// <summary>Adds documents to a set.</summary>
    /// <param name="words">The set.</param>
    /// <param name="documents">Places in the window, rising.</param>
    /// <param name="marks">Room for a window's documents, all zero before and after.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<ulong> words, ReadOnlySpan<ushort> documents, byte[] marks)
    {
        if (documents.Length < Words)
        {
            foreach (int place in documents)
            {
                words[place >> 6] |= 1ul << place;
            }

            return;
        }

        // A byte is written without being read: documents that are neighbours need not wait for each other.
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        foreach (var place in documents)
        {
            Unsafe.Add(ref mark, (nint)(place & (Size - 1))) = byte.MaxValue;
        }

        AddMarked(words, marks);
    }

    /// <summary>Marks documents of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">The documents, all of the window.</param>
    /// <param name="marks">A byte for each document of the window.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Mark(int from, ReadOnlySpan<int> documents, byte[] marks)
    {
        ref var document = ref MemoryMarshal.GetReference(documents);
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        for (var i = 0; i < documents.Length; i++)
        {
            Unsafe.Add(ref mark, (nint)((Unsafe.Add(ref document, i) - from) & (Size - 1))) = byte.MaxValue;
        }
    }

    /// <summary>Adds documents that are marked to a set.</summary>
    /// <param name="words">The set.</param>
    /// <param name="marks">For each document of the window 255 or 0; all are 0 afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMarked(Span<ulong> words, byte[] marks)
    {
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        for (var i = 0; i < Words; i++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                words[i] |= Vector512.LoadUnsafe(ref mark, (nuint)(i << 6)).ExtractMostSignificantBits();
                Vector512<byte>.Zero.StoreUnsafe(ref mark, (nuint)(i << 6));
            }
            else
            {
                words[i] |= Vector256.LoadUnsafe(ref mark, (nuint)(i << 6)).ExtractMostSignificantBits()
                    | ((ulong)Vector256.LoadUnsafe(ref mark, (nuint)((i << 6) + 32)).ExtractMostSignificantBits() << 32);
                Vector256<byte>.Zero.StoreUnsafe(ref mark, (nuint)(i << 6));
                Vector256<byte>.Zero.StoreUnsafe(ref mark, (nuint)((i << 6) + 32));
            }
        }
    }

    /// <summary>Adds documents of which a number is not 0 to a set.</summary>
    /// <param name="words">The set.</param>
    /// <param name="numbers">A number for each document of the window.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddNumbered(Span<ulong> words, byte[] numbers)
    {
        ref var number = ref MemoryMarshal.GetArrayDataReference(numbers);
        for (var i = 0; i < words.Length; i++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                words[i] |= ~Vector512.Equals(Vector512.LoadUnsafe(ref number, (nuint)(i << 6)), Vector512<byte>.Zero)
                    .ExtractMostSignificantBits();
            }
            else
            {
                var low = Vector256.Equals(Vector256.LoadUnsafe(ref number, (nuint)(i << 6)), Vector256<byte>.Zero);
                var high = Vector256.Equals(Vector256.LoadUnsafe(ref number, (nuint)((i << 6) + 32)), Vector256<byte>.Zero);
                words[i] |= ~(low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32));
            }
        }
    }

    /// <summary>The documents of a set, rising.</summary>
    /// <param name="words">The set.</param>
    /// <param name="room">Room for a window's documents.</param>
    public static ReadOnlySpan<ushort> Places(ReadOnlySpan<ulong> words, ushort[] room)
    {
        var count = 0;
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
            {
                room[count++] = (ushort)((i << 6) + BitOperations.TrailingZeroCount(word));
            }
        }

        return room.AsSpan(0, count);
    }

    /// <summary>Those of some documents that are in a set.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="words">The set.</param>
    /// <param name="room">Room for a window's documents and one more.</param>
    public static ReadOnlySpan<ushort> Of(ReadOnlySpan<ushort> documents, ReadOnlySpan<ulong> words, ushort[] room)
    {
        var count = 0;
        foreach (int place in documents)
        {
            room[count] = (ushort)place;
            count += (int)(words[place >> 6] >> place) & 1;
        }

        return room.AsSpan(0, count);
    }
}
