using System.ComponentModel;
using System.Globalization;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Requests;

/// <summary>A search as an address says it. Everything is text here, so that what is wrong can be said in words.</summary>
internal sealed record SearchParameters
{
    [FromQuery(Name = "q"), Description("The query; every article where it is missing.")]
    public string? Q { get; init; }

    [FromQuery(Name = "dialect"), Description("searchCore (the default), lucene, factiva or plain.")]
    public string? Dialect { get; init; }

    [FromQuery(Name = "lenient"), Description("true: mistakes in the query are warnings, as a search box wants it.")]
    public string? Lenient { get; init; }

    [FromQuery(Name = "sort"), Description("relevance (the default), newest or oldest.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "sortBy"), Description("A field of the archive's own in place of sort; with a minus in front the greatest first.")]
    public string? SortBy { get; init; }

    [FromQuery(Name = "limit"), Description("How many hits; 10 where it is missing.")]
    public string? Limit { get; init; }

    [FromQuery(Name = "after"), Description("The member next of the page before.")]
    public string? After { get; init; }

    [FromQuery(Name = "skip"), Description("How many hits to pass over.")]
    public string? Skip { get; init; }

    [FromQuery(Name = "facet"), Description("kind, kind:n or kind:n:beginning of a facet to count; of a number or date of the "
        + "archive's own also ranges: price by 10, price ([0 TO 10}, >=10), embargo by year. May be repeated.")]
    public string[]? Facet { get; init; }

    [FromQuery(Name = "select"), Description("kind=value to narrow to. May be repeated; several of one kind are alternatives.")]
    public string[]? Select { get; init; }

    [FromQuery(Name = "from"), Description("The first day (or moment) that is inside.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The first day (or moment) that is outside again.")]
    public string? To { get; init; }

    [FromQuery(Name = "timeline"),
        Description("day, week, month, quarter or year; month:person:3 also by the three most frequent values of a kind.")]
    public string? Timeline { get; init; }

    [FromQuery(Name = "significant"),
        Description("kind or kind:n of what is named more in the matches than elsewhere; words too. May be repeated.")]
    public string[]? Significant { get; init; }

    [FromQuery(Name = "against"), Description("A query whose articles significant compares with in place of the archive.")]
    public string? Against { get; init; }

    [FromQuery(Name = "unique"), Description("true: near-duplicates are one hit.")]
    public string? Unique { get; init; }

    [FromQuery(Name = "group"), Description("A kind of facet, of whose values the best hit alone is returned.")]
    public string? Group { get; init; }

    [FromQuery(Name = "fields"), Description("What hits carry: title, source, url, snippet; all where it is missing.")]
    public string? Fields { get; init; }

    [FromQuery(Name = "zone"), Description("The zone of days, as Europe/Berlin; UTC where it is missing.")]
    public string? Zone { get; init; }

    [FromQuery(Name = "now"), Description("The moment that relative dates count from.")]
    public string? Now { get; init; }

    [FromQuery(Name = "timeLimitMs"), Description("How many milliseconds the search may take; the answer is partial then.")]
    public string? TimeLimitMs { get; init; }

    [FromQuery(Name = "suggest"), Description("false: no suggestions of other spellings.")]
    public string? Suggest { get; init; }

    [FromQuery(Name = "snippetLength"), Description("How many characters a snippet has; 240 where it is missing.")]
    public string? SnippetLength { get; init; }

    /// <summary>What the address of a search says of which articles match, and in which order.</summary>
    public static SearchParameters OfAddress(string address)
    {
        var parts = QueryHelpers.ParseQuery(address.TrimStart('?'));
        return new()
        {
            Q = One("q"),
            Dialect = One("dialect"),
            Lenient = One("lenient"),
            Sort = One("sort"),
            From = One("from"),
            To = One("to"),
            Timeline = One("timeline"),
            Select = [.. parts.GetValueOrDefault("select").OfType<string>()],
            Zone = One("zone"),
            Unique = One("unique"),
        };

        string? One(string name) => parts.TryGetValue(name, out var values) ? values[0] : null;
    }

    /// <summary>The request that they say.</summary>
    /// <exception cref="Refusal">A parameter cannot be read.</exception>
    public SearchRequest ToRequest(LimitOptions limits)
    {
        var timeline = Timeline?.Split(':', 2);
        var zone = Parameters.Zone(Zone);
        var most = (int)limits.MaxSearchTime.TotalMilliseconds;
        return Bounded.Of(new SearchRequest
        {
            Query = string.IsNullOrWhiteSpace(Q) ? null : Q,
            Dialect = Parameters.Choice("dialect", Dialect, QueryDialect.SearchCore),
            Lenient = Parameters.Flag("lenient", Lenient),
            Sort = Parameters.Choice("sort", Sort, SearchSort.Relevance),
            SortBy = SortBy is { Length: > 0 } by ? new(by.TrimStart('-'), by.StartsWith('-')) : null,
            Limit = Parameters.Number("limit", Limit, Math.Min(10, limits.MaxHits), 0, limits.MaxHits),
            After = After is { Length: > 0 } ? After : null,
            Skip = Parameters.Number("skip", Skip, 0, 0, int.MaxValue),
            Facets = [.. (Facet ?? []).Select(f => Parameters.RangesOrValues("facet", f, limits.MaxFacetValues))],
            Select = [.. (Select ?? []).Select(s => Parameters.Select("select", s))],
            Published = Period(zone),
            Timeline = timeline is null ? null : new(Parameters.Choice("timeline", timeline[0], TimelineUnit.Month))
            {
                By = timeline.Length > 1 ? Parameters.Facet("timeline", timeline[1], limits.MaxFacetValues) : null,
            },
            Significant = [.. (Significant ?? []).Select(s => Parameters.Facet("significant", s, limits.MaxFacetValues))
                .Select(f => new SignificantRequest(f.Kind) { Top = f.Top })],
            Against = Against is null ? null : new() { Query = Against },
            Unique = Parameters.Flag("unique", Unique),
            GroupBy = Group is { Length: > 0 } ? Group : null,
            Fields = HitFieldsOf(Fields),
            Zone = Zone,
            Now = Parameters.Moment("now", Now),
            TimeLimit = TimeSpan.FromMilliseconds(Parameters.Number(
                "timeLimitMs", TimeLimitMs, Math.Min(2_000, most), 1, most)),
            Suggest = Suggest is null || Parameters.Flag("suggest", Suggest),
            SnippetLength = Parameters.Number("snippetLength", SnippetLength, 240, 0, Bounded.MaxSnippet),
        }, limits);
    }

    private PublishedRange? Period(TimeZoneInfo zone) =>
        From is not { Length: > 0 } && To is not { Length: > 0 } ? null : new(Bound("from", From, zone), Bound("to", To, zone));

    // A day begins when it does in the reader's zone.
    private static ArticleDate? Bound(string name, string? text, TimeZoneInfo zone)
    {
        if (text is not { Length: > 0 })
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(midnight))
            {
                midnight = midnight.AddMinutes(30);
            }

            var offset = zone.GetUtcOffset(midnight);
            var ticks = Math.Max(midnight.Ticks - offset.Ticks, DateTime.MinValue.Ticks);
            return ArticleDate.FromDateTimeOffset(new DateTimeOffset(ticks, TimeSpan.Zero));
        }

        return ArticleDate.TryParse(text, CultureInfo.InvariantCulture, out var date)
            ? date
            : throw Refusal.Bad($"{name}={text}: write a day or a moment, as 2017-12-11 or 2017-12-11T12:00:00Z.");
    }

    private static HitFields HitFieldsOf(string? text) => text is null ? HitFields.All : text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Aggregate(HitFields.None, (all, name) => all | Parameters.Choice("fields", name, HitFields.None));
}
