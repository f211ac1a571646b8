using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Standing;

/// <summary>A small file that ends with a line that has its checksum: whoever reads it has what was written, or nothing.</summary>
internal static class SummedFile
{
    private const string Unfinished = ".part";
    private const int MaxBytes = 1_000_000_000;

    /// <summary>
    /// Writes a file, in the place of one that has the name, and makes it and its name durable. Whenever it is interrupted, the name is
    /// that of what was there before or of what was written, and never of a part of it.
    /// </summary>
    public static void Write(IFileOperations files, string path, ReadOnlySpan<byte> content)
    {
        var part = path + Unfinished;

        // What an interrupted one left.
        NumberedFiles.Remove(files, part);
        using (var file = files.Create(part))
        {
            file.Write(content);
            file.Write(SumLine.Of(content));
            file.Sync();
        }

        files.Rename(part, path);
        files.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>What was written; null where the file is not whole.</summary>
    public static byte[]? Read(IFileOperations files, string path)
    {
        using var file = files.OpenRead(path);
        if (file.Length is < SumLine.Length or > MaxBytes)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        if (file.Read(bytes, 0) != bytes.Length)
        {
            return null;
        }

        var content = bytes[..^SumLine.Length];
        return bytes.AsSpan(content.Length).SequenceEqual(SumLine.Of(content)) ? content : null;
    }
}
