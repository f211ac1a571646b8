using SearchCore.Entities.Gazetteers;

namespace SearchCore.Entities.Text;

/// <summary>Breaks text into words with what stands between them, in one pass and without a string.</summary>
internal static class Tokenizer
{
    /// <summary>Words longer than this are no names and are looked up nowhere.</summary>
    private const int MaxWord = 64;

    private const byte Lower = 1, Upper = 2, Digit = 3, Mark = 4;

    private static readonly byte[] Ascii = BuildAscii();

    /// <summary>Appends the words of <c>text[from..to]</c> to the list.</summary>
    public static void Run(ReadOnlySpan<char> text, int from, int to, Gazetteer gazetteer, TokenList tokens)
    {
        Span<char> folded = stackalloc char[MaxWord];
        var gap = Gap.Line;
        var i = from;
        while (i < to)
        {
            var c = text[i];
            if (c == ' ')
            {
                gap |= Gap.Space;
                i++;
                continue;
            }

            var kind = Classify(c);
            if (kind is not (Lower or Upper or Digit))
            {
                gap |= Separator(text, i, from, to, gap, tokens, gazetteer);
                i++;
                continue;
            }

            if ((c | 0x20) is 'h' or 'w' && IsAddress(text, i, to))
            {
                while (i < to && !char.IsWhiteSpace(text[i]) && text[i] is not (')' or ']' or '>' or '"'))
                {
                    i++;
                }

                gap |= Gap.Other;
                continue;
            }

            ref var token = ref tokens.Add();
            token.Gap = gap;
            var end = Plain(text, i, to, folded, gazetteer, ref token);
            i = end > 0 ? end : Word(text, i, to, folded, gazetteer, ref token);
            gap = Gap.None;
        }
    }

    // Nearly every word of nearly every text: ASCII letters, small but for the first, and behind them nothing that could belong to the word. 0 for any other.
    private static int Plain(ReadOnlySpan<char> text, int start, int to, Span<char> folded, Gazetteer gazetteer, ref Token token)
    {
        var i = start;
        var capital = char.IsAsciiLetterUpper(text[i]);
        i += capital ? 1 : 0;
        while (i < to && char.IsAsciiLetterLower(text[i]))
        {
            i++;
        }

        var length = i - start;
        if (length > MaxWord || length < (capital ? 2 : 1) || (i < to && text[i] is not (' ' or ',' or '\n' or '\r') && !(text[i] == '.' && length > 1)))
        {
            return 0;
        }

        var word = text[start..i];
        if (capital)
        {
            word.CopyTo(folded);
            folded[0] |= ' ';
            word = folded[..length];
        }

        token.Flags = TokenFlags.None;
        (token.Start, token.End) = (start, i);
        token.Shape = capital ? Shape.Capitalized : Shape.Lower;
        Look(word, TermTable.Hash(word), gazetteer, ref token);
        return i;
    }

    private static void Look(ReadOnlySpan<char> folded, ulong hash, Gazetteer gazetteer, ref Token token)
    {
        token.Hash = hash;
        (token.Term, token.Traits) = gazetteer.Resolve(folded, hash);
        token.Memory = -1;
    }

    private static int Word(ReadOnlySpan<char> text, int i, int to, Span<char> folded, Gazetteer gazetteer, ref Token token)
    {
        int length = 0, uppers = 0, lowers = 0, digits = 0, dots = 0, sinceDot = 0;
        var firstUpper = Classify(text[i]) == Upper;
        token.Start = i;
        token.Flags = TokenFlags.None;
        var end = i;
        for (; i < to; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterLower(c) && length < MaxWord)
            {
                folded[length++] = c;
                lowers++;
                sinceDot++;
                end = i + 1;
                continue;
            }

            var kind = Classify(c);
            if (kind is Lower or Upper or Digit)
            {
                uppers += kind == Upper ? 1 : 0;
                lowers += kind == Lower ? 1 : 0;
                digits += kind == Digit ? 1 : 0;
                sinceDot++;
                Append(Folding.Fold(c), folded, ref length);
                end = i + 1;
                continue;
            }

            if (kind == Mark)
            {
                continue;
            }

            var next = i + 1 < to ? text[i + 1] : '\0';
            var nextKind = Classify(next);
            var nextIsLetter = nextKind is Lower or Upper;
            if (c is '\'' or '\u2019' or '\u02BC' or '`')
            {
                if (next is 's' or 'S' && (i + 2 >= to || Classify(text[i + 2]) is not (Lower or Upper or Digit)))
                {
                    token.Flags |= TokenFlags.Possessive;
                    i += 2;
                    break;
                }

                if (nextIsLetter)
                {
                    continue;
                }

                if (end > token.Start && text[end - 1] is 's' or 'S' && uppers > 0 && c != '`')
                {
                    token.Flags |= TokenFlags.Possessive;
                    i++;
                }

                break;
            }

            if (c == '&' && nextIsLetter && digits == 0 && uppers > 0 && nextKind == Upper)
            {
                Append('&', folded, ref length);
                continue;
            }

            if (c == '.' && uppers > 0 && lowers == 0 && digits == 0 && sinceDot == 1)
            {
                var letterFollows = nextKind == Upper && (i + 2 >= to || Classify(text[i + 2]) is not (Lower or Upper or Digit));
                dots++;
                sinceDot = 0;
                end = i + 1;
                if (letterFollows)
                {
                    Append('.', folded, ref length);
                    continue;
                }

                i++;
            }

            break;
        }

