using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Undoes UTF-8 that was read as Latin-1 or Windows-1252, once or several times over: <c>â€™</c>, and <c>Ã¢Â\x80Â\x99</c>, become <c>’</c>.
/// </summary>
/// <remarks>
/// Each sequence is judged by itself, because such texts are seldom damaged throughout. The sequences that real text holds by
/// chance (a capital with an accent before a quotation mark) are left alone unless the next character speaks for damage. Linear.
/// </remarks>
internal static class Mojibake
{
    /// <summary>Three times through the wrong decoder is the most that was ever seen in the wild.</summary>
    private const int MaxPasses = 3;

    /// <summary>The repaired text; the same instance where there is nothing to repair.</summary>
    public static string Repair(string text)
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var repaired = RepairOnce(text);
            if (ReferenceEquals(repaired, text))
            {
                break;
            }

            text = repaired;
        }

        return text;
    }

    private static string RepairOnce(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        var runEnd = -1;
        for (var i = text.AsSpan().IndexOfAnyInRange('\u00C2', '\u00F4'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] is < '\u00C2' or > '\u00F4')
            {
                continue;
            }

            var length = SequenceLength(text, i, out var scalar);
            if (length == 0)
            {
                continue;
            }

            if (!IsLikely(text, i, length, scalar) && runEnd != i)
            {
                continue;
            }

            result ??= new StringBuilder(text.Length);
            result.Append(text, copied, i - copied).Append(new Rune(scalar).ToString());
            copied = runEnd = i + length;
            i = copied - 1;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>How many characters from here are the bytes of one character in UTF-8; 0 for none.</summary>
    private static int SequenceLength(string text, int start, out int scalar)
    {
        var lead = (int)text[start];
        var length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        scalar = lead & (0xFF >> (length + 1));
        if (start + length > text.Length)
        {
            return 0;
        }

        for (var i = 1; i < length; i++)
        {
            var next = ClippingText.ToWindows1252(text[start + i]);
            if (next is < 0x80 or > 0xBF)
            {
                return 0;
            }

            scalar = (scalar << 6) | (next & 0x3F);
        }

        var smallest = length switch { 2 => 0x80, 3 => 0x800, _ => 0x10000 };
        return scalar >= smallest && Rune.IsValid(scalar) ? length : 0;
    }

    private static bool IsLikely(string text, int start, int length, int scalar)
    {
        switch (text[start])
        {
            // Latin-1's own range, general punctuation, ligatures and forms, emoji: nobody writes these sequences on purpose.
            case '\u00C2' or '\u00C3' or '\u00E2' or '\u00EF' or '\u00F0':
                return true;
            default:
                // Elsewhere the characters after the lead must be of the kind that no one types after a letter: a control
                // character, or one that a letter follows as no closing quotation mark would be followed.
                for (var i = 1; i < length; i++)
                {
                    if (text[start + i] is >= '\u0080' and <= '\u009F')
                    {
                        return true;
                    }
                }

                var after = start + length;
                return length == 2 && scalar < 0x500 && after < text.Length && IsAsciiLetter(text[after])
                    && start > 0 && (IsAsciiLetter(text[start - 1]) || text[start - 1] == ' ');
        }
    }

    private static bool IsAsciiLetter(char c) => char.IsAsciiLetter(c);
}
