using System.Globalization;
using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>
/// Brings text of unknown origin into a form that fits a report: one line, at most 200 characters, nothing that steers a terminal or a log.
/// </summary>
internal static class OneLine
{
    /// <summary>
    /// The beginning of UTF-8 text. Controls, line separators, format characters (bidi overrides among them), unassigned and
    /// private ones become
    /// blanks, malformed bytes U+FFFD.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder(Math.Min(utf8.Length, RejectedRecord.MaxExcerpt));
        while (!utf8.IsEmpty && text.Length < RejectedRecord.MaxExcerpt)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            utf8 = utf8[length..];
            Append(text, rune);
        }

        return text.ToString();
    }

    /// <summary>The beginning of UTF-16 text, likewise.</summary>
    public static string Of(ReadOnlySpan<char> chars)
    {
        var text = new StringBuilder(Math.Min(chars.Length, RejectedRecord.MaxExcerpt));
        while (!chars.IsEmpty && text.Length < RejectedRecord.MaxExcerpt)
        {
            Rune.DecodeFromUtf16(chars, out var rune, out var length);
            chars = chars[length..];
            Append(text, rune);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (text.Length + rune.Utf16SequenceLength > RejectedRecord.MaxExcerpt)
        {
            text.Append('…');
            return;
        }

        var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
        text.Append(hidden ? " " : rune.ToString());
    }
}