        token.End = end;
        (token.Term, token.Traits, token.Memory) = (-1, Traits.None, -1);
        var word = folded[..Math.Min(length, MaxWord)];
        token.Hash = TermTable.Hash(word);
        if (length is > 0 and <= MaxWord)
        {
            Look(word, token.Hash, gazetteer, ref token);
        }

        token.Shape = digits > 0 && uppers + lowers <= digits && !firstUpper ? Shape.Number
            : dots > 0 ? uppers > 1 ? Shape.Dotted : Shape.Initial
            : uppers == 1 && lowers + digits == 0 ? Shape.Initial
            : uppers > 1 && lowers == 0 ? Shape.AllCaps
            : firstUpper ? uppers == 1 ? Shape.Capitalized : Shape.Mixed
            : uppers > 0 ? Shape.Mixed : Shape.Lower;
        return i;
    }

    private static void Append(char c, Span<char> folded, ref int length)
    {
        if (c == '\0')
        {
            return;
        }

        if (length < MaxWord)
        {
            folded[length] = c;
        }

        if (length <= MaxWord)
        {
            length++;
        }
    }

    private static Gap Separator(ReadOnlySpan<char> text, int i, int from, int to, Gap gap, TokenList tokens, Gazetteer gazetteer)
    {
        var c = text[i];
        switch (c)
        {
            case ' ' or '\t' or '\u00A0' or '\u202F':
                return Gap.Space;
            case '\r':
                return Gap.Space;
            case '\n' or '\u2028' or '\u0085' or '\v' or '\f':
                return (gap & (Gap.Line | Gap.Paragraph)) != 0 ? Gap.Line | Gap.Paragraph : Gap.Line;
            case '\u2029':
                return Gap.Line | Gap.Paragraph;
            case ',':
                return Gap.Comma;
            case '.':
                var touches = gap == Gap.None && tokens.Count > 0;
                if (touches && i + 1 < to && text[i + 1] is ' ' or ',' or '\n' && IsAbbreviation(in tokens[tokens.Count - 1], gazetteer))
                {
                    return Gap.Abbreviation;
                }

                return i + 1 >= to || Classify(text[i + 1]) is not (Lower or Digit) ? Gap.SentenceEnd : Gap.Other;
            case '!' or '?' or '\u2026':
                return Gap.SentenceEnd;
            case '-' or '\u2010' or '\u2011':
                var joins = gap == Gap.None && tokens.Count > 0 && i > from && i + 1 < to && Classify(text[i + 1]) is Lower or Upper or Digit;
                return joins ? Gap.Hyphen : Gap.Dash;
            case '\u2013' or '\u2014' or '\u2015':
                return Gap.Dash;
            case '"' or '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' or '\'' or '\u2018' or '\u2019' or '`':
                return Gap.Quote;
            case '(' or '[' or '{':
                return Gap.Open;
            case ')' or ']' or '}':
                return Gap.Close;
            case ':' or ';':
                return Gap.Colon;
            case '&':
                return Gap.Ampersand;
            case '/':
                return Gap.Slash;
            case '@' or '#' or '_' or '\\':
                return i + 1 < to && Classify(text[i + 1]) is Lower or Upper ? Gap.Other | Gap.Glued : Gap.Other;
            default:
                return Folding.IsIgnorable(c) ? gap : Gap.Other;
        }
    }

    private static bool IsAbbreviation(ref readonly Token token, Gazetteer gazetteer) =>
        token.IsCapital && token.Term >= 0 && (token.Traits & Traits.Abbreviation) != 0;

    private static bool IsAddress(ReadOnlySpan<char> text, int i, int to)
    {
        if (i + 7 >= to || !((text[i] | 0x20) == 'h' ? (text[i + 3] | 0x20) == 'p' : text[i + 3] == '.' && (text[i] | 0x20) == 'w'))
        {
            return false;
        }

        var rest = text[i..to];
        return rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private static byte Classify(char c)
    {
        if (c < 128)
        {
            return Ascii[c];
        }

        if (char.IsLetter(c))
        {
            return char.IsUpper(c) ? Upper : Lower;
        }

        return char.IsDigit(c) ? Digit : Folding.IsIgnorable(c) ? Mark : (byte)0;
    }

    private static byte[] BuildAscii()
    {
        var classes = new byte[128];
        for (var c = '\0'; c < 128; c++)
        {
            classes[c] = char.IsAsciiLetterLower(c) ? Lower : char.IsAsciiLetterUpper(c) ? Upper : char.IsAsciiDigit(c) ? Digit : (byte)0;
        }

        return classes;
    }
}
