using System.Buffers;

using Lucene.Net.Index;

using SearchCore.Articles.Checksums;
using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// A file of the index of which no byte is given out before the block that it stands in was compared with its checksum: opening an index
/// reads none of its files whole, and no search reads what was not written. A block that is read whole is compared each time. Thread-safe.
/// </summary>
internal sealed class VerifiedFile : IReadableFile
{
    private readonly string name;
    private readonly IReadableFile file;
    private readonly FileSum sum;

    // By which opening of the file a block was last verified, from 1: another one may be another file.
    private readonly int[] verified;

    /// <summary>Takes over a file.</summary>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="file">The file.</param>
    /// <param name="sum">What it must be, with its blocks.</param>
    /// <exception cref="CorruptIndexException">It has another length; it is closed then.</exception>
    public VerifiedFile(string name, IReadableFile file, FileSum sum)
    {
        (this.name, this.file, this.sum) = (name, file, sum);
        if (file.Length != sum.Length)
        {
            file.Dispose();
            throw new CorruptIndexException($"{name} is damaged: it has {file.Length} bytes instead of {sum.Length}.");
        }

        verified = new int[FileSum.BlocksOf(sum.Length)];
    }

    public long Length => sum.Length;

    private int Opening => file is ReopenedFile reopened ? reopened.Openings : 1;

    /// <exception cref="CorruptIndexException">A block of what is asked for is not as it was written.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        buffer = buffer[..(int)Math.Clamp(Length - offset, 0, buffer.Length)];
        for (var done = 0; done < buffer.Length;)
        {
            var rest = buffer[done..];
            var at = offset + done;
            var block = (int)(at >> FileSum.BlockShift);
            var inBlock = (int)at & (FileSum.BlockBytes - 1);
            var left = BlockLength(block) - inBlock;
            if (inBlock == 0 && rest.Length >= left)
            {
                done += ReadBlocks(block, rest);
            }
            else
            {
                var part = rest[..Math.Min(left, rest.Length)];
                if (!TryReadVerified(block, part, at))
                {
                    ReadPart(block, inBlock, part);
                }

                done += part.Length;
            }
        }

        return buffer.Length;
    }

    public void Dispose() => file.Dispose();

    private bool TryReadVerified(int block, Span<byte> part, long at)
    {
        var opening = Opening;
        if (Volatile.Read(ref verified[block]) != opening)
        {
            return false;
        }

        Fill(part, at);
        return Opening == opening;
    }

    // As many whole blocks as a buffer holds.
    private int ReadBlocks(int block, Span<byte> buffer)
    {
        var opening = Opening;
        var start = (long)block << FileSum.BlockShift;
        var length = start + buffer.Length >= Length ? (int)(Length - start) : buffer.Length & -FileSum.BlockBytes;
        Fill(buffer[..length], start);
        for (var done = 0; done < length; block++)
        {
            var bytes = buffer.Slice(done, BlockLength(block));
            Verify(block, bytes, opening);
            done += bytes.Length;
        }

        return length;
    }

    private void ReadPart(int block, int inBlock, Span<byte> part)
    {
        var opening = Opening;
        var whole = ArrayPool<byte>.Shared.Rent(FileSum.BlockBytes);
        try
        {
            var bytes = whole.AsSpan(0, BlockLength(block));
            Fill(bytes, (long)block << FileSum.BlockShift);
            Verify(block, bytes, opening);
            bytes.Slice(inBlock, part.Length).CopyTo(part);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private void Verify(int block, ReadOnlySpan<byte> bytes, int opening)
    {
        var (before, after) = sum.Around(block);
        if (Crc32.Append(before, bytes) != after)
        {
            var start = (long)block << FileSum.BlockShift;
            throw new CorruptIndexException(
                $"{name} is damaged: its bytes {start} to {start + bytes.Length - 1} are not those that were written.");
        }

        Volatile.Write(ref verified[block], opening);
    }

    private void Fill(Span<byte> bytes, long start)
    {
        if (file.Read(bytes, start) != bytes.Length)
        {
            throw new CorruptIndexException($"{name} is damaged: it ends before its length of {Length} bytes.");
        }
    }

    private int BlockLength(int block) => (int)Math.Min(FileSum.BlockBytes, Length - ((long)block << FileSum.BlockShift));
}
