using SearchCore.Articles;

namespace SearchCore;

/// <summary>An article as the index holds it.</summary>
/// <param name="Article">The article as it came; <see cref="Article.Entities"/> are those given with it.</param>
/// <param name="Recognized">The entities found in its text, of kinds it brought none of.</param>
public sealed record StoredArticle(Article Article, IReadOnlyList<EntityName> Recognized)
{
    /// <summary>Equal when the articles are and the recognized entities are the same in the same order.</summary>
    public bool Equals(StoredArticle? other) => other is not null && Article.Equals(other.Article) && Recognized.SequenceEqual(other.Recognized);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Article, Recognized.Count);
}
