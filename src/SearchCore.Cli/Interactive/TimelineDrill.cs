using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Cli.Interactive;

/// <summary>
/// A look into one bucket of a timeline: <c>.timeline 1987-03</c> shows the days of March 1987. A year is shown by months, a quarter by
/// weeks, a month and a week by days; a day has nothing finer.
/// </summary>
/// <param name="Label">The bucket as it was typed.</param>
/// <param name="Within">Its articles.</param>
/// <param name="Unit">The finer unit; null for a day.</param>
internal sealed record TimelineDrill(string Label, PublishedRange Within, TimelineUnit? Unit)
{
    /// <summary>Reads a bucket as a timeline labels it; false where the text is none.</summary>
    /// <param name="text">The text, such as <c>1987</c>, <c>1987-Q1</c>, <c>1987-03</c>, <c>1987-W12</c>, <c>1987-03-16</c>.</param>
    /// <param name="zone">The zone in which days begin.</param>
    /// <param name="drill">The look.</param>
    public static bool TryRead(string text, TimeZoneInfo zone, out TimelineDrill? drill)
    {
        drill = null;
        text = text.Trim().ToUpperInvariant();
        if (UnitOf(text) is not (true, var unit) || !DateExpression.TryParse(text, null, zone, out var interval, out _)
            || interval is not { From: { } from, To: { } to })
        {
            return false;
        }

        drill = new(text, new(new ArticleDate(from), to > ArticleDate.MaxUnixSeconds ? null : new ArticleDate(to)), unit);
        return true;
    }

    /// <summary>A request that looks into the bucket.</summary>
    public SearchRequest Apply(SearchRequest request) => request with
    {
        Published = Within,
        Timeline = Unit is { } unit ? (request.Timeline ?? new(unit)) with { Unit = unit } : null,
    };

    private static (bool IsBucket, TimelineUnit? Finer) UnitOf(string text) => text.Split('-') switch
    {
        [{ Length: 4 } year] when IsNumber(year) => (true, TimelineUnit.Month),
        [{ Length: 4 } year, ['Q', >= '1' and <= '4']] when IsNumber(year) => (true, TimelineUnit.Week),
        [{ Length: 4 } year, ['W', _, _]] when IsNumber(year) => (true, TimelineUnit.Day),
        [{ Length: 4 } year, { Length: 2 } month] when IsNumber(year) && IsNumber(month) => (true, TimelineUnit.Day),
        [{ Length: 4 } year, { Length: 2 } month, { Length: 2 } day] when IsNumber(year + month + day) => (true, null),
        _ => default,
    };

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
