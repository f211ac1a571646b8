using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Facets;

/// <summary>A facet of ranges of a number or date, as every index counts it: of ranges that were given, or of ranges by a rule.</summary>
/// <param name="Request">What is wanted.</param>
/// <param name="Column">The field's column.</param>
/// <param name="Given">The ranges as they are written, with their first and last number; empty where they follow from a rule.</param>
/// <param name="Computed">The rule; null where ranges were given.</param>
/// <param name="FirstOf">The first number of a range as it is written.</param>
internal sealed record RangeFacet(
    FacetRequest Request, string Column, IReadOnlyList<(string Text, long First, long Last)> Given, RangeBuckets? Computed,
    Func<string, long> FirstOf)
{
    /// <summary>The field.</summary>
    public string Kind => Request.Kind;

    /// <summary>What is answered, by the counts of all indexes.</summary>
    public Facet Made(FacetTally tally, SearchBudget budget)
    {
        var values = tally.Values;
        if (Computed is null)
        {
            var counted = Given.Select(g => new FacetValue(g.Text, values.FindFolded(g.Text) is >= 0 and var at ? tally.Counts[at] : 0));
            FacetValue[] all = [.. counted];
            return new() { Kind = Kind, Values = all, Distinct = all.Count(v => v.Count > 0) };
        }

        var (best, distinct) = tally.Top(Request.Top, accepts: null, budget);
        return new()
        {
            Kind = Kind,
            Values =
            [
                .. best.Select(b => new FacetValue(values.Value(b.Number), b.Count)).OrderBy(v => FirstOf(v.Value)),
            ],
            Distinct = distinct,
        };
    }
}
