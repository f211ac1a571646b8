using System.Text;

namespace SearchCore.Articles.Tests.Reading;

/// <summary>A stream that is mostly one character, made as it is read: no input of a gigabyte has to exist anywhere.</summary>
internal sealed class LongLine(string before, char filler, long count, string after) : Stream
{
    private readonly byte[] head = Encoding.UTF8.GetBytes(before);
    private readonly byte[] tail = Encoding.UTF8.GetBytes(after);
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var length = 0;
        if (position < head.Length)
        {
            length = Copy(head.AsSpan((int)position), buffer);
        }
        else if (position < head.Length + count)
        {
            length = (int)Math.Min(buffer.Length, head.Length + count - position);
            buffer[..length].Fill((byte)filler);
        }
        else if (position < head.Length + count + tail.Length)
        {
            length = Copy(tail.AsSpan((int)(position - head.Length - count)), buffer);
        }

        position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = Math.Min(from.Length, to.Length);
        from[..length].CopyTo(to);
        return length;
    }
}
