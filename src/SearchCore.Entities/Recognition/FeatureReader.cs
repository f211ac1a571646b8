using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

using static SearchCore.Entities.Recognition.FeatureRules;

namespace SearchCore.Entities.Recognition;

/// <summary>Reads a candidate's features off its words, what the gazetteer knows of them, where they stand and their neighbours.</summary>
/// <param name="gazetteer">What is known before the text is read.</param>
/// <param name="workspace">The block's words.</param>
/// <param name="sport">Whether the document is a page of sport.</param>
internal readonly ref struct FeatureReader(Gazetteer gazetteer, Workspace workspace, bool sport)
{
    private readonly TokenList tokens = workspace.Tokens;
    private readonly NeighbourReader neighbours = new(gazetteer, workspace, sport);

    public Features Read(ref readonly Candidate candidate)
    {
        var features = candidate.Features | OfWords(in candidate) | OfEntry(candidate.Entry) | OfPosition(in candidate);
        features |= neighbours.Before(in candidate, features) | neighbours.After(in candidate);

        // "the Chief of General Staff": an ordinary word after a title is a part of the title.
        const Features OneOrdinaryWord = Features.AllCommon | Features.OneWord;
        if ((features & OneOrdinaryWord) == OneOrdinaryWord)
        {
            features &= ~Features.AfterTitle;
        }

        // "Black voters": a family name that is an ordinary word says little where nothing beside it speaks of a person.
        const Features AloneAndOrdinary = Features.OneWord | Features.SomeCommon;
        const Features OfPerson = Features.AfterTitle | Features.AfterPersonNoun | Features.AfterSays | Features.BeforeSays
            | Features.BeforePersonVerb | Features.BeforeAge | Features.BeforeCommaPersonNoun | Features.Possessive | Features.SportText;
        if ((features & AloneAndOrdinary) == AloneAndOrdinary && (features & OfPerson) == 0 && candidate.Entry is null)
        {
            features |= Features.AllCommon;
        }

        // Spa is a town.
        if (candidate.Entry is not null)
        {
            features &= ~Features.LoneLegalForm;
        }

        return features | When(sport && (IsTeam(in candidate, features) || IsUnknownTeam(in candidate, features)), Features.TeamContext);
    }

    // On a sports page a city or region in a table, beside a score, as who wins and loses, or before its player is its team; countries stay
    // countries.
    private bool IsTeam(ref readonly Candidate candidate, Features features)
    {
        const Features Team = Features.TableRow | Features.BeforeNumber | Features.AfterNumber | Features.BeforeBeats | Features.AfterBeats;
        const Features Location =
            Features.Dateline | Features.AfterIn | Features.AfterPlacePreposition | Features.BeforeCommaPlace | Features.AfterPlaceNounOf
            | Features.Nationality;
        return candidate.Entry is { Class: EntryClass.Place } entry && !entry.Has(EntryFlags.Country)
            && (features & Location) == 0 && !neighbours.IsDatelineState(candidate.First)
            && ((features & Team) != 0 || neighbours.IsTeamBeside(in candidate));
    }

    // In a row of teams an unknown name is a team, unless it looks like a player's.
    private bool IsUnknownTeam(ref readonly Candidate candidate, Features features) =>
        tokens[candidate.First].Has(TokenFlags.TeamRow) && candidate.Entry is null
        && (features & (Features.FirstIsGiven | Features.HasInitial)) == 0;

    private Features OfWords(ref readonly Candidate candidate)
    {
        ref var first = ref tokens[candidate.First];
        ref var last = ref tokens[candidate.End - 1];
        var generation = candidate.Length > 1 && last.Is(Traits.Generation);
        ref var lastName = ref tokens[candidate.End - (generation ? 2 : 1)];
        var features = OfEachWord(in candidate)
            | When(generation, Features.Generation)
            | When(first.Is(Traits.Given), Features.FirstIsGiven)
            | When(lastName.Is(Traits.Surname), Features.LastIsSurname);
        return features | (candidate.Length == 1 ? OfOneWord(in first) : OfSeveralWords(candidate.Length, in first, in last));
    }

    private Features OfEachWord(ref readonly Candidate candidate)
    {
        var features = Features.None;
        var ordinary = 0;
        var capitals = 0;
        for (var i = candidate.First; i < candidate.End; i++)
        {
            ref var token = ref tokens[i];
            if (token.Shape == Shape.Lower)
            {
                features |= When(token.Is(Traits.Particle), Features.HasParticle);
                continue;
            }

            capitals++;
            var isOrdinary = token.Is(Traits.Common | Traits.CommonOrName) && !token.Is(Traits.Given | Traits.Surname);
            ordinary += isOrdinary && !IsSyllable(i, candidate.End) ? 1 : 0;
            features |= When(token.Shape == Shape.Initial && candidate.Length > 1, Features.HasInitial)
                | When(i > candidate.First && token.GapHas(Gap.Ampersand), Features.HasAmpersand);
        }

        return features | When(ordinary > 0, ordinary == capitals ? Features.AllCommon : Features.SomeCommon);
    }

    // The "In" of "Kim In-so".
    private bool IsSyllable(int i, int end) => i + 1 < end && tokens[i + 1].GapHas(Gap.Hyphen) && tokens[i + 1].Shape == Shape.Lower;

    private static Features OfOneWord(ref readonly TextToken word) =>
        Features.OneWord
        | When(IsAcronym(in word) && word.Length is >= 2 and <= 6, Features.Acronym)
        | When(word.Shape == Shape.Mixed, Features.MixedCase)
        | When(word.Is(Traits.Common | Traits.CommonOrName) && word.Is(Traits.Surname) && !word.Is(Traits.Given), Features.SomeCommon)
        | When(word.Is(Traits.LoneHead | Traits.Generation), Features.LoneHead)
        | When(word.Is(Traits.LegalForm), Features.LoneLegalForm);

    private static Features OfSeveralWords(int length, ref readonly TextToken first, ref readonly TextToken last)
    {
        var startsWithAcronym = IsAcronym(in first) && first.Length <= 4 && !first.Is(Traits.Given);
        return (length == 2 ? Features.TwoWords : Features.ManyWords)
            | When(startsWithAcronym && last.Shape == Shape.Capitalized, Features.AcronymFirst);
    }

    private static bool IsAcronym(ref readonly TextToken word) => word.Shape == Shape.AllCaps && !word.Has(TokenFlags.Headline);

    private static Features OfEntry(Entry? entry)
    {
        if (entry is null)
        {
            return Features.None;
        }

        var known = entry.Class switch
        {
            EntryClass.Person => Features.KnownPerson,
            EntryClass.Organization => Features.KnownOrganization,
            EntryClass.Place => Features.KnownPlace,
            EntryClass.Nationality => Features.Nationality,
            EntryClass.Thing => Features.KnownThing,
            _ => Features.None,
        };
        return known
            | When(entry.Has(EntryFlags.Weak), Features.KnownWeakly)
            | When(entry.Has(EntryFlags.Ambiguous), Features.KnownAmbiguously);
    }

    private Features OfPosition(ref readonly Candidate candidate)
    {
        ref var first = ref tokens[candidate.First];
        ref var last = ref tokens[candidate.End - 1];
        return When(first.Has(TokenFlags.SentenceStart), Features.SentenceStart)
            | When(first.Has(TokenFlags.Headline), Features.Headline)
            | When(sport, Features.SportText)
            | When(sport && first.Has(TokenFlags.Table) && (candidate.Length == 1 || candidate.Entry is not null), Features.TableRow)
            | When(last.Has(TokenFlags.Possessive), Features.Possessive)
            | When(first.GapHas(Gap.Glued), Features.Glued)
            | When(first.GapHas(Gap.Hyphen), Features.HyphenBefore);
    }
}
