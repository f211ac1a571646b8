using System.Buffers.Binary;

using Lucene.Net.Store;

using SearchCore.Files;

namespace SearchCore.Storage;

/// <summary>
/// A file of the index held in memory: for columns, which searches read a value here and a value there, so that a system call for each
/// kilobyte is most of the work. Clones share the bytes. One thread at a time each.
/// </summary>
internal sealed class HeapInput : IndexInput
{
    private readonly byte[] bytes;
    private int at;

    /// <summary>Reads a whole file, and closes it.</summary>
    public HeapInput(string name, IReadableFile file)
        : base(name)
    {
        using (file)
        {
            bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
            if (file.Read(bytes, 0) != bytes.Length)
            {
                throw new FileReadException($"{name} ends before its length of {bytes.Length} bytes");
            }
        }
    }

    public override long Length => bytes.Length;

    public override long Position => at;

    public override void Seek(long pos) => at = pos >= 0 && pos <= bytes.Length ? (int)pos : throw Past(pos, 0);

    public override byte ReadByte() => at < bytes.Length ? bytes[at++] : throw Past(at, 1);

    public override void ReadBytes(byte[] b, int offset, int len) => Take(len).CopyTo(b.AsSpan(offset, len));

    public override short ReadInt16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    public override int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public override long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    protected override void Dispose(bool disposing)
    {
        // The file was closed when it was read.
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - at)
        {
            throw Past(at, count);
        }

        at += count;
        return bytes.AsSpan(at - count, count);
    }

    private FileReadException Past(long position, int count) =>
        new($"read past the end of {this}: {count} bytes at {position} of {bytes.Length}");
}
