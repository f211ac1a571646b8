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

    private const int KindsInWords = (int)CharKind.Period + 1;

    // What has been read of a word. Figures: at least one digit. A period belongs to a word only behind a lone capital.
    private const byte Start = 0, Small = 1, Figures = 2, LoneCapital = 3, Capitals = 4, CapitalsAndFigures = 5;

    // What a character asks for before it can be said whether it belongs to the word.
    private const byte Quote = 6, QuoteAfterCapital = 7, Join = 8, Dot = 9, End = 10;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> folded = folded;

    // The state behind a character of a kind, or what the character asks for.
    private static ReadOnlySpan<byte> Steps =>
    [
        //                       Lower               Upper               Digit               Mark                Apostrophe         Backquote  &     .
        /* Start */              Small,              LoneCapital,        Figures,            Start,              End,               End,       End,  End,
        /* Small */              Small,              Capitals,           Figures,            Small,              Quote,             Quote,     End,  End,
        /* Figures */            Figures,            CapitalsAndFigures, Figures,            Figures,            Quote,             Quote,     End,  End,
        /* LoneCapital */        Capitals,           Capitals,           CapitalsAndFigures, LoneCapital,        QuoteAfterCapital, Quote,     Join, Dot,
        /* Capitals */           Capitals,           Capitals,           CapitalsAndFigures, Capitals,           QuoteAfterCapital, Quote,     Join, End,
        /* CapitalsAndFigures */ CapitalsAndFigures, CapitalsAndFigures, CapitalsAndFigures, CapitalsAndFigures, QuoteAfterCapital, Quote,     End,  End,
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

    // Nearly every word of nearly every text: ASCII letters, small but for the first, and behind them nothing that could belong to the word.
    // Gives the start for any other.
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
            var kind = CharKinds.Of(c);
            var step = kind <= CharKind.Period ? Steps[(state * KindsInWords) + (int)kind] : End;
            if (step < Quote)
            {
                state = step;
                if (CharKinds.IsLetterOrDigit(kind))
                {
                    letters.Add(kind);
                    Append(Folding.Fold(c), ref length);
                    token.End = i + 1;
                }

                continue;
            }

            if (step is Quote or QuoteAfterCapital)
            {
                if (IsPossessiveS(i + 1))
                {
                    token.Flags |= TokenFlags.Possessive;
                    i += 2;
                    break;
                }

                // O'Brien; the apostrophe is left out.
                if (CharKinds.IsLetter(KindAt(i + 1)))
                {
                    continue;
                }

                // The Joneses' house.
                if (step == QuoteAfterCapital && text[token.End - 1] is 's' or 'S')
                {
                    token.Flags |= TokenFlags.Possessive;
                    i++;
                }
            }
            else if (step == Join && KindAt(i + 1) == CharKind.Upper)
            {
                state = Capitals;
                Append(c, ref length);
                continue;
            }
            else if (step == Dot)
            {
                letters.Periods++;
                token.End = i + 1;
                if (IsLoneCapital(i + 1))
                {
                    state = Start;
                    Append(c, ref length);
                    continue;
                }

                i++;
            }

            break;
        }

        token.Shape = letters.Shape;
        var word = folded[..Math.Min(length, MaxWord)];
        token.Hash = TermTable.Hash(word);
        (token.Term, token.Traits) = length is > 0 and <= MaxWord ? vocabulary.Resolve(word, token.Hash) : (-1, Traits.None);
        return i;
    }

    private CharKind KindAt(int i) => CharKinds.At(text, i, end);

    private bool IsPossessiveS(int i) => i < end && text[i] is 's' or 'S' && !CharKinds.IsLetterOrDigit(KindAt(i + 1));

    private bool IsLoneCapital(int i) => KindAt(i) == CharKind.Upper && !CharKinds.IsLetterOrDigit(KindAt(i + 1));

    // The length goes one past the room, no further: so a word that is too long is known by it.
    private void Append(char c, ref int length)
    {
        if (c == '\0' || length > MaxWord)
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

        public void Add(CharKind kind)
        {
            switch (kind)
            {
                case CharKind.Lower:
                    small++;
                    break;
                case CharKind.Upper:
                    capitals++;
                    break;
                default:
                    digits++;
                    break;
            }
        }
    }
}
