using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// Reads one file of the index, or a slice of it, by position: clones share the file without a lock. One thread at a time each.
/// Closing the one that opened the file makes its clones fail with an exception, never with a fault.
/// </summary>
internal sealed class PositionalInput : BufferedIndexInput
{
    private readonly IReadableFile file;
    private readonly long start;
    private readonly long length;
    private bool owns;

    public PositionalInput(string name, IReadableFile file, IOContext context)
        : this(name, file, 0, file.Length, BufferSizeFor(context), owns: true)
    {
    }

    /// <summary>Reads a file that somebody else opened and closes.</summary>
    public static PositionalInput Shared(string name, IReadableFile file, IOContext context) =>
        new(name, file, 0, file.Length, BufferSizeFor(context), owns: false);

    private PositionalInput(string name, IReadableFile file, long start, long length, int bufferSize, bool owns)
        : base(name, bufferSize) => (this.file, this.start, this.length, this.owns) = (file, start, length, owns);

    public override long Length => length;

    /// <summary>A part of the file as an input of its own, closed with this one.</summary>
    public PositionalInput Slice(string name, long offset, long sliceLength) =>
        new(name, file, start + offset, sliceLength, BUFFER_SIZE, owns: false);

    public override object Clone()
    {
        var clone = (PositionalInput)base.Clone();
        clone.owns = false;
        return clone;
    }

    protected override void ReadInternal(byte[] b, int offset, int count)
    {
        var position = Position;
        if (position + count > length)
        {
            throw new FileReadException($"read past the end of {this}: {count} bytes at {position} of {length}");
        }

        if (Read(b.AsSpan(offset, count), start + position) != count)
        {
            throw new FileReadException($"{this} ends before its length of {length} bytes");
        }
    }

    private int Read(Span<byte> into, long position)
    {
        try
        {
            return file.Read(into, position);
        }
        catch (IOException e) when (e is not CorruptIndexException)
        {
            throw new FileReadException($"{this} cannot be read: {e.Message}", e);
        }
    }

    protected override void SeekInternal(long pos)
    {
        // Every read names its position.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && owns)
        {
            file.Dispose();
        }
    }

    // A merge of twenty segments has some three hundred inputs open.
    private static int BufferSizeFor(IOContext context) => context.Context == IOContext.UsageContext.MERGE ? 16 * 1024 : BUFFER_SIZE;
}
