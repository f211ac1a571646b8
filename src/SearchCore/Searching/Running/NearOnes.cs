using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Near-duplicates outside of a search.</summary>
internal static class NearOnes
{
    /// <summary>Refuses overlaps that signatures say too little of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This one is.</exception>
    public static void Require(double atLeast)
    {
        if (!(atLeast is >= Likeness.Least and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(atLeast), atLeast, "An overlap to ask for is 0.5 to 1.");
        }
    }

    /// <summary>The near-duplicates of an article, the most alike first.</summary>
    /// <exception cref="QueryException">There is no such article, or the index has no signatures.</exception>
    public static async ValueTask<IReadOnlyList<NearArticle>> OfAsync(ISearched searched, string id, double atLeast, SearchBudget budget)
    {
        var near = await searched.WithTermsAsync(terms => Near(terms, id, atLeast, budget), budget).ConfigureAwait(false);
        return await searched.WithTermsAsync<IReadOnlyList<NearArticle>>(
            terms =>
            [
                .. near.Select(a => (a.Overlap, terms.Ask(new ArticleById(a.Id), budget).Article)).ToList()
                    .Where(a => a.Article is not null).Select(a => Shown(a.Article!, a.Overlap)),
            ],
            budget).ConfigureAwait(false);
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

        return InOrder(stories);
    }

    /// <summary>Stories, the largest first.</summary>
    public static IReadOnlyList<Story> InOrder(IEnumerable<Story> stories) =>
        [.. stories.OrderByDescending(s => s.Articles.Count).ThenBy(s => s.Id, StringComparer.Ordinal)];

    private static IReadOnlyList<(string Id, double Overlap)> Near(ITermView terms, string id, double atLeast, SearchBudget budget)
    {
        var of = terms.Ask(new ShinglesOfArticle(id), budget);
        if (!of.HasSignatures || of.Shingles is null)
        {
            throw new QueryException(string.Empty, [of.HasSignatures ? Faults.UnknownArticle(id) : Faults.NoSignatures()]);
        }

        return
        [
            .. terms.Ask(new NearArticles(of.Shingles, atLeast), budget).Where(a => a.Id != id)
                .OrderByDescending(a => a.Overlap).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
    }

    private static NearArticle Shown(StoredArticle stored, double overlap) => new()
    {
        Id = stored.Article.Id,
        Overlap = overlap,
        Title = stored.Article.Title,
        Published = stored.Article.Published,
        Source = stored.Article.Source,
    };
}
