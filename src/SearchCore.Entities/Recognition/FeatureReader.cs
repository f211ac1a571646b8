using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Reads a candidate's features off its words and their neighbours.</summary>
internal readonly ref struct FeatureReader(Gazetteer gazetteer, Workspace workspace, bool sport)
{
    private readonly TokenList tokens = workspace.Tokens;

    public Features Read(ref readonly Candidate candidate)
    {
        var features = candidate.Features | Words(in candidate) | Known(candidate.Entry) | Position(in candidate);
        features |= Before(in candidate, features) | After(in candidate);

        // "the Chief of General Staff": an ordinary word behind a title is a part of the title.
        if ((features & (Features.AllCommon | Features.OneWord)) == (Features.AllCommon | Features.OneWord))
        {
            features &= ~Features.AfterTitle;
        }

        return sport && IsTeam(in candidate, features) ? features | Features.TeamContext : features;
    }

    // On a sports page a city or region in a table, beside a score or as who wins and loses is its team; countries stay countries.
    private static bool IsTeam(ref readonly Candidate candidate, Features features)
    {
        const Features Team = Features.TableRow | Features.BeforeNumber | Features.AfterNumber | Features.BeforeBeats | Features.AfterBeats;
        const Features Location = Features.Dateline | Features.AfterIn | Features.BeforeCommaPlace | Features.AfterPlaceNounOf | Features.Nationality;
        return candidate.Entry is { Class: EntryClass.Place } entry && !entry.Has(EntryFlags.Country) && (features & Team) != 0 && (features & Location) == 0;
    }

    private Features Words(ref readonly Candidate candidate)
    {
        var features = candidate.Length switch { 1 => Features.OneWord, 2 => Features.TwoWords, _ => Features.ManyWords };
        int common = 0, names = 0;
        for (var i = candidate.First; i < candidate.Last; i++)
        {
            ref var token = ref tokens[i];
            var traits = Of(i);
            if (token.Shape == Shape.Lower)
            {
                if ((traits & Traits.Particle) != 0)
                {
                    features |= Features.HasParticle;
                }

                continue;
            }

            names++;
            if ((traits & (Traits.Common | Traits.CommonOrName)) != 0 && (traits & (Traits.Given | Traits.Surname)) == 0)
            {
                common++;
            }

            if (token.Shape == Shape.Initial && candidate.Length > 1)
            {
                features |= Features.HasInitial;
            }

            if (i > candidate.First && token.GapHas(Gap.Ampersand))
            {
                features |= Features.HasAmpersand;
            }
        }

        ref var first = ref tokens[candidate.First];
        var last = candidate.Last - 1;
        if (last > candidate.First && (Of(last) & Traits.Generation) != 0)
        {
            features |= Features.Generation;
            last--;
        }

        if ((Of(candidate.First) & Traits.Given) != 0)
        {
            features |= Features.FirstIsGiven;
        }

        if ((Of(last) & Traits.Surname) != 0)
        {
            features |= Features.LastIsSurname;
        }

        if (common > 0)
        {
            features |= common == names ? Features.AllCommon : Features.SomeCommon;
        }

        if (candidate.Length == 1)
        {
            if (first.Shape is Shape.AllCaps && first.End - first.Start is >= 2 and <= 6 && !first.Has(TokenFlags.Headline))
            {
                features |= Features.Acronym;
            }

            if (first.Shape == Shape.Mixed)
            {
                features |= Features.MixedCase;
            }

            if ((Of(last) & (Traits.LoneHead | Traits.Generation)) != 0)
            {
                features |= Features.LoneHead;
            }
        }
        else if (first.Shape is Shape.AllCaps && first.End - first.Start <= 4 && tokens[candidate.Last - 1].Shape == Shape.Capitalized && !first.Has(TokenFlags.Headline)
            && (Of(candidate.First) & Traits.Given) == 0)
        {
            features |= Features.AcronymFirst;
        }

        return features;
    }

    private static Features Known(Entry? entry)
    {
        if (entry is null)
        {
            return Features.None;
        }

        var features = entry.Class switch
        {
            EntryClass.Person => Features.KnownPerson,
            EntryClass.Organization => Features.KnownOrganization,
            EntryClass.Place => Features.KnownPlace,
            EntryClass.Nationality => Features.Nationality,
            EntryClass.Thing => Features.KnownThing,
            _ => Features.None,
        };
        if (entry.Has(EntryFlags.Weak))
        {
            features |= Features.KnownWeakly;
        }

        if (entry.Has(EntryFlags.Ambiguous))
        {
            features |= Features.KnownAmbiguously;
        }

        return features;
    }

    private Features Position(ref readonly Candidate candidate)
    {
        ref var first = ref tokens[candidate.First];
        ref var last = ref tokens[candidate.Last - 1];
        var features = Features.None;
        if (first.Has(TokenFlags.SentenceStart))
        {
            features |= Features.SentenceStart;
        }

        if (first.Has(TokenFlags.Headline))
        {
            features |= Features.Headline;
        }

        if (first.Has(TokenFlags.Table) && sport && (candidate.Length == 1 || candidate.Entry is not null))
        {
            features |= Features.TableRow;
        }

        if (sport)
        {
            features |= Features.SportText;
        }

        if (last.Has(TokenFlags.Possessive))
        {
            features |= Features.Possessive;
        }

        if (first.GapHas(Gap.Glued))
        {
            features |= Features.Glued;
        }

        if (first.GapHas(Gap.Hyphen))
        {
            features |= Features.HyphenBefore;
        }

        return features;
    }

    private Features Before(ref readonly Candidate candidate, Features so)
    {
        var i = candidate.First - 1;
        if (i < 0)
        {
            return Features.None;
        }

        var gap = tokens[candidate.First].Gap;
        var features = Features.None;
        if (tokens[i].Shape == Shape.Number && (gap & (Gap.Line | Gap.Comma)) == 0)
        {
            features |= Features.AfterNumber;
        }

        if ((gap & Gap.Open) != 0)
        {
            features |= Features.Bracketed;
        }

        if ((gap & ~(Gap.Space | Gap.Hyphen | Gap.Quote | Gap.Line)) != 0 || ((gap & Gap.Line) != 0 && !workspace.Wrapped))
        {
            if ((gap & (Gap.Comma | Gap.Quote)) != 0 && (Of(i) & Traits.PersonNoun) != 0 && tokens[i].Shape == Shape.Lower)
            {
                features |= Features.AfterPersonNoun;
            }

            if ((gap & Gap.Quote) != 0 && (Of(i) & Traits.Says) != 0)
            {
                features |= Features.AfterSays;
            }

            return features;
        }

        var traits = Of(i);
        var article = (traits & Traits.Article) != 0;
        if (article && (so & (Features.FirstIsGiven | Features.KnownPerson)) == 0)
        {
            features |= Features.AfterThe;
        }

        if (tokens[i].End - tokens[i].Start <= 2 && tokens[i].Term >= 0 && gazetteer.Terms.Text(tokens[i].Term) is "a" or "an")
        {
            features |= Features.AfterArticle;
        }

        if (tokens[i].Shape != Shape.Lower && !tokens[i].Has(TokenFlags.SentenceStart | TokenFlags.Headline))
        {
            return features;
        }

        if (article && i > 0)
        {
            // "in the Hague", "of the Bundesbank": the preposition speaks through the article, but more softly.
            return features | ((Of(i - 1) & Traits.Of) != 0 ? Features.AfterOf : Features.None);
        }

        if ((traits & Traits.PersonNoun) != 0)
        {
            features |= Features.AfterPersonNoun;
        }

        if ((traits & Traits.InPreposition) != 0)
        {
            features |= Features.AfterIn;
        }
        else if ((traits & Traits.PlacePreposition) != 0)
        {
            features |= Features.AfterPlacePreposition;
        }

        if ((traits & Traits.Says) != 0)
        {
            features |= Features.AfterSays;
        }

        if ((traits & Traits.Of) != 0)
        {
            var place = i > 0 && tokens[i - 1].Shape == Shape.Lower && (Of(i - 1) & Traits.PlaceNoun) != 0 && (tokens[i].Gap & ~(Gap.Space | Gap.Line)) == 0;
            features |= place ? Features.AfterPlaceNounOf : Features.AfterOf;
        }

        if ((traits & Traits.OrgNoun) != 0)
        {
            features |= Features.AfterOrgNoun;
        }

        if ((traits & Traits.Beats) != 0 && sport)
        {
            features |= Features.AfterBeats;
        }

        return features;
    }

    private Features After(ref readonly Candidate candidate)
    {
        var i = candidate.Last;
        if (i >= tokens.Count)
        {
            return Features.None;
        }

        ref var next = ref tokens[i];
        var gap = next.Gap;
        var traits = Of(i);
        var features = Features.None;
        var possessive = tokens[i - 1].Has(TokenFlags.Possessive);
        var lineBreak = (gap & Gap.Line) != 0 && !workspace.Wrapped;
        if (tokens[candidate.First].Has(TokenFlags.LineStart) && IsDateline(i))
        {
            features |= Features.Dateline;
        }

        if (lineBreak || (gap & (Gap.SentenceEnd | Gap.Paragraph)) != 0)
        {
            return features;
        }

        if (next.Shape == Shape.Number)
        {
            if ((gap & Gap.Comma) != 0 && next.End - next.Start == 2)
            {
                features |= Features.BeforeAge;
            }
            else if ((gap & ~(Gap.Space | Gap.Dash)) == 0)
            {
                features |= Features.BeforeNumber;
            }

            return features;
        }

        if ((gap & Gap.Open) != 0 && IsPlace(i))
        {
            features |= Features.BeforeBracketedPlace;
        }

        if ((gap & Gap.Comma) != 0)
        {
            if (IsPlace(i))
            {
                features |= Features.BeforeCommaPlace;
            }

            for (var k = i; k < tokens.Count && k < i + 4 && (k == i || tokens[k].Gap is Gap.Space or Gap.Hyphen); k++)
            {
                if (tokens[k].Shape == Shape.Lower && (Of(k) & Traits.PersonNoun) != 0)
                {
                    features |= Features.BeforeCommaPersonNoun;
                }
            }
        }

        if ((gap & Gap.Quote) == 0 || (gap & Gap.Comma) == 0)
        {
            if ((traits & Traits.Says) != 0 && next.Shape == Shape.Lower && (gap & Gap.Comma) == 0)
            {
                features |= Features.BeforeSays;
            }
        }

        if ((gap & ~(Gap.Space | Gap.Line | Gap.Hyphen)) != 0)
        {
            return features;
        }

        if ((gap & Gap.Hyphen) != 0)
        {
            return next.Shape == Shape.Lower ? features | Features.HyphenLowerAfter : features;
        }

        if (next.Shape == Shape.Lower || next.Has(TokenFlags.Headline))
        {
            if ((traits & Traits.PersonVerb) != 0 && !possessive)
            {
                features |= Features.BeforePersonVerb;
            }

            if ((traits & Traits.PlaceNoun) != 0 && !possessive)
            {
                features |= Features.BeforePlaceNoun;
            }

            if ((traits & Traits.OrgNoun) != 0 && !possessive)
            {
                features |= Features.BeforeOrgNoun;
            }

            if ((traits & Traits.Beats) != 0 && sport && !possessive)
            {
                features |= Features.BeforeBeats;
            }
        }

        return features;
    }

    // "LONDON 1996-08-30", "MOSCOW, Dec 11 -", "PARIS (AFP) -", "CAIRO —".
    private bool IsDateline(int i)
    {
        ref var next = ref tokens[i];
        if (next.Shape == Shape.Number && (next.Gap & ~Gap.Space) == 0 && next.End - next.Start == 4 && !next.GapHas(Gap.Line))
        {
            return i + 1 < tokens.Count && tokens[i + 1].GapHas(Gap.Hyphen) && tokens[i + 1].Shape == Shape.Number;
        }

        if (next.GapHas(Gap.Comma) && (Of(i) & Traits.Calendar) != 0)
        {
            return true;
        }

        return tokens[i - 1].Shape is Shape.AllCaps && (next.GapHas(Gap.Dash) || next.GapHas(Gap.Open));
    }

    private bool IsPlace(int i) =>
        tokens[i].IsCapital && gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + 4)) is { Entry.Class: EntryClass.Place } match && !match.Entry.Has(EntryFlags.Weak);

    private Traits Of(int i) => tokens[i].Traits;
}
