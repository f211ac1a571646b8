namespace SearchCore.Storage;

/// <summary>
/// The checksum at the end of every Lucene file: CRC-32 (IEEE 802.3), sixteen bytes a step ("slicing-by-16", after M. Kounavis and F. Berry,
/// "A Systematic Approach to Building High Performance, Software-based, CRC Generators", 2005).
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of what came before (0 at the start) and of more bytes behind it.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        ref var t = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(Tables);
        while (bytes.Length >= 16)
        {
            var a = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var b = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            var c = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            var d = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
            crc = At(ref t, 15, a) ^ At(ref t, 14, a >> 8) ^ At(ref t, 13, a >> 16) ^ At(ref t, 12, a >> 24)
                ^ At(ref t, 11, b) ^ At(ref t, 10, b >> 8) ^ At(ref t, 9, b >> 16) ^ At(ref t, 8, b >> 24)
                ^ At(ref t, 7, c) ^ At(ref t, 6, c >> 8) ^ At(ref t, 5, c >> 16) ^ At(ref t, 4, c >> 24)
                ^ At(ref t, 3, d) ^ At(ref t, 2, d >> 8) ^ At(ref t, 1, d >> 16) ^ At(ref t, 0, d >> 24);
            bytes = bytes[16..];
        }

        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ Tables[(byte)(crc ^ b)];
        }

        return ~crc;
    }

    private static uint At(ref uint tables, int table, uint value) => System.Runtime.CompilerServices.Unsafe.Add(ref tables, (table << 8) | (byte)value);

    private static uint[] MakeTables()
    {
        var tables = new uint[16 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        }

        return tables;
    }
}
