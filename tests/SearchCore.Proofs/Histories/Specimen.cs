using SearchCore.Articles;

namespace SearchCore.Proofs.Histories;

/// <summary>Articles whose every part follows from their id and version, so that an article of two halves gives itself away.</summary>
internal static class Specimen
{
    /// <summary>An article whose body says the same so many times.</summary>
    public static Article Article(string id, string version, int times = 1) => new()
    {
        Id = id,
        Title = version,
        Body = string.Concat(Enumerable.Repeat(Sentence(id, version), times)),
        Tags = [version],
        Published = new ArticleDate(version.Length * 86_400L),
    };

    /// <summary>What does not fit together, or null.</summary>
    public static string? Mistake(Article article) =>
        article.Title is null || !Says(article.Body, Sentence(article.Id, article.Title)) || article.Tags is not [var tag]
            || tag != article.Title
            ? $"{article.Id} is of two halves: '{article.Title}', '{article.Body}'"
            : null;

    private static bool Says(string? body, string sentence)
    {
        if (string.IsNullOrEmpty(body) || body.Length % sentence.Length != 0)
        {
            return false;
        }

        for (var at = 0; at < body.Length; at += sentence.Length)
        {
            if (!body.AsSpan(at, sentence.Length).SequenceEqual(sentence))
            {
                return false;
            }
        }

        return true;
    }

    private static string Sentence(string id, string version) => $"What {id} says in {version}. ";
}
