using System.Buffers.Binary;
using System.Runtime.CompilerServices;

using Lucene.Net.Store;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Bytes in Lucene's encodings, gathered in an array that is used again, and written in large pieces: an <see cref="IndexOutput"/> takes
/// a virtual call and a checksum step for every byte.
/// </summary>
internal sealed class ByteSink
{
    private const int PieceBytes = 256 * 1024, MostOfANumber = 5;

    private byte[] bytes = new byte[1024];
    private IndexOutput? output;
    private long before;

    /// <summary>How many bytes are gathered and not written.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next byte stands in the file, or in what was gathered.</summary>
    public long Position => before + Count;

    /// <summary>The memory it holds.</summary>
    public int Capacity => bytes.Length;

    /// <summary>The array that holds it, from its first byte on.</summary>
    public byte[] Array => bytes;

    /// <summary>What is gathered and not written.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Count);

    /// <summary>Goes on in a file, after what stands in it.</summary>
    public void Open(IndexOutput file)
    {
        output = file;
        before = file.Position;
        Count = 0;
    }

    /// <summary>Writes what is gathered and lets go of the file.</summary>
    public void Close()
    {
        Drain();
        output = null;
        before = 0;
    }

    /// <summary>Lets go of the file and of what is gathered.</summary>
    public void Abandon()
    {
        output = null;
        before = 0;
        Count = 0;
    }

    /// <summary>Empties it.</summary>
    public void Clear() => Count = 0;

    /// <summary>Room for bytes, to be taken by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        Ensure(size);
        return bytes.AsSpan(Count);
    }

    /// <summary>Takes the first bytes of what <see cref="Reserve"/> gave.</summary>
    public void Advance(int size) => Count += size;

    public void WriteByte(byte value)
    {
        Ensure(1);
        bytes[Count++] = value;
    }

    public void Write(ReadOnlySpan<byte> source)
    {
        source.CopyTo(Reserve(source.Length));
        Count += source.Length;
    }

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Reserve(sizeof(long)), value);
        Count += sizeof(long);
    }

    /// <summary>Seven bits a byte, the low ones first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVInt(int value)
    {
        if ((uint)value < 0x80 && Count < bytes.Length)
        {
            bytes[Count++] = (byte)value;
        }
        else
        {
            WriteLong((uint)value);
        }
    }

    /// <summary>The same of several numbers.</summary>
    public void WriteVInts(ReadOnlySpan<int> values)
    {
        Ensure(values.Length * MostOfANumber);
        var to = bytes.AsSpan(Count);
        var at = 0;
        foreach (var value in values)
        {
            var rest = (uint)value;
            for (; rest >= 0x80; rest >>= 7)
            {
                to[at++] = (byte)(rest | 0x80);
            }

            to[at++] = (byte)rest;
        }

        Count += at;
    }

    /// <summary>The same of 64 bits.</summary>
    public void WriteVLong(long value) => WriteLong((ulong)value);

    private void WriteLong(ulong value)
    {
        Ensure(10);
        while (value >= 0x80)
        {
            bytes[Count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[Count++] = (byte)value;
    }

    private void Ensure(int size)
    {
        if (bytes.Length - Count >= size)
        {
            return;
        }

        if (output is not null && Count >= PieceBytes)
        {
            Drain();
        }

        if (bytes.Length - Count < size)
        {
            System.Array.Resize(ref bytes, Analysis.Capacity.For(Math.Max(output is null ? 0 : PieceBytes, (long)Count + size)));
        }
    }

    private void Drain()
    {
        output!.WriteBytes(bytes, 0, Count);
        before += Count;
        Count = 0;
    }
}
