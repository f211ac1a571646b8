using SearchCore.Queries;
using SearchCore.Searching.Budget;

namespace SearchCore.Searching.Highlighting;

/// <summary>Which spans of a text an operator of proximity takes for near each other.</summary>
internal sealed class SpanPairing(Proximity proximity, TextUnits? units, SearchBudget budget)
{
    /// <summary>Whether a span has one near, that does not overlap it, before it or after it.</summary>
    public bool HasPartner(Match span, MatchList others, bool mayPrecede, bool mayFollow) =>
        (mayFollow && Following(span, others).Any()) || (mayPrecede && Preceding(span, others).Any());

    /// <summary>Whether another span overlaps a span or is near it.</summary>
    public bool Touches(Match span, MatchList others) =>
        others.Ranges.Reaches(span.End - 1, span.Start + 1, span.Start, span.End)
            || HasPartner(span, others, mayPrecede: true, mayFollow: true);

    /// <summary>Every pair of near ones.</summary>
    public IEnumerable<Match> Pairs(MatchList left, MatchList right) =>
        left.SelectMany(
            l => (proximity.InOrder ? Following(l, right) : Following(l, right).Concat(Preceding(l, right))).Select(r => new Match(l, r)));

    private IEnumerable<Match> Following(Match span, MatchList others)
    {
        budget.Spend(10);
        foreach (var other in others.From(span.End))
        {
            budget.Spend(2);
            if (proximity.Unit == ProximityUnit.Words
                ? other.Start - span.End >= proximity.Distance
                : UnitOf(other.Start) - UnitOf(span.Start) >= proximity.UnitsHeld)
            {
                yield break;
            }

            if (proximity.Unit == ProximityUnit.Words || UnitOf(other.End - 1) - UnitOf(span.Start) < proximity.UnitsHeld)
            {
                yield return other;
            }
        }
    }

    private IEnumerable<Match> Preceding(Match span, MatchList others)
    {
        budget.Spend(10);
        foreach (var other in others.UpTo(span.Start))
        {
            budget.Spend(2);
            if (proximity.Unit == ProximityUnit.Words
                ? span.Start - other.End >= proximity.Distance
                : UnitOf(span.End - 1) - UnitOf(other.End - 1) >= proximity.UnitsHeld)
            {
                yield break;
            }

            if (proximity.Unit == ProximityUnit.Words || UnitOf(span.End - 1) - UnitOf(other.Start) < proximity.UnitsHeld)
            {
                yield return other;
            }
        }
    }

    private int UnitOf(int place) => units?.Of(place, proximity.Unit) ?? 0;
}
