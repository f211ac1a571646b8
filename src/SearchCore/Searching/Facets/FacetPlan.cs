using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Which kinds a search counts: for the facets it was asked for, the values of its timeline and what is significant. Where hits are
/// stories, facets and timelines count stories; what is significant is told of articles, as the archive is that they are compared with.
/// Every index counts the same.
/// </summary>
internal sealed class FacetPlan
{
    private readonly SearchRequest request;
    private readonly List<(string Kind, bool Sideways, bool ByStory)> counts = [];

    /// <summary>Makes the plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ranges">Those of its facets that count ranges.</param>
    public FacetPlan(SearchRequest request, IReadOnlyList<RangeFacet> ranges)
    {
        (this.request, Ranges) = (request, ranges);
        foreach (var facet in request.Facets.Where(f => !ranges.Any(r => ReferenceEquals(r.Request, f))))
        {
            Need(facet.Kind, sideways: true, request.Unique);
        }

        // Along what it drills down to itself a facet counts sideways too; what is told of the matches themselves must not.
        foreach (var wanted in request.Significant.Where(s => s.Kind != SignificantRequest.Words))
        {
            Need(wanted.Kind, sideways: false, byStory: false);
        }

        if (request.Timeline?.By is { } by)
        {
            Need(by.Kind, sideways: false, request.Unique);
        }
    }

    /// <summary>The kinds of what is counted, in the order of <see cref="Counts"/>.</summary>
    public IEnumerable<string> Kinds => counts.Select(c => c.Kind);

    /// <summary>The facets that count ranges. Their counts come behind those of <see cref="Counts"/>.</summary>
    public IReadOnlyList<RangeFacet> Ranges { get; }

    /// <summary>What to count of one index, of values of kinds.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed before the values of all kinds were read.</exception>
    public IReadOnlyList<FacetCount> Counts(PointInTime point, SearchBudget budget) =>
        [.. counts.Select(c => new FacetCount(point.Facets.Kind(c.Kind, budget), c.Sideways, c.ByStory))];

    /// <summary>The place of a kind's counts among those of <see cref="Counts"/>.</summary>
    /// <param name="kind">The kind, as the request names it.</param>
    /// <param name="sideways">Whether articles count that only the drill-down to the kind itself excludes.</param>
    /// <param name="byStory">Whether they are of stories.</param>
    public int Place(string kind, bool sideways, bool byStory) => counts.IndexOf(Key(kind, sideways, byStory));

    /// <summary>A facet that has more ranges than are counted; null where there is none.</summary>
    public FacetRequest? Overfull(IReadOnlyList<FacetTally> tallies) =>
        Ranges.Where((_, i) => tallies[counts.Count + i].Values.Size > RangeCounter.Most).FirstOrDefault()?.Request;

    /// <summary>The facets asked for, of the counts of all indexes.</summary>
    public IReadOnlyList<Facet> Facets(IReadOnlyList<FacetTally> tallies, SearchBudget budget) => [.. request.Facets.Select(facet =>
    {
        var range = Ranges.Index().FirstOrDefault(r => ReferenceEquals(r.Item.Request, facet));
        if (range.Item is not null)
        {
            return range.Item.Made(tallies[counts.Count + range.Index], budget);
        }

        var tally = tallies[Place(facet.Kind, sideways: true, request.Unique)];
        var (best, distinct) = tally.Top(facet.Top, ValuePrefix.Accepts(tally.Values, facet.Prefix), budget);
        return new Facet
        {
            Kind = facet.Kind,
            Values = [.. best.Select(b => new FacetValue(tally.Values.Value(b.Number), b.Count))],
            Distinct = distinct,
        };
    })];

    /// <summary>
    /// The values that get a timeline each: those drilled down to, of the kind, else the most frequent. Null where none was asked for.
    /// </summary>
    public IReadOnlyList<string>? Series(IReadOnlyList<FacetTally> tallies, SearchBudget budget)
    {
        if (request.Timeline?.By is not { } by)
        {
            return null;
        }

        var kind = QueryFields.FacetKind(by.Kind);
        var tally = tallies[Place(by.Kind, sideways: false, request.Unique)];
        var chosen = request.Select.Where(s => QueryFields.FacetKind(s.Kind) == kind).Select(s => TextFolding.FoldValue(s.Value))
            .ToHashSet(StringComparer.Ordinal);
        var accepts = chosen.Count > 0
            ? number => chosen.Contains(tally.Values.Folded(number))
            : ValuePrefix.Accepts(tally.Values, by.Prefix);
        return [.. tally.Top(by.Top, accepts, budget).Best.Select(b => tally.Values.Value(b.Number))];
    }

    private void Need(string kind, bool sideways, bool byStory)
    {
        var key = Key(kind, sideways, byStory);
        if (!counts.Contains(key))
        {
            counts.Add(key);
        }
    }

    // A kind that is not drilled down to counts the same either way, and is counted once.
    private (string Kind, bool Sideways, bool ByStory) Key(string name, bool sideways, bool byStory)
    {
        var kind = QueryFields.FacetKind(name)!;
        return (kind, sideways && request.Select.Any(s => QueryFields.FacetKind(s.Kind) == kind), byStory);
    }
}
