using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Articles.Checksums;

/// <summary>
/// The CRC-32 of gzip and of the index files (polynomial 0x04C11DB7, bits reflected), by carry-less multiplication where the processor has
/// it: ten times the speed of a table a byte, which for files as large as ours is a tenth of all indexing.
/// </summary>
/// <remarks>
/// Folding after Gopal, Ozturk et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009); what is
/// left of a fold is sixteen bytes with the same remainder, which go through the tables.
/// </remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Tables = BuildTables();

    /// <summary>The checksum of what came before and of more bytes; 0 at the start.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && bytes.Length >= 128)
        {
            crc = Fold(crc, ref bytes);
        }

        return ~ByTable(crc, bytes);
    }

    private static uint Fold(uint crc, ref ReadOnlySpan<byte> bytes)
    {
        // x^(4*128+32), x^(4*128-32) and x^(128+32), x^(128-32) modulo the polynomial, reflected.
        var overFour = Vector128.Create(0x0154442BD4UL, 0x01C6E41596UL);
        var overOne = Vector128.Create(0x01751997D0UL, 0x00CCAA009EUL);
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var a = Load(ref at, 0) ^ Vector128.CreateScalar((ulong)crc);
        var b = Load(ref at, 16);
        var c = Load(ref at, 32);
        var d = Load(ref at, 48);
        var done = 64;
        for (; bytes.Length - done >= 64; done += 64)
        {
            a = Step(a, overFour) ^ Load(ref at, done);
            b = Step(b, overFour) ^ Load(ref at, done + 16);
            c = Step(c, overFour) ^ Load(ref at, done + 32);
            d = Step(d, overFour) ^ Load(ref at, done + 48);
        }

        a = Step(a, overOne) ^ b;
        a = Step(a, overOne) ^ c;
        a = Step(a, overOne) ^ d;
        bytes = bytes[done..];
        Span<byte> left = stackalloc byte[16];
        a.AsByte().CopyTo(left);
        return ByTable(0, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> over) =>
        Pclmulqdq.CarrylessMultiply(value, over, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, over, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte start, int offset) => Vector128.LoadUnsafe(ref start, (nuint)offset).AsUInt64();

    // Eight bytes a step, by eight tables.
    private static uint ByTable(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        while (bytes.Length >= 8)
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (low & 0xFF)] ^ tables[0x600 + ((low >> 8) & 0xFF)]
                ^ tables[0x500 + ((low >> 16) & 0xFF)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (high & 0xFF)] ^ tables[0x200 + ((high >> 8) & 0xFF)]
                ^ tables[0x100 + ((high >> 16) & 0xFF)] ^ tables[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = tables[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
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
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        }

        return tables;
    }
}
