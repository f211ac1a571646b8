using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Facets;

/// <summary>Which kinds a search counts, for the facets it was asked for, the values of its timeline and what is significant; and what becomes of the counts.</summary>
internal sealed class FacetPlan
{
    private readonly PointInTime point;
    private readonly SearchRequest request;
    private readonly SearchBudget budget;
    private readonly List<HitCollector.Count> counts = [];

    /// <summary>Makes the plan of a request.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed before the values of all kinds were read.</exception>
    public FacetPlan(PointInTime point, SearchRequest request, SearchBudget budget)
    {
        (this.point, this.request, this.budget) = (point, request, budget);
        foreach (var facet in request.Facets)
        {
            Need(facet.Kind, sideways: true);
        }

        // Along its own choices a facet counts sideways too; what is told of the matches themselves must not.
        foreach (var kind in request.Significant.Where(s => s.Kind != SignificantRequest.Words).Select(s => s.Kind).Concat(request.Timeline?.By is { } by ? [by.Kind] : Array.Empty<string>()))
        {
            Need(kind, sideways: false);
        }
    }

    /// <summary>What to count.</summary>
    public IReadOnlyList<HitCollector.Count> Counts => counts;

    /// <summary>The facets asked for.</summary>
    public IReadOnlyList<Facet> Facets(HitCollector collector) => [.. request.Facets.Select(facet =>
    {
        var counter = Counter(collector, facet.Kind, sideways: true);
        var (best, distinct) = counter.Top(facet.Top, Accepts(counter.Kind, facet.Prefix), budget);
        return new Facet
        {
            Kind = facet.Kind,
            Values = [.. best.Select(b => new FacetValue(counter.Kind.Value(b.Number), b.Count))],
            Distinct = distinct,
        };
    })];

    /// <summary>The values that get a timeline each: those selected of the kind, else the most frequent.</summary>
    public (KindOrdinals Kind, IReadOnlyList<int> Values)? Series(HitCollector collector)
    {
        if (request.Timeline?.By is not { } by)
        {
            return null;
        }

        var counter = Counter(collector, by.Kind, sideways: false);
        var selected = request.Select.Where(s => QueryFields.FacetKind(s.Kind) == counter.Kind.Kind).Select(s => TextFolding.FoldValue(s.Value)).ToHashSet(StringComparer.Ordinal);
        var prefix = Accepts(counter.Kind, by.Prefix);
        Func<int, bool>? accepts = selected.Count > 0 ? number => selected.Contains(counter.Kind.Folded(number)) : prefix;
        return (counter.Kind, [.. counter.Top(by.Top, accepts, budget).Best.Select(b => b.Number)]);
    }

    /// <summary>What sets the matches apart, of a kind.</summary>
    public Significance Significant(HitCollector collector, SignificantRequest wanted) =>
        SignificanceRun.OfFacet(wanted.Kind, Counter(collector, wanted.Kind, sideways: false), collector.Total, point.Reader.NumDocs, wanted.Top, budget);

    private void Need(string name, bool sideways)
    {
        var count = Key(name, sideways);
        if (!counts.Contains(count))
        {
            counts.Add(count);
        }
    }

    private FacetCounter Counter(HitCollector collector, string name, bool sideways) => collector.Counts(counts.IndexOf(Key(name, sideways)));

    // Without choices of its own a kind counts the same either way, and is counted once.
    private HitCollector.Count Key(string name, bool sideways)
    {
        var kind = QueryFields.FacetKind(name)!;
        return new(point.Facets(budget).Kind(kind, budget), sideways && request.Select.Any(s => QueryFields.FacetKind(s.Kind) == kind));
    }

    private static Func<int, bool>? Accepts(KindOrdinals kind, string? prefix)
    {
        var folded = TextFolding.FoldValue(prefix ?? string.Empty);
        return folded.Length == 0 ? null : number => HasWord(kind.Folded(number), folded);
    }

    private static bool HasWord(string value, string prefix)
    {
        for (var at = value.IndexOf(prefix, StringComparison.Ordinal); at >= 0; at = value.IndexOf(prefix, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetterOrDigit(value[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
