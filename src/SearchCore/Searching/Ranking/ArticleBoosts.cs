using System.Globalization;
using System.Numerics;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Columns;

namespace SearchCore.Searching.Ranking;

/// <summary>
/// What scores are multiplied by (<see cref="ScoreBoost"/>): it follows from an article and the request alone, so that it is the same in
/// every index. For one thread.
/// </summary>
internal sealed class ArticleBoosts
{
    private readonly ScoreBoost[] boosts;
    private readonly OptionalNumbers[] numbers;
    private readonly long now;
    private readonly double most;
    private readonly double[] factors;
    private readonly double[] raised;

    private ArticleBoosts(IReadOnlyList<ScoreBoost> boosts, DateTimeOffset? now, int window)
    {
        // In one order, whatever the request's: products of other orders differ in their last bits.
        this.boosts = [.. boosts.OrderBy(b => b.Field, StringComparer.Ordinal)];
        this.now = now?.ToUnixTimeSeconds() ?? 0;
        numbers = new OptionalNumbers[boosts.Count];
        most = this.boosts.Aggregate(1.0, (product, boost) => product * Most(boost));
        (factors, raised) = (new double[window], new double[window]);
    }

    /// <summary>Those of a request; null where it has none.</summary>
    /// <param name="boosts">What it asks for.</param>
    /// <param name="now">What ages count from.</param>
    /// <param name="window">How many documents a window has.</param>
    public static ArticleBoosts? Of(IReadOnlyList<ScoreBoost> boosts, DateTimeOffset? now, int window) =>
        boosts.Count == 0 ? null : new(boosts, now, window);

    /// <summary>What is done to scores, for a person to read; null where it is nothing.</summary>
    public static string? Text(IReadOnlyList<ScoreBoost> boosts, DateTimeOffset? now) => boosts.Count == 0
        ? null
        : "the score times " + string.Join(" times ", boosts.OrderBy(b => b.Field, StringComparer.Ordinal).Select(b => b.Field is { } field
            ? string.Create(CultureInfo.InvariantCulture, $"(1 + {b.Weight}·ln(1 + {field}))")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"(1 + {b.Weight}·2^(−days/{b.HalfLife.TotalDays:0.######})), "
                    + $"days since publication at {now?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")));

    /// <summary>Goes on to a segment.</summary>
    public void Enter(SegmentColumns columns)
    {
        for (var i = 0; i < boosts.Length; i++)
        {
            numbers[i] = boosts[i].Field is { } field ? columns.Numbers(IndexSchema.ColumnOf(field), greatest: true)
                : columns.Dates;
        }
    }

    /// <summary>The scores of a window's matches as they are raised; of others anything. Good until the next window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">A bit for each match.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">What a score must be at least to be of interest: those that cannot be are left at 0.</param>
    public ReadOnlySpan<double> Raised(int from, ReadOnlySpan<ulong> matches, ReadOnlySpan<double> scores, double threshold)
    {
        for (var boost = 0; boost < boosts.Length; boost++)
        {
            var window = numbers[boost].Window(from);
            for (var i = 0; i < matches.Length; i++)
            {
                for (var word = matches[i]; word != 0; word &= word - 1)
                {
                    var place = (i << 6) + BitOperations.TrailingZeroCount(word);

                    // Products are monotone, rounded or not: what is below with the largest factor is below with its own.
                    if (scores[place] * most >= threshold)
                    {
                        var factor = Factor(boosts[boost], window[place]);
                        factors[place] = boost == 0 ? factor : factors[place] * factor;
                    }
                    else
                    {
                        factors[place] = 0;
                    }
                }
            }
        }

        for (var i = 0; i < matches.Length; i++)
        {
            for (var word = matches[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                raised[place] = scores[place] * factors[place];
            }
        }

        return raised.AsSpan(0, scores.Length);
    }

    private double Factor(ScoreBoost boost, long number)
    {
        if (number == OptionalNumbers.None)
        {
            return 1;
        }

        if (boost.Field is null)
        {
            return 1 + (boost.Weight * Math.Pow(2, -(Math.Max(0, now - number) / boost.HalfLife.TotalSeconds)));
        }

        return SortableNumber.From(number) is > 0 and var value ? 1 + (boost.Weight * Math.Log(1 + value)) : 1;
    }

    private static double Most(ScoreBoost boost) => boost.Field is null ? 1 + boost.Weight : double.PositiveInfinity;
}
