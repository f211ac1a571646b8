using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Stretches of a file that are small against its pages, as bytes that lie together: in the page where they do, in a copy where a page
/// ends between them. A page that nobody holds yet is read into room of its own. For one thread.
/// </summary>
internal sealed class BlockBytes
{
    /// <summary>The most bytes that <see cref="At"/> promises.</summary>
    public const int Most = 1_536;

    private readonly byte[] copy = new byte[Most + PagedFile.Slack];
    private PagedFile? file;
    private byte[] page = [];
    private long pageStart = -1;
    private int pageLength;
    private byte[]? room;

    /// <summary>The file that is read.</summary>
    public PagedFile File => file!;

    /// <summary>Goes on to another file.</summary>
    public void Open(PagedFile next)
    {
        if (!ReferenceEquals(file, next))
        {
            Forget();
            file = next;
        }
    }

    /// <summary>Lets go of the page, and gives room back.</summary>
    public void Close()
    {
        Forget();
        file = null;
        if (room is not null)
        {
            PageRooms.Return(room);
            room = null;
        }
    }

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

            Enter(start);
        }

        var offset = (int)(position - start);
        var left = pageLength - offset;
        if (left >= Most || start + PagedFile.PageBytes >= file!.Length)
        {
            if (left <= 0)
            {
                throw file!.Past(position, 1);
            }

            return page.AsSpan(offset, left + PagedFile.Slack);
        }

        var count = (int)Math.Min(Most, file.Length - position);
        page.AsSpan(offset, left).CopyTo(copy);
        file.ReadOnce(start + PagedFile.PageBytes, copy.AsSpan(left, count - left));
        return copy.AsSpan(0, count + PagedFile.Slack);
    }

    private void Enter(long start)
    {
        // Where reading fails, there is no page.
        pageStart = -1;
        pageLength = (int)Math.Min(PagedFile.PageBytes, file!.Length - start);
        if (file.PageIfWanted((int)(start >> PagedFile.PageShift)) is { } held)
        {
            page = held;
        }
        else
        {
            page = room ??= PageRooms.Rent();
            file.ReadThrough(start, page.AsSpan(0, pageLength));
            page.AsSpan(pageLength, PagedFile.Slack).Clear();
        }

        pageStart = start;
    }

    private void Forget() => (page, pageStart, pageLength) = ([], -1, 0);
}
