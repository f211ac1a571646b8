using System.Numerics;

namespace SearchCore.Indexing.Segments;

/// <summary>Numbers packed as one stream of bits, highest first, as Lucene's packed integers are.</summary>
internal static class PackedNumbers
{
    /// <summary>
    /// Writes what a chunk of stored fields has of each article: a zero and the one number where all are equal, else the bits of each and
    /// all packed.
    /// </summary>
    /// <param name="values">The numbers; none negative, at least one.</param>
    /// <param name="sink">Where they go.</param>
    public static void Write(ReadOnlySpan<int> values, ByteSink sink)
    {
        if (values.Length == 1)
        {
            sink.WriteVInt(values[0]);
            return;
        }

        if (!values.ContainsAnyExcept(values[0]))
        {
            sink.WriteByte(0);
            sink.WriteVInt(values[0]);
            return;
        }

        var any = 0;
        foreach (var value in values)
        {
            any |= value;
        }

        var bits = Bits((ulong)any);
        sink.WriteVInt(bits);
        var packer = new Packer(bits);
        foreach (var value in values)
        {
            packer.Add((ulong)value, sink);
        }

        packer.Finish(sink);
    }

    /// <summary>The bits a number takes, at least one.</summary>
    public static int Bits(ulong value) => Math.Max(1, 64 - BitOperations.LeadingZeroCount(value));

    /// <summary>Packs numbers of so many bits each.</summary>
    internal struct Packer(int bits)
    {
        private ulong packed;
        private int filled;

        public void Add(ulong value, ByteSink sink)
        {
            for (var left = bits; left > 0;)
            {
                var take = Math.Min(left, 8 - filled);
                packed = (packed << take) | ((value >> (left - take)) & ((1ul << take) - 1));
                left -= take;
                filled += take;
                if (filled == 8)
                {
                    sink.WriteByte((byte)packed);
                    filled = 0;
                    packed = 0;
                }
            }
        }

        public void Finish(ByteSink sink)
        {
            if (filled > 0)
            {
                sink.WriteByte((byte)(packed << (8 - filled)));
                filled = 0;
                packed = 0;
            }
        }
    }
}
