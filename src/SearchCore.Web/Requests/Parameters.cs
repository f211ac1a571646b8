using System.Globalization;

using SearchCore.Queries;

namespace SearchCore.Web.Requests;

/// <summary>Reads parameters of an address; what cannot be read is refused with what it may be.</summary>
internal static class Parameters
{
    // Nothing that would be a guess: the months of other ways to write a date are read by some as days.
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd",
    ];

    public static bool Flag(string name, string? text) => text?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "" or "true" or "1" => true,
        _ => throw Refusal.Bad($"{name}={text}: write true or false."),
    };

    public static int Number(string name, string? text, int otherwise, int least, int most) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most ? number
        : throw Refusal.Bad($"{name}={text}: write a number from {least} to {most}.");

    public static T Choice<T>(string name, string? text, T otherwise)
        where T : struct, Enum
    {
        if (text is null)
        {
            return otherwise;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]));
        throw Refusal.Bad($"{name}={text}: it is one of {names}.");
    }

    /// <summary>A facet as <c>kind</c>, <c>kind:n</c> or <c>kind:n:beginning</c>.</summary>
    public static FacetRequest Facet(string name, string text, int most)
    {
        var parts = text.Split(':', 3);
        return new(parts[0])
        {
            Top = parts.Length > 1 && parts[1].Length > 0 ? Number(name, parts[1], FacetRequest.DefaultTop, 0, most)
                : FacetRequest.DefaultTop,
            Prefix = parts.Length > 2 ? parts[2] : null,
        };
    }

    /// <summary>
    /// A facet as <see cref="Facet"/> reads it, or ranges of a number or date of the archive's own as a query has them behind its bar:
    /// <c>price by 10</c>, <c>price:5 by 0.5</c>, <c>price ([0 TO 10}, &gt;=10)</c>, <c>embargo by year</c>.
    /// </summary>
    public static FacetRequest RangesOrValues(string name, string text, int most)
    {
        // What stands behind the second colon is the beginning of a value.
        var said = string.Join(':', text.Split(':', 3).Take(2));
        if (!said.Contains('(', StringComparison.Ordinal) && !said.Contains(" by ", StringComparison.OrdinalIgnoreCase))
        {
            return Facet(name, text, most);
        }

        // Whether there is such a field, and of which type, is known where the search is run.
        var field = text[..text.AsSpan().IndexOfAny(" (:")];
        var read = QueryText.Parse(
            $"* | facet {text}",
            options: new() { Fields = new Dictionary<string, FieldType>(StringComparer.OrdinalIgnoreCase) { [field] = FieldType.Number } });
        return read.Diagnostics is [var fault, ..] ? throw Refusal.Bad($"{name}={text}: {fault.Message}.")
            : read.Directives is { Facets: [var facet] } ? facet
            : throw Refusal.Bad($"{name}={text}: write one facet, as price by 10; repeat the parameter for others.");
    }

    /// <summary>A drill-down as <c>kind=value</c>.</summary>
    public static DrillDown Select(string name, string text) =>
        text.Split('=', 2) is [{ Length: > 0 } kind, { Length: > 0 } value]
            ? new(kind, value)
            : throw Refusal.Bad($"{name}={text}: write it as kind=value, as in select=person=Ada%20Lovelace.");

    public static DateTimeOffset? Moment(string name, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
        : throw Refusal.Bad($"{name}={text}: write a moment with its offset, as 2017-12-11T12:00:00Z.");

    /// <summary>A zone by its name; UTC where there is none.</summary>
    public static TimeZoneInfo Zone(string? text) =>
        text is null ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone
        : throw Refusal.Bad($"zone={text}: there is no such zone; write one as Europe/Berlin.");
}
