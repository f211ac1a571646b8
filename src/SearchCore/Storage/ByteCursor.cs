using Lucene.Net.Index;

namespace SearchCore.Storage;

/// <summary>Reads numbers of Lucene's from bytes in memory, never past their end.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes, string file)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>How many bytes were read.</summary>
    public readonly int At => at;

    public byte Byte() => at < bytes.Length ? bytes[at++] : throw Short();

    public int Int32() => unchecked((Byte() << 24) | (Byte() << 16) | (Byte() << 8) | Byte());

    public long Int64() => unchecked(((long)Int32() << 32) | (uint)Int32());

    /// <summary>A number of one to five bytes, from 0.</summary>
    public int VInt()
    {
        if (at < bytes.Length && bytes[at] < 0x80)
        {
            return bytes[at++];
        }

        return AnyInt() is >= 0 and var value ? value : throw Wrong();
    }

    /// <summary>A number of one to five bytes: any number.</summary>
    public int AnyInt()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            uint next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                // Of the fifth byte four bits are left.
                return shift < 28 || next <= 0xF ? unchecked((int)value) : throw Wrong();
            }
        }

        throw Wrong();
    }

    /// <summary>A number of one to nine bytes, from 0.</summary>
    public long VLong()
    {
        long value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            long next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Wrong();
    }

    /// <summary>A number of one to nine bytes, of which the ninth has eight bits: any number.</summary>
    public long WholeLong()
    {
        long value = 0;
        for (var shift = 0; shift < 56; shift += 7)
        {
            long next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        return value | ((long)Byte() << 56);
    }

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - at)
        {
            throw Short();
        }

        at += count;
        return bytes.Slice(at - count, count);
    }

    private readonly CorruptIndexException Short() => new($"{file} is damaged: it ends within a number or a text");

    private readonly CorruptIndexException Wrong() => new($"{file} is damaged: a number in it is too large");
}
