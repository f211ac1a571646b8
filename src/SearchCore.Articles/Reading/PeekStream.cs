using System.Buffers;

namespace SearchCore.Articles.Reading;

/// <summary>A stream to be read forward whose beginning can be looked at before it is read.</summary>
internal sealed class PeekStream(Stream inner, bool leaveOpen = false) : ForwardStream
{
    private const int SkipBytes = 64 * 1024;

    private byte[] head = [];
    private long taken;
    private int start;
    private int end;

    /// <summary>How many bytes the inner stream gave so far. May be asked on any thread.</summary>
    public long InnerBytes => Interlocked.Read(ref taken);

    /// <summary>The next bytes, at most <paramref name="count"/>; fewer only where the input ends before. They are not taken.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (head.Length - start < count)
        {
            var larger = new byte[count];
            head.AsSpan(start, end - start).CopyTo(larger);
            (head, end, start) = (larger, end - start, 0);
        }

        while (end - start < count)
        {
            var read = ReadInner(head.AsSpan(end, count - (end - start)));
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        return head.AsSpan(start, Math.Min(count, end - start));
    }

    /// <summary>The next bytes that one read gives, at most <paramref name="count"/>; none only at the end. They are not taken.</summary>
    public ReadOnlySpan<byte> PeekSome(int count)
    {
        if (start == end)
        {
            head = head.Length >= count ? head : new byte[count];
            (start, end) = (0, ReadInner(head.AsSpan(0, count)));
        }

        return head.AsSpan(start, Math.Min(count, end - start));
    }

    public override int Read(Span<byte> buffer)
    {
        if (start == end)
        {
            return ReadInner(buffer);
        }

        var length = Math.Min(buffer.Length, end - start);
        head.AsSpan(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    /// <summary>Reads over at most <paramref name="count"/> bytes: a file's without reading them.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public long Skip(long count)
    {
        if (start == end && inner.CanSeek)
        {
            var before = inner.Position;
            var skipped = inner.Seek(Math.Min(inner.Length, before + count), SeekOrigin.Begin) - before;
            Interlocked.Add(ref taken, skipped);
            return skipped;
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, SkipBytes));
        var read = Read(buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)));
        ArrayPool<byte>.Shared.Return(buffer);
        return read;
    }

    private int ReadInner(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Interlocked.Add(ref taken, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
