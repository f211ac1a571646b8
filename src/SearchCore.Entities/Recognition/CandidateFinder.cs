using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Finds the runs of words that may name something, and cuts them into candidates.</summary>
internal readonly ref struct CandidateFinder(Gazetteer gazetteer, Workspace workspace)
{
    // How long phrases may be, in words: the user's own, those at the start of a chunk, those that begin with a small word.
    private const int LongestOfUser = 16;
    private const int LongestInRun = 10;
    private const int LongestSmallStart = 8;

    private const int MostParticles = 3;

    private readonly TokenList tokens = workspace.Tokens;
    private readonly CandidateList candidates = workspace.Candidates;
    private readonly NameSpotter names = new(gazetteer, workspace);
    private readonly PhraseCutter phrases = new(gazetteer, workspace);

    public void Run()
    {
        new CompanyMarker(gazetteer, workspace).Mark();
        names.Mark();
        for (var i = 0; i < tokens.Count;)
        {
            var next = UserPhrase(i);
            if (next == i)
            {
                next = tokens[i].Has(TokenFlags.CompanyStart) ? Company(i)
                    : tokens[i].Has(TokenFlags.Name) ? CutRun(i, RunEnd(i))
                    : PhraseOfSmallStart(i);
            }

            i = Math.Max(next, i + 1);
        }
    }

    // Words with capitals, and particles between them: "Ottoline van der Quarrendon".
    private int RunEnd(int start)
    {
        var end = start + 1;
        while (end < tokens.Count && (!tokens[end - 1].Has(TokenFlags.Possessive) || tokens[end].GapHas(Gap.Hyphen)))
        {
            var name = end;
            while (name < tokens.Count && name - end < MostParticles && IsParticle(name) && names.JoinsNext(name - 1))
            {
                name++;
            }

            if (name == tokens.Count || !tokens[name].Has(TokenFlags.Name) || tokens[name].Has(TokenFlags.Company)
                || !names.JoinsNext(name - 1))
            {
                break;
            }

            end = name + 1;
        }

        return EndBehindAnd(end);
    }

    // "Savings | and | Loan Association": ordinary words on both sides, the end of an organization behind them.
    private int EndBehindAnd(int end)
    {
        const int MostWords = 3;
        if (end + 1 >= tokens.Count || !tokens[end].Is(Traits.And) || !IsOrdinaryName(end - 1) || !names.JoinsNext(end - 1)
            || tokens[end - 1].Is(Traits.LoneHead | Traits.OrgTail | Traits.Calendar))
        {
            return end;
        }

        var most = Math.Min(tokens.Count - 1, end + MostWords);
        for (var last = end + 1; last <= most && IsOrdinaryName(last) && names.JoinsNext(last - 1); last++)
        {
            var ends = last + 1 == tokens.Count || !tokens[last + 1].Has(TokenFlags.Name) || !names.JoinsNext(last);
            if (ends && last > end + 1 && tokens[last].Is(Traits.OrgTail))
            {
                return last + 1;
            }
        }

        return end;
    }

    private bool IsOrdinaryName(int i) =>
        tokens[i].Has(TokenFlags.Name) && tokens[i].Is(Traits.Common | Traits.CommonOrName | Traits.OrgTail)
        && !tokens[i].Has(TokenFlags.Possessive | TokenFlags.Headline);

    // A company with its legal form, but for the parts that the user's own phrases take.
    private int Company(int start)
    {
        var end = start + 1;
        while (end < tokens.Count && tokens[end].Has(TokenFlags.Company) && !tokens[end].Has(TokenFlags.CompanyStart))
        {
            if (UserPhraseAt(end).Length > 0)
            {
                return CutRun(start, end);
            }

            end++;
        }

        candidates.Add(start, end, null, Features.OrganizationPattern | Features.LegalForm);
        return end;
    }

    private bool IsParticle(int i) => tokens[i].Shape == Shape.Lower && tokens[i].Is(Traits.Particle);

    // Makes a candidate of the user's phrase that begins at a word; gives the word after it, or the word itself where there is none.
    private int UserPhrase(int i)
    {
        var match = UserPhraseAt(i);
        if (match.Length > 0)
        {
            candidates.Add(i, i + match.Length, match.Entry, Features.User);
        }

        return i + match.Length;
    }

    private PhraseMatch UserPhraseAt(int i) => gazetteer.HasUserPhrases && tokens[i].Is(Traits.StartsUserPhrase)
        ? gazetteer.LongestOfUser(tokens, i, Math.Min(tokens.Count, i + LongestOfUser))
        : default;

    // The same of a known phrase whose first word is small: al-Qaeda, bin Laden, de Klerk.
    private int PhraseOfSmallStart(int i)
    {
        if (!IsParticle(i) || i + 1 >= tokens.Count || !tokens[i + 1].Has(TokenFlags.Name) || !names.JoinsNext(i))
        {
            return i;
        }

        var match = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + LongestSmallStart));
        if (match.Length < 2)
        {
            return i;
        }

        candidates.Add(i, i + match.Length, match.Entry, Features.None);
        return i + match.Length;
    }

    // Cuts one run into candidates; gives the word behind the last one used, which may lie behind the run.
    private int CutRun(int start, int end)
    {
        var seen = Features.None;
        for (var i = start; i < end;)
        {
            var next = i > start ? UserPhrase(i) : i;
            if (next > i)
            {
                i = next;
                end = Math.Max(end, i);
                continue;
            }

            if (IsParticle(i))
            {
                i++;
                continue;
            }

            var chunkEnd = ChunkEnd(i, end);
            var known = gazetteer.Longest(tokens, i, Math.Min(tokens.Count, i + LongestInRun));
            if (known.Entry is { } entry && entry.Has(EntryFlags.Titled))
            {
                i = TitledPerson(i, known);
                seen = Features.None;
                continue;
            }

            if (known.Is(EntryClass.Title))
            {
                if (!LooksLikeOrganization(i, chunkEnd))
                {
                    i += known.Length;
                    seen = Features.AfterTitle;
                    end = Math.Max(end, EndBehindTitle(i, end));
                    continue;
                }

                known = default;
            }

            i = phrases.Cut(i, chunkEnd, known, seen);
            seen = candidates.Last.Entry is { Class: EntryClass.Nationality } ? Features.AfterNationality : Features.None;
            end = Math.Max(end, i);
        }

        return end;
    }

    // "Vice President Harris": the gazetteer says who that is, the mention is the name.
    private int TitledPerson(int start, PhraseMatch known)
    {
        var end = start + known.Length;
        var title = gazetteer.Longest(tokens, start, end - 1);
        candidates.Add(start + title.Length, end, known.Entry, Features.AfterTitle);
        return end;
    }

    // "Chancellor of the Exchequer | Orla Brannigan": a title with small words goes on behind the run, and so does the name after it.
    private int EndBehindTitle(int i, int end) =>
        i < end ? end
        : i < tokens.Count && tokens[i].Has(TokenFlags.Name) && !tokens[i].Has(TokenFlags.Company) && names.JoinsNext(i - 1) ? RunEnd(i)
        : i;

    // A chunk ends before a calendar word and before a title in the run: "Syrian | President | Bashar Assad".
    private int ChunkEnd(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (StartsWithCalendar(i) || StartsWithTitle(i, end))
            {
                return i;
            }
        }

        return end;
    }

    private bool StartsWithCalendar(int i) => tokens[i].Is(Traits.Calendar) && !names.IsInsidePhrase(i) && !names.IsPersonal(i);

    // A title at the end of a run may be a family name or the end of a company's.
    private bool StartsWithTitle(int i, int end)
    {
        if (tokens[i].Shape is not (Shape.Capitalized or Shape.AllCaps))
        {
            return false;
        }

        var match = gazetteer.Longest(tokens, i, end);
        return (match.Is(EntryClass.Title) || (match.Entry is { } entry && entry.Has(EntryFlags.Titled)))
            && (i + match.Length < end || !tokens[i].Is(Traits.Surname | Traits.OrgTail))
            && !names.IsInsidePhrase(i);
    }

    // "Prince Holdings": what begins like a title may be a company's name.
    private bool LooksLikeOrganization(int start, int end) =>
        end - start is >= 2 and <= 4
        && tokens[end - 1].Is(Traits.OrgTail)
        && !tokens[start].Is(Traits.Abbreviation)
        && !tokens[start + 1].Is(Traits.Given);
}
