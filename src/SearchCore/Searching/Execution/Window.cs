using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var other = ref MemoryMarshal.GetReference(others[..words.Length]);
        nuint i = 0;
        for (; i + (nuint)Vector<ulong>.Count <= (nuint)words.Length; i += (nuint)Vector<ulong>.Count)
        {
            (Vector.LoadUnsafe(ref word, i) & Vector.LoadUnsafe(ref other, i)).StoreUnsafe(ref word, i);
        }

        for (; i < (nuint)words.Length; i++)
        {
            words[(int)i] &= others[(int)i];
        }
    }

    /// <summary>Leaves of a set what is not in another.</summary>
    public static void AndNot(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var other = ref MemoryMarshal.GetReference(others[..words.Length]);
        nuint i = 0;
        for (; i + (nuint)Vector<ulong>.Count <= (nuint)words.Length; i += (nuint)Vector<ulong>.Count)
        {
            Vector.AndNot(Vector.LoadUnsafe(ref word, i), Vector.LoadUnsafe(ref other, i)).StoreUnsafe(ref word, i);
        }

        for (; i < (nuint)words.Length; i++)
        {
            words[(int)i] &= ~others[(int)i];
        }
    }

    /// <summary>Adds another set.</summary>
    public static void Or(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var other = ref MemoryMarshal.GetReference(others[..words.Length]);
        nuint i = 0;
        for (; i + (nuint)Vector<ulong>.Count <= (nuint)words.Length; i += (nuint)Vector<ulong>.Count)
        {
            (Vector.LoadUnsafe(ref word, i) | Vector.LoadUnsafe(ref other, i)).StoreUnsafe(ref word, i);
        }

        for (; i < (nuint)words.Length; i++)
        {
            words[(int)i] |= others[(int)i];
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
        if (Avx512Vbmi2.IsSupported)
        {
            return PlacesPressed(words, room);
        }

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

    // The numbers from 0 to 63 whose bits are set are pressed together, a word at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<ushort> PlacesPressed(ReadOnlySpan<ulong> words, ushort[] room)
    {
        const ulong each = 0x0101_0101_0101_0101;
        var octets = Vector512.Create(0, each, 2 * each, 3 * each, 4 * each, 5 * each, 6 * each, 7 * each).AsByte();
        var bitOfOctet = Vector512.Create(0x8040_2010_0804_0201).AsByte();
        ref var place = ref MemoryMarshal.GetReference(room.AsSpan(0, words.Length * 64));
        var count = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word == 0)
            {
                continue;
            }

            var bits = Avx512BW.Shuffle(Vector512.Create(word).AsByte(), octets) & bitOfOctet;
            var pressed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Vector512.Equals(bits, bitOfOctet), Vector512<byte>.Indices);
            var first = Vector512.Create((ushort)(i << 6));
            var (low, high) = Vector512.Widen(pressed);
            (low + first).StoreUnsafe(ref place, (nuint)count);
            var some = BitOperations.PopCount(word);
            if (some > 32)
            {
                (high + first).StoreUnsafe(ref place, (nuint)(count + 32));
            }

            count += some;
        }

        return room.AsSpan(0, count);
    }

    /// <summary>Those of some documents that are in a set.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="words">The set.</param>
    /// <param name="room">Room for a window's documents and one more.</param>
    /// <param name="indices">As much room: which of the documents each of them is.</param>
    public static ReadOnlySpan<ushort> Of(ReadOnlySpan<ushort> documents, ReadOnlySpan<ulong> words, ushort[] room, ushort[] indices)
    {
        var count = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            int place = documents[i];
            (room[count], indices[count]) = ((ushort)place, (ushort)i);
            count += (int)(words[place >> 6] >> place) & 1;
        }

        return room.AsSpan(0, count);
    }
}
