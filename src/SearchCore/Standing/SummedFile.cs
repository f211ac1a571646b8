using System.Globalization;
using System.Text;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Standing;

/// <summary>A small file that ends with a line that has its checksum: whoever reads it has what was written, or nothing.</summary>
internal static class SummedFile
{
    private const int MaxBytes = 1_000_000_000, LastLine = 13;

    /// <summary>Writes a file that must not exist, and makes it and its name durable.</summary>
    public static void Write(IFileOperations files, string path, ReadOnlySpan<byte> content)
    {
        using (var file = files.Create(path))
        {
            file.Write(content);
            file.Write(SumOf(content));
        }

        files.SyncFile(path);
        files.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>What was written; null where the file is not whole.</summary>
    public static byte[]? Read(IFileOperations files, string path)
    {
        using var file = files.OpenRead(path);
        if (file.Length is < LastLine or > MaxBytes)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        return file.Read(bytes, 0) == bytes.Length && bytes.AsSpan(^LastLine..).SequenceEqual(SumOf(bytes.AsSpan(..^LastLine)))
            ? bytes[..^LastLine]
            : null;
    }

    private static byte[] SumOf(ReadOnlySpan<byte> content) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"crc {Crc32.Append(0, content):x8}\n"));
}
