using System.Text;

using SearchCore.Articles;

namespace SearchCore.Indexing;

/// <summary>What an article must be to be indexed, for articles that come from a caller and not from a reader.</summary>
internal static class ArticleRules
{
    /// <exception cref="ArgumentException">It cannot be indexed; the message says why.</exception>
    public static void Require(Article article)
    {
        if (string.IsNullOrEmpty(article.Id) || article.Id.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("An article needs an id, without NUL characters.", nameof(article));
        }

        RequireSize(article.Id, ArticleLimits.MaxIdBytes, "id", article.Id);
        if (string.IsNullOrWhiteSpace(article.Title) && string.IsNullOrWhiteSpace(article.Body))
        {
            throw new ArgumentException($"The article {article.Id} has neither a title nor a body.", nameof(article));
        }

        RequireSize(article.Title, ArticleLimits.MaxTitleBytes, "title", article.Id);
        RequireSize(article.Body, ArticleLimits.MaxBodyBytes, "body", article.Id);
        foreach (var value in article.Authors.Concat(article.Tags).Concat(article.Entities.Select(e => e.Name)).Append(article.Source).Append(article.Url).Append(article.Section).Append(article.Language))
        {
            RequireSize(value, ArticleLimits.MaxValueBytes, "value", article.Id);
        }

        foreach (var (kind, name) in article.Entities)
        {
            if (!EntityKinds.IsValid(kind))
            {
                throw new ArgumentException($"The article {article.Id} has an entity of the kind '{kind}'; a kind is 1 to 32 of a-z, 0-9 and '-', a letter first, and no field's name.", nameof(article));
            }

            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException($"The article {article.Id} has an entity without a name.", nameof(article));
            }
        }

        foreach (var (name, value) in article.Members)
        {
            if (name.Length == 0 || name.Contains(':', StringComparison.Ordinal))
            {
                throw new ArgumentException($"The article {article.Id} has a member '{name}'; a member's name is not empty and holds no colon.", nameof(article));
            }

            RequireSize(value, ArticleLimits.MaxMemberBytes, name, article.Id);
        }
    }

    private static void RequireSize(string? value, int limit, string what, string id)
    {
        if (value is not null && value.Length > limit / 3 && Encoding.UTF8.GetByteCount(value) > limit)
        {
            throw new ArgumentException($"The {what} of the article {(id.Length > 80 ? id[..80] : id)} is longer than {limit} bytes of UTF-8.");
        }
    }
}
