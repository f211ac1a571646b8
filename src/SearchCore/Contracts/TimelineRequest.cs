using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>A timeline wanted: how many of the matches fall into each day, week … of publication.</summary>
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
}
