using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Compresses text as one block of LZ4, which every decoder of LZ4 reads: greedy, with one remembered place a hash, as LZ4's own fast
/// compressor, but made for text, whose matches are short and close together. There the time goes into branches that are guessed wrong, so
/// it looks at four places before it decides anything, compares eight bytes at a time, and writes the usual short sequence in one go.
/// </summary>
/// <remarks>
/// The format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md. Not safe for use by two threads at a time.
/// </remarks>
internal sealed unsafe class Lz4Encoder
{
    /// <summary>The longest input: places are remembered in 16 bits.</summary>
    public const int MaxInput = ushort.MaxValue;

    private const int HashBits = 13, ShortestMatch = 4, LongRun = 15, MostOfAByte = 255, Step = 16;

    // Within so many bytes of the end no match begins: the places after one, eight bytes each, and a sequence copied in one go stay inside
    // of the input, and the format's last literals are there.
    private const int Tail = 24, LastLiterals = 5;

    // After every 64 bytes without a match one more is skipped: what does not compress is soon over.
    private const int SkipShift = 6;

    // A hash of five bytes: of four, too many places would be overwritten by such that match no further.
    private const ulong Prime = 0x9E3779B185EBCA87UL << 24;

    private readonly ushort[] table = new ushort[1 << HashBits];

    /// <summary>How much room a block needs while it is written.</summary>
    public static int Room(int length) => length + (length / MostOfAByte) + (2 * Step);

    /// <summary>Compresses.</summary>
    /// <param name="source">At most <see cref="MaxInput"/> bytes.</param>
    /// <param name="target">At least <see cref="Room"/> bytes; what is behind the block may be written to as well.</param>
    /// <returns>The length of the block.</returns>
    public int Encode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source.Length, MaxInput);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, Room(source.Length));
        Array.Clear(table);
        fixed (byte* from = source, to = target)
        fixed (ushort* places = table)
        {
            return (int)(Block(from, from + source.Length, to, places) - to);
        }
    }

    private static byte* Block(byte* start, byte* end, byte* to, ushort* places)
    {
        var anchor = start;
        var last = end - start > Tail && BitConverter.IsLittleEndian ? end - Tail : start;
        for (var at = start + 1; at < last;)
        {
            ulong v0 = *(ulong*)at, v1 = *(ulong*)(at + 1), v2 = *(ulong*)(at + 2), v3 = *(ulong*)(at + 3);
            ulong h0 = Hash(v0), h1 = Hash(v1), h2 = Hash(v2), h3 = Hash(v3);
            int c0 = places[h0], c1 = places[h1], c2 = places[h2], c3 = places[h3];
            var place = (int)(at - start);
            places[h0] = (ushort)place;
            places[h1] = (ushort)(place + 1);
            places[h2] = (ushort)(place + 2);
            places[h3] = (ushort)(place + 3);

            // A match is at least as long as what was looked at is wide, so that no place remembered here is behind where it ends.
            byte* match;
            if (*(uint*)(start + c0) == (uint)v0)
            {
                match = start + c0;
            }
            else if (*(uint*)(start + c1) == (uint)v1)
            {
                match = start + c1;
                at += 1;
            }
            else if (*(uint*)(start + c2) == (uint)v2)
            {
                match = start + c2;
                at += 2;
            }
            else if (*(uint*)(start + c3) == (uint)v3)
            {
                match = start + c3;
                at += 3;
            }
            else
            {
                at += 4 + ((at - anchor) >> SkipShift);
                continue;
            }

            var differs = *(ulong*)(match + ShortestMatch) ^ *(ulong*)(at + ShortestMatch);
            var more = differs != 0
                ? BitOperations.TrailingZeroCount(differs) >> 3
                : sizeof(ulong) + Same(match + ShortestMatch + sizeof(ulong), at + ShortestMatch + sizeof(ulong), end - LastLiterals);
            for (; at > anchor && match > start && at[-1] == match[-1]; at--, match--)
            {
                more++;
            }

            to = Sequence(to, anchor, (int)(at - anchor), (int)(at - match), more);
            anchor = at += ShortestMatch + more;
            if (at < last)
            {
                places[Hash(*(ulong*)(at - 2))] = (ushort)(at - 2 - start);
            }
        }

        var rest = (int)(end - anchor);
        to = Length(to + 1, to, rest, shift: 4);
        Buffer.MemoryCopy(anchor, to, rest, rest);
        return to + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ulong bytes) => (bytes * Prime) >> (64 - HashBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Sequence(byte* to, byte* literals, int count, int distance, int more)
    {
        if (count >= LongRun | more >= LongRun)
        {
            return LongSequence(to, literals, count, distance, more);
        }

        *to++ = (byte)((count << 4) | more);
        Vector128.Load(literals).Store(to);
        *(ushort*)(to + count) = (ushort)distance;
        return to + count + sizeof(ushort);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* LongSequence(byte* to, byte* literals, int count, int distance, int more)
    {
        var token = to;
        to = Length(to + 1, token, count, shift: 4);
        for (var done = 0; done < count; done += Step)
        {
            Vector128.Load(literals + done).Store(to + done);
        }

        to += count;
        *(ushort*)to = (ushort)distance;
        to += sizeof(ushort);
        var run = *token;
        to = Length(to, token, more, shift: 0);
        *token |= run;
        return to;
    }

    // Half of a token, and what of the length does not go into it.
    private static byte* Length(byte* to, byte* token, int length, int shift)
    {
        *token = (byte)(Math.Min(length, LongRun) << shift);
        if (length < LongRun)
        {
            return to;
        }

        for (length -= LongRun; length >= MostOfAByte; length -= MostOfAByte)
        {
            *to++ = MostOfAByte;
        }

        *to++ = (byte)length;
        return to;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Same(byte* match, byte* at, byte* end)
    {
        var start = at;
        for (; at + sizeof(ulong) <= end; at += sizeof(ulong), match += sizeof(ulong))
        {
            if ((*(ulong*)match ^ *(ulong*)at) is not 0 and var differs)
            {
                return (int)(at - start) + (BitOperations.TrailingZeroCount(differs) >> 3);
            }
        }

        for (; at < end && *match == *at; at++, match++)
        {
        }

        return (int)(at - start);
    }
}
