using System.Globalization;

using SearchCore.Schema;

namespace SearchCore.Searching.Facets;

/// <summary>
/// Ranges that follow from a rule and not from what the matches are, so that every index has the same: which one a number lies in, and how
/// it is written. Immutable.
/// </summary>
internal abstract class RangeBuckets
{
    /// <summary>The range of a number of a column; ranges of greater numbers are greater.</summary>
    public abstract long Of(long number);

    /// <summary>A range as it is written in a query behind its field: what <see cref="Of"/> gives that range, nothing else.</summary>
    public abstract string Text(long range);

    /// <summary>A half-open range; without an end where a bound is not finite.</summary>
    protected static string Text(double from, double to) => string.Create(CultureInfo.InvariantCulture, $"[{Bound(from)} TO {Bound(to)}}}");

    private static string Bound(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "*";
}

/// <summary>Ranges of one width, of which one begins at 0.</summary>
/// <param name="step">The width, above 0.</param>
internal sealed class StepBuckets(double step) : RangeBuckets
{
    // Beyond, neighbouring numbers of the machine lie further apart than ranges may: all of it is one range.
    private const long Most = 1_000_000_000_000;

    /// <inheritdoc/>
    public override long Of(long number)
    {
        var value = SortableNumber.From(number);
        var range = (long)Math.Clamp(Math.Floor(value / step), -Most - 1, Most);

        // The quotient is rounded: the bounds decide, for they are what a range is chosen by.
        while (range > -Most - 1 && value < From(range))
        {
            range--;
        }

        while (range < Most && value >= From(range + 1))
        {
            range++;
        }

        return range;
    }

    /// <inheritdoc/>
    public override string Text(long range) =>
        Text(range < -Most ? double.NegativeInfinity : From(range), range >= Most ? double.PositiveInfinity : From(range + 1));

    // Three times 0.1 is 0.3 and not the number of the machine next to it.
    private double From(long range)
    {
        var product = range * step;
        return Math.Abs(product) < 1e15 && step is > 1e-10 and < 1e15 ? (double)(range * (decimal)step) : product;
    }
}

/// <summary>Ranges that begin at 0, 1, 2, 5, 10, 20, 50, 100 … and below 0 likewise.</summary>
internal sealed class RoundBuckets : RangeBuckets
{
    private static readonly double[] Bounds = [.. Above().Reverse().Select(b => -b), 0, .. Above()];

    /// <inheritdoc/>
    public override long Of(long number)
    {
        var place = Array.BinarySearch(Bounds, SortableNumber.From(number));
        return place >= 0 ? place : ~place - 1;
    }

    /// <inheritdoc/>
    public override string Text(long range) => Text(
        range < 0 ? double.NegativeInfinity : Bounds[range], range + 1 == Bounds.Length ? double.PositiveInfinity : Bounds[range + 1]);

    private static IEnumerable<double> Above()
    {
        for (var power = 0; power <= 308; power++)
        {
            foreach (var digit in power == 308 ? [1] : (int[])[1, 2, 5])
            {
                yield return double.Parse($"{digit}E{power}", CultureInfo.InvariantCulture);
            }
        }
    }
}
