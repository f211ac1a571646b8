using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>Two articles or more that near-duplicates connect, directly or over others.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Story
{
    /// <summary>What it is called: the first of <see cref="Articles"/>.</summary>
    [JsonIgnore]
    public string Id => Articles[0];

    /// <summary>The ids of its articles, in ordinal order.</summary>
    public required IReadOnlyList<string> Articles { get; init => field = ValueList.Of(value, nameof(Articles)); }
}
