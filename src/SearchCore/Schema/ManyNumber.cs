using System.Buffers.Binary;

namespace SearchCore.Schema;

/// <summary>
/// How a number stands in the column of a field of which an article may have several: eight bytes, compared byte by byte in the order of
/// the numbers (the highest first, the sign turned).
/// </summary>
internal static class ManyNumber
{
    /// <summary>How many bytes each takes.</summary>
    public const int Bytes = sizeof(long);

    /// <summary>Writes a number into eight bytes.</summary>
    public static void Write(Span<byte> into, long number) => BinaryPrimitives.WriteInt64BigEndian(into, number ^ long.MinValue);

    /// <summary>The number of eight bytes.</summary>
    public static long Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue;
}
