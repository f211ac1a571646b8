using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>A timeline wanted: how many of the matches fall into each day, week … of publication, or of a date of the archive's own.
/// </summary>
/// <param name="Unit">How wide a bucket is.</param>
/// <remarks>
/// Days begin in <see cref="SearchRequest.Zone"/>. At most 10,000 buckets, not counting stretches without articles (see
/// <see cref="Timeline"/>); a timeline of more is refused, with a wider unit and a date that both work as the remedy.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record TimelineRequest(TimelineUnit Unit)
{
    /// <summary>
    /// A kind of facet for whose most frequent values (or, where the request selects values of the kind, for those) there is to be a
    /// timeline each; null (the default) for none.
    /// </summary>
    public FacetRequest? By { get; init; }

    /// <summary>
    /// The field of the archive's own, declared as date, whose dates count in place of the date of publication; an article of several
    /// counts in the bucket of each, once. Null (the default) for the date of publication.
    /// </summary>
    public string? Field { get; init; }
}
