using System.Buffers.Binary;
using System.Text;

namespace SearchCore.Searching.Messages;

/// <summary>
/// Reads what a <see cref="MessageWriter"/> wrote. Bytes that are no such message end as a <see cref="MessageException"/>, whatever they
/// are: nothing is reserved for more than there is. For one thread.
/// </summary>
/// <param name="bytes">The message.</param>
internal sealed class MessageReader(ReadOnlyMemory<byte> bytes)
{
    private int at;

    /// <summary>Whether everything was read.</summary>
    public bool AtEnd => at == bytes.Length;

    public bool Flag() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        _ => throw new MessageException("a flag is neither set nor unset"),
    };

    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of at most 32 bits.</summary>
    public int Small() => Number() is >= int.MinValue and <= int.MaxValue and var value
        ? (int)value
        : throw new MessageException("a number is too large");

    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public double Real() => BitConverter.UInt64BitsToDouble(Fixed());

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public string? Optional() => Flag() ? Text() : null;

    /// <summary>Bytes behind their length: a part of the message.</summary>
    public ReadOnlyMemory<byte> Block()
    {
        var length = Count();
        var block = bytes.Slice(at, length);
        at += length;
        return block;
    }

    public List<T> List<T>(Func<MessageReader, T> read)
    {
        var count = Count();
        var values = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(read(this));
        }

        return values;
    }

    public List<string> Texts() => List(reader => reader.Text());

    // Each of what is counted takes a byte at least.
    private int Count() => Unsigned() is var count && count <= (ulong)(bytes.Length - at)
        ? (int)count
        : throw new MessageException("it ends too early");

    private ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var digit = Take(1)[0];
            value |= (ulong)(digit & 0x7F) << shift;
            if (digit < 0x80)
            {
                return value;
            }
        }

        throw new MessageException("a number does not end");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (bytes.Length - at < count)
        {
            throw new MessageException("it ends too early");
        }

        at += count;
        return bytes.Span.Slice(at - count, count);
    }
}

/// <summary>Bytes are no message that this version reads.</summary>
/// <param name="message">Why.</param>
internal sealed class MessageException(string message) : Exception(message);
