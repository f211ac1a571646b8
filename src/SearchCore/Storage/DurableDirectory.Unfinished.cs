using Lucene.Net.Store;

using SearchCore.Articles.Checksums;

namespace SearchCore.Storage;

/// <content>Files that are written long before they are finished.</content>
internal sealed partial class DurableDirectory
{
    private const int ReadAtATime = 1 << 20;

    /// <summary>Creates a file at once, however small it will be: what is flushed is in it.</summary>
    public IndexOutput CreateAtOnce(string name) => CreateOutput(name, mayBeHeld: false);

    /// <summary>
    /// Reads the beginning of a file that nobody finished, as it was written: what stands behind it may be anything, and the file's own
    /// checksum says nothing.
    /// </summary>
    /// <param name="name">The file.</param>
    /// <param name="length">How much of it.</param>
    /// <param name="checksum">The checksum of that.</param>
    /// <param name="read">
    /// Given the bytes in order, so many of an array that is used again. They count only once all was read without an exception.
    /// </param>
    /// <exception cref="IOException">It cannot be read, or is not what was written.</exception>
    public void ReadBeginning(string name, long length, uint checksum, Action<byte[], int> read)
    {
        EnsureOpen();
        using var file = Files.OpenRead(PathOf(name));
        var bytes = new byte[(int)Math.Min(length, ReadAtATime)];
        var found = 0u;
        for (var at = 0L; at < length;)
        {
            var count = file.Read(bytes.AsSpan(0, (int)Math.Min(length - at, bytes.Length)), at);
            if (count == 0)
            {
                throw new IOException($"{name} in {Folder} ends at {at} of {length} bytes that were written.");
            }

            found = Crc32.Append(found, bytes.AsSpan(0, count));
            read(bytes, count);
            at += count;
        }

        if (found != checksum)
        {
            throw new IOException($"{name} in {Folder} is not what was written.");
        }
    }
}
