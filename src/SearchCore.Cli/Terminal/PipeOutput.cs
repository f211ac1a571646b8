using System.Runtime.InteropServices;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// Standard output that is no terminal, written by the system's own call: the runtime's stream keeps it to itself when the reader has gone,
/// and a long export would go on for nobody. Once the reader has gone, what is still written vanishes.
/// </summary>
/// <remarks>Not for several threads at a time. For systems of the Unix family.</remarks>
internal sealed partial class PipeOutput : Stream
{
    private const int StandardOutput = 1, Interrupted = 4, BrokenPipe = 32;

    // EAGAIN of Linux and of macOS: somebody made the pipe one that does not wait.
    private const int FullLinux = 11, FullMac = 35;

    private bool isLeft;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="ReaderLeftException">The reader has gone; thrown once.</exception>
    /// <exception cref="IOException">It cannot be written: the disk is full.</exception>
    public override unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !isLeft)
        {
            nint written;
            fixed (byte* from = bytes)
            {
                written = WriteBytes(StandardOutput, from, (nuint)bytes.Length);
            }

            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case FullLinux or FullMac:
                    Thread.Sleep(1);
                    break;
                case BrokenPipe:
                    isLeft = true;
                    throw new ReaderLeftException();
                case var error:
                    throw new IOException($"standard output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int file, byte* from, nuint count);
}
