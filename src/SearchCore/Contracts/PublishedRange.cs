using System.Globalization;
using System.Text.Json.Serialization;

using SearchCore.Articles;

namespace SearchCore;

/// <summary>An interval of publication, half-open: from <see cref="From"/> (inclusive) to <see cref="To"/> (exclusive).</summary>
/// <param name="From">The first moment inside, or null for no bound.</param>
/// <param name="To">The first moment after it, or null for no bound.</param>
/// <remarks>
/// Articles without a date are in no interval with a bound. <c>PublishedRange.Days(first, last)</c> makes one from whole days, both
/// inclusive, because that is how people say it.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record PublishedRange(ArticleDate? From, ArticleDate? To)
{
    /// <summary>Whole days in UTC, both inclusive: Monday to Friday holds Friday's last second.</summary>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public static PublishedRange Days(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The range runs backwards: {first:yyyy-MM-dd} to {last:yyyy-MM-dd}."),
                nameof(last));
        }

        return new(Midnight(first), last == DateOnly.MaxValue ? null : Midnight(last.AddDays(1)));
    }

    private static ArticleDate Midnight(DateOnly day) => ArticleDate.FromDay(day.Year, day.Month, day.Day);
}
