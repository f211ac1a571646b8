using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Lets a document's sure candidates decide its doubtful ones: a later "Assad" is the Bashar Assad of the first paragraph.</summary>
internal readonly ref struct DocumentConsistency(ReadOnlySpan<char> text, Workspace workspace)
{
    private const int SureMargin = 10;

    private readonly ReadOnlySpan<char> text = text;
    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;
    private readonly CandidateList candidates = workspace.Candidates;

    public void Run()
    {
        Learn();
        for (var i = 0; i < candidates.Count; i++)
        {
            Apply(ref candidates[i]);
        }
    }

    private void Learn()
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            ref var candidate = ref candidates[i];
            if (candidate.Has(Features.Headline) && candidate.Margin < SureMargin)
            {
                continue;
            }

            if (candidate.Verdict is Verdict.Person or Verdict.Organization && candidate.Entry is null)
            {
                Count(ref candidate);
            }

            if (candidate.Verdict == Verdict.Organization && candidate.Length > 1 && i + 1 < candidates.Count)
            {
                Abbreviate(ref candidate, ref candidates[i + 1]);
            }

            if (candidate.Verdict == Verdict.Person && candidate.Length > 1)
            {
                Introduce(ref candidate, overwrite: false);
            }
            else if (candidate.Length == 1 && candidate.Margin >= SureMargin)
            {
                Vote(ref candidate);
            }
        }
    }

    // Counts the form in which a name is written here, for the names that no gazetteer gives.
    private void Count(ref Candidate candidate)
    {
        if (FormKey(ref candidate, out var middle) is var key and not 0)
        {
            memory.Forms.Add(key, middle, Naming.FromText(text, ref candidate, workspace));
        }
    }

    // What the forms of one name share: a person's first and last word, an organization's words without its legal form. Words are folded, so case and accents do not count.
    private ulong FormKey(ref Candidate candidate, out ulong middle)
    {
        middle = 0;
        var last = candidate.Last - 1;
        var person = candidate.Verdict == Verdict.Person;
        while (last > candidate.First && (Of(last) & (person ? Traits.Generation : Traits.LegalForm)) != 0)
        {
            last--;
        }

        if (person && last == candidate.First)
        {
            return 0;
        }

        var key = (ulong)candidate.Verdict;
        for (var i = candidate.First; i <= last; i++)
        {
            if (person && i > candidate.First && i < last)
            {
                middle = TermTable.Finish((middle * 31) + tokens[i].Hash);
            }
            else
            {
                key = TermTable.Finish((key * 31) + tokens[i].Hash);
            }
        }

        return key;
    }

    // "European Fisheries Control Agency (EFCA)": from then on EFCA is the agency.
    private void Abbreviate(ref Candidate full, ref Candidate brief)
    {
        ref var token = ref tokens[brief.First];
        if (brief.First != full.Last || brief.Length != 1 || brief.Entry is not null || token.Memory < 0 || token.Shape is not (Shape.AllCaps or Shape.Dotted) || !token.GapHas(Gap.Open))
        {
            return;
        }

        var at = token.Start;
        for (var i = full.First; i < full.Last && at < token.End; i++)
        {
            if (char.ToUpperInvariant(text[tokens[i].Start]) == text[at])
            {
                at += at + 1 < token.End && text[at + 1] == '.' ? 2 : 1;
            }
            else if (tokens[i].Shape != Shape.Lower)
            {
                return;
            }
        }

        ref var word = ref memory[token.Memory];
        if (at < token.End || word.Abbreviates > 0)
        {
            return;
        }

        memory.Organizations.Add(full.Entry is { Class: EntryClass.Organization } entry ? entry.Name : Naming.FromText(text, ref full, workspace));
        word.Abbreviates = memory.Organizations.Count;
    }

    private void Vote(ref Candidate candidate)
    {
        var at = tokens[candidate.First].Memory;
        if (at < 0)
        {
            return;
        }

        ref var word = ref memory[at];
        switch (candidate.Verdict)
        {
            case Verdict.Person:
                word.PersonVotes++;
                break;
            case Verdict.Organization:
                word.OrganizationVotes++;
                break;
            case Verdict.Place:
                word.PlaceVotes++;
                break;
        }
    }

    // Binds the full name to its last word, and to its first where that is no common given name: "Xi Jinping" is Xi, too.
    private void Introduce(ref Candidate candidate, bool overwrite)
    {
        var last = candidate.Last - 1;
        while (last > candidate.First && (Of(last) & Traits.Generation) != 0)
        {
            last--;
        }

        if (last == candidate.First)
        {
            return;
        }

        candidate.Name = FullName(ref candidate);
        var person = memory.People.LastIndexOf(candidate.Name);
        if (person < 0)
        {
            person = memory.People.Count;
            memory.People.Add(candidate.Name);
        }

        Bind(last, person, overwrite);
        if (tokens[candidate.First].Shape != Shape.Initial)
        {
            Bind(candidate.First, person, overwrite: false);
        }
    }

    private void Bind(int token, int person, bool overwrite)
    {
        var at = tokens[token].Memory;
        if (at < 0)
        {
            return;
        }

        ref var word = ref memory[at];
        if (overwrite || word.Person == 0)
        {
            word.Person = person + 1;
        }
    }

    private string FullName(ref Candidate candidate) => candidate.Entry is { Class: EntryClass.Person } entry
        ? entry.Name
        : Best(ref candidate);

    private string Best(ref Candidate candidate)
    {
        var name = Naming.FromText(text, ref candidate, workspace);
        return FormKey(ref candidate, out _) is var key and not 0 ? memory.Forms.Best(key, name) : name;
    }

    private void Apply(ref Candidate candidate)
    {
        if (candidate.Has(Features.User))
        {
            return;
        }

        if (candidate.Length > 1)
        {
            if (candidate.Verdict == Verdict.Person)
            {
                Introduce(ref candidate, overwrite: true);
            }
            else if (candidate.Verdict == Verdict.Organization && candidate.Entry is null)
            {
                candidate.Name = Best(ref candidate);
            }

            return;
        }

        Decide(ref candidate);
        if (candidate is { Verdict: Verdict.Organization, Entry: null, Name: null })
        {
            candidate.Name = Best(ref candidate);
        }
    }

    // One word alone: what the document has made of it elsewhere.
    private void Decide(ref Candidate candidate)
    {
        var at = tokens[candidate.First].Memory;
        if (at < 0 || candidate.Has(Features.Nationality | Features.KnownThing) || (candidate.Has(Features.OrganizationPattern | Features.PlacePattern)))
        {
            return;
        }

        ref var word = ref memory[at];
        if (word.Abbreviates > 0 && candidate.Entry is null && tokens[candidate.First].Shape is Shape.AllCaps or Shape.Dotted)
        {
            candidate.Verdict = Verdict.Organization;
            candidate.Name = memory.Organizations[word.Abbreviates - 1];
            return;
        }

        var country = candidate.Entry is { } known && known.Has(EntryFlags.Country);
        if (word.Person > 0 && !country && !(candidate.Verdict is Verdict.Place or Verdict.Organization && candidate.Margin >= 24)
            && !(candidate.Verdict == Verdict.None && candidate.Margin >= 30))
        {
            candidate.Verdict = Verdict.Person;
            candidate.Name = memory.People[word.Person - 1];
            return;
        }

        if (candidate.Margin >= SureMargin && candidate.Verdict != Verdict.None)
        {
            return;
        }

        var votes = Math.Max(word.PersonVotes, Math.Max(word.OrganizationVotes, word.PlaceVotes));
        if (votes == 0 || (candidate.Verdict == Verdict.None && candidate.Margin >= 20))
        {
            return;
        }

        candidate.Verdict = votes == word.PersonVotes ? Verdict.Person : votes == word.OrganizationVotes ? Verdict.Organization : Verdict.Place;
    }

    private Traits Of(int i) => tokens[i].Traits;
}
