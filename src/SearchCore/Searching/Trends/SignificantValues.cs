using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;

namespace SearchCore.Searching.Trends;

/// <summary>
/// Compares how often the values of a kind occur among matches with how often in a background; the measure is that of
/// <see cref="Significance"/>.
/// </summary>
internal static class SignificantValues
{
    /// <summary>Fewer matches are chance, whatever the measure says.</summary>
    public const int LeastMatches = 2;

    // Of four logarithms.
    private const int StepsARatio = 10;

    /// <summary>Finds the values.</summary>
    /// <param name="wanted">The kind, as it was asked for, and how many values at most.</param>
    /// <param name="kind">The kind, as the index has it.</param>
    /// <param name="found">Counts of the matches.</param>
    /// <param name="matches">How many matches there are.</param>
    /// <param name="background">What they are compared with; null where there was no time to count it.</param>
    /// <param name="own">What the query asked for itself.</param>
    /// <param name="budget">The time there is; when it is over, those found until then are the answer.</param>
    public static Significance Of(
        SignificantRequest wanted, string kind, FacetTally found, long matches, ValueBackground? background, QueryOwn own,
        SearchBudget budget)
    {
        var values = new List<(int Number, double Score, int Everywhere)>();
        for (var number = 0; background is not null && number < found.Counts.Length && !budget.IsSpent(1); number++)
        {
            if (found.Counts[number] < LeastMatches || budget.IsSpent(StepsARatio))
            {
                continue;
            }

            var (count, others) = (found.Counts[number], background.OtherValues?.CountOf(found.Values, number));
            var everywhere = background.Values.CountOf(found.Values, number);
            var score = LogLikelihood.Of(count, matches, others is { } rest ? count + rest : everywhere, background.Others is { } size
                ? matches + size
                : background.Articles);
            if (score >= LogLikelihood.Least)
            {
                values.Add((number, score, everywhere));
            }
        }

        var best = new List<SignificantValue>();
        foreach (var (number, score, everywhere) in values.OrderByDescending(f => f.Score).ThenBy(f => f.Number))
        {
            var value = found.Values.Value(number);
            if (best.Count < wanted.Top && !own.HasValue(kind, value))
            {
                best.Add(new(value, score, found.Counts[number], everywhere));
            }
        }

        return new() { Kind = wanted.Kind, Values = best, Sample = matches, Archive = background?.Articles ?? 0 };
    }
}

/// <summary>What the values of a kind are compared with. Plain data.</summary>
/// <param name="Articles">How many articles there are.</param>
/// <param name="Values">How many of them have each value.</param>
/// <param name="Others">How many are no matches; null where all matches are among them.</param>
/// <param name="OtherValues">How many of those have each value.</param>
internal sealed record ValueBackground(long Articles, FacetTally Values, long? Others = null, FacetTally? OtherValues = null);
