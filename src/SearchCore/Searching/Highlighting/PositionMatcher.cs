using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

using Occurrence = SearchCore.Searching.Highlighting.MatchFinder.Occurrence;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// Which words of a text make up what a plan of positions finds there: the same meaning as its readers have, kept with the words each span
/// is made of. A word is marked where any of the plan's spans is made of it in any way. For one text.
/// </summary>
internal sealed class PositionMatcher
{
    // More pairs inside of others than anybody looks at; then what was found so far is marked.
    private const int MostPairs = 20_000;

    private const int StepsAnOccurrence = 20;

    private readonly PlacedPattern mark;
    private readonly ILookup<HighlightPattern, Occurrence> byLeaf;
    private readonly TextUnits? units;
    private readonly SearchBudget budget;
    private readonly HashSet<int> places = [];

    private PositionMatcher(PlacedPattern mark, List<Occurrence> occurrences, TextUnits? units, SearchBudget budget)
    {
        (this.mark, this.units, this.budget) = (mark, units, budget);
        budget.Spend(StepsAnOccurrence * occurrences.Count);
        byLeaf = occurrences.ToLookup(o => mark.Words[o.Part.Leaf]);
    }

    public static IEnumerable<Occurrence> Match(PlacedPattern mark, List<Occurrence> occurrences, TextUnits? units, SearchBudget budget)
    {
        var matcher = new PositionMatcher(mark, occurrences, units, budget);
        matcher.Collect(mark.Plan);
        return occurrences.Where(o => matcher.places.Contains(o.Position)).DistinctBy(o => o.Start);
    }

    // Of pairs that are part of nothing further it matters only which spans have a partner.
    private void Collect(PositionPlan plan)
    {
        switch (plan)
        {
            case AnyPlan any:
                foreach (var part in any.Plans)
                {
                    Collect(part);
                }

                break;
            case NearPlan { Proximity.Excludes: false } near:
                var (left, right) = (Spans(near.Left), Spans(near.Right));
                var pairing = new SpanPairing(near.Proximity, units, budget);
                CollectAll(left.Where(l => pairing.HasPartner(l, right, mayPrecede: !near.Proximity.InOrder, mayFollow: true)));
                CollectAll(right.Where(r => pairing.HasPartner(r, left, mayPrecede: true, mayFollow: !near.Proximity.InOrder)));
                break;
            default:
                CollectAll(Spans(plan));
                break;
        }
    }

    private void CollectAll(IEnumerable<Match> spans)
    {
        var seen = new HashSet<Match>(ReferenceEqualityComparer.Instance);
        foreach (var span in spans)
        {
            span.Collect(places, seen);
        }
    }

    private MatchList Spans(PositionPlan plan)
    {
        switch (plan)
        {
            case PhrasePlan phrase:
                return MatchList.Of(Phrases(phrase.Pattern), budget);
            case TermsPlan terms:
                return MatchList.Of(byLeaf[terms.Pattern].Select(o => new Match(o.Position, o.Position + 1)), budget);
            case AnyPlan any:
                return MatchList.Of(any.Plans.SelectMany(p => Spans(p)), budget);
            case FirstPlan first:
                return MatchList.Of(Spans(first.Plan).Where(s => s.End <= first.Words), budget);
            case NearPlan near:
                var (left, right) = (Spans(near.Left), Spans(near.Right));
                var pairing = new SpanPairing(near.Proximity, units, budget);
                return MatchList.Of(
                    near.Proximity.Excludes ? left.Where(l => !pairing.Touches(l, right)) : pairing.Pairs(left, right).Take(MostPairs),
                    budget);
            default:
                throw new InvalidOperationException($"There are no marks of {plan.GetType().Name}.");
        }
    }

    private IEnumerable<Match> Phrases(PhrasePattern phrase)
    {
        if (phrase.Terms.Count == 1)
        {
            return byLeaf[phrase].Select(o => new Match(o.Position, o.Position + 1));
        }

        var found = byLeaf[phrase].Select(o => (Start: o.Position - phrase.Positions[o.Part.Index], o.Part.Index)).ToHashSet();
        var (from, length) = (phrase.Positions[0], phrase.Positions[^1] + 1);
        return found.Where(f => f.Index == 0 && Enumerable.Range(1, phrase.Terms.Count - 1).All(i => found.Contains((f.Start, i))))
            .Select(f => new Match(f.Start + from, f.Start + length));
    }
}
