using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>Takes the escapes out of JSON strings.</summary>
/// <remarks>
/// <see cref="System.Text.Json.Utf8JsonReader.CopyString(Span{byte})"/> throws for half a surrogate pair; here it becomes U+FFFD,
/// and so does NUL, without an exception on the way.
/// </remarks>
internal static class JsonText
{
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
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
            {
                raw.CopyTo(text[written..]);
                return written + raw.Length;
            }

            raw[..plain].CopyTo(text[written..]);
            written += plain;
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
