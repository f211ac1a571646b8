using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>Finds the end of JSON strings and takes the escapes out of them.</summary>
/// <remarks>
/// <see cref="System.Text.Json.Utf8JsonReader.CopyString(Span{byte})"/> throws for half a surrogate pair; here it becomes U+FFFD,
/// and so does NUL, without an exception on the way.
/// </remarks>
internal static class JsonText
{
    /// <summary>Finds where a string ends.</summary>
    /// <param name="text">What follows the opening quote, in well-formed UTF-8.</param>
    /// <param name="length">How many bytes stand before the closing quote.</param>
    /// <param name="isEscaped">Whether there are escapes among them.</param>
    /// <returns>False where the string does not end, or is none that JSON allows (RFC 8259, section 7).</returns>
    public static bool TryMeasure(ReadOnlySpan<byte> text, out int length, out bool isEscaped)
    {
        (length, isEscaped) = (0, false);
        while (true)
        {
            var rest = text[length..];
            var plain = PlainLength(rest);
            if (plain == rest.Length)
            {
                return false;
            }

            length += plain;
            if (rest[plain] == '"')
            {
                return true;
            }

            var escape = EscapeLength(rest[plain..]);
            if (escape == 0)
            {
                return false;
            }

            isEscaped = true;
            length += escape;
        }
    }

    /// <summary>Writes the text of a JSON string.</summary>
    /// <param name="raw">What stands between the quotes; its escapes must be well-formed, as a JSON reader has checked.</param>
    /// <param name="text">Room for as many bytes as <paramref name="raw"/> has: no escape is shorter than what it stands for.</param>
    /// <param name="repaired">Set where something became U+FFFD; else left alone.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> text, ref bool repaired)
    {
        var written = 0;
        while (true)
        {
            var plain = CopyPlain(raw, text[written..]);
            written += plain;
            if (plain == raw.Length)
            {
                return written;
            }

            var escape = raw[plain + 1];
            raw = raw[(plain + 2)..];
            if (escape == 'u')
            {
                written += UnescapeUnicode(ref raw, text[written..], ref repaired);
            }
            else
            {
                text[written++] = escape switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => escape,
                };
            }
        }
    }

    // Copies what stands before the next backslash, 32 bytes at a time: there is room for as many as there are.
    private static int CopyPlain(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        var at = 0;
        ref var from = ref MemoryMarshal.GetReference(raw);
        ref var to = ref MemoryMarshal.GetReference(text[..raw.Length]);
        for (; at + Vector256<byte>.Count <= raw.Length; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref from, (nuint)at);
            bytes.StoreUnsafe(ref to, (nuint)at);
            var escapes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
            if (escapes != 0)
            {
                return at + BitOperations.TrailingZeroCount(escapes);
            }
        }

        var rest = raw[at..];
        var plain = rest.IndexOf((byte)'\\');
        plain = plain < 0 ? rest.Length : plain;
        rest[..plain].CopyTo(text[at..]);
        return at + plain;
    }

    /// <summary>
    /// How many bytes stand before the next quote, backslash or control character (which may not stand in a string). Not by
    /// SearchValues, whose code a starting process has to compile: that costs more than it saves on the first 100 MB.
    /// </summary>
    private static int PlainLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            var special = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)(' ' - 1))), bytes);
            if (special != Vector256<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }

        while (at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            at++;
        }

        return at;
    }

    /// <summary>The length of the escape that begins here; 0 where none does.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\\', (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        [(byte)'\\', (byte)'u', var a, var b, var c, var d, ..] when char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b)
            && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d) => 6,
        _ => 0,
    };

    private static int UnescapeUnicode(ref ReadOnlySpan<byte> raw, Span<byte> text, ref bool repaired)
    {
        var unit = Unit(raw);
        raw = raw[4..];
        if (char.IsHighSurrogate(unit) && raw is [(byte)'\\', (byte)'u', ..] && Rune.TryCreate(unit, Unit(raw[2..]), out var pair))
        {
            raw = raw[6..];
            return pair.EncodeToUtf8(text);
        }

        if (unit == 0 || !Rune.TryCreate(unit, out var rune))
        {
            repaired = true;
            rune = Rune.ReplacementChar;
        }

        return rune.EncodeToUtf8(text);
    }

    private static char Unit(ReadOnlySpan<byte> digits) =>
        (char)((Digit(digits[0]) << 12) | (Digit(digits[1]) << 8) | (Digit(digits[2]) << 4) | Digit(digits[3]));

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
