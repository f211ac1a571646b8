using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace SearchCore.Articles.Formats.Reuters;

/// <summary>Text and dates as Reuters-21578 writes them.</summary>
internal static class ReutersText
{
    /// <summary>What needs a look: references, controls but tab and line ends, and everything that is not ASCII.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => b is '&' or >= 0x7F || (b < 0x20 && b is not (9 or 10 or 13))).Select(b => (byte)b)]);

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:"u8);

    /// <summary>What becomes of white space. Either way there is none at the ends.</summary>
    public enum Space
    {
        /// <summary>It stays.</summary>
        Kept,

        /// <summary>Each run becomes one blank.</summary>
        Collapsed,
    }

    /// <summary>The most bytes that so many bytes become: a stray Latin-1 byte becomes two.</summary>
    public static int MaxDecoded(int length) => checked(length * 2);

    /// <summary>Decodes references and drops what is no text.</summary>
    /// <param name="raw">Text of an element.</param>
    /// <param name="text">Room for <see cref="MaxDecoded"/> bytes.</param>
    /// <param name="space">What becomes of white space.</param>
    /// <param name="repaired">Whether something was dropped or guessed, but for the marks of start and end of text (<c>&amp;#2;
    /// &amp;#3;</c>).</param>
    /// <param name="unknown">The first reference that is not known, as it stands; empty where there is none.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> text, Space space, out bool repaired, out ReadOnlySpan<byte> unknown)
    {
        repaired = false;
        unknown = default;
        var written = 0;
        while (true)
        {
            var special = raw.IndexOfAny(Special);
            var plain = special < 0 ? raw : raw[..special];
            plain.CopyTo(text[written..]);
            written += plain.Length;
            if (special < 0)
            {
                break;
            }

            raw = raw[special..];
            if (raw[0] == '&')
            {
                var reference = raw;
                written += DecodeReference(ref raw, text[written..], ref repaired, out var isKnown);
                unknown = isKnown || !unknown.IsEmpty ? unknown : reference[..^raw.Length];
            }
            else if (raw[0] < 0x80)
            {
                repaired |= raw[0] is not (2 or 3);
                raw = raw[1..];
            }
            else
            {
                written += DecodeHigh(ref raw, text[written..], ref repaired);
            }
        }

        return space == Space.Kept ? Trim(text[..written]) : Collapse(text[..written]);
    }

    /// <summary>Reads <c> 9-APR-1987 13:32:06.7</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The date; where the time cannot be read, midnight.</param>
    /// <param name="repaired">Whether something stands after it, or the time cannot be read.</param>
    /// <returns>Whether there is a date.</returns>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out ArticleDate date, out bool repaired)
    {
        date = default;
        repaired = false;
        text = text.Trim(" \t\r\n"u8);
        if (!TakeNumber(ref text, 2, out var day) || !Take(ref text, (byte)'-') || text.Length < 4 || text[3] != '-')
        {
            return false;
        }

        var month = Month(text[..3]);
        text = text[4..];
        if (month == 0 || !TakeNumber(ref text, 4, out var year) || year == 0 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = ArticleDate.FromDay(year, month, day);
        if (text.IsEmpty)
        {
            return true;
        }

        var time = text.TrimStart((byte)' ');
        if (time.Length == text.Length || !TakeNumber(ref time, 2, out var hour) || !Take(ref time, (byte)':')
            || !TakeNumber(ref time, 2, out var minute)
            || !Take(ref time, (byte)':') || !TakeNumber(ref time, 2, out var second) || hour > 23 || minute > 59 || second > 60)
        {
            repaired = true;
            return true;
        }

        if (Take(ref time, (byte)'.'))
        {
            var end = time.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            time = end < 0 ? [] : time[end..];
        }

        repaired = second == 60 || !time.IsEmpty;
        date = new ArticleDate(date.UnixSeconds + (hour * 3600) + (minute * 60) + Math.Min(second, 59));
        return true;
    }

    /// <summary>Whether text begins with something, in any ASCII case.</summary>
    public static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    /// <summary>Where something stands first, in any ASCII case; -1 where it does not.</summary>
    public static int IndexOfIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        for (var i = 0; i + part.Length <= text.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(text.Slice(i, part.Length), part))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where something stands last, in any ASCII case; -1 where it does not.</summary>
    public static int LastIndexOfIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        for (var i = text.Length - part.Length; i >= 0; i--)
        {
            if (Ascii.EqualsIgnoreCase(text.Slice(i, part.Length), part))
            {
                return i;
            }
        }

        return -1;
    }

