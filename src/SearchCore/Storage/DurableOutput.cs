using System.Buffers;

using Lucene.Net.Store;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Writes one file of the index and keeps its checksum. One thread at a time.</summary>
internal sealed class DurableOutput(IWritableFile file, Action<FileSum> onClosed) : IndexOutput
{
    private const int BufferSize = 64 * 1024;

    // A segment has some fifteen files: a buffer of its own for each would be a megabyte of garbage a segment.
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int used;
    private long flushed;
    private uint checksum;
    private bool closed;

    public override long Position => flushed + used;

    public override long Length
    {
        get => Position;
        set => throw new NotSupportedException("A file's length is what was written.");
    }

    public override long Checksum
    {
        get
        {
            Flush();
            return checksum;
        }
    }

    public override void WriteByte(byte b)
    {
        if (used == BufferSize)
        {
            Flush();
        }

        buffer[used++] = b;
    }

    public override void WriteBytes(byte[] b, int offset, int length) => Write(b.AsSpan(offset, length));

    /// <summary>Appends.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - used)
        {
            Flush();
            if (bytes.Length >= BufferSize)
            {
                Put(bytes);
                return;
            }
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    public override void Flush()
    {
        Put(buffer.AsSpan(0, used));
        used = 0;
    }

    [Obsolete("Lucene's files are written from start to end.")]
    public override void Seek(long pos) => throw new NotSupportedException("A file of the index is written from start to end.");

    protected override void Dispose(bool disposing)
    {
        if (!disposing || closed)
        {
            return;
        }

        closed = true;
        try
        {
            Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, used) = ([], 0);
            file.Dispose();
        }

        // Only now does the file count as written; a sync before this would miss the buffer's bytes.
        onClosed(new FileSum(flushed, checksum));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            file.Write(bytes);
            checksum = Crc32.Append(checksum, bytes);
            flushed += bytes.Length;
        }
    }
}
