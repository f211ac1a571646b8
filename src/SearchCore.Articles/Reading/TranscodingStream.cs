using System.Buffers.Binary;
using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>Turns UTF-16 and UTF-32 into UTF-8 as it is read.</summary>
/// <remarks>
/// What is no character (half a surrogate pair, a value past U+10FFFF, a unit cut off at the end) becomes the byte 0xFF, which no UTF-8
/// has: so the record it stands in is treated as any other with malformed text, and the rest goes on.
/// </remarks>
internal sealed class TranscodingStream(Stream inner, TranscodingStream.Form form) : ForwardStream
{
    private readonly byte[] input = new byte[16 * 1024];
    private readonly byte[] output = new byte[16 * 1024 * 2];
    private int inputLength;
    private int start;
    private int end;
    private bool ended;

    /// <summary>How characters are written.</summary>
    public enum Form
    {
        Utf16Little,
        Utf16Big,
        Utf32Little,
        Utf32Big,
    }

    public override int Read(Span<byte> buffer)
    {
        while (start == end)
        {
            if (ended)
            {
                return 0;
            }

            Refill();
        }

        var length = Math.Min(buffer.Length, end - start);
        output.AsSpan(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Refill()
    {
        (start, end) = (0, 0);
        var read = inner.Read(input.AsSpan(inputLength));
        ended = read == 0;
        inputLength += read;
        var units = input.AsSpan(0, inputLength);
        while (TakeRune(ref units, out var rune, out var malformed))
        {
            if (malformed)
            {
                output[end++] = 0xFF;
            }
            else
            {
                end += rune.EncodeToUtf8(output.AsSpan(end));
            }
        }

        units.CopyTo(input);
        inputLength = units.Length;
    }

    /// <summary>Takes one character, or what stands in the place of one; false where more input is needed, or all is taken.</summary>
    private bool TakeRune(ref Span<byte> units, out Rune rune, out bool malformed)
    {
        rune = default;
        malformed = false;
        var unit = form is Form.Utf16Little or Form.Utf16Big ? 2 : 4;
        if (units.Length < unit)
        {
            malformed = ended && !units.IsEmpty;
            units = malformed ? [] : units;
            return malformed;
        }

        if (unit == 4)
        {
            var value = form == Form.Utf32Little ? BinaryPrimitives.ReadUInt32LittleEndian(units)
                : BinaryPrimitives.ReadUInt32BigEndian(units);
            malformed = !Rune.TryCreate(value, out rune);
        }
        else
        {
            var first = ReadChar(units);
            if (char.IsHighSurrogate(first))
            {
                if (units.Length < 4 && !ended)
                {
                    return false;
                }

                malformed = units.Length < 4 || !Rune.TryCreate(first, ReadChar(units[2..]), out rune);
                unit = malformed ? 2 : 4;
            }
            else
            {
                malformed = !Rune.TryCreate(first, out rune);
            }
        }

        units = units[unit..];
        return true;
    }

    private char ReadChar(ReadOnlySpan<byte> units) => (char)(form == Form.Utf16Little
        ? BinaryPrimitives.ReadUInt16LittleEndian(units)
        : BinaryPrimitives.ReadUInt16BigEndian(units));
}
