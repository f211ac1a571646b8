using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

using static SearchCore.Entities.Recognition.FeatureRules;

namespace SearchCore.Entities.Recognition;

/// <summary>Reads off the words around a candidate what they say of it.</summary>
internal readonly ref struct NeighbourReader(Gazetteer gazetteer, Workspace workspace, bool sport)
{
    private readonly TokenList tokens = workspace.Tokens;

    // What may stand between two words that belong together.
    private readonly Gap line = workspace.Wrapped ? Gap.Line : Gap.None;

    /// <summary>What the words before a candidate say.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="ofWords">What its own words say.</param>
    public Features Before(ref readonly Candidate candidate, Features ofWords)
    {
        if (candidate.First == 0)
        {
            return Features.None;
        }

        ref var first = ref tokens[candidate.First];
        ref var word = ref tokens[candidate.First - 1];
        var features = When(word.Shape == Shape.Number && !first.GapHas(Gap.Line | Gap.Comma), Features.AfterNumber)
            | When(first.GapHas(Gap.Open), Features.Bracketed);
        features |= When(IsVersus(candidate.First - 1), Features.GenericPattern);
        return features | (first.GapHasOnly(Gap.Space | Gap.Hyphen | Gap.Quote | line)
            ? AfterWord(candidate.First - 1, ofWords)
            : AfterPunctuation(in word, first.Gap));
    }

    /// <summary>What the words after a candidate say.</summary>
    public Features After(ref readonly Candidate candidate)
    {
        var i = candidate.End;
        if (i >= tokens.Count)
        {
            return Features.None;
        }

        ref var word = ref tokens[i];
        if (IsVersus(i))
        {
            return Features.GenericPattern;
        }

        var dateline = When(tokens[candidate.First].Has(TokenFlags.LineStart) && IsDateline(i), Features.Dateline);
        if (IsTicker(i))
        {
            return Features.BeforeTicker;
        }

        if (word.GapHas(Gap.SentenceEnd | Gap.Paragraph | (Gap.Line & ~line)))
        {
            return dateline;
        }

        return dateline | (word.Shape == Shape.Number
            ? BeforeNumber(in word)
            : BeforePunctuation(i) | BeforeWord(in word, in tokens[i - 1]));
    }

    // Beyond a comma or a quotation mark: "the striker, Velmora", 'he said: "Velmora'.
    private static Features AfterPunctuation(ref readonly TextToken word, Gap gap) =>
        When((gap & (Gap.Comma | Gap.Quote)) != 0 && word.Is(Traits.PersonNoun) && word.Shape == Shape.Lower, Features.AfterPersonNoun)
        | When((gap & Gap.Quote) != 0 && word.Is(Traits.Says), Features.AfterSays);

    private Features AfterWord(int i, Features ofWords)
    {
        ref var word = ref tokens[i];
        var article = word.Is(Traits.Article);
        var features = When(article && (ofWords & (Features.FirstIsGiven | Features.KnownPerson)) == 0, Features.AfterThe)
            | When(IsIndefiniteArticle(in word), Features.AfterArticle);
        if (word.Shape != Shape.Lower && !word.Has(TokenFlags.SentenceStart | TokenFlags.Headline))
        {
            return features;
        }

        // "of the Bundesbank": the preposition speaks through the article, all else does not.
        if (article)
        {
            return features | When(i > 0 && tokens[i - 1].Is(Traits.Of), Features.AfterOf);
        }

        var ofPlaceNoun = word.Is(Traits.Of) && IsBehindPlaceNoun(i);
        return features
            | When(word.Is(Traits.PersonNoun) || IsScorecard(in word), Features.AfterPersonNoun)
            | When(word.Is(Traits.InPreposition), Features.AfterIn)
            | When(word.Is(Traits.PlacePreposition) && !word.Is(Traits.InPreposition), Features.AfterPlacePreposition)
            | When(word.Is(Traits.Says), Features.AfterSays)
            | When(word.Is(Traits.Of), ofPlaceNoun ? Features.AfterPlaceNounOf : Features.AfterOf)
            | When(word.Is(Traits.OrgNoun), Features.AfterOrgNoun)
            | When(word.Is(Traits.Beats) && sport, Features.AfterBeats);
    }

    /// <summary>Whether a word stands behind a comma and a name, as the state of a dateline does: "VELMORA, Ohio 1996".</summary>
    public bool IsDatelineState(int i) => i > 0 && tokens[i].GapHas(Gap.Comma) && tokens[i - 1].IsCapital;

    /// <summary>Whether the words beside a place on a sports page say that its team is meant: "Velmora striker", "for Velmora".</summary>
    public bool IsTeamBeside(ref readonly Candidate candidate)
    {
        var i = candidate.End;
        if (i < tokens.Count && tokens[i].GapHasOnly(Gap.Space | line) && tokens[i].Shape == Shape.Lower && tokens[i].Is(Traits.PersonNoun))
        {
            return true;
        }

        // "Quarrendon (Velmora)".
        ref var first = ref tokens[candidate.First];
        if (first.GapHas(Gap.Open) && candidate.First > 0 && tokens[candidate.First - 1].IsCapital
            && i < tokens.Count && tokens[i].GapHas(Gap.Close))
        {
            return true;
        }

        return candidate.First > 0 && first.GapHasOnly(Gap.Space | line) && tokens[candidate.First - 1].Shape == Shape.Lower
            && tokens[candidate.First - 1].Is(Traits.For) && tokens[candidate.First - 1].Length == 3;
    }

    // Up to five capitals in angle brackets, perhaps with the exchange behind a period: <BWTR>, <BWTR.L>.
    private bool IsTicker(int i)
    {
        const int Longest = 5;
        ref var word = ref tokens[i];
        if (!word.GapHas(Gap.Open) || !word.GapHas(Gap.Other)
            || word.Shape is not (Shape.AllCaps or Shape.Initial) || word.Length > Longest)
        {
            return false;
        }

        var next = i + 1 < tokens.Count && tokens[i + 1].GapHas(Gap.SentenceEnd) && tokens[i + 1].Length <= 2 ? i + 2 : i + 1;
        return next >= tokens.Count || tokens[next].GapHas(Gap.Close);
    }

    // The "c" and "b" of cricket: "Quarrendon c Hale b Velmore 13".
    private bool IsScorecard(ref readonly TextToken word) =>
        sport && word.Length == 1 && word.Shape == Shape.Lower && !word.Is(Traits.Function | Traits.Beats | Traits.Article);

    // The "v." of a lawsuit, whose parties give the case its name: "Quarrendon v. Velmora". Matches are played without the period.
    private bool IsVersus(int i) =>
        !sport && tokens[i].Shape == Shape.Lower && tokens[i].Length == 1 && tokens[i].Is(Traits.Beats)
        && i + 1 < tokens.Count && tokens[i + 1].IsCapital && tokens[i + 1].GapHas(Gap.SentenceEnd);

    // The "of" of "the village of".
    private bool IsBehindPlaceNoun(int i) =>
        i > 0 && tokens[i - 1].Shape == Shape.Lower && tokens[i - 1].Is(Traits.PlaceNoun) && tokens[i].GapHasOnly(Gap.Space | Gap.Line);

    private bool IsIndefiniteArticle(ref readonly TextToken word) =>
        word.Length <= 2 && word.Term >= 0 && gazetteer.Vocabulary.Text(word.Term) is "a" or "an";

    // "Quarrendon, 34," and "Porto 1".
    private static Features BeforeNumber(ref readonly TextToken number)
    {
        var age = number.GapHas(Gap.Comma) && number.Length == 2;
        return age ? Features.BeforeAge : When(number.GapHasOnly(Gap.Space | Gap.Dash), Features.BeforeNumber);
    }

    // "Velmora (Portugal)", "Velmora, Portugal", "Quarrendon, the team's striker", "Quarrendon said".
    private Features BeforePunctuation(int i)
    {
        ref var word = ref tokens[i];
        var comma = word.GapHas(Gap.Comma);
        return When(word.GapHas(Gap.Open) && IsPlace(i), Features.BeforeBracketedPlace)
            | When(comma && IsPlace(i), Features.BeforeCommaPlace)
            | When(comma && IsPersonDescribed(i), Features.BeforeCommaPersonNoun)
            | When(!comma && word.Is(Traits.Says) && word.Shape == Shape.Lower, Features.BeforeSays);
    }

    private Features BeforeWord(ref readonly TextToken word, ref readonly TextToken last)
    {
        if (!word.GapHasOnly(Gap.Space | Gap.Line | Gap.Hyphen))
        {
            return Features.None;
        }

        if (word.GapHas(Gap.Hyphen))
        {
            return When(word.Shape == Shape.Lower, Features.HyphenLowerAfter);
        }

        if (last.Has(TokenFlags.Possessive) || (word.Shape != Shape.Lower && !word.Has(TokenFlags.Headline)))
        {
            return Features.None;
        }

        return When(word.Is(Traits.PersonVerb) || IsScorecard(in word), Features.BeforePersonVerb)
            | When(word.Is(Traits.PlaceNoun), Features.BeforePlaceNoun)
            | When(word.Is(Traits.OrgNoun), Features.BeforeOrgNoun)
            | When(word.Is(Traits.Beats) && sport, Features.BeforeBeats);
    }

    // A noun for a person among the first few words.
    private bool IsPersonDescribed(int start)
    {
        const int Farthest = 4;
        for (var i = start; i < tokens.Count && i < start + Farthest && (i == start || tokens[i].Gap is Gap.Space or Gap.Hyphen); i++)
        {
            if (tokens[i].Shape == Shape.Lower && tokens[i].Is(Traits.PersonNoun))
            {
                return true;
            }
        }

        return false;
    }

    // "LONDON 1996-08-30", "MOSCOW, Dec 11 -", "PARIS (AFP) -", "CAIRO —".
    private bool IsDateline(int i)
    {
        ref var next = ref tokens[i];
        if (next.Shape == Shape.Number && next.Length == 4 && next.GapHasOnly(Gap.Space))
        {
            return i + 1 < tokens.Count && tokens[i + 1].GapHas(Gap.Hyphen) && tokens[i + 1].Shape == Shape.Number;
        }

        return (next.GapHas(Gap.Comma) && next.Is(Traits.Calendar))
            || (tokens[i - 1].Shape == Shape.AllCaps && next.GapHas(Gap.Dash | Gap.Open));
    }

    private bool IsPlace(int i)
    {
        const int LongestPlace = 4;
        return tokens[i].IsCapital
            && gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + LongestPlace)).Entry is { Class: EntryClass.Place } place
            && !place.Has(EntryFlags.Weak);
    }
}
