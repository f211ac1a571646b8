using SearchCore.Queries;
using SearchCore.Searching.Positions;

using Occurrence = SearchCore.Searching.Highlighting.MarkFinder.Occurrence;

namespace SearchCore.Searching.Highlighting;

/// <summary>Which words of a text make up what a plan of positions finds there: the same meaning as its readers have, kept with the words each span is made of.</summary>
internal static class PositionMatcher
{
    // More pairs than anybody looks at; then what was found so far is marked.
    private const int MostSpans = 20_000;

    public static IEnumerable<Occurrence> Match(PositionMark mark, List<Occurrence> occurrences, TextUnits? units)
    {
        var places = new HashSet<int>();
        foreach (var span in Spans(mark.Plan, mark, occurrences, units))
        {
            span.Collect(places);
        }

        return occurrences.Where(o => places.Contains(o.Position)).DistinctBy(o => o.Start);
    }

    private static List<Span> Spans(PositionPlan plan, PositionMark mark, List<Occurrence> occurrences, TextUnits? units)
    {
        switch (plan)
        {
            case PhrasePlan phrase:
                return Phrases(phrase.Mark, Of(phrase.Mark)).ToList();
            case TermsPlan terms:
                return Of(terms.Mark).Select(o => new Span(o.Position, o.Position + 1, null, null)).ToList();
            case AnyPlan any:
                return any.Plans.SelectMany(p => Spans(p, mark, occurrences, units)).DistinctBy(s => (s.Start, s.End)).ToList();
            case FirstPlan first:
                return Spans(first.Plan, mark, occurrences, units).Where(s => s.End <= first.Words).ToList();
            case NearPlan near:
                var (left, right) = (Spans(near.Left, mark, occurrences, units), Spans(near.Right, mark, occurrences, units));
                return near.Proximity.Excludes
                    ? left.Where(l => !right.Exists(r => (l.Start, l.End) != (r.Start, r.End) && (l.Overlaps(r) || IsNear(l, r, near.Proximity, units)))).ToList()
                    : Pairs(left, right, near.Proximity, units).Take(MostSpans).ToList();
            default:
                return [];
        }

        IEnumerable<Occurrence> Of(Mark leaf) => occurrences.Where(o => ReferenceEquals(mark.Words[o.Part.Leaf], leaf) || mark.Words[o.Part.Leaf].Equals(leaf));
    }

    private static IEnumerable<Span> Phrases(PhraseMark phrase, IEnumerable<Occurrence> occurrences)
    {
        var found = occurrences.Select(o => (Start: o.Position - phrase.Positions[o.Part.Index], o.Part.Index)).ToHashSet();
        var length = phrase.Positions[^1] + 1;
        return found.Where(f => f.Index == 0 && Enumerable.Range(1, phrase.Terms.Count - 1).All(i => found.Contains((f.Start, i)))).Select(f => new Span(f.Start, f.Start + length, null, null));
    }

    private static IEnumerable<Span> Pairs(List<Span> left, List<Span> right, Proximity proximity, TextUnits? units)
    {
        var sorted = right.OrderBy(r => r.Start).ToArray();
        var starts = Array.ConvertAll(sorted, r => r.Start);
        var longest = sorted.Length == 0 ? 0 : sorted.Max(r => r.End - r.Start);
        foreach (var l in left)
        {
            // By words only what starts near can be near.
            var at = proximity.Unit == ProximityUnit.Words ? Array.BinarySearch(starts, Math.Max(0, l.Start - proximity.Distance - longest)) : 0;
            for (at = FirstOf(starts, at); at < sorted.Length && (proximity.Unit != ProximityUnit.Words || starts[at] < l.End + proximity.Distance); at++)
            {
                if (!l.Overlaps(sorted[at]) && IsNear(l, sorted[at], proximity, units))
                {
                    yield return new Span(Math.Min(l.Start, sorted[at].Start), Math.Max(l.End, sorted[at].End), l, sorted[at]);
                }
            }
        }
    }

    private static int FirstOf(int[] starts, int found)
    {
        var at = found < 0 ? ~found : found;
        while (at > 0 && starts[at - 1] == starts[Math.Min(at, starts.Length - 1)])
        {
            at--;
        }

        return at;
    }

    private static bool IsNear(Span left, Span right, Proximity proximity, TextUnits? units)
    {
        if (proximity.Unit == ProximityUnit.Words)
        {
            return left.End <= right.Start ? right.Start - left.End < proximity.Distance : !proximity.InOrder && left.Start - right.End < proximity.Distance;
        }

        return units is null || units.Of(Math.Min(left.Start, right.Start), proximity.Unit) == units.Of(Math.Max(left.End, right.End) - 1, proximity.Unit);
    }

    /// <summary>A span and the two it is made of.</summary>
    private sealed record Span(int Start, int End, Span? Left, Span? Right)
    {
        public bool Overlaps(Span other) => Start < other.End && other.Start < End;

        public void Collect(HashSet<int> places)
        {
            if (Left is null || Right is null)
            {
                for (var place = Start; place < End; place++)
                {
                    places.Add(place);
                }

                return;
            }

            Left.Collect(places);
            Right.Collect(places);
        }
    }
}
