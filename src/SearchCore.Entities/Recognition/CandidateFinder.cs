using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Finds the runs of words that may name something, and cuts them into candidates.</summary>
internal readonly ref struct CandidateFinder(Gazetteer gazetteer, Workspace workspace)
{
    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;

    public void Run()
    {
        MarkNames();
        for (var i = 0; i < tokens.Count;)
        {
            if (gazetteer.HasUserPhrases && TryUser(ref i))
            {
                continue;
            }

            if (!tokens[i].Has(TokenFlags.Name))
            {
                if (!TrySmallStart(ref i))
                {
                    i++;
                }

                continue;
            }

            i = Segment(i, RunEnd(i));
        }
    }

    /// <summary>Whether two neighbouring words stand in one run.</summary>
    private bool Joins(int left, int right)
    {
        ref var token = ref tokens[right];
        const Gap Never = Gap.Comma | Gap.Paragraph | Gap.SentenceEnd | Gap.Dash | Gap.Quote | Gap.Open | Gap.Close | Gap.Colon | Gap.Slash | Gap.Other | Gap.Glued;
        if (token.GapHas(Never))
        {
            return false;
        }

        return !token.GapHas(Gap.Line) || (workspace.Wrapped && !tokens[left].Has(TokenFlags.Headline) && !token.Has(TokenFlags.Headline | TokenFlags.Table))
            || (tokens[left].Has(TokenFlags.Headline) && token.Has(TokenFlags.Headline) && workspace.Wrapped);
    }

    private void MarkNames()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            ref var token = ref tokens[i];
            if (token.IsCapital && IsName(ref token, i))
            {
                token.Flags |= TokenFlags.Name;
            }
        }
    }

    private bool IsName(ref Token token, int i)
    {
        var traits = token.Traits;
        if ((traits & Traits.Calendar) != 0)
        {
            return PhraseLength(i) > 1 || ((traits & (Traits.Given | Traits.Surname)) != 0 && IsPersonal(i));
        }

        if (token.Shape == Shape.Initial)
        {
            return token.End - token.Start > 1 || (i > 0 && tokens[i - 1].Has(TokenFlags.Name) && Joins(i - 1, i) && NextIsCapital(i));
        }

        if ((traits & Traits.Function) != 0 && token.Shape != Shape.Mixed)
        {
            return PhraseLength(i) > (token.Shape is Shape.AllCaps or Shape.Dotted ? 0 : 1) || CoveredByPhrase(i);
        }

        var common = (traits & (Traits.Common | Traits.Article | Traits.Particle)) != 0;
        var capitalized = token.Memory < 0 ? 0 : memory[token.Memory].Capitalized;
        var small = token.Memory < 0 ? 0 : memory[token.Memory].Small;
        if (token.Has(TokenFlags.Headline))
        {
            if (PhraseLength(i) > 1 || CoveredByPhrase(i))
            {
                return true;
            }

            if (capitalized > small && (!common || capitalized > 1))
            {
                return true;
            }

            if (common || (traits & Traits.CommonOrName) != 0)
            {
                return (traits & Traits.Given) != 0 && NextIsUncommon(i) && (traits & Traits.Common) == 0;
            }

            return small == 0;
        }

        if (token.Has(TokenFlags.SentenceStart))
        {
            if (PhraseLength(i) > 1)
            {
                return true;
            }

            if (common)
            {
                return (capitalized > 0 && (NextIsCapital(i) || (small == 0 && (traits & Traits.Surname) != 0))) || ((traits & Traits.Given) != 0 && NextIsUncommon(i));
            }

            if ((traits & Traits.CommonOrName) != 0)
            {
                return capitalized > 0 || NextIsCapital(i) || token.Has(TokenFlags.Possessive) || (traits & (Traits.Given | Traits.Surname)) != 0;
            }

            return small == 0 || capitalized > 0;
        }

        return true;
    }

    // May, June, August and April are people only beside another part of their name.
    private bool IsPersonal(int i)
    {
        var behindName = i > 0 && tokens[i - 1].Has(TokenFlags.Name) && Joins(i - 1, i) && (tokens[i - 1].Traits & Traits.Given) != 0;
        var beforeName = i + 1 < tokens.Count && tokens[i + 1].IsCapital && Joins(i, i + 1) && (tokens[i].Traits & Traits.Given) != 0
            && (tokens[i + 1].Traits & Traits.Surname) != 0;
        return behindName || beforeName;
    }

    private bool NextIsCapital(int i) =>
        i + 1 < tokens.Count && tokens[i + 1].IsCapital && Joins(i, i + 1) && (tokens[i + 1].Traits & Traits.Calendar) == 0;

    private bool NextIsUncommon(int i) => NextIsCapital(i) && (tokens[i + 1].Traits & (Traits.Common | Traits.Article)) == 0;

    private int PhraseLength(int i)
    {
        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + 8));
        return match.Entry is { Class: not EntryClass.Title } ? match.Length : 0;
    }

    // In "WORLD BANK SAYS" the second word is a name because the first one began a phrase.
    private bool CoveredByPhrase(int i)
    {
        for (var back = 1; back <= 3 && back <= i; back++)
        {
            if (tokens[i - back].Has(TokenFlags.Name) && PhraseLength(i - back) > back)
            {
                return true;
            }
        }

        return false;
    }

    private int RunEnd(int start)
    {
        var end = start + 1;
        while (end < tokens.Count)
        {
            if (tokens[end - 1].Has(TokenFlags.Possessive) && !tokens[end].GapHas(Gap.Hyphen))
            {
                break;
            }

            if (tokens[end].Has(TokenFlags.Name) && Joins(end - 1, end))
            {
                end++;
                continue;
            }

            var particles = end;
            while (particles < tokens.Count && particles - end < 3 && IsParticle(particles) && Joins(particles - 1, particles))
            {
                particles++;
            }

            if (particles == end || particles >= tokens.Count || !tokens[particles].Has(TokenFlags.Name) || !Joins(particles - 1, particles))
            {
                break;
            }

            end = particles + 1;
        }

        return end;
    }

    private bool IsParticle(int i) => tokens[i].Shape == Shape.Lower && (tokens[i].Traits & Traits.Particle) != 0;

    private bool TryUser(ref int i)
    {
        if ((tokens[i].Traits & Traits.StartsUserPhrase) == 0)
        {
            return false;
        }

        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + 16), user: true);
        if (match.Entry is null)
        {
            return false;
        }

        workspace.Candidates.Add(i, i + match.Length, match.Entry, Features.User);
        i += match.Length;
        return true;
    }

    // al-Qaeda, bin Laden, de Klerk, eBay.
    private bool TrySmallStart(ref int i)
    {
        if (tokens[i].Shape != Shape.Lower || !IsParticle(i) || i + 1 >= tokens.Count || !tokens[i + 1].Has(TokenFlags.Name) || !Joins(i, i + 1))
        {
            return false;
        }

        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + 8));
        if (match.Length < 2)
        {
            return false;
        }

        workspace.Candidates.Add(i, i + match.Length, match.Entry, Features.None);
        i += match.Length;
        return true;
    }

    /// <summary>Cuts one run into candidates; gives the word behind the last one used.</summary>
    private int Segment(int start, int end)
    {
        var marks = Features.None;
        var p = start;
        while (p < end)
        {
            if (gazetteer.HasUserPhrases && p > start && TryUser(ref p))
            {
                end = Math.Max(end, p);
                continue;
            }

            if (IsParticle(p))
            {
                p++;
                continue;
            }

            var stop = Stop(p, end);
            var match = gazetteer.Longest(tokens, p, Math.Min(tokens.Count, p + 10));
            if (match.Entry is { Class: EntryClass.Title } && !LooksLikeOrganization(p, stop))
            {
                p += match.Length;
                marks = p < end ? Features.AfterTitle : Features.None;
                continue;
            }

            var phrases = new PhraseCutter(gazetteer, workspace);
            var next = phrases.Cut(p, stop, match.Entry is { Class: EntryClass.Title } ? default : match, marks);
            marks = next > p && workspace.Candidates.Count > 0 && workspace.Candidates[workspace.Candidates.Count - 1].Entry is { Class: EntryClass.Nationality }
                ? Features.AfterNationality
                : Features.None;
            p = next;
            end = Math.Max(end, p);
        }

        return end;
    }

    // A chunk ends before a calendar word and before a title in the run: "Syrian | President | Bashar Assad".
    private int Stop(int p, int end)
    {
        for (var i = p + 1; i < end; i++)
        {
            var traits = tokens[i].Traits;
            if ((traits & Traits.Calendar) != 0 && !CoveredByPhrase(i) && !IsPersonal(i))
            {
                return i;
            }

            if (tokens[i].Shape is Shape.Capitalized or Shape.AllCaps && gazetteer.Longest(tokens, i, end) is { Entry.Class: EntryClass.Title } title
                && (i + title.Length < end || (traits & (Traits.Surname | Traits.OrgTail)) == 0) && !CoveredByPhrase(i))
            {
                return i;
            }
        }

        return end;
    }

    private bool LooksLikeOrganization(int p, int stop) =>
        stop - p is >= 2 and <= 4 && (tokens[stop - 1].Traits & Traits.OrgTail) != 0
        && (tokens[p].Traits & Traits.Abbreviation) == 0 && (tokens[p + 1].Traits & Traits.Given) == 0;
}
