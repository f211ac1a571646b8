namespace SearchCore.Entities.Recognition;

/// <summary>What a document takes its names of several words for, so that one name has one kind in it.</summary>
internal sealed class NameVotes
{
    /// <summary>No article reaches it; in a document that does further names have no votes.</summary>
    private const int MostNames = 1 << 14;

    private readonly Dictionary<ulong, (int Person, int Organization, int Place)> votes = [];

    /// <summary>Counts a name by what it was taken for.</summary>
    /// <param name="name">A hash of its words (<see cref="NameParts.Key"/>).</param>
    /// <param name="verdict">What it was taken for; nothing is no vote.</param>
    /// <param name="margin">By how many points.</param>
    public void Add(ulong name, Verdict verdict, int margin)
    {
        if (!votes.TryGetValue(name, out var before) && votes.Count == MostNames)
        {
            return;
        }

        var (person, organization, place) = before;
        votes[name] = verdict switch
        {
            Verdict.Person => (person + margin, organization, place),
            Verdict.Organization => (person, organization + margin, place),
            Verdict.Place => (person, organization, place + margin),
            _ => (person, organization, place),
        };
    }

    /// <summary>The kind with the most points; none where the name was never taken for one. Of equals person, then organization.</summary>
    public Verdict Of(ulong name)
    {
        var (person, organization, place) = votes.GetValueOrDefault(name);
        return Math.Max(person, Math.Max(organization, place)) == 0 ? Verdict.None
            : person >= Math.Max(organization, place) ? Verdict.Person
            : organization >= place ? Verdict.Organization
            : Verdict.Place;
    }

    public void Clear() => votes.Clear();
}
