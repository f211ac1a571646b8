namespace SearchCore.Entities.Text;

/// <summary>
/// The kinds of all characters: a table for Latin-1 and for the block of general punctuation, Unicode's categories for the rest.
/// </summary>
internal static class CharKinds
{
    private const int PunctuationStart = 0x2000;

    private static readonly CharKind[] Latin = Build(0, 0x100);
    private static readonly CharKind[] Punctuation = Build(PunctuationStart, 0x70);

    /// <summary>What a character is; half a surrogate pair is <see cref="CharKind.Other"/>.</summary>
    public static CharKind Of(char c)
    {
        if (c < Latin.Length)
        {
            return Latin[c];
        }

        var punctuation = (uint)(c - PunctuationStart);
        return punctuation < (uint)Punctuation.Length ? Punctuation[punctuation] : ByCategory(c);
    }

    /// <summary>Of a position in a text; <see cref="CharKind.Other"/> after its end.</summary>
    public static CharKind At(ReadOnlySpan<char> text, int at, int end) => at < end ? Of(text[at]) : CharKind.Other;

    public static bool IsLetter(CharKind kind) => kind <= CharKind.Upper;

    public static bool IsLetterOrDigit(CharKind kind) => kind <= CharKind.Digit;

    private static CharKind[] Build(int start, int length)
    {
        var kinds = new CharKind[length];
        for (var i = 0; i < length; i++)
        {
            kinds[i] = ByCategory((char)(start + i));
        }

        Set(" \t\r\u00A0\u202F", CharKind.Blank);
        Set("\n\v\f\u0085\u2028", CharKind.LineBreak);
        Set("\u2029", CharKind.ParagraphBreak);
        Set(",", CharKind.Comma);
        Set(".", CharKind.Period);
        Set("!?\u2026", CharKind.SentenceEnd);
        Set("-\u2010\u2011", CharKind.Hyphen);
        Set("\u2013\u2014\u2015", CharKind.Dash);
        Set("'\u2019", CharKind.Apostrophe);
        Set("`", CharKind.Backquote);
        Set("\"\u00AB\u00BB\u2018\u201C\u201D\u201E", CharKind.Quote);
        Set("([{", CharKind.Open);
        Set("<", CharKind.OpenAngle);
        Set(")]}>", CharKind.Close);
        Set(":;", CharKind.Colon);
        Set("&", CharKind.Ampersand);
        Set("/", CharKind.Slash);
        Set("@#_\\", CharKind.Prefix);
        return kinds;

        void Set(string characters, CharKind kind)
        {
            foreach (var c in characters)
            {
                if (c >= start && c < start + length)
                {
                    kinds[c - start] = kind;
                }
            }
        }
    }

    private static CharKind ByCategory(char c)
    {
        if (char.IsLetter(c))
        {
            return char.IsUpper(c) ? CharKind.Upper : CharKind.Lower;
        }

        return char.IsDigit(c) ? CharKind.Digit : Folding.IsIgnorable(c) ? CharKind.Mark : CharKind.Other;
    }
}
