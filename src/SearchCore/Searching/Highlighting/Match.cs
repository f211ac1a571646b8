using System.Collections;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// A half-open range of words, and of which pairs of others it is made; or, where it is that of a word or phrase, of every word inside.
/// </summary>
internal sealed class Match(int start, int end)
{
    private readonly List<(Match, Match)> pairs = [];
    private bool isWhole = true;

    public Match(Match one, Match other)
        : this(Math.Min(one.Start, other.Start), Math.Max(one.End, other.End)) => (pairs, isWhole) = ([(one, other)], false);

    public int Start => start;

    public int End => end;

    /// <summary>Takes in the ways in which the same range is made elsewhere.</summary>
    public void Add(Match same)
    {
        pairs.AddRange(same.pairs);
        isWhole |= same.isWhole;
    }

    /// <summary>Collects the places of all words it is made of.</summary>
    public void Collect(HashSet<int> places, HashSet<Match> seen)
    {
        if (!seen.Add(this))
        {
            return;
        }

        for (var place = start; isWhole && place < end; place++)
        {
            places.Add(place);
        }

        foreach (var (one, other) in pairs)
        {
            one.Collect(places, seen);
            other.Collect(places, seen);
        }
    }
}

/// <summary>Spans in the order of their starts, then their ends, each range once. Immutable.</summary>
internal sealed class MatchList : IEnumerable<Match>
{
    private const int StepsASpan = 10;

    private readonly Match[] byStart;
    private readonly Match[] byEnd;

    private MatchList(Match[] byStart, SearchBudget budget)
    {
        this.byStart = byStart;
        byEnd = Sorted(byStart, s => s.End, budget);
        foreach (var span in byStart)
        {
            Ranges.Add(span.Start, span.End);
        }

        Ranges.IndexEnds();
    }

    /// <summary>The ranges alone.</summary>
    public SpanList Ranges { get; } = new();

    public static MatchList Of(IEnumerable<Match> spans, SearchBudget budget)
    {
        var distinct = new Dictionary<(int, int), Match>();
        foreach (var span in spans)
        {
            budget.Spend(StepsASpan);
            if (!distinct.TryAdd((span.Start, span.End), span))
            {
                distinct[(span.Start, span.End)].Add(span);
            }
        }

        return new(Sorted([.. distinct.Values], s => ((long)s.Start << 32) | (uint)s.End, budget), budget);
    }

    /// <summary>Those that start at a place or after it, the nearest first.</summary>
    public IEnumerable<Match> From(int place)
    {
        for (var at = Ranges.FirstFrom(place); at < byStart.Length; at++)
        {
            yield return byStart[at];
        }
    }

    /// <summary>Those that end at a place or before it, the nearest first.</summary>
    public IEnumerable<Match> UpTo(int place)
    {
        int low = 0, high = byEnd.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = byEnd[middle].End <= place ? (middle + 1, high) : (low, middle);
        }

        while (low > 0)
        {
            yield return byEnd[--low];
        }
    }

    // Words come in their order, and most spans with them.
    private static Match[] Sorted(Match[] spans, Func<Match, long> key, SearchBudget budget)
    {
        var keys = Array.ConvertAll(spans, new Converter<Match, long>(key));
        var isSorted = true;
        for (var i = 1; i < keys.Length && isSorted; i++)
        {
            isSorted = keys[i - 1] <= keys[i];
        }

        budget.Spend(keys.Length);
        if (isSorted)
        {
            return spans;
        }

        var sorted = spans.AsSpan().ToArray();
        Array.Sort(keys, sorted);
        return sorted;
    }

    public IEnumerator<Match> GetEnumerator() => byStart.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
