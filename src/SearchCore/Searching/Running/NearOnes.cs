using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Near-duplicates outside of a search.</summary>
internal static class NearOnes
{
    /// <summary>The near-duplicates of an article, the most alike first.</summary>
    /// <exception cref="QueryException">There is no such article, or the index has no signatures.</exception>
    public static IReadOnlyList<NearArticle> Of(PointInTimeSet points, string id, double atLeast, SearchBudget budget)
    {
        var of = points.Ask(new ShinglesOfArticle(id), budget);
        if (!of.HasSignatures || of.Shingles is null)
        {
            throw new QueryException(string.Empty, [of.HasSignatures ? Faults.UnknownArticle(id) : Faults.NoSignatures()]);
        }

        return
        [
            .. points.Ask(new NearArticles(of.Shingles, atLeast), budget).Where(a => a.Id != id)
                .OrderByDescending(a => a.Overlap).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => Shown(points, a, budget)),
        ];
    }

    /// <summary>All stories, the largest first.</summary>
    /// <exception cref="QueryException">The index has no signatures, or is too large.</exception>
    public static IReadOnlyList<Story> Stories(PointInTimeSet points, SearchBudget budget)
    {
        var groups = LocalSearch.StoriesOf(points, query: null, budget);
        var stories = new List<Story>(groups.Count);
        for (var story = 1; story <= groups.Count; story++)
        {
            budget.Check();
            stories.Add(new() { Articles = groups.Ids(points, story) });
        }

        return [.. stories.OrderByDescending(s => s.Articles.Count).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    private static NearArticle Shown(PointInTimeSet points, (string Id, double Overlap) near, SearchBudget budget)
    {
        var article = points.Ask(new ArticleById(near.Id), budget).Article!.Article;
        return new()
        {
            Id = near.Id,
            Overlap = near.Overlap,
            Title = article.Title,
            Published = article.Published,
            Source = article.Source,
        };
    }
}
