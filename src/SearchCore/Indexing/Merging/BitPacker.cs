using System.Buffers.Binary;

using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing.Merging;

/// <summary>Packs numbers as one stream of bits, highest first, as Lucene's packed integers are.</summary>
/// <param name="bits">How many each takes, 1 to 64.</param>
internal struct BitPacker(int bits)
{
    private ulong packed;
    private int free = 64;

    /// <summary>Adds numbers.</summary>
    /// <param name="numbers">The numbers; none takes more bits.</param>
    /// <param name="sink">Where they go.</param>
    public void Add(ReadOnlySpan<long> numbers, ByteSink sink)
    {
        var room = sink.Reserve((int)(((long)numbers.Length * bits) >> 3) + (2 * sizeof(ulong)));
        var used = 0;
        foreach (var number in numbers)
        {
            var value = (ulong)number;
            free -= bits;
            if (free > 0)
            {
                packed |= value << free;
                continue;
            }

            BinaryPrimitives.WriteUInt64BigEndian(room[used..], packed | (value >> -free));
            used += sizeof(ulong);
            free += 64;
            packed = free == 64 ? 0 : value << free;
        }

        sink.Advance(used);
    }

    /// <summary>Fills the last byte up and writes what is left.</summary>
    /// <param name="sink">Where it goes.</param>
    public void Finish(ByteSink sink)
    {
        for (; free < 64; free += 8)
        {
            sink.WriteByte((byte)(packed >> 56));
            packed <<= 8;
        }

        (packed, free) = (0, 64);
    }
}
