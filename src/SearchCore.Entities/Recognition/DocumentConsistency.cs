using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Lets a document's sure candidates decide its doubtful ones: a later "Assad" is the Bashar Assad of the first paragraph.
/// </summary>
internal readonly ref struct DocumentConsistency(ReadOnlySpan<char> text, Workspace workspace)
{
    // By how many points a verdict has to lead: to teach other candidates and to resist their votes; to resist a person of that name, for a
    // verdict on a kind and for none; to stay none against votes.
    private const int SureMargin = 10;
    private const int SureOfKind = 24;
    private const int SureOfNone = 30;
    private const int RatherNone = 20;

    private readonly ReadOnlySpan<char> text = text;
    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;
    private readonly CandidateList candidates = workspace.Candidates;
    private readonly PartConsistency parts = new(workspace);

    public void Run()
    {
        Learn();
        for (var i = 0; i < candidates.Count; i++)
        {
            Apply(i);
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

            if (IsUnknownName(in candidate))
            {
                memory.Votes.Add(NameParts.Key(tokens, candidate.First, candidate.End), candidate.Verdict, candidate.Margin);
            }

            if (candidate.Verdict is Verdict.Person or Verdict.Organization && candidate.Entry is null)
            {
                CountForm(in candidate);
            }

            if (candidate.Verdict == Verdict.None && candidate.Has(Features.GenericPattern | Features.KnownThing))
            {
                LearnThing(i);
            }

            if (candidate.Has(Features.TeamContext) && candidate.Verdict == Verdict.Organization && tokens[candidate.End - 1].Memory >= 0)
            {
                memory[tokens[candidate.End - 1].Memory].Team = true;
            }

            if (candidate.Has(Features.LegalForm) && candidate.Verdict == Verdict.Organization)
            {
                parts.LearnCompany(in candidate, candidate.Entry?.Name ?? Naming.FromText(text, in candidate, workspace));
            }

            if (candidate.Verdict == Verdict.Organization && candidate.Length > 1 && i + 1 < candidates.Count)
            {
                LearnAbbreviation(in candidate, in candidates[i + 1]);
            }

            if (candidate.Verdict == Verdict.Person && candidate.Length > 1)
            {
                Introduce(ref candidate, overwrite: false);
            }
            else if (candidate.Length == 1)
            {
                LearnWord(in candidate);
            }
        }
    }

    // "Quarrendon v. Velmora", "the Clean Harbours Act (CHA)": their words mean the lawsuit and the law in the rest of the document.
    private void LearnThing(int i)
    {
        ref var thing = ref candidates[i];
        if (thing.Length == 1 && thing.Has(Features.GenericPattern))
        {
            MarkThing(thing.First);
        }
        else if (thing.Length > 1 && i + 1 < candidates.Count && IsAbbreviation(in thing, in candidates[i + 1]))
        {
            MarkThing(candidates[i + 1].First);
        }
    }

    private void MarkThing(int token)
    {
        if (tokens[token].Memory >= 0)
        {
            memory[tokens[token].Memory].Thing = true;
        }
    }

    private void Apply(int i)
    {
        ref var candidate = ref candidates[i];
        if (candidate.Has(Features.User))
        {
            return;
        }

        if (parts.Apply(ref candidate) || IsTeam(i))
        {
            return;
        }

        if (candidate.Length == 1)
        {
            Decide(ref candidate);
        }
        else if (candidate.Verdict != Verdict.None && candidate.Margin < SureOfKind && IsUnknownName(in candidate)
            && memory.Votes.Of(NameParts.Key(tokens, candidate.First, candidate.End)) is var kind and not Verdict.None)
        {
            candidate.Verdict = kind;
        }

        if (candidate.Length > 1 && candidate.Verdict == Verdict.Person)
        {
            Introduce(ref candidate, overwrite: true);
        }

        if (candidate is { Verdict: Verdict.Organization, Entry: null, Name: null })
        {
            candidate.Name = MostFrequentForm(in candidate);
        }
    }

    // The Texas of "Houston, Texas".
    private bool IsBehindPlace(int i) =>
        i > 0 && candidates[i - 1].Verdict == Verdict.Place && candidates[i - 1].End == candidates[i].First
        && tokens[candidates[i].First].GapHas(Gap.Comma);

    // A name of several words for which nothing but its neighbours speaks, which are others each time.
    private static bool IsUnknownName(ref readonly Candidate candidate)
    {
        const Features Settled = Features.OrganizationPattern | Features.PlacePattern | Features.GenericPattern | Features.TeamContext
            | Features.User;
        return candidate.Length > 1 && candidate.Entry is null && !candidate.Has(Settled);
    }

    // A city that was a team before is the team again, unless something says where.
    private bool IsTeam(int i)
    {
        ref var candidate = ref candidates[i];
        const Features Location = Features.Dateline | Features.AfterIn | Features.AfterPlacePreposition | Features.BeforeCommaPlace
            | Features.AfterPlaceNounOf | Features.BeforePlaceNoun | Features.Nationality | Features.AfterOf;
        var last = tokens[candidate.End - 1].Memory;
        if (candidate.Entry is not { Class: EntryClass.Place } entry || entry.Has(EntryFlags.Country) || candidate.Has(Location)
            || candidate.Verdict != Verdict.Place || IsBehindPlace(i) || last < 0 || !memory[last].Team)
        {
            return false;
        }

        candidate.Verdict = Verdict.Organization;
        return true;
    }

    // One word alone: what the document has made of it elsewhere.
    private void Decide(ref Candidate candidate)
    {
        const Features Settled = Features.Nationality | Features.KnownThing | Features.OrganizationPattern | Features.PlacePattern;
        ref var token = ref tokens[candidate.First];
        if (token.Memory < 0 || candidate.Has(Settled))
        {
            return;
        }

        ref var word = ref memory[token.Memory];
        if (word.Thing && word.Person == 0 && !candidate.Has(Features.AfterTitle))
        {
            candidate.Verdict = Verdict.None;
            return;
        }

        if (word.Abbreviates > 0 && candidate.Entry is null && token.Shape is Shape.AllCaps or Shape.Dotted)
        {
            candidate.Verdict = Verdict.Organization;
            candidate.Name = memory.Organizations[word.Abbreviates - 1];
        }
        else if (word.Person > 0 && !ResistsPerson(in candidate))
        {
            candidate.Verdict = Verdict.Person;
            candidate.Name = memory.People[word.Person - 1];
        }
        else if (word.HasVotes && !ResistsVotes(in candidate))
        {
            candidate.Verdict = word.Majority;
        }
    }

    private static bool ResistsPerson(ref readonly Candidate candidate) =>
        candidate.Entry?.Has(EntryFlags.Country) == true
        || candidate.Verdict switch
        {
            Verdict.Place or Verdict.Organization => candidate.Margin >= SureOfKind,
            Verdict.None => candidate.Margin >= SureOfNone,
            _ => false,
        };

    private static bool ResistsVotes(ref readonly Candidate candidate) =>
        candidate.Margin >= (candidate.Verdict == Verdict.None ? RatherNone : SureMargin);

    // Counts the form in which a name is written here, for the names that no gazetteer gives.
    private void CountForm(ref readonly Candidate candidate)
    {
        if (FormKey(in candidate, out var middle) is var key and not 0)
        {
            memory.Forms.Add(key, middle, Naming.FromText(text, in candidate, workspace));
        }
    }

    private string MostFrequentForm(ref readonly Candidate candidate)
    {
        var name = Naming.FromText(text, in candidate, workspace);
        return FormKey(in candidate, out _) is var key and not 0 ? memory.Forms.Best(key, name) : name;
    }

    // What the forms of one name share: a person's first and last word, an organization's words without its legal form. Words are folded,
    // so case and accents do not count. 0 for a person of one word.
    private ulong FormKey(ref readonly Candidate candidate, out ulong middle)
    {
        middle = 0;
        var person = candidate.Verdict == Verdict.Person;
        var last = LastWithout(person ? Traits.Generation : Traits.LegalForm, in candidate);
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

    // The last word that has none of some traits; the first where all have.
    private int LastWithout(Traits traits, ref readonly Candidate candidate)
    {
        var last = candidate.End - 1;
        while (last > candidate.First && tokens[last].Is(traits))
        {
            last--;
        }

        return last;
    }

    // "European Fisheries Control Agency (EFCA)": from then on EFCA is the agency.
    private void LearnAbbreviation(ref readonly Candidate full, ref readonly Candidate brief)
    {
        ref var token = ref tokens[brief.First];
        if (brief.Entry is not null || token.Memory < 0 || !IsAbbreviation(in full, in brief))
        {
            return;
        }

        ref var word = ref memory[token.Memory];
        if (word.Abbreviates == 0)
        {
            var known = full.Entry is { Class: EntryClass.Organization };
            memory.Organizations.Add(known ? full.Entry!.Name : Naming.FromText(text, in full, workspace));
            word.Abbreviates = memory.Organizations.Count;
        }
    }

    // Whether a name in capitals stands in a bracket directly after another one and abbreviates it.
    private bool IsAbbreviation(ref readonly Candidate full, ref readonly Candidate brief)
    {
        ref var token = ref tokens[brief.First];
        return brief.First == full.End && brief.Length == 1 && token.Shape is (Shape.AllCaps or Shape.Dotted) && token.GapHas(Gap.Open)
            && Abbreviates(in token, in full);
    }

    // Whether a word consists of the first letters of a name, in their order; those of small words may be left out, and periods stand
    // between them.
    private bool Abbreviates(ref readonly TextToken brief, ref readonly Candidate full)
    {
        var at = brief.Start;
        for (var i = full.First; i < full.End && at < brief.End; i++)
        {
            if (char.ToUpperInvariant(text[tokens[i].Start]) == text[at])
            {
                at += at + 1 < brief.End && text[at + 1] == '.' ? 2 : 1;
            }
            else if (tokens[i].Shape != Shape.Lower)
            {
                return false;
            }
        }

        return at >= brief.End;
    }

    // A word alone: what it was surely taken for, whether a title stood before it, which person a gazetteer says it is.
    private void LearnWord(ref readonly Candidate candidate)
    {
        var at = tokens[candidate.First].Memory;
        if (at < 0)
        {
            return;
        }

        if (candidate.Margin >= SureMargin)
        {
            memory[at].Vote(candidate.Verdict);
        }

        if (candidate.Verdict == Verdict.Person)
        {
            memory[at].Titled |= candidate.Has(Features.AfterTitle);
            if (candidate.Entry is { Class: EntryClass.Person } entry)
            {
                Bind(candidate.First, PersonOf(entry.Name), overwrite: false);
            }
        }
    }

    // Binds the full name to its last word, and to its first where that is no initial: "Xi Jinping" is Xi, too.
    private void Introduce(ref Candidate candidate, bool overwrite)
    {
        var last = LastWithout(Traits.Generation, in candidate);
        if (last == candidate.First)
        {
            return;
        }

        candidate.Name = candidate.Entry is { Class: EntryClass.Person } entry ? entry.Name : MostFrequentForm(in candidate);
        parts.LearnPerson(candidate.First, last + 1, candidate.Name);
        var person = PersonOf(candidate.Name);
        Bind(last, person, overwrite);
        if (tokens[candidate.First].Shape != Shape.Initial)
        {
            Bind(candidate.First, person, overwrite: false);
        }
    }

    private int PersonOf(string name)
    {
        var person = memory.People.LastIndexOf(name);
        if (person < 0)
        {
            person = memory.People.Count;
            memory.People.Add(name);
        }

        return person;
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
}
