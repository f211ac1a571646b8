using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Bytes of a text file → text: by its byte order mark, else as UTF-8, else as Windows-1252.</summary>
internal static class ClippingText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Windows-1252's 0x80…0x9F; the five bytes it leaves undefined stay the control characters of Latin-1.</summary>
    private static ReadOnlySpan<char> Windows1252High =>
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>
    /// Decodes a file's bytes. <paramref name="repair"/> says what had to be guessed or replaced; null where nothing had.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes, out string? repair)
    {
        repair = null;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return Encoding.UTF32.GetString(bytes[4..]);
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return StrictUtf8.GetString(bytes);
        }

        repair = "not UTF-8: read as Windows-1252";
        return string.Create(bytes.Length, bytes, static (text, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                text[i] = source[i] is >= 0x80 and <= 0x9F ? Windows1252High[source[i] - 0x80] : (char)source[i];
            }
        });
    }

    /// <summary>The byte that Windows-1252 (or Latin-1, for the control characters) shows as this character; -1 for none.</summary>
    public static int ToWindows1252(char c)
    {
        if (c <= '\u00FF')
        {
            return c;
        }

        // The rest of the table lies in a few blocks: most text leaves here.
        if (c is > '\u2122' or (> '\u02DC' and < '\u2013'))
        {
            return -1;
        }

        var at = Windows1252High.IndexOf(c);
        return at < 0 ? -1 : 0x80 + at;
    }

    /// <summary>What a lone control character of 0x80…0x9F was meant to be: browsers read it as Windows-1252 too.</summary>
    public static char FromControl(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252High[c - 0x80] : c;
}
