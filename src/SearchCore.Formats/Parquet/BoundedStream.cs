namespace SearchCore.Formats.Parquet;

/// <summary>
/// A file for a reader that trusts it: Parquet.Net goes on for ever where a number has no end before the file's, and where a page says that
/// the next one is itself. Reading past the end is a fault here, and so is reading much more than there is.
/// </summary>
/// <param name="file">The file; closed with this one.</param>
internal sealed class BoundedStream(Stream file) : Stream
{
    // A sound reader reads each column once, and the description of all of them a few times. A page costs more than its bytes.
    private const int TimesTheFile = 4, Beside = 1024 * 1024, Seeking = 16;

    private readonly long most = (TimesTheFile * file.Length) + Beside;
    private long done;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set
        {
            Count(Seeking);
            file.Position = value;
        }
    }

    public override int ReadByte()
    {
        Count(1);
        var read = file.ReadByte();
        return read >= 0 ? read : throw PastEnd();
    }

    public override int Read(Span<byte> buffer)
    {
        Count(buffer.Length);
        var read = file.Read(buffer);
        return read > 0 || buffer.IsEmpty ? read : throw PastEnd();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        Count(Seeking);
        return file.Seek(offset, origin);
    }

    public override void Flush() => file.Flush();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(int bytes)
    {
        if ((done += bytes) > most)
        {
            throw new InvalidDataException("it leads its reader in circles");
        }
    }

    private static InvalidDataException PastEnd() => new("it breaks off");
}
