using SearchCore.Articles;

namespace SearchCore;

/// <summary>An article as the index holds it.</summary>
/// <param name="Article">The article as it came; <see cref="Article.Entities"/> are those given with it.</param>
/// <param name="Recognized">The entities found in its text, of kinds it brought none of.</param>
public sealed record StoredArticle(Article Article, IReadOnlyList<EntityName> Recognized)
{
    /// <summary>
    /// Where the title and then the body mention <see cref="Recognized"/>, in order, without overlaps, so that they can be marked. Empty where nothing was recognized, or by a
    /// version that kept no places.
    /// </summary>
    public IReadOnlyList<ArticleMention> Mentions { get; init; } = [];

    /// <summary>Equal when the articles are and the recognized entities and their mentions are the same in the same order.</summary>
    public bool Equals(StoredArticle? other) =>
        other is not null && Article.Equals(other.Article) && Recognized.SequenceEqual(other.Recognized) && Mentions.SequenceEqual(other.Mentions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Article, Recognized.Count, Mentions.Count);
}

/// <summary>A place in an article where a recognized entity is mentioned.</summary>
/// <param name="InBody">Whether the place is in the body; if not, in the title.</param>
/// <param name="Start">The first UTF-16 unit of the mention, in that text.</param>
/// <param name="End">The unit behind its last (exclusive).</param>
/// <param name="Entity">The entity, by its canonical name: <c>Vladimir Putin</c> also where the text says <c>Putin</c>.</param>
public readonly record struct ArticleMention(bool InBody, int Start, int End, EntityName Entity);
