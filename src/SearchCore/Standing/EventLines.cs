using SearchCore.Files;

namespace SearchCore.Standing;

/// <summary>Reads a file line by line. For one thread.</summary>
internal sealed class EventLines : IDisposable
{
    private const int Usual = 1 << 16;

    private readonly IReadableFile file;
    private byte[] buffer = new byte[Usual];
    private int start;
    private int filled;
    private long readTo;

    /// <summary>Opens a file.</summary>
    public EventLines(IFileOperations files, string path) => file = files.OpenRead(path);

    /// <summary>The file's length when it was opened.</summary>
    public long Length => file.Length;

    /// <summary>Where the next line begins.</summary>
    public long Position => readTo - (filled - start);

    /// <summary>Goes on at a place.</summary>
    public void Seek(long position) => (readTo, start, filled) = (position, 0, 0);

    /// <summary>The next line without its end; false where there is none that has an end.</summary>
    public bool Next(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var end = buffer.AsSpan(start + searched, filled - start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = buffer.AsMemory(start, searched + end);
                start += searched + end + 1;
                return true;
            }

            searched = filled - start;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    public void Dispose() => file.Dispose();

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (filled, start) = (filled - start, 0);
        }

        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = file.Read(buffer.AsSpan(filled), readTo);
        readTo += read;
        filled += read;
        return read > 0;
    }
}
