using System.Globalization;
using System.Text;

namespace SearchCore.Articles;

/// <summary>
/// Brings text of unknown origin into a form that fits a report: one line, at most 200 characters, nothing that steers a terminal or a log.
/// </summary>
internal static class OneLine
{
    /// <summary>The longest, in characters, so that reports stay small and hold few secrets.</summary>
    public const int MaxLength = 200;

    /// <summary>As much of a name as a message may hold, in quotes.</summary>
    public static string Quote(string name) => $"“{Of(name.AsSpan(0, Math.Min(name.Length, 64)))}”";

    /// <summary>
    /// The beginning of UTF-8 text. Controls, line separators, format characters (bidi overrides among them), unassigned and private ones
    /// become blanks, malformed bytes U+FFFD.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="most">The longest that comes of it, in characters but for one that says that there was more.</param>
    public static string Of(ReadOnlySpan<byte> utf8, int most = MaxLength)
    {
        var text = new StringBuilder(Math.Min(utf8.Length, most));
        while (!utf8.IsEmpty && text.Length < most)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            utf8 = utf8[length..];
            Append(text, rune);
        }

        if (most < MaxLength && !utf8.IsEmpty)
        {
            text.Append('…');
        }

        return text.ToString();
    }

    /// <summary>The beginning of UTF-16 text, likewise.</summary>
    public static string Of(ReadOnlySpan<char> chars)
    {
        var text = new StringBuilder(Math.Min(chars.Length, MaxLength));
        while (!chars.IsEmpty && text.Length < MaxLength)
        {
            Rune.DecodeFromUtf16(chars, out var rune, out var length);
            chars = chars[length..];
            Append(text, rune);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (text.Length + rune.Utf16SequenceLength > MaxLength)
        {
            text.Append('…');
            return;
        }

        var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
        text.Append(hidden ? " " : rune.ToString());
    }
}
