namespace SearchCore.Entities.Text;

/// <summary>Breaks text into words with what stands between them, in one pass and without a string.</summary>
internal static class Tokenizer
{
    /// <summary>In UTF-16 code units.</summary>
    private const int ShortestAddress = 8;

    /// <summary>Appends the words of <c>text[from..to]</c> to the list.</summary>
    public static void Run(ReadOnlySpan<char> text, int from, int to, Vocabulary vocabulary, TokenList tokens)
    {
        var words = new WordScanner(text, to, vocabulary, stackalloc char[WordScanner.MaxWord]);
        var gap = Gap.Line;
        for (var i = from; i < to;)
        {
            var c = text[i];
            if (c == ' ')
            {
                gap |= Gap.Space;
                i++;
                continue;
            }

            var kind = CharKinds.Of(c);
            if (!CharKinds.IsLetterOrDigit(kind))
            {
                gap |= GapOf(kind, text, i, to, gap, tokens);
                i++;
                continue;
            }

            if ((c | 0x20) is 'h' or 'w' && IsAddress(text[i..to]))
            {
                i = AddressEnd(text, i, to);
                gap |= Gap.Other;
                continue;
            }

            ref var token = ref tokens.Add();
            token.Gap = gap;
            i = words.Read(i, ref token);
            gap = Gap.None;
        }
    }

    // What a character between words adds to the gap before it.
    private static Gap GapOf(CharKind kind, ReadOnlySpan<char> text, int i, int to, Gap before, TokenList tokens) => kind switch
    {
        CharKind.Mark => Gap.None,
        CharKind.Blank => Gap.Space,
        CharKind.LineBreak => (before & Gap.Line) != 0 ? Gap.Line | Gap.Paragraph : Gap.Line,
        CharKind.ParagraphBreak => Gap.Line | Gap.Paragraph,
        CharKind.Comma => Gap.Comma,
        CharKind.Period => GapOfPeriod(text, i, to, before, tokens),
        CharKind.SentenceEnd => Gap.SentenceEnd,
        CharKind.Hyphen => before == Gap.None && TouchesWord(text, i + 1, to) ? Gap.Hyphen : Gap.Dash,
        CharKind.Dash => Gap.Dash,
        CharKind.Quote or CharKind.Apostrophe or CharKind.Backquote => Gap.Quote,
        CharKind.Open => Gap.Open,
        CharKind.OpenAngle => Gap.Open | Gap.Other,
        CharKind.Close => Gap.Close,
        CharKind.Colon => Gap.Colon,
        CharKind.Ampersand => Gap.Ampersand,
        CharKind.Slash => Gap.Slash,
        CharKind.Prefix => CharKinds.IsLetter(CharKinds.At(text, i + 1, to)) ? Gap.Other | Gap.Glued : Gap.Other,
        _ => Gap.Other,
    };

    // Characters without width, such as word joiners, may stand between a hyphen and the word, and one line break: "Jean-", "Pierre".
    private static bool TouchesWord(ReadOnlySpan<char> text, int i, int to)
    {
        while (CharKinds.At(text, i, to) == CharKind.Mark)
        {
            i++;
        }

        if (CharKinds.At(text, i, to) == CharKind.LineBreak)
        {
            return CharKinds.At(text, i + 1, to) == CharKind.Upper;
        }

        return CharKinds.IsLetterOrDigit(CharKinds.At(text, i, to));
    }

    // "Dr. Vandervoort", the end of a sentence, or a period inside a name of a file.
    private static Gap GapOfPeriod(ReadOnlySpan<char> text, int i, int to, Gap before, TokenList tokens)
    {
        if (before == Gap.None && i + 1 < to && text[i + 1] is ' ' or ',' or '\n' && IsAbbreviation(in tokens[tokens.Count - 1]))
        {
            return Gap.Abbreviation;
        }

        return CharKinds.At(text, i + 1, to) is CharKind.Lower or CharKind.Digit ? Gap.Other : Gap.SentenceEnd;
    }

    private static bool IsAbbreviation(ref readonly TextToken token) => token.IsCapital && token.Is(Traits.Abbreviation);

    // The fourth character of an address rules out nearly every other word.
    private static bool IsAddress(ReadOnlySpan<char> rest) =>
        rest.Length >= ShortestAddress && (rest[3] | 0x20) is 'p' or '.'
        && (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    private static int AddressEnd(ReadOnlySpan<char> text, int i, int to)
    {
        while (i < to && !char.IsWhiteSpace(text[i]) && text[i] is not (')' or ']' or '>' or '"'))
        {
            i++;
        }

        return i;
    }
}
