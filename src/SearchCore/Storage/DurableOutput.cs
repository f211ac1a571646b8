using System.Buffers;

using Lucene.Net.Store;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Writes one file of the index and keeps its checksum, and that at the end of each block. One thread at a time.</summary>
internal sealed class DurableOutput(IWritableFile file, Action<FileSum> onClosed) : IndexOutput
{
    private const int BufferSize = FileSum.BlockBytes;

    // A segment has some fifteen files: a buffer of its own for each would be a megabyte of garbage a segment.
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int used;
    private long flushed;
    private readonly List<uint> blocks = [];
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
        onClosed(new FileSum(flushed, checksum, [.. blocks]));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        file.Write(bytes);
        while (bytes.Length > 0)
        {
            // A block counts as ended when the next one begins: the last one's checksum is the file's.
            var inBlock = (int)flushed & (FileSum.BlockBytes - 1);
            if (inBlock == 0 && flushed > 0)
            {
                blocks.Add(checksum);
            }

            var part = bytes[..Math.Min(bytes.Length, FileSum.BlockBytes - inBlock)];
            checksum = Crc32.Append(checksum, part);
            flushed += part.Length;
            bytes = bytes[part.Length..];
        }
    }
}
