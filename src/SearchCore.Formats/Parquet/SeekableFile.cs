using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Parquet;

/// <summary>An input of which any place can be read: a file itself; of what is packed or comes as a stream, a copy that vanishes.</summary>
internal static class SeekableFile
{
    private const long MostSpooled = 8L * 1024 * 1024 * 1024;
    private const int Piece = 1024 * 1024;

    /// <summary>Opens it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="bytes">The same, unpacked.</param>
    public static Stream Of(ArticleInput input, ByteInput bytes)
    {
        if (input.Path is { } path && !bytes.IsPacked)
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Piece, FileOptions.RandomAccess);
        }

        var copy = new FileStream(
            Path.Join(Path.GetTempPath(), $"searchcore-{Guid.NewGuid():N}.parquet"), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, Piece, FileOptions.DeleteOnClose);
        try
        {
            var piece = new byte[Piece];
            for (int read; (read = bytes.Read(piece)) > 0;)
            {
                copy.Write(piece, 0, read);
                if (copy.Length > MostSpooled)
                {
                    throw new ArticleSourceException(
                        input.Name, bytes.Offset,
                        $"a Parquet that is packed or no file may have {MostSpooled >> 30} GiB; give it as a file");
                }
            }

            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
