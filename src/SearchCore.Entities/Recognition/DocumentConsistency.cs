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
        for (int i = 0; i < candidates.Count; i++)
            Apply(ref candidates[i]);
    }

    private void Learn()
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            ref var candidate = ref candidates[i];
            if (candidate.Has(Features.Headline) && candidate.Margin < SureMargin)
                continue;
            if (candidate.Verdict == Verdict.Person && candidate.Length > 1)
                Introduce(ref candidate, overwrite: false);
            else if (candidate.Length == 1 && candidate.Margin >= SureMargin)
                Vote(ref candidate);
        }
    }

    private void Vote(ref Candidate candidate)
    {
        int at = tokens[candidate.First].Memory;
        if (at < 0)
            return;
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
        int last = candidate.Last - 1;
        while (last > candidate.First && (Of(last) & Traits.Generation) != 0)
            last--;
        if (last == candidate.First)
            return;
        candidate.Name ??= FullName(ref candidate);
        int person = memory.People.LastIndexOf(candidate.Name);
        if (person < 0)
        {
            person = memory.People.Count;
            memory.People.Add(candidate.Name);
        }

        Bind(last, person, overwrite);
        if (tokens[candidate.First].Shape != Shape.Initial)
            Bind(candidate.First, person, overwrite: false);
    }

    private void Bind(int token, int person, bool overwrite)
    {
        int at = tokens[token].Memory;
        if (at < 0)
            return;
        ref var word = ref memory[at];
        if (overwrite || word.Person == 0)
            word.Person = person + 1;
    }

    private string FullName(ref Candidate candidate) => candidate.Entry is { Class: EntryClass.Person } entry
        ? entry.Name
        : Naming.FromText(text, ref candidate, workspace);

    private void Apply(ref Candidate candidate)
    {
        if (candidate.Has(Features.User))
            return;
        if (candidate.Length > 1)
        {
            if (candidate.Verdict == Verdict.Person)
                Introduce(ref candidate, overwrite: true);
            return;
        }

        int at = tokens[candidate.First].Memory;
        if (at < 0 || candidate.Has(Features.Nationality | Features.KnownThing) || (candidate.Has(Features.OrganizationPattern | Features.PlacePattern)))
            return;
        ref var word = ref memory[at];
        bool country = candidate.Entry is { } known && known.Has(EntryFlags.Country);
        if (word.Person > 0 && !country && !(candidate.Verdict is Verdict.Place or Verdict.Organization && candidate.Margin >= 24)
            && !(candidate.Verdict == Verdict.None && candidate.Margin >= 30))
        {
            candidate.Verdict = Verdict.Person;
            candidate.Name = memory.People[word.Person - 1];
            return;
        }

        if (candidate.Margin >= SureMargin && candidate.Verdict != Verdict.None)
            return;
        int votes = Math.Max(word.PersonVotes, Math.Max(word.OrganizationVotes, word.PlaceVotes));
        if (votes == 0 || (candidate.Verdict == Verdict.None && candidate.Margin >= 20))
            return;
        candidate.Verdict = votes == word.PersonVotes ? Verdict.Person : votes == word.OrganizationVotes ? Verdict.Organization : Verdict.Place;
    }

    private Traits Of(int i) => tokens[i].Traits;
}
