using System.Text.Json.Serialization;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore;

/// <summary>
/// What is wanted of the page of an entity (<see cref="ArticleSearcher.Entity"/>). Plain data: serializable (docs/json.md).
/// </summary>
/// <param name="Kind">The kind: <c>person</c>, <c>organization</c>, <c>place</c>, or one of the articles' own.</param>
/// <param name="Name">The name or another form of it that the index's recognizer knows, whatever its case and accents.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record EntityRequest(string Kind, string Name)
{
    /// <summary>The most companions of a kind, and the most sources, 1 to 1,000. Default 10.</summary>
    public int Top { get; init; } = 10;

    /// <summary>The kinds of companions. Default: people, organizations, places.</summary>
    public IReadOnlyList<string> Companions
    {
        get;
        init => field = ValueList.Of(value, nameof(Companions));
    } = ValueList.Of([EntityKinds.Person, EntityKinds.Organization, EntityKinds.Place]);

    /// <summary>How wide the buckets of the timeline are. Default: months.</summary>
    public TimelineUnit Unit { get; init; } = TimelineUnit.Month;

    /// <summary>Only articles published in this interval; null (the default) for all.</summary>
    public PublishedRange? Published { get; init; }

    /// <summary>
    /// How many of the newest articles are shown, and looked through for how they name the entity, 0 to 1,000. Default 50.
    /// </summary>
    public int Articles { get; init; } = 50;

    /// <summary>The zone in which days begin, such as <c>Europe/Berlin</c>; null (the default): UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>How long the search may take; then the page is partial and says so. Default five seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = StandardTimeLimits.EntityPage;
}
