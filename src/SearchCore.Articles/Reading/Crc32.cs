using System.Buffers.Binary;

namespace SearchCore.Articles.Reading;

/// <summary>The checksum of gzip (polynomial 0x04C11DB7, reflected), eight bytes a step.</summary>
/// <remarks>The tables follow the "slicing-by-8" scheme of Kounavis and Berry (Intel, 2005).</remarks>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Carries a checksum on over more bytes; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3, t4, t5, t6, t7) = (Tables[0], Tables[1], Tables[2], Tables[3], Tables[4], Tables[5], Tables[6], Tables[7]);
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = t0[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var slice = 0; slice < 8; slice++)
        {
            tables[slice] = new uint[256];
            for (var i = 0; i < 256; i++)
            {
                var crc = slice == 0 ? (uint)i : tables[slice - 1][i];
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }

                tables[slice][i] = crc;
            }
        }

        return tables;
    }
}
