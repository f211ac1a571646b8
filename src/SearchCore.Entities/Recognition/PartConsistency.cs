using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Lets parts of a full name stand for it in the rest of a document: <c>Piedmont</c> for <c>Piedmont Aviation Inc</c>, <c>Jean-Pierre</c>
/// for a Karine Jean-Pierre.
/// </summary>
internal readonly ref struct PartConsistency(Workspace workspace)
{
    // What says that a word means a person or a place, whatever company has it in its name.
    private const Features OfOtherKind = Features.User | Features.LegalForm | Features.Nationality | Features.KnownThing
        | Features.AfterTitle | Features.AfterPersonNoun | Features.BeforeAge | Features.Dateline | Features.BeforeCommaPlace
        | Features.PlacePattern | Features.GenericPattern | Features.HyphenLowerAfter;

    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;

    /// <summary>Takes in a company that was named with its legal form.</summary>
    public void LearnCompany(ref readonly Candidate company, string name)
    {
        for (var end = company.First + 1; end <= company.Body; end++)
        {
            if (end > company.First + 1 || MaySpeakFor(company.First))
            {
                memory.Companies.SetUnlessShared(NameParts.Key(tokens, company.First, end), name);
            }
        }

        // "Lilly" of "Eli Lilly and Co".
        ref var first = ref tokens[company.First];
        var startsLikeAPerson = first.Is(Traits.Given) || first.Shape is Shape.Initial or Shape.Dotted;
        if (company.Body - company.First == 2 && startsLikeAPerson && MaySpeakFor(company.Body - 1))
        {
            memory.Companies.SetUnlessShared(NameParts.Key(tokens, company.Body - 1, company.Body), name);
        }
    }

    /// <summary>Takes in a person of three words or more: the last two of them, the last three and so on.</summary>
    /// <param name="first">The name's first word.</param>
    /// <param name="end">The word after its family name.</param>
    /// <param name="name">The name.</param>
    public void LearnPerson(int first, int end, string name)
    {
        for (var i = first + 1; i < end - 1; i++)
        {
            memory.FamilyNames.Set(NameParts.Key(tokens, i, end), name);
        }
    }

    /// <summary>Decides a candidate that is a part of a name; false where it is none.</summary>
    public bool Apply(ref Candidate candidate) => ApplyPerson(ref candidate) || ApplyCompany(ref candidate) || IsPair(ref candidate);

    private bool ApplyPerson(ref Candidate candidate)
    {
        if (candidate.Length < 2 || memory.FamilyNames.IsEmpty || candidate.Entry is not null
            || candidate.Has(Features.OrganizationPattern))
        {
            return false;
        }

        var name = memory.FamilyNames.Find(NameParts.Key(tokens, candidate.First, candidate.End));
        if (name is null)
        {
            return false;
        }

        (candidate.Verdict, candidate.Name) = (Verdict.Person, name);
        return true;
    }

    private bool ApplyCompany(ref Candidate candidate)
    {
        if (memory.Companies.IsEmpty || candidate.Has(OfOtherKind) || (candidate.Entry is { } entry && !entry.Has(EntryFlags.Weak)))
        {
            return false;
        }

        ref var first = ref tokens[candidate.First];
        var plain = first.Is(Traits.Common) && first.Has(TokenFlags.SentenceStart | TokenFlags.Headline);
        if (candidate.Length == 1 && (plain || (first.Memory >= 0 && memory[first.Memory].Person > 0)))
        {
            return false;
        }

        var name = memory.Companies.Find(NameParts.Key(tokens, candidate.First, candidate.End));
        if (name is null)
        {
            return false;
        }

        (candidate.Verdict, candidate.Name) = (Verdict.Organization, name);
        return true;
    }

    // "Biden-Harris" are two people.
    private bool IsPair(ref Candidate candidate)
    {
        if (candidate.Length != 2 || candidate.Entry is not null || candidate.Verdict == Verdict.None
            || !tokens[candidate.First + 1].GapHas(Gap.Hyphen) || candidate.Has(Features.OrganizationPattern | Features.PlacePattern))
        {
            return false;
        }

        var (left, right) = (PersonAt(candidate.First), PersonAt(candidate.First + 1));
        if (left == 0 || right == 0 || left == right)
        {
            return false;
        }

        candidate.Verdict = Verdict.None;
        return true;
    }

    private int PersonAt(int token) => tokens[token].Memory < 0 ? 0 : memory[tokens[token].Memory].Person;

    private bool MaySpeakFor(int word)
    {
        ref var token = ref tokens[word];
        return token.Length > 1 && !token.Is(Traits.Common | Traits.Function | Traits.Article)
            && token.Shape is not (Shape.Initial or Shape.Dotted) && !(token.Is(Traits.Given) && !token.Is(Traits.Surname));
    }
}
