using System.Buffers;

namespace SearchCore.Queries.Syntax;

/// <summary>
/// What counts as a quotation mark: whatever an editor, a keyboard or another language makes of one. Apostrophes are none, nor is a
/// straight mark between two letters of Hebrew: there it is typed for the gershayim of an acronym.
/// </summary>
internal static class Quotes
{
    private const string Marks = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A\u301D\u301E\u301F\uFF02";

    private static readonly SearchValues<char> All = SearchValues.Create(Marks);

    public static bool IsQuote(char c) => All.Contains(c);

    /// <summary>Whether a quotation mark stands at a place of a text.</summary>
    public static bool IsQuote(ReadOnlySpan<char> text, int at) => IsQuote(text[at]) && !IsGershayim(text, at);

    /// <summary>
    /// The place of the mark that ends a phrase, or -1. A straight mark is ended by a straight one, a curly one by any curly one; where
    /// there is none such, by any.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="open">The place of the mark that begins it.</param>
    public static int FindEnd(ReadOnlySpan<char> text, int open)
    {
        var straight = IsStraight(text[open]);
        var any = -1;
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (IsQuote(text, i))
            {
                if (IsStraight(text[i]) == straight)
                {
                    return i;
                }

                any = any < 0 ? i : any;
            }
        }

        return any;
    }

    // A letter may have points behind it.
    private static bool IsGershayim(ReadOnlySpan<char> text, int at) => text[at] == '"' && at > 0 && at + 1 < text.Length
        && text[at - 1] is >= '\u0591' and <= '\u05EA' && text[at + 1] is >= '\u05D0' and <= '\u05EA';

    private static bool IsStraight(char mark) => mark is '"' or '\uFF02';
}
