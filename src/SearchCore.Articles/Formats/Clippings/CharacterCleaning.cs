using System.Text;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>
/// Brings the characters of a clipping into form: one kind of line break, one kind of blank, nothing the index cannot hold.
/// </summary>
internal static class CharacterCleaning
{
    /// <summary>
    /// Line breaks of every kind become <c>\n</c>, blanks of every width a space, a tab two; NUL goes, lone surrogates become U+FFFD, stray
    /// control characters of 0x80…0x9F what Windows-1252 has there, and a lone <c>Â</c> (half of a misread no-break space) goes.
    /// <paramref name="damaged"/> counts NULs and surrogates.
    /// </summary>
    public static string Clean(string text, out int damaged)
    {
        damaged = 0;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var plain = text.AsSpan(i).IndexOfAnyExceptInRange(' ', '~');
            plain = plain < 0 ? text.Length - i : plain;
            result.Append(text, i, plain);
            i += plain;
            if (i == text.Length)
            {
                break;
            }

            var c = text[i];
            switch (c)
            {
                case '\r':
                    if (i + 1 >= text.Length || text[i + 1] != '\n')
                    {
                        result.Append('\n');
                    }

                    break;
                case '\v' or '\f' or '\u2028':
                    result.Append('\n');
                    break;
                case '\u2029':
                    result.Append("\n\n");
                    break;
                case '\t':
                    result.Append("  ");
                    break;
                case '\0':
                    damaged++;
                    break;
                case '\u00C2' when IsBlank(text, i - 1) && IsBlank(text, i + 1):
                    break;
                case >= '\u0080' and <= '\u009F':
                    result.Append(ClippingText.FromControl(c));
                    break;
                case '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000':
                    result.Append(' ');
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        result.Append(c).Append(text[++i]);
                    }
                    else
                    {
                        result.Append('\uFFFD');
                        damaged++;
                    }

                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    private static bool IsBlank(string text, int at) => at < 0 || at >= text.Length || char.IsWhiteSpace(text[at]);
}
