using SearchCore.Articles;

namespace SearchCore.Proofs.Histories;

/// <summary>Articles whose every part follows from their id and version, so that an article of two halves gives itself away.</summary>
internal static class Specimen
{
    public static Article Article(string id, string version) => new()
    {
        Id = id,
        Title = version,
        Body = Body(id, version),
        Tags = [version],
        Published = new ArticleDate(version.Length * 86_400L),
    };

    /// <summary>What does not fit together, or null.</summary>
    public static string? Mistake(Article article) =>
        article.Title is null || article.Body != Body(article.Id, article.Title) || article.Tags is not [var tag] || tag != article.Title
            ? $"{article.Id} is of two halves: '{article.Title}', '{article.Body}'"
            : null;

    private static string Body(string id, string version) => $"What {id} says in {version}.";
}
