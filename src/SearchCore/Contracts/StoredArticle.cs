using System.Text.Json.Serialization;

using SearchCore.Articles;

namespace SearchCore;

/// <summary>An article as the index holds it.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record StoredArticle
{
    /// <summary>The article as it came; <see cref="Article.Entities"/> are those given with it.</summary>
    public required Article Article { get; init; }

    /// <summary>The entities found in its text, of kinds it brought none of.</summary>
    public IReadOnlyList<EntityName> Recognized
    {
        get;
        init => field = ValueList.Of(value, nameof(Recognized));
    } = ValueList.Of<EntityName>([]);

    /// <summary>
    /// Where the title and then the body mention <see cref="Recognized"/>, in order, without overlaps, so that they can be marked. Empty
    /// where nothing was recognized, or by a version that kept no places.
    /// </summary>
    public IReadOnlyList<ArticleMention> Mentions
    {
        get;
        init => field = ValueList.Of(value, nameof(Mentions));
    } = ValueList.Of<ArticleMention>([]);
}

/// <summary>A place in an article where a recognized entity is mentioned.</summary>
/// <param name="InBody">Whether the place is in the body; if not, in the title.</param>
/// <param name="Start">The first UTF-16 unit of the mention, in that text.</param>
/// <param name="End">The unit after its last (exclusive).</param>
/// <param name="Entity">The entity, by its canonical name: <c>Vladimir Putin</c> also where the text says <c>Putin</c>.</param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct ArticleMention(bool InBody, int Start, int End, EntityName Entity);
