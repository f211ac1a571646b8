using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Stretches of a file that are small against its pages, as bytes that lie together: in the page where they do, in a copy where a page
/// ends between them. For one thread.
/// </summary>
internal sealed class BlockBytes
{
    /// <summary>The most bytes that <see cref="At"/> promises.</summary>
    public const int Most = 1_536;

    private readonly byte[] copy = new byte[Most + PagedFile.Slack];
    private PagedFile? file;
    private byte[] page = [];
    private long pageStart = -1;

    /// <summary>The file that is read.</summary>
    public PagedFile File => file!;

    /// <summary>Goes on to another file.</summary>
    public void Open(PagedFile next)
    {
        if (!ReferenceEquals(file, next))
        {
            (file, page, pageStart) = (next, [], -1);
        }
    }

    /// <summary>Lets go of the page.</summary>
    public void Close() => (file, page, pageStart) = (null, [], -1);

    /// <summary>
    /// The bytes from a place on: <see cref="Most"/> at least, fewer where the file ends, and behind them
    /// <see cref="PagedFile.Slack"/> of no meaning. Good until the next call.
    /// </summary>
    /// <param name="position">The place; the file must have it.</param>
    /// <param name="slack">Bytes at the end of the span that have no meaning.</param>
    public ReadOnlySpan<byte> At(long position, out int slack)
    {
        slack = PagedFile.Slack;
        var start = position & ~(long)(PagedFile.PageBytes - 1);
        if (start != pageStart)
        {
            if ((ulong)position >= (ulong)file!.Length)
            {
                throw file.Past(position, 1);
            }

            page = file.Page((int)(position >> PagedFile.PageShift));
            pageStart = start;
        }

        var offset = (int)(position - start);
        var left = page.Length - PagedFile.Slack - offset;
        if (left >= Most || start + PagedFile.PageBytes >= file!.Length)
        {
            if (left <= 0)
            {
                throw file!.Past(position, 1);
            }

            return page.AsSpan(offset);
        }

        var count = (int)Math.Min(Most, file.Length - position);
        page.AsSpan(offset, left).CopyTo(copy);
        var next = file.Page((int)(position >> PagedFile.PageShift) + 1);
        next.AsSpan(0, count - left).CopyTo(copy.AsSpan(left));
        return copy.AsSpan(0, count + PagedFile.Slack);
    }
}
