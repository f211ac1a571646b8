using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>The order of hits. Ties are broken by id, so that an order is the same however the index is cut into segments.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum SearchSort
{
    /// <summary>Best first.</summary>
    Relevance,

    /// <summary>Latest first; articles without a date last.</summary>
    Newest,

    /// <summary>Earliest first; articles without a date last.</summary>
    Oldest,
}
