using System.Text.Json.Serialization;

using SearchCore.Articles;

namespace SearchCore;

/// <summary>One article found.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record SearchHit
{
    /// <summary>The article's id.</summary>
    public required string Id { get; init; }

    /// <summary>How well it matches; comparable within one result only. 0 where hits are sorted by date.</summary>
    public required double Score { get; init; }

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>When it was published.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>The newspaper, agency or site.</summary>
    public string? Source { get; init; }

    /// <summary>Where it can be read.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// The best passage of the body (or, where the body has none, of a text of the archive's own or the title), with what matched; null
    /// where none was asked for.
    /// </summary>
    public Snippet? Snippet { get; init; }

    /// <summary>The text of the archive's own that <see cref="Snippet"/> is of; null where it is of body or title.</summary>
    public string? SnippetField { get; init; }

    /// <summary>The group whose best hit this is; null where hits are not grouped, or the article has no value and stands for itself.
    /// </summary>
    public HitGroup? Group { get; init; }

    /// <summary>
    /// The story that the article belongs to, where <see cref="SearchRequest.Unique"/> asked for stories and it is not alone in its own;
    /// else null.
    /// </summary>
    public HitStory? Story { get; init; }
}

/// <summary>Matches that have a value of the kind by which hits are grouped (<see cref="SearchRequest.GroupBy"/>).</summary>
/// <param name="Value">The value, as most articles of the archive spell it.</param>
/// <param name="Articles">How many matches belong to it; where the answer is partial, at least so many.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record HitGroup(string Value, long Articles);
