using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// What raises the scores of some articles over others: of the newer ones (<see cref="Recent"/>), or of those with more of a number of the
/// archive's own (<see cref="By"/>). An article's score is multiplied by a factor that follows from the article and the request alone:
/// <c>1 + weight · 2^(−age / halfLife)</c>, or <c>1 + weight · ln(1 + number)</c>; it is 1 where the article has no date or no number, or a
/// number below zero. Of several boosts the factors multiply. Immutable; compares by value.
/// </summary>
/// <remarks>An age counts from the request's moment, in seconds; articles of the future have the age 0.</remarks>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record ScoreBoost
{
    /// <summary>The weight where none is said.</summary>
    public const double DefaultWeight = 1;

    /// <summary>The largest weight.</summary>
    public const double MaxWeight = 1_000;

    /// <summary>The name of recency in queries: <c>| boost recent 30d</c>.</summary>
    internal const string RecentName = "recent";

    private ScoreBoost(string? field, TimeSpan halfLife, double weight) => (Field, HalfLife, Weight) = (field, halfLife, weight);

    /// <summary>The half-life where none is said: thirty days.</summary>
    public static TimeSpan DefaultHalfLife { get; } = TimeSpan.FromDays(30);

    /// <summary>The longest half-life: a hundred years of 365.25 days.</summary>
    public static TimeSpan MaxHalfLife { get; } = TimeSpan.FromDays(36_525);

    /// <summary>The field of the archive's own whose number counts; null where recency does.</summary>
    public string? Field { get; }

    /// <summary>The age at which an article gains half of what a new one gains; zero where a number counts.</summary>
    public TimeSpan HalfLife { get; }

    /// <summary>How much is gained, more than 0 and at most <see cref="MaxWeight"/>.</summary>
    public double Weight { get; }

    /// <summary>Raises the newer articles.</summary>
    /// <param name="halfLife">Whole seconds, from one to <see cref="MaxHalfLife"/>.</param>
    /// <param name="weight">More than 0, at most <see cref="MaxWeight"/>: an article of this moment scores (1 + weight) times as much.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of bounds.</exception>
    public static ScoreBoost Recent(TimeSpan halfLife, double weight = DefaultWeight) =>
        !IsHalfLife(halfLife) ? throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, HalfLifeBounds)
        : !IsWeight(weight) ? throw new ArgumentOutOfRangeException(nameof(weight), weight, WeightBounds)
        : new(null, halfLife, weight);

    /// <summary>Raises articles that have more of something.</summary>
    /// <param name="field">A field of the archive's own, declared as <see cref="FieldType.Number"/>.</param>
    /// <param name="weight">More than 0, at most <see cref="MaxWeight"/>.</param>
    /// <exception cref="ArgumentException">The field is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of bounds.</exception>
    public static ScoreBoost By(string field, double weight = DefaultWeight)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        return IsWeight(weight) ? new(field, default, weight) : throw new ArgumentOutOfRangeException(nameof(weight), weight, WeightBounds);
    }

    internal const string HalfLifeBounds = "a half-life is whole seconds, from one to a hundred years (36,525 days)";

    internal const string WeightBounds = "a weight is a number greater than 0 and at most 1,000";

    internal static bool IsHalfLife(TimeSpan halfLife) =>
        halfLife > TimeSpan.Zero && halfLife <= MaxHalfLife && halfLife.Ticks % TimeSpan.TicksPerSecond == 0;

    internal static bool IsWeight(double weight) => weight is > 0 and <= MaxWeight;
}
