namespace SearchCore.Cli.Terminal;

/// <summary>
/// Standard input, or another file, that Ctrl-C gets out of: whoever waits for more input is told by <see
/// cref="OperationCanceledException"/>. The system's own reading cannot be interrupted, so it is left to a thread of the pool, which may
/// stay behind until the process ends.
/// </summary>
internal sealed class InterruptibleInput(Func<Stream> open, Func<CancellationToken> interruption) : Stream
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private Stream? inner;
    private Task<int>? reading;
    private int start, end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> target)
    {
        if (start == end)
        {
            reading ??= Task.Run(() => (inner ??= open()).Read(buffer, 0, buffer.Length));
            try
            {
                reading.Wait(interruption());
            }
            catch (AggregateException)
            {
                // Thrown again below as what it is.
            }

            (start, end, reading) = (0, reading.GetAwaiter().GetResult(), null);
        }

        var taken = Math.Min(target.Length, end - start);
        buffer.AsSpan(start, taken).CopyTo(target);
        start += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
