using SearchCore.Searching.Columns;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Partials;

/// <summary>A group of matches.</summary>
/// <param name="Index">The number of the values that it is named by, among those of all indexes.</param>
/// <param name="Number">Its value's number there.</param>
/// <param name="Articles">How many matches it has.</param>
/// <param name="Best">The best of them.</param>
internal readonly record struct MatchGroup(int Index, int Number, long Articles, PartialHit Best);

/// <summary>
/// The groups that the matches of one index make, or those of several together: all of them, so that which is whose best is known exactly.
/// </summary>
/// <param name="Values">The values by which each index groups.</param>
/// <param name="Groups">The groups, in no order.</param>
/// <param name="Alone">How many matches have no value, and stand for themselves.</param>
internal sealed record GroupedMatches(IReadOnlyList<IFacetValues> Values, IReadOnlyList<MatchGroup> Groups, long Alone)
{
    /// <summary>How many groups there are, matches that stand for themselves included.</summary>
    public long Count => Groups.Count + Alone;

    /// <summary>Puts the groups of several indexes together, value by value.</summary>
    public static GroupedMatches Merge(IReadOnlyList<GroupedMatches> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var (values, groups) = (new List<IFacetValues>(), new List<MatchGroup>());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var group in part.Groups)
            {
                var value = part.Values[group.Index].Folded(group.Number);
                if (places.TryGetValue(value, out var at))
                {
                    var same = groups[at];
                    groups[at] = same with
                    {
                        Articles = same.Articles + group.Articles,
                        Best = PartialHit.Compare(same.Best, group.Best) <= 0 ? same.Best : group.Best,
                    };
                }
                else
                {
                    places.Add(value, groups.Count);
                    groups.Add(group with { Index = group.Index + values.Count });
                }
            }

            values.AddRange(part.Values);
        }

        return new(values, groups, parts.Sum(p => p.Alone));
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

    /// <summary>A group's value, as most articles of all indexes spell it.</summary>
    public string Name(MatchGroup group) => Values is [var only]
        ? only.Value(group.Number)
        : Spelling.Of(Values, Values[group.Index].Folded(group.Number));
}
