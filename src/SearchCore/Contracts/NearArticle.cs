using System.Text.Json.Serialization;

using SearchCore.Articles;

namespace SearchCore;

/// <summary>An article whose body overlaps with that of another one.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record NearArticle
{
    /// <summary>The article's id.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// How much of both bodies is the same, above 0 to 1: of all runs of three words of the one and of the other, the part that both have
    /// (docs/near-duplicates.md). By the texts themselves, exactly.
    /// </summary>
    public required double Overlap { get; init; }

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>When it was published.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>The newspaper, agency or site.</summary>
    public string? Source { get; init; }
}
