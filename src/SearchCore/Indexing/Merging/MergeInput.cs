using Lucene.Net.Index;

using SearchCore.Files;
using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>
/// A file that is read from its beginning to its end, mostly: through a buffer of its own, so that what a merge reads once drives nothing
/// out of the memory that searches use, and a block at a time, so that every byte is read once and compared with its checksum then, whoever
/// has read it before. For one thread.
/// </summary>
internal sealed class MergeInput : IDisposable
{
    // Beside a block there is room for what is left of the one before where something goes over its end.
    private const int Usual = FileSum.BlockBytes + (16 * 1024), MostOfNumber = 9;

    private readonly IReadableFile file;
    private byte[] buffer;
    private long start;
    private int at;
    private int filled;

    /// <summary>Opens a file of a segment.</summary>
    public MergeInput(Lucene.Net.Store.Directory directory, string name)
    {
        file = SharedFiles.Open(directory, name, out var shown);
        (Name, Length) = (shown, file.Length);

        // Live indexes merge many small segments.
        buffer = new byte[(int)Math.Min(Usual, Length) + BlockDecoder.Slack];
    }

    /// <summary>What to call the file in errors.</summary>
    public string Name { get; }

    /// <summary>How long it is.</summary>
    public long Length { get; }

    /// <summary>Where the next byte stands.</summary>
    public long Position => start + at;

    /// <summary>Goes on somewhere else.</summary>
    public void Seek(long position)
    {
        if (position >= start && position <= start + filled)
        {
            at = (int)(position - start);
            return;
        }

        if (position < 0 || position > Length)
        {
            throw Damaged();
        }

        (start, at, filled) = (position, 0, 0);
        if (position < Length)
        {
            start = position & -FileSum.BlockBytes;
            Fill(1);
            at = (int)(position - start);
        }
    }

    /// <summary>The next bytes, which are passed over; good until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        Require(count);
        at += count;
        return buffer.AsSpan(at - count, count);
    }

    /// <summary>The same, with so many behind them that have no meaning as the decoder of blocks may read.</summary>
    public ReadOnlySpan<byte> TakeBlock(int count)
    {
        Require(count);
        at += count;
        return buffer.AsSpan(at - count, count + BlockDecoder.Slack);
    }

    public byte Byte()
    {
        Require(1);
        return buffer[at++];
    }

    /// <summary>A number of one to five bytes, from 0.</summary>
    public int VInt()
    {
        if (at < filled && buffer[at] < 0x80)
        {
            return buffer[at++];
        }

        var number = Number();
        var value = number.VInt();
        at += number.At;
        return value;
    }

    /// <summary>A number of one to nine bytes, from 0.</summary>
    public long VLong()
    {
        var number = Number();
        var value = number.VLong();
        at += number.At;
        return value;
    }

    /// <summary>What to throw where the file cannot be as it is.</summary>
    public CorruptIndexException Damaged() => new($"{Name} is damaged: what stands in it cannot be");

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // What the next number can take at most, or as much of it as the file has.
    private ByteCursor Number()
    {
        Require((int)Math.Min(MostOfNumber, Length - Position));
        return new(buffer.AsSpan(at..filled), Name);
    }

    private void Require(int count)
    {
        // A negative count is a large one.
        if ((uint)count > (uint)(filled - at))
        {
            Fill(count);
        }
    }

    private void Fill(int count)
    {
        if (count < 0 || count > Math.Min(Length - Position, Array.MaxLength - (2 * Usual)))
        {
            throw Damaged();
        }

        var left = filled - at;
        var most = (int)Math.Min(Math.Max(BlocksFor(count - left), FileSum.BlockBytes), Length - Position - left);
        var room = left + most + BlockDecoder.Slack;
        if (room > buffer.Length)
        {
            var larger = new byte[room];
            buffer.AsSpan(at, left).CopyTo(larger);
            buffer = larger;
        }
        else
        {
            buffer.AsSpan(at, left).CopyTo(buffer);
        }

        // What was read so far ends with a block; as many more are read as are asked for.
        (start, at, filled) = (Position, 0, left);
        int read;
        try
        {
            read = file.Read(buffer.AsSpan(left, most), start + left);
        }
        catch (IOException e) when (e is not CorruptIndexException)
        {
            throw new FileReadException($"{Name} cannot be read at {start + left}: {e.Message}", e);
        }

        if (read != most)
        {
            throw new FileReadException($"{Name} ends before its length of {Length} bytes");
        }

        filled += most;
    }

    private static long BlocksFor(long bytes) => (bytes + FileSum.BlockBytes - 1) & -FileSum.BlockBytes;
}
