using Lucene.Net.Store;

using Microsoft.Win32.SafeHandles;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// A folder of index files whose outputs are fast: large pieces go to the file without a copy, and the checksum is <see cref="Crc32"/>.
/// (The stock output copies, checks byte by byte, and asks the stream for its position at every turn.)
/// </summary>
/// <remarks>
/// It takes no locks, as fits a staging folder that one builder writes: nothing is left in it but the segment. Files are not synced.
/// </remarks>
internal sealed class SegmentDirectory(string path) : NIOFSDirectory(new DirectoryInfo(path), NoLockFactory.GetNoLockFactory())
{
    /// <inheritdoc/>
    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        EnsureOpen();
        return new FileOutput(System.IO.Path.Combine(Directory.FullName, name));
    }
}

/// <summary>A file that Lucene writes from front to end.</summary>
/// <remarks>It replaces a file of the same name. Not safe for use by two threads at a time.</remarks>
internal sealed class FileOutput : IndexOutput
{
    private readonly byte[] buffer = new byte[8 * 1024];
    private readonly SafeFileHandle file;
    private int buffered;
    private long written;
    private uint crc;

    public FileOutput(string path) => file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <inheritdoc/>
    public override long Position => written + buffered;

    /// <inheritdoc/>
    public override long Length
    {
        get => Position;
        set => throw new NotSupportedException("A file of an index grows as it is written.");
    }

    /// <inheritdoc/>
    public override long Checksum
    {
        get
        {
            Flush();
            return crc;
        }
    }

    /// <inheritdoc/>
    public override void WriteByte(byte b)
    {
        if (buffered == buffer.Length)
        {
            Flush();
        }

        buffer[buffered++] = b;
    }

    /// <inheritdoc/>
    public override void WriteBytes(byte[] b, int offset, int length)
    {
        var bytes = b.AsSpan(offset, length);
        if (bytes.Length > buffer.Length - buffered)
        {
            Flush();
            if (bytes.Length >= buffer.Length)
            {
                Write(bytes);
                return;
            }
        }

        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        Write(buffer.AsSpan(0, buffered));
        buffered = 0;
    }

    /// <inheritdoc/>
    [Obsolete("Files are written from front to end.")]
    public override void Seek(long pos) => throw new NotSupportedException("Files are written from front to end.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !file.IsClosed)
        {
            try
            {
                Flush();
            }
            finally
            {
                file.Dispose();
            }
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        crc = Crc32.Append(crc, bytes);
        RandomAccess.Write(file, bytes, written);
        written += bytes.Length;
    }
}
