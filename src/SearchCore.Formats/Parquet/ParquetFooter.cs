using System.Runtime.CompilerServices;

using Parquet.Meta;

namespace SearchCore.Formats.Parquet;

/// <summary>
/// Reads a table's description once to see that it has an end. Parquet.Net reads it from memory of its own and goes on for ever where a
/// number breaks off; read by the same code from a stream that ends with a fault, that is found before.
/// </summary>
internal static class ParquetFooter
{
    private const string Reader = "Parquet.Meta.Proto.ThriftCompactProtocolReader, Parquet";

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It breaks off, or leads its reader in circles.</exception>
    public static void Check(byte[] footer)
    {
        using var bounded = new BoundedStream(new MemoryStream(footer));
        Read(null, NewReader(bounded));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Reader)]
    private static extern object NewReader(Stream bytes);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Read")]
    private static extern FileMetaData Read(FileMetaData? type, [UnsafeAccessorType(Reader)] object reader);
}
