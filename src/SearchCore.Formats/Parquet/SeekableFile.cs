using SearchCore.Articles.Reading;
using SearchCore.Formats.Records;

namespace SearchCore.Formats.Parquet;

/// <summary>An input of which any place can be read: a file itself; of what is packed or comes as a stream, a copy that vanishes.</summary>
internal static class SeekableFile
{
    private const int Piece = 1024 * 1024;

    /// <summary>Opens it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="bytes">The same, unpacked.</param>
    public static Stream Of(ArticleInput input, ByteInput bytes) => input.Path is { } path && !bytes.IsPacked
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Piece, FileOptions.RandomAccess)
        : Spool.Of(new InputStream(bytes));
}
