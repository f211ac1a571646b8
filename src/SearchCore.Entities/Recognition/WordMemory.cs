namespace SearchCore.Entities.Recognition;

/// <summary>What one document has shown of a word so far.</summary>
internal struct WordMemory
{
    public ulong Hash;

    /// <summary>How often it stood capitalized where only a name is.</summary>
    public int Capitalized;

    /// <summary>How often it was written small.</summary>
    public int Small;

    /// <summary>Index of the person last named in full with this word at an end, plus one.</summary>
    public int Person;

    /// <summary>Index of the organization that a bracket after its name abbreviates by this word, plus one.</summary>
    public int Abbreviates;

    /// <summary>Whether the word names a lawsuit or abbreviates a law, a programme: something that is no entity.</summary>
    public bool Thing;

    /// <summary>Whether a name that ends in this word was a team on this page of sport.</summary>
    public bool Team;

    /// <summary>Whether a person was named by this word after a title.</summary>
    public bool Titled;

    private int personVotes;
    private int organizationVotes;
    private int placeVotes;

    /// <summary>Whether a candidate of this word alone was surely taken for some kind.</summary>
    public readonly bool HasVotes => (personVotes | organizationVotes | placeVotes) != 0;

    /// <summary>The kind for which it was taken most often; of equals person, then organization.</summary>
    public readonly Verdict Majority =>
        personVotes >= Math.Max(organizationVotes, placeVotes) ? Verdict.Person
        : organizationVotes >= placeVotes ? Verdict.Organization
        : Verdict.Place;

    /// <summary>Counts a candidate of this word alone by what it was surely taken for.</summary>
    public void Vote(Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Person:
                personVotes++;
                break;
            case Verdict.Organization:
                organizationVotes++;
                break;
            case Verdict.Place:
                placeVotes++;
                break;
        }
    }
}
