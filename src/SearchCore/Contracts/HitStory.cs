using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>The story of a hit: the articles that near-duplicates connect with it, in the whole archive.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record HitStory
{
    /// <summary>
    /// What the story is called: the id of its article that comes first in ordinal order. The same whatever is searched for; an article
    /// that is added, changed or deleted may change it.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>How many articles of the archive it has, from 2; whoever searches within a scope sees those of the scope.</summary>
    public required int Articles { get; init; }

    /// <summary>How many of them match the query, from 1: the hit and those it stands for.</summary>
    public required long Matches { get; init; }
}
