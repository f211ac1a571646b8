using System.Buffers.Binary;

using Lucene.Net.Store;

namespace SearchCore.Storage;

/// <summary>
/// Reads a file of the index from pages that are held in memory within the process's budget: for columns, of which searches read a value
/// here and a value there, so that a system call for each would be most of the work. Clones share the pages. One thread at a time each.
/// </summary>
internal sealed class PagedInput : IndexInput
{
    private readonly PagedFile file;
    // What is read at first (a header) is no reason to hold a page.
    private const int FewTurns = 2, FewBytes = 256;

    private byte[] page = [];
    private int turns;
    private long pageStart;
    private int pageLength;
    private int at;
    private bool owns;

    /// <summary>Takes over a file.</summary>
    public PagedInput(PagedFile file)
        : base(file.Name) => (this.file, owns) = (file, true);

    public override long Length => file.Length;

    public override long Position => pageStart + at;

    public override void Seek(long pos)
    {
        if (pos < 0 || pos > Length)
        {
            throw file.Past(pos, 0);
        }

        if (pos >= pageStart && pos - pageStart <= pageLength)
        {
            at = (int)(pos - pageStart);
        }
        else
        {
            (page, pageStart, pageLength, at) = ([], pos, 0, 0);
        }
    }

    public override object Clone()
    {
        var clone = (PagedInput)base.Clone();
        clone.owns = false;
        return clone;
    }

    public override byte ReadByte()
    {
        if (at >= pageLength)
        {
            Turn();
        }

        return page[at++];
    }

    public override void ReadBytes(byte[] b, int offset, int len) => Read(b.AsSpan(offset, len));

    public override short ReadInt16() =>
        pageLength - at >= sizeof(short) ? BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short))) : base.ReadInt16();

    public override int ReadInt32() =>
        pageLength - at >= sizeof(int) ? BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int))) : base.ReadInt32();

    public override long ReadInt64() =>
        pageLength - at >= sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))) : base.ReadInt64();

    protected override void Dispose(bool disposing)
    {
        if (disposing && owns)
        {
            file.Dispose();
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        at += count;
        return page.AsSpan(at - count, count);
    }

    private void Read(Span<byte> into)
    {
        while (into.Length > 0)
        {
            if (at >= pageLength)
            {
                Turn();
            }

            var part = Math.Min(into.Length, pageLength - at);
            Take(part).CopyTo(into);
            into = into[part..];
        }
    }

    // To the page of the position.
    private void Turn()
    {
        var position = Position;
        if (position >= Length)
        {
            throw file.Past(position, 1);
        }

        if (turns < FewTurns && !file.Holds(position))
        {
            turns++;
            (pageStart, pageLength, at) = (position, (int)Math.Min(FewBytes, Length - position), 0);
            page = new byte[pageLength];
            file.ReadThrough(position, page);
            return;
        }

        page = file.Page((int)(position >> PagedFile.PageShift));
        pageStart = position & -PagedFile.PageBytes;
        pageLength = (int)Math.Min(PagedFile.PageBytes, Length - pageStart);
        at = (int)(position - pageStart);
    }
}
