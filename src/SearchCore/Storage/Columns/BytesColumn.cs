using Lucene.Net.Index;

namespace SearchCore.Storage.Columns;

/// <summary>
/// A column of bytes of one length for each article, as Lucene 4.5's format has it. Nothing of it is held: it is read in stretches.
/// Thread-safe.
/// </summary>
internal sealed class BytesColumn
{
    private readonly PagedFile file;
    private readonly long start;

    /// <summary>Makes the reader of a column.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where the first article's bytes begin.</param>
    /// <param name="width">How many bytes each article has.</param>
    /// <param name="count">How many articles there are.</param>
    /// <exception cref="CorruptIndexException">The file has not that many bytes.</exception>
    public BytesColumn(PagedFile file, long start, int width, long count)
    {
        (this.file, this.start, Width) = (file, start, width);
        if (count is < 0 or > int.MaxValue || width < 0 || start < 0 || start > file.Length || count * width > file.Length - start)
        {
            throw new CorruptIndexException($"{file.Name} is damaged: a column of bytes goes past its end");
        }

        Count = (int)count;
    }

    /// <summary>How many bytes each article has.</summary>
    public int Width { get; }

    /// <summary>How many articles there are.</summary>
    public int Count { get; }

    /// <summary>Reads the bytes of articles that follow each other.</summary>
    /// <param name="first">The first article.</param>
    /// <param name="into">Room for <see cref="Width"/> bytes of each.</param>
    /// <exception cref="FileReadException">The file cannot be read.</exception>
    public void Read(int first, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + (into.Length / Width), Count);
        file.ReadThrough(start + ((long)first * Width), into);
    }
}
