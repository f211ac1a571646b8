using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Says which capitalized words count as names. A capital says little in a headline and at the start of a sentence; there the gazetteer,
/// the neighbours and what the document has shown of the word decide.
/// </summary>
internal readonly ref struct NameSpotter(Gazetteer gazetteer, Workspace workspace)
{
    /// <summary>No built-in phrase that is looked for here is longer; in words.</summary>
    private const int LongestPhrase = 8;

    private const Traits OrdinaryWord = Traits.Common | Traits.Article | Traits.Particle;
    private const Traits PartOfPerson = Traits.Given | Traits.Surname;

    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;

    /// <summary>Marks the names among all words, from the first to the last: a word leans on the ones before it.</summary>
    public void Mark()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            ref var token = ref tokens[i];
            if (token.IsCapital ? IsName(i) : IsSecondSyllable(i))
            {
                token.Flags |= TokenFlags.Name;
            }
        }
    }

    /// <summary>Whether two neighbouring words may stand in one name.</summary>
    /// <param name="left">The first of the two.</param>
    public bool JoinsNext(int left)
    {
        const Gap Inside = Gap.Space | Gap.Line | Gap.Hyphen | Gap.Ampersand | Gap.Abbreviation;
        ref var right = ref tokens[left + 1];
        if (!right.GapHasOnly(Inside))
        {
            return false;
        }

        // Across a line break in wrapped text: from headline to headline, or outside of headlines and tables.
        var breaks = right.GapHas(Gap.Line);
        if (!breaks || right.GapHas(Gap.Hyphen) || right.Has(TokenFlags.Continued))
        {
            return true;
        }

        return workspace.Wrapped && (tokens[left].Has(TokenFlags.Headline)
            ? right.Has(TokenFlags.Headline)
            : !right.Has(TokenFlags.Headline | TokenFlags.Table));
    }

    /// <summary>
    /// Whether a word of the calendar is a part of a person's name: May, June, August and April are beside another part only.
    /// </summary>
    public bool IsPersonal(int i) =>
        (FollowsName(i) && tokens[i - 1].Is(Traits.Given))
        || (tokens[i].Is(Traits.Given) && i + 1 < tokens.Count
            && tokens[i + 1].IsCapital && tokens[i + 1].Is(Traits.Surname) && JoinsNext(i));

    /// <summary>
    /// Whether a phrase that began before the word covers it: in "WORLD BANK SAYS" the second word is a name because of the first.
    /// </summary>
    public bool IsInsidePhrase(int i)
    {
        const int FarthestStart = 3;
        for (var back = 1; back <= FarthestStart && back <= i; back++)
        {
            if (tokens[i - back].Has(TokenFlags.Name) && PhraseLength(i - back) > back)
            {
                return true;
            }
        }

        return false;
    }

    // The "woo" of "Roh Tae-woo": names of East Asia go on small behind a hyphen; "New York-listed" goes on with an ordinary word.
    private bool IsSecondSyllable(int i)
    {
        const int Longest = 6;
        ref var token = ref tokens[i];
        return token.Gap == Gap.Hyphen && token.Shape == Shape.Lower && token.Length <= Longest && i > 1
            && tokens[i - 1].Has(TokenFlags.Name) && tokens[i - 1].Length <= Longest && !tokens[i - 1].GapHas(Gap.Hyphen)
            && tokens[i - 2].Has(TokenFlags.Name) && JoinsNext(i - 2) && tokens[i - 2].Length <= Longest
            && (!token.Is(Traits.Common | Traits.Function) || IsFirstSyllable(i - 1));
    }

    // The "In" of "Kim In-so", after a family name.
    private bool IsFirstSyllable(int i) =>
        tokens[i].Shape == Shape.Capitalized && tokens[i].Length <= 4
        && FollowsName(i) && tokens[i - 1].Is(Traits.Surname) && tokens[i - 1].Length <= 4
        && i + 1 < tokens.Count && tokens[i + 1].Gap == Gap.Hyphen && tokens[i + 1].Shape == Shape.Lower && tokens[i + 1].Length <= 4;

    private bool IsName(int i)
    {
        ref var token = ref tokens[i];
        return token.Is(Traits.Calendar) ? IsNameOfCalendar(i)
            : token.Shape == Shape.Initial ? IsNameOfInitial(i)
            : token.Is(Traits.Function) && token.Shape != Shape.Mixed ? IsNameOfFunctionWord(i)
            : token.Has(TokenFlags.Headline) ? IsNameInHeadline(i)
            : !token.Has(TokenFlags.SentenceStart) || IsNameAtStart(i);
    }

    // "May Day", "Theresa May".
    private bool IsNameOfCalendar(int i) => PhraseLength(i) > 1 || (tokens[i].Is(PartOfPerson) && IsPersonal(i));

    // "J.", and the Q of "Robert Q Halloway".
    private bool IsNameOfInitial(int i) => tokens[i].Length > 1 || (FollowsName(i) && NextIsCapital(i));

    // "IT" and "US" where a gazetteer knows them so; "The" of "The Hague".
    private bool IsNameOfFunctionWord(int i)
    {
        var fewest = tokens[i].Shape is Shape.AllCaps or Shape.Dotted ? 1 : 2;
        return PhraseLength(i) >= fewest || IsInsidePhrase(i) || IsFirstSyllable(i);
    }

    private bool IsNameInHeadline(int i)
    {
        ref var token = ref tokens[i];
        if (PhraseLength(i) > 1 || IsInsidePhrase(i))
        {
            return true;
        }

        var (capitalized, small) = Elsewhere(in token);
        if (capitalized > small && (!token.Is(OrdinaryWord) || capitalized > 1))
        {
            return true;
        }

        // "Mark Halloway to Leave"
        if (token.Is(OrdinaryWord | Traits.CommonOrName))
        {
            return token.Is(Traits.Given) && !token.Is(Traits.Common) && NextIsCapital(i, unless: Traits.Common | Traits.Article);
        }

        return small == 0;
    }

    private bool IsNameAtStart(int i)
    {
        ref var token = ref tokens[i];
        if (PhraseLength(i) > 1)
        {
            return true;
        }

        var (capitalized, small) = Elsewhere(in token);
        if (token.Is(OrdinaryWord))
        {
            return (capitalized > 0 && (NextIsCapital(i) || (small == 0 && token.Is(Traits.Surname))))
                || (token.Is(Traits.Given) && NextIsCapital(i, unless: Traits.Common | Traits.Article));
        }

        if (token.Is(Traits.CommonOrName))
        {
            return capitalized > 0 || token.Is(PartOfPerson) || token.Has(TokenFlags.Possessive) || NextIsCapital(i);
        }

        return small == 0 || capitalized > 0;
    }

    // How often the document writes the word with a capital inside a sentence, and how often small.
    private (int Capitalized, int Small) Elsewhere(ref readonly TextToken token)
    {
        if (token.Memory < 0)
        {
            return (0, 0);
        }

        ref var word = ref memory[token.Memory];
        return (word.Capitalized, word.Small);
    }

    private bool FollowsName(int i) => i > 0 && tokens[i - 1].Has(TokenFlags.Name) && JoinsNext(i - 1);

    private bool NextIsCapital(int i, Traits unless = Traits.None) =>
        i + 1 < tokens.Count && tokens[i + 1].IsCapital && !tokens[i + 1].Is(Traits.Calendar | unless) && JoinsNext(i);

    private int PhraseLength(int i)
    {
        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + LongestPhrase));
        return match.Is(EntryClass.Title) ? 0 : match.Length;
    }
}
