using System.Buffers;

using Lucene.Net.Store;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>Writes one file of the index and keeps its checksum, and that at the end of each block. One thread at a time.</summary>
/// <param name="create">Makes the file: at once, or where it may be held when it is more than a block.</param>
/// <param name="mayBeHeld">Whether a file of no more than a block is only told to whoever is told that it was closed.</param>
/// <param name="onClosed">Told when the file is closed: what it must be, and its bytes where it was not made.</param>
internal sealed class DurableOutput(Func<IWritableFile> create, bool mayBeHeld, Action<FileSum, byte[]?> onClosed) : IndexOutput
{
    private const int BufferSize = FileSum.BlockBytes;

    // A segment has some fifteen files: a buffer of its own for each would be a megabyte of garbage a segment.
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private IWritableFile? file = mayBeHeld ? null : create();
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
        get => Crc32.Append(checksum, buffer.AsSpan(0, used));
    }

    public override void WriteByte(byte b)
    {
        if (used == BufferSize)
        {
            PutBuffer();
        }

        buffer[used++] = b;
    }

    public override void WriteBytes(byte[] b, int offset, int length) => Write(b.AsSpan(offset, length));

    /// <summary>Appends.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - used)
        {
            PutBuffer();
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
        if (file is not null)
        {
            PutBuffer();
        }
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
        byte[]? held = null;
        try
        {
            if (file is null)
            {
                held = buffer[..used];
                Count(held);
            }

            Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, used) = ([], 0);
            file?.Dispose();
        }

        // Only now does the file count as written; a sync before this would miss the buffer's bytes.
        onClosed(new FileSum(flushed, checksum, [.. blocks]), held);
    }

    private void PutBuffer()
    {
        Put(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            (file ??= create()).Write(bytes);
            Count(bytes);
        }
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
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
