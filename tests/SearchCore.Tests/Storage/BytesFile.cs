using SearchCore.Files;

namespace SearchCore.Tests.Storage;

/// <summary>A file that is an array, which a test may change while it is open.</summary>
internal sealed class BytesFile(byte[] bytes) : IReadableFile
{
    private int reads;

    /// <summary>How often it was read.</summary>
    public int Reads => Volatile.Read(ref reads);

    public bool IsClosed { get; private set; }

    public long Length => bytes.Length;

    public int Read(Span<byte> buffer, long offset)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        Interlocked.Increment(ref reads);
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }

    public void Dispose() => IsClosed = true;
}
