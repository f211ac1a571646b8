namespace SearchCore.Entities.Text;

/// <summary>Reads one word of a text: how far it goes, what it is folded, how it is written.</summary>
/// <param name="text">The text.</param>
/// <param name="end">Where the text is taken to end (exclusive).</param>
/// <param name="vocabulary">What is known of words.</param>
/// <param name="folded">Room for <see cref="MaxWord"/> characters.</param>
internal readonly ref struct WordScanner(ReadOnlySpan<char> text, int end, Vocabulary vocabulary, Span<char> folded)
{
    /// <summary>Words longer than this are no names and are looked up nowhere; in folded characters.</summary>
    public const int MaxWord = 64;

    // What has been read of a word. Figures: digits and small letters. Code: digits and capitals, as in F16.
    private const byte Start = 0, Small = 1, Figures = 2, Capital = 3, Capitals = 4, Code = 5;

    // How a word ends: before the character, with a possessive 's, with the apostrophe of a plural's possessive, with an abbreviation's
    // period.
    private const byte Stop = 6, Possessive = 7, Plural = 8, Abbreviated = 9;

    // What a character is, given what follows it.
    private const int Lower = 0, Upper = 1, Digit = 2, Mark = 3, InnerQuote = 4, QuoteWithS = 5, QuoteBehindS = 6, InnerAnd = 7;
    private const int InnerPeriod = 8, LastPeriod = 9, Other = 10, Symbols = 11;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> folded = folded;

    private static ReadOnlySpan<byte> Steps =>
    [
        //             Lower     Upper     Digit    Mark      o'c       's          s'      &C        .C     .            other
        /* Start    */ Small,    Capital,  Figures, Start,    Stop,     Stop,       Stop,   Stop,     Stop,  Stop,        Stop,
        /* Small    */ Small,    Capitals, Figures, Small,    Small,    Possessive, Stop,   Stop,     Stop,  Stop,        Stop,
        /* Figures  */ Figures,  Code,     Figures, Figures,  Figures,  Possessive, Stop,   Stop,     Stop,  Stop,        Stop,
        /* Capital  */ Capitals, Capitals, Code,    Capital,  Capital,  Possessive, Plural, Capitals, Start, Abbreviated, Stop,
        /* Capitals */ Capitals, Capitals, Code,    Capitals, Capitals, Possessive, Plural, Capitals, Stop,  Stop,        Stop,
        /* Code     */ Code,     Code,     Code,    Code,     Code,     Possessive, Plural, Stop,     Stop,  Stop,        Stop,
    ];

    /// <summary>Reads the word that starts at a letter or digit; gives where to read on.</summary>
    public int Read(int start, ref TextToken token)
    {
        token.Start = start;
        token.Memory = -1;
        token.Flags = TokenFlags.None;
        var next = ReadPlain(start, ref token);
        return next > start ? next : ReadAny(start, ref token);
    }

    // Nearly every word of nearly every text: ASCII letters, small but for the first, and after them nothing that could belong to the
    // word. Gives the start for any other.
    private int ReadPlain(int start, ref TextToken token)
    {
        var i = start;
        var capital = char.IsAsciiLetterUpper(text[i]);
        i += capital ? 1 : 0;
        while (i < end && char.IsAsciiLetterLower(text[i]))
        {
            i++;
        }

        var length = i - start;
        if (length > MaxWord || length < (capital ? 2 : 1) || (i < end && !EndsPlain(text[i], length)))
        {
            return start;
        }

        var word = text[start..i];
        if (capital)
        {
            word.CopyTo(folded);
            folded[0] |= ' ';
            word = folded[..length];
        }

        token.End = i;
        token.Shape = capital ? Shape.Capitalized : Shape.Lower;
        token.Hash = TermTable.Hash(word);
        (token.Term, token.Traits) = vocabulary.Resolve(word, token.Hash);
        return i;
    }

    private static bool EndsPlain(char c, int length) => c is ' ' or ',' or '\n' or '\r' || (c == '.' && length > 1);

    private int ReadAny(int start, ref TextToken token)
    {
        var letters = new LetterCount(CharKinds.Of(text[start]) == CharKind.Upper);
        var state = Start;
        var length = 0;
        var i = start;
        for (; i < end; i++)
        {
            var c = text[i];
            if (BrokenWord.MayBreak(c) && state != Start && BrokenWord.GoesOn(text, token.Start, i, end, vocabulary) is var on and > 0)
            {
                i = on - 1;
                continue;
            }

            var kind = CharKinds.Of(c);
            var symbol = kind <= CharKind.Mark ? (int)kind : SymbolOf(kind, i, token.End);
            state = Steps[(state * Symbols) + symbol];
            if (state >= Stop)
            {
                break;
            }

            if (symbol <= Digit)
            {
                letters.Add(symbol);
                AppendFolded(c, ref length);
                token.End = i + 1;
            }
            else if (symbol == InnerPeriod)
            {
                letters.Periods++;
                Append('.', ref length);
                token.End = i + 1;
            }
            else if (symbol == InnerAnd)
            {
                Append('&', ref length);
            }
        }

        switch (state)
        {
            case Possessive:
                token.Flags |= TokenFlags.Possessive;
                i += 2;
                break;
            case Plural:
                token.Flags |= TokenFlags.Possessive;
                i++;
                break;
            case Abbreviated:
                letters.Periods++;
                i++;
                token.End = i;
                break;
        }

        token.Shape = letters.Shape;
        var word = folded[..Math.Min(length, MaxWord)];
        token.Hash = TermTable.Hash(word);
        (token.Term, token.Traits) = length is > 0 and <= MaxWord ? vocabulary.Resolve(word, token.Hash) : (-1, Traits.None);
        return i;
    }

    // Of a character that is no letter, digit or mark.
    private int SymbolOf(CharKind kind, int i, int lettersEnd) => kind switch
    {
        CharKind.Apostrophe or CharKind.Backquote when IsLoneS(i + 1) => QuoteWithS,
        CharKind.Apostrophe or CharKind.Backquote when CharKinds.IsLetter(KindAt(i + 1)) => InnerQuote,
        CharKind.Apostrophe when text[lettersEnd - 1] is 's' or 'S' => QuoteBehindS,
        CharKind.Ampersand when KindAt(i + 1) == CharKind.Upper => InnerAnd,
        CharKind.Period => IsLoneCapital(i + 1) ? InnerPeriod : LastPeriod,
        _ => Other,
    };

    private CharKind KindAt(int i) => CharKinds.At(text, i, end);

    private bool IsLoneS(int i) => i < end && text[i] is 's' or 'S' && !CharKinds.IsLetterOrDigit(KindAt(i + 1));

    private bool IsLoneCapital(int i) => KindAt(i) == CharKind.Upper && !CharKinds.IsLetterOrDigit(KindAt(i + 1));

    private void AppendFolded(char c, ref int length)
    {
        if (char.IsAscii(c))
        {
            Append(char.ToLowerInvariant(c), ref length);
            return;
        }

        Span<char> units = stackalloc char[Folding.Longest];
        foreach (var unit in units[..Folding.Fold(c, units)])
        {
            Append(unit, ref length);
        }
    }

    // The length goes one past the room, no further: so a word that is too long is known by it.
    private void Append(char c, ref int length)
    {
        if (length > MaxWord)
        {
            return;
        }

        if (length < MaxWord)
        {
            folded[length] = c;
        }

        length++;
    }

    // How many letters and digits of each kind a word has, and what shape that makes.
    private struct LetterCount(bool startsWithCapital)
    {
        private int small;
        private int capitals;
        private int digits;

        public int Periods { get; set; }

        public readonly Shape Shape
        {
            get
            {
                if (digits > 0 && small + capitals <= digits && !startsWithCapital)
                {
                    return Shape.Number;
                }

                if (Periods > 0)
                {
                    return capitals > 1 ? Shape.Dotted : Shape.Initial;
                }

                return (capitals, small + digits) switch
                {
                    (0, _) => Shape.Lower,
                    (1, 0) => Shape.Initial,
                    (1, _) => startsWithCapital ? Shape.Capitalized : Shape.Mixed,
                    _ => small == 0 ? Shape.AllCaps : Shape.Mixed,
                };
            }
        }

        public void Add(int symbol)
        {
            switch (symbol)
            {
                case Lower:
                    small++;
                    break;
                case Upper:
                    capitals++;
                    break;
                default:
                    digits++;
                    break;
            }
        }
    }
}
