using System.Globalization;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// Text of others made fit for a terminal. Articles, file names, queries and messages that quote them can hold escape sequences that
/// rewrite the screen or the clipboard, and characters that turn the reading order around: they are shown, never sent.
/// </summary>
internal static class SafeText
{
    /// <summary>The most marks on one letter; a pile of thousands would climb over the lines above.</summary>
    private const int MaxMarks = 6;

    /// <summary>One line: white space of every kind becomes single blanks, the rest as <see cref="Block"/>.</summary>
    public static string Line(string? text) => Make(text, keepLines: false);

    /// <summary>
    /// Several lines: line breaks stay, tabs become blanks; everything that could act on a terminal is shown as <c>\xNN</c> or
    /// <c>\uNNNN</c>.
    /// </summary>
    public static string Block(string? text) => Make(text, keepLines: true);

    /// <summary>Whether a character must not reach a terminal as it is.</summary>
    public static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,

        // Joiners shape letters in many scripts and act on nothing else; the other format characters are bidirectional controls, tags,
        // fillers.
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D or 0x00AD),

        // What is no character and never will be; XML and fonts have no place for it.
        UnicodeCategory.OtherNotAssigned => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF,
        _ => false,
    };

    private static string Make(string? text, bool keepLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (IsPlain(text, keepLines))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (keepLines && rune.Value == '\n')
            {
                safe.Append('\n');
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                if (keepLines || (safe.Length > 0 && safe[^1] != ' '))
                {
                    safe.Append(rune.Value == '\r' && keepLines ? "" : " ");
                }
            }
            else if (IsUnsafe(rune))
            {
                safe.Append(Shown(rune.Value));
            }
            else
            {
                marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
                if (marks <= MaxMarks)
                {
                    safe.Append(rune);
                }
            }
        }

        return safe.ToString();
    }

    private static string Shown(int value) => value switch
    {
        <= 0xFF => $"\\x{value:X2}",
        <= 0xFFFF => $"\\u{value:X4}",
        _ => $"\\U{value:X8}",
    };

    private static bool IsPlain(string text, bool keepLines)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' && !(keepLines && c == '\n'))
            {
                return false;
            }

            if (!keepLines && c == ' ' && previous == ' ')
            {
                return false;
            }

            previous = c;
        }

        return true;
    }
}
