using System.CommandLine;

using SearchCore.Cli.Output.Pictures;
using SearchCore.Queries;

namespace SearchCore.Cli.Options;

/// <summary>The options that say what of its matches a query is to show besides the hits.</summary>
internal sealed class ResultOptions
{
    private readonly Option<string[]> facet = new("--facet")
    {
        HelpName = "KIND[:N]",
        Description =
            "count the values of a kind: person, place, organization, source,\nsection, author, tag; the N most frequent (10), "
            + "or those in which a\nword begins so: person:pu* or person:20:pu*. May be repeated",
    };

    private readonly Option<string[]> select = new("--select")
    {
        HelpName = "KIND=VALUE",
        Description =
            "only articles with this value; values of one kind widen,\nkinds narrow; counts of the kind itself stay. May be repeated",
    };

    private readonly Option<string?> timeline = new("--timeline")
    {
        HelpName = "UNIT[:KIND[:N]]",
        Description =
            "matches over time by day, week, month, quarter or year, with their\nshare of the archive; "
            + "month:person:3 for the 3 most frequent each",
    };

    private readonly Option<string[]> significant = new("--significant")
    {
        HelpName = "KIND[:N]",
        Description = "what sets the matches apart from the archive: a kind, or words.\nMay be repeated",
    };

    private readonly Option<string?> against = new("--against")
    {
        HelpName = "QUERY",
        Description = "what sets them apart from what this query finds: words, person,\norganization and place, or what --significant says",
    };

    private static readonly IReadOnlyList<SignificantRequest> Kinds =
        [new(SignificantRequest.Words), new("person"), new("organization"), new("place")];

    public IReadOnlyList<Option> All => [facet, select, timeline, significant, against];

    /// <summary>The request with what they say.</summary>
    public SearchRequest Read(ParseResult line, SearchRequest request) => Compared(line.GetValue(against), request with
    {
        Facets = [.. (line.GetValue(facet) ?? []).SelectMany(f => Common.ReadFacets(f))],
        Select = [.. (line.GetValue(select) ?? []).Select(Common.ReadSelect)],
        Timeline = line.GetValue(timeline) is { } text ? ReadTimeline(text) : null,
        Significant = [.. (line.GetValue(significant) ?? []).SelectMany(s => ReadSignificant(s, "--significant"))],
    });

    /// <summary>The request with its matches compared with what a query finds; itself where there is none.</summary>
    public static SearchRequest Compared(string? query, SearchRequest request) => query is null ? request : request with
    {
        Against = new() { Query = query },
        Significant = request.Significant.Count > 0 ? request.Significant : Kinds,
    };

    /// <summary>What bars are by.</summary>
    public static TimelineMeasure ReadBars(string option, string? value) => Common.OneOf(
        option, value, TimelineMeasure.Count, ("count", TimelineMeasure.Count), ("share", TimelineMeasure.Share));

    /// <summary>
    /// <c>month</c>, <c>month:person</c>, <c>month:person:3</c>, each with a date of the archive's own: <c>month of embargo</c>.
    /// </summary>
    public static TimelineRequest ReadTimeline(string value, string option = "--timeline")
    {
        if (value.LastIndexOf(" of ", StringComparison.OrdinalIgnoreCase) is > 0 and var of)
        {
            return ReadTimeline(value[..of], option) with { Field = value[(of + 4)..].Trim().ToLowerInvariant() };
        }

        var colon = value.IndexOf(':');
        var unit = Common.OneOf(
            option,
            colon < 0 ? value : value[..colon],
            TimelineUnit.Month,
            ("day", TimelineUnit.Day),
            ("week", TimelineUnit.Week),
            ("month", TimelineUnit.Month),
            ("quarter", TimelineUnit.Quarter),
            ("year", TimelineUnit.Year));
        var by = colon < 0 ? [] : Common.ReadFacets(value[(colon + 1)..], standard: 5, option).ToList();
        return by.Count > 1
            ? throw new UsageException($"{option} takes one kind such as month:person:3, not '{value}'")
            : new(unit) { By = by is [var kind] ? kind : null };
    }

    /// <summary><c>person</c>, <c>words:20</c>, or several with commas between.</summary>
    public static IEnumerable<SignificantRequest> ReadSignificant(string value, string option) =>
        Common.ReadFacets(value, option: option)
            .Select(f => new SignificantRequest(f.Kind is "word" ? SignificantRequest.Words : f.Kind) { Top = f.Top });
}
