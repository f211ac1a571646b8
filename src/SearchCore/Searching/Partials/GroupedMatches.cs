using SearchCore.Searching.Columns;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Partials;

/// <summary>A group of matches.</summary>
/// <param name="Values">The values by one of which it is a group; null where it is a story.</param>
/// <param name="Number">The value's number there, or the story's in the archive.</param>
/// <param name="Articles">How many matches it has.</param>
/// <param name="Best">The best of them, with its tie.</param>
internal readonly record struct MatchGroup(IFacetValues? Values, int Number, long Articles, PartialHit Best)
{
    /// <summary>What the same group of another index has too.</summary>
    public (string? Value, int Story) Key => Values is null ? (null, Number) : (Values.Folded(Number), 0);
}

/// <summary>
/// The groups that the matches of one index make, or those of several together: all of them, so that which is whose best is known exactly.
/// </summary>
/// <param name="Values">The values by which each index groups; none where groups are stories.</param>
/// <param name="Groups">The groups, in no order.</param>
/// <param name="Alone">How many matches belong to none, and stand for themselves.</param>
internal sealed record GroupedMatches(IReadOnlyList<IFacetValues> Values, IReadOnlyList<MatchGroup> Groups, long Alone)
{
    /// <summary>How many groups there are, matches that stand for themselves included.</summary>
    public long Count => Groups.Count + Alone;

    /// <summary>Puts the groups of several indexes together.</summary>
    public static GroupedMatches Merge(IReadOnlyList<GroupedMatches> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var groups = new List<MatchGroup>();
        var places = new Dictionary<(string?, int), int>();
        foreach (var group in parts.SelectMany(p => p.Groups))
        {
            if (places.TryAdd(group.Key, groups.Count))
            {
                groups.Add(group);
                continue;
            }

            var at = places[group.Key];
            var same = groups[at];
            groups[at] = same with
            {
                Articles = same.Articles + group.Articles,
                Best = PartialHit.Compare(same.Best, group.Best) <= 0 ? same.Best : group.Best,
            };
        }

        return parts[0] with { Values = [.. parts.SelectMany(p => p.Values)], Groups = groups, Alone = parts.Sum(p => p.Alone) };
    }

    /// <summary>What is shown: the best of each group and the matches that stand for themselves, in order.</summary>
    /// <param name="alone">The best of the latter, behind the place.</param>
    /// <param name="after">The place behind which hits are wanted; null for all.</param>
    /// <param name="size">How many are wanted.</param>
    public IReadOnlyList<(PartialHit Hit, MatchGroup? Group)> Ranked(IReadOnlyList<PartialHit> alone, SortPosition? after, int size)
    {
        var shown = new List<(PartialHit Hit, MatchGroup? Group)>(alone.Count + Groups.Count);
        shown.AddRange(alone.Select(hit => (hit, (MatchGroup?)null)));
        var tie = after is { } last ? Tie.Of(last.Date, last.Id) : default;
        shown.AddRange(Groups.Where(g => after is not { } place || Tie.Compare(place.Key, tie, g.Best.Key, g.Best.Tie) < 0)
            .Select(g => (g.Best, (MatchGroup?)g)));
        shown.Sort((a, b) => PartialHit.Compare(a.Hit, b.Hit));
        return shown.Count > size ? shown.GetRange(0, size) : shown;
    }

    /// <summary>What a group of values is called: as most articles of all indexes spell the value.</summary>
    public string Name(MatchGroup group) =>
        Values is [var only] ? only.Value(group.Number) : Spelling.Of(Values, group.Values!.Folded(group.Number));
}
