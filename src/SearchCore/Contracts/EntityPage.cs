using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>What an archive says of a person, an organization, a place: names, course, companions, sources, newest articles.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record EntityPage
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The name that most of the articles have it by, as it is shown; what was asked for where no article has it.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that articles have it by: what was asked for stands for them too.</summary>
    public IReadOnlyList<string> AlsoNamed
    {
        get;
        init => field = ValueList.Of(value, nameof(AlsoNamed));
    } = ValueList.Of<string>([]);

    /// <summary>
    /// How the newest articles (<see cref="EntityRequest.Articles"/>) write it, the most frequent form first, each with the number of
    /// articles that do. None where entities came with the articles, without their places in the text.
    /// </summary>
    public IReadOnlyList<FacetValue> Forms
    {
        get;
        init => field = ValueList.Of(value, nameof(Forms));
    } = ValueList.Of<FacetValue>([]);

    /// <summary>How many articles have it.</summary>
    public required TotalHits Articles { get; init; }

    /// <summary>Its articles over time; null where there was no time.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>
    /// Who and what is named with it more than elsewhere, by kind, the most significant first; <see cref="Significance.RatioOf"/> is the
    /// lift: how many times as frequent a companion is in its articles as in the archive.
    /// </summary>
    public IReadOnlyList<Significance> Companions
    {
        get;
        init => field = ValueList.Of(value, nameof(Companions));
    } = ValueList.Of<Significance>([]);

    /// <summary>Who publishes about it.</summary>
    public required Facet Sources { get; init; }

    /// <summary>Its newest articles, the newest first.</summary>
    public IReadOnlyList<SearchHit> Newest { get; init => field = ValueList.Of(value, nameof(Newest)); } = ValueList.Of<SearchHit>([]);

    /// <summary>Whether there was not enough time, or a shard is missing: counts are what there is at least.</summary>
    public bool IsPartial { get; init; }
}
