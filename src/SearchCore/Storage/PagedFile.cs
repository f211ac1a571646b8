using Lucene.Net.Index;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// A file of the index as pages of 64 KB, read when they are first asked for and held within the budget of a <see cref="PageCache"/>: a
/// page that is there costs no call of the system and no copy. Thread-safe.
/// </summary>
internal sealed class PagedFile : CachedBlocks<byte[]>
{
    /// <summary>Bytes of a page, but for the last of a file: those of a block, which is verified when it is read.</summary>
    public const int PageBytes = FileSum.BlockBytes;

    /// <summary>The shift from a place in the file to its page.</summary>
    public const int PageShift = FileSum.BlockShift;

    /// <summary>Bytes of no meaning behind each page, which vectors may read.</summary>
    public const int Slack = 64;

    private readonly IReadableFile file;

    // In which pass each page was asked for last; 0 for none.
    private readonly byte[] asked;

    /// <summary>Takes over a file.</summary>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="file">The file.</param>
    /// <param name="cache">Where its pages count.</param>
    public PagedFile(string name, IReadableFile file, PageCache cache)
        : base(FileSum.BlocksOf(file.Length), cache) =>
        (Name, this.file, Length, asked) = (name, file, file.Length, new byte[FileSum.BlocksOf(file.Length)]);

    /// <summary>What it is called in errors.</summary>
    public string Name { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>A page, with <see cref="Slack"/> bytes behind it. It must not be written to.</summary>
    /// <param name="page">Its number, from 0; the file must have it.</param>
    /// <exception cref="FileReadException">It cannot be read.</exception>
    /// <exception cref="CorruptIndexException">It is not as it was written.</exception>
    public byte[] Page(int page) => Block(page);

    /// <summary>
    /// A page that is held, or that another pass over an archive (<see cref="BlockPass"/>) asked for before; null where it is neither, and
    /// is better read through: most pages that a search reads are of words that nobody asks for again.
    /// </summary>
    /// <param name="page">Its number, from 0; the file must have it.</param>
    /// <exception cref="FileReadException">It cannot be read.</exception>
    /// <exception cref="CorruptIndexException">It is not as it was written.</exception>
    public byte[]? PageIfWanted(int page)
    {
        if (Known(page) is null)
        {
            var pass = (byte)(1 + (BlockPass.Current % byte.MaxValue));
            var before = asked[page];
            if (before == 0 || before == pass)
            {
                asked[page] = pass;
                return null;
            }
        }

        return Page(page);
    }

    /// <summary>Copies bytes of the file; pages that are not wanted (<see cref="PageIfWanted"/>) are not held for them.</summary>
    /// <exception cref="FileReadException">The file has not that many, or cannot be read.</exception>
    public void ReadOnce(long position, Span<byte> into)
    {
        if (position < 0 || position > Length - into.Length)
        {
            throw Past(position, into.Length);
        }

        while (into.Length > 0)
        {
            var offset = (int)position & (PageBytes - 1);
            var some = into[..Math.Min(into.Length, PageBytes - offset)];
            if (PageIfWanted((int)(position >> PageShift)) is { } page)
            {
                page.AsSpan(offset, some.Length).CopyTo(some);
            }
            else
            {
                Fill(some, position);
            }

            into = into[some.Length..];
            position += some.Length;
        }
    }

    /// <summary>Copies bytes of the file.</summary>
    /// <exception cref="FileReadException">The file has not that many, or cannot be read.</exception>
    public void Read(long position, Span<byte> into)
    {
        if (position < 0 || position > Length - into.Length)
        {
            throw Past(position, into.Length);
        }

        while (into.Length > 0)
        {
            var offset = (int)position & (PageBytes - 1);
            var page = Page((int)(position >> PageShift));
            var count = Math.Min(into.Length, page.Length - Slack - offset);
            page.AsSpan(offset, count).CopyTo(into);
            into = into[count..];
            position += count;
        }
    }

    /// <summary>Whether the page of a place is held.</summary>
    public bool Holds(long position) => Known((int)(position >> PageShift)) is not null;

    /// <summary>
    /// Copies bytes of the file without holding the pages that they stand in, for what is decoded once and held in another form.
    /// </summary>
    /// <exception cref="FileReadException">The file has not that many, or cannot be read.</exception>
    public void ReadThrough(long position, Span<byte> into)
    {
        if (position < 0 || position > Length - into.Length)
        {
            throw Past(position, into.Length);
        }

        Fill(into, position);
    }

    /// <summary>What to throw where something points past the end.</summary>
    public FileReadException Past(long position, int count) =>
        new($"{Name} is damaged: {count} bytes at {position} of its {Length} are asked for");

    protected override byte[] Load(int block, byte[]? room)
    {
        var start = (long)block << PageShift;
        var length = (int)Math.Min(PageBytes, Length - start);

        // Full pages are all of one size and stay where they are: nothing moves them, and what one leaves the next one fills.
        var bytes = GC.AllocateUninitializedArray<byte>(length + Slack, pinned: length == PageBytes);
        bytes.AsSpan(length).Clear();
        Fill(bytes.AsSpan(0, length), start);
        return bytes;
    }

    protected override int BytesOf(byte[] block) => block.Length;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            file.Dispose();
        }
    }

    private void Fill(Span<byte> bytes, long start)
    {
        int read;
        try
        {
            read = file.Read(bytes, start);
        }
        catch (IOException e) when (e is not CorruptIndexException)
        {
            throw new FileReadException($"{Name} cannot be read at {start}: {e.Message}", e);
        }

        if (read != bytes.Length)
        {
            throw new FileReadException($"{Name} ends before its length of {Length} bytes");
        }
    }
}