    private static int DecodeReference(ref ReadOnlySpan<byte> raw, Span<byte> text, ref bool repaired, out bool isKnown)
    {
        isKnown = true;
        // &name; &#10; &#xA; - an ampersand before anything else stands for itself.
        var end = raw[..Math.Min(raw.Length, 40)].IndexOf((byte)';');
        var name = end > 1 ? raw[1..end] : [];
        if (name is [(byte)'#', .. var digits] && TryNumber(digits, out var code))
        {
            raw = raw[(end + 1)..];
            if (code is 9 or 10 or 13 or (>= 0x20 and < 0x7F) or >= 0xA0 && Rune.TryCreate(code, out var rune))
            {
                return rune.EncodeToUtf8(text);
            }

            repaired |= code is not (2 or 3);
            return 0;
        }

        text[0] = (byte)'&';
        if (name.IsEmpty || !char.IsAsciiLetter((char)name[0]) || name.ContainsAnyExcept(NameBytes))
        {
            raw = raw[1..];
            return 1;
        }

        var named = name switch
        {
            _ when name.SequenceEqual("lt"u8) => (byte)'<',
            _ when name.SequenceEqual("gt"u8) => (byte)'>',
            _ when name.SequenceEqual("amp"u8) => (byte)'&',
            _ when name.SequenceEqual("quot"u8) => (byte)'"',
            _ when name.SequenceEqual("apos"u8) => (byte)'\'',
            _ => (byte)0,
        };
        isKnown = named != 0;
        text[0] = named;
        raw = raw[(end + 1)..];
        return 1;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out uint code)
    {
        var hex = digits is [(byte)'x' or (byte)'X', ..];
        digits = hex ? digits[1..] : digits;
        return Utf8Parser.TryParse(digits, out code, out var read, hex ? 'x' : 'D') && read == digits.Length
            && char.IsAsciiHexDigit((char)digits[0]);
    }

    private static int DecodeHigh(ref ReadOnlySpan<byte> raw, Span<byte> text, ref bool repaired)
    {
        // The collection is ASCII with one stray byte; a copy of it may have been brought to UTF-8.
        if (Rune.DecodeFromUtf8(raw, out var rune, out var length) != OperationStatus.Done)
        {
            (rune, length, repaired) = (new Rune(raw[0]), 1, true);
        }

        raw = raw[length..];
        if (Rune.IsControl(rune))
        {
            repaired = true;
            return 0;
        }

        return rune.EncodeToUtf8(text);
    }

    private static int Trim(Span<byte> text)
    {
        var trimmed = text.Trim(" \t\r\n"u8);
        trimmed.CopyTo(text);
        return trimmed.Length;
    }

    private static int Collapse(Span<byte> text)
    {
        var (written, pending) = (0, false);
        foreach (var value in text)
        {
            if (value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                pending = written > 0;
                continue;
            }

            if (pending)
            {
                text[written++] = (byte)' ';
                pending = false;
            }

            text[written++] = value;
        }

        return written;
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        var at = IndexOfIgnoreCase("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"u8, name);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : 0;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, int maxDigits, out int value)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? text : text[..end];
        value = 0;
        if (digits.IsEmpty || digits.Length > maxDigits)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            value = (value * 10) + digit - '0';
        }

        text = text[digits.Length..];
        return true;
    }
}
