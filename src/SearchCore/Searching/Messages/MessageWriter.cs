using System.Buffers.Binary;
using System.Text;

namespace SearchCore.Searching.Messages;

/// <summary>
/// Writes what members of a search tell each other as bytes: numbers in as few as they need (seven bits a byte, the sign in the lowest
/// bit), texts as UTF-8 behind their length. For one thread.
/// </summary>
internal sealed class MessageWriter
{
    private const int First = 256, LongestNumber = 10;

    private byte[] bytes = new byte[First];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes until now. Good until the next is written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Flag(bool value) => Room(1)[0] = value ? (byte)1 : (byte)0;

    public void Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);

    public void Real(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    /// <summary>A text that may be null.</summary>
    public void Optional(string? value)
    {
        Flag(value is not null);
        if (value is not null)
        {
            Text(value);
        }
    }

    /// <summary>Bytes behind their length.</summary>
    public void Block(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        value.CopyTo(Room(value.Length));
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<MessageWriter, T> write)
    {
        Unsigned((ulong)values.Count);
        foreach (var value in values)
        {
            write(this, value);
        }
    }

    public void Texts(IReadOnlyCollection<string> values) => List(values, (writer, value) => writer.Text(value));

    private void Unsigned(ulong value)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            digits[count++] = (byte)(value | 0x80);
        }

        digits[count++] = (byte)value;
        digits[..count].CopyTo(Room(count));
    }

    private Span<byte> Room(int size)
    {
        if (bytes.Length - Length < size)
        {
            Array.Resize(ref bytes, Math.Max(checked(Length + size), 2 * bytes.Length));
        }

        var room = bytes.AsSpan(Length, size);
        Length += size;
        return room;
    }
}
