using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Facets;

/// <summary>
/// How many articles, or stories, have each value of a kind: of one index, or of several put together. The counts must not change any more.
/// </summary>
/// <param name="values">The values.</param>
/// <param name="counts">A count for each of them; longer than their number where the room is pooled.</param>
/// <param name="shared">
/// Which values have stories that other indexes may count too, each once (<see cref="Merge"/> counts them); null where there are none.
/// </param>
internal sealed class FacetTally(IFacetValues values, int[] counts, IReadOnlyList<StoryRow>? shared = null)
{
    // Of a name that is asked for the first time.
    private const int StepsAName = 200, StepsAValue = 5, Stretch = 1_024, StepsAStretch = 64;

    /// <summary>The values.</summary>
    public IFacetValues Values => values;

    /// <summary>The count of each value.</summary>
    public ReadOnlySpan<int> Counts => counts.AsSpan(0, values.Size);

    /// <summary>Which values have stories that other indexes may count too.</summary>
    public IReadOnlyList<StoryRow> Shared => shared ?? [];

    /// <summary>The same counts with stories that other indexes may count too.</summary>
    public FacetTally With(IReadOnlyList<StoryRow> stories) => new(values, counts, stories);

    /// <summary>The counts of values that are compared as they are written.</summary>
    /// <param name="counted">Each value once.</param>
    /// <param name="shared">Which of them, by their places, have stories that other indexes may count too; null for none.</param>
    public static FacetTally Of(IReadOnlyList<(string Value, int Count)> counted, IReadOnlyList<StoryRow>? shared = null)
    {
        var ordered = counted.Index().OrderBy(c => c.Item.Value, Utf8Order.Comparer).ToArray();
        var places = new int[ordered.Length];
        for (var place = 0; place < ordered.Length; place++)
        {
            places[ordered[place].Index] = place;
        }

        return new(
            new NamedValues(Array.ConvertAll(ordered, c => (c.Item.Value, c.Item.Value))),
            Array.ConvertAll(ordered, c => c.Item.Count),
            shared is null ? null : [.. shared.Select(s => s with { Row = places[s.Row] })]);
    }

    /// <summary>Adds up tallies of one kind, value by value; where the time is up, those counted until then.</summary>
    public static FacetTally Merge(IReadOnlyList<FacetTally> tallies, SearchBudget budget)
    {
        if (tallies is [{ Shared.Count: 0 } only])
        {
            return only;
        }

        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tally in tallies)
        {
            for (var at = Skip(tally.Counts, 0); at < tally.Counts.Length && !budget.IsSpent(StepsAName); at = Skip(tally.Counts, at + 1))
            {
                var value = tally.Values.Folded(at);
                sums[value] = checked(sums.GetValueOrDefault(value) + tally.Counts[at]);
            }
        }

        // A story that several indexes have articles of is one.
        var counted = new HashSet<(int, string)>();
        foreach (var tally in tallies)
        {
            foreach (var (story, value) in tally.Shared.TakeWhile(_ => !budget.IsSpent(StepsAValue)))
            {
                var folded = tally.Values.Folded(value);
                if (counted.Add((story, folded)))
                {
                    sums[folded] = checked(sums.GetValueOrDefault(folded) + 1);
                }
            }
        }

        // Where the time is up values are shown as they are compared: the answer is a part, and says so.
        IFacetValues[] indexes = [.. tallies.Select(t => t.Values)];
        var named = sums.Keys.Select(f => (Name: Name(f), Folded: f))
            .OrderBy(v => v.Name, Utf8Order.Comparer).ToArray();
        return new FacetTally(new NamedValues(named), Array.ConvertAll(named, n => sums[n.Folded]));

        string Name(string folded) =>
            budget.WasExceeded || budget.IsSpent(StepsAName * indexes.Length) ? folded : Spelling.Of(indexes, folded);
    }

    /// <summary>The count of a value of another tally of the same kind.</summary>
    public int CountOf(IFacetValues others, int number)
    {
        if (ReferenceEquals(others, values))
        {
            return counts[number];
        }

        return values.FindFolded(others.Folded(number)) is >= 0 and var own ? counts[own] : 0;
    }

    /// <summary>The most frequent values, ties in the order of values (by code points), and how many different ones there are.</summary>
    /// <param name="top">How many.</param>
    /// <param name="accepts">Which values may be shown; null for all.</param>
    /// <param name="budget">The time there is; when it is over, those found until then are the answer.</param>
    public (List<(int Number, int Count)> Best, int Distinct) Top(int top, Func<int, bool>? accepts, SearchBudget budget)
    {
        var best = new PriorityQueue<int, (int Count, int Behind)>(Math.Max(1, top));
        var totals = Counts;

        // The last of the best; of those that are equally frequent the first stay.
        var least = top == 0 ? int.MaxValue : 0;
        var distinct = 0;
        for (var from = 0; from < totals.Length && !budget.IsSpent(StepsAStretch); from += Stretch)
        {
            var some = totals.Slice(from, Math.Min(Stretch, totals.Length - from));
            for (var at = Skip(some, 0); at < some.Length; at = Skip(some, at + 1))
            {
                if (accepts is not null)
                {
                    if (budget.IsSpent(StepsAName))
                    {
                        break;
                    }

                    if (!accepts(from + at))
                    {
                        continue;
                    }
                }

                distinct++;
                if (some[at] <= least)
                {
                    continue;
                }

                if (best.Count < top)
                {
                    best.Enqueue(from + at, (some[at], -(from + at)));
                }
                else
                {
                    best.DequeueEnqueue(from + at, (some[at], -(from + at)));
                }

                least = best.Count == top && best.TryPeek(out _, out var worst) ? worst.Count : 0;
            }
        }

        var found = new List<(int, int)>(best.Count);
        while (best.TryDequeue(out var value, out _))
        {
            found.Add((value, totals[value]));
        }

        found.Reverse();
        return (found, distinct);
    }

    // Most values of a kind do not occur among few hits: whole vectors of zeros are passed at once.
    private static int Skip(ReadOnlySpan<int> totals, int at)
    {
        while (at < totals.Length && totals[at] == 0)
        {
            at += at + Vector<int>.Count <= totals.Length && Vector.EqualsAll(new Vector<int>(totals[at..]), Vector<int>.Zero)
                ? Vector<int>.Count
                : 1;
        }

        return at;
    }

    /// <summary>Values by their names, as several indexes together show them.</summary>
    private sealed class NamedValues : IFacetValues
    {
        private readonly (string Name, string Folded)[] values;
        private readonly Dictionary<string, int> numbers;

        public NamedValues((string Name, string Folded)[] values)
        {
            this.values = values;
            numbers = new(values.Length, StringComparer.Ordinal);
            for (var number = 0; number < values.Length; number++)
            {
                numbers.Add(values[number].Folded, number);
            }
        }

        public int Size => values.Length;

        public string Value(int number) => values[number].Name;

        public string Folded(int number) => values[number].Folded;

        public int FindFolded(string folded) => numbers.GetValueOrDefault(folded, -1);

        public bool IsSpelledVariously(int number) => false;

        public IReadOnlyList<Spelling> Spellings(int number) => [new(Value(number), 0)];
    }
}
