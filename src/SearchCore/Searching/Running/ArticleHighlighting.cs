using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Finds in one whole article what a request looks for.</summary>
internal static class ArticleHighlighting
{
    /// <summary>Finds it; null where no article has the id.</summary>
    /// <exception cref="QueryException">The request cannot run.</exception>
    public static HighlightedArticle? Find(
        ITermView terms, string id, SearchRequest request, SearchBudget budget)
    {
        if (terms.Ask(new ArticleById(id), budget).Article is not { } stored)
        {
            return null;
        }

        var article = new HighlightedArticle { Stored = stored };
        try
        {
            var plan = SearchPlan.Prepare(terms, RequestDirectives.Apply(request, terms), budget);
            var finder = new MatchFinder(plan.Highlights, terms.AnalysisFor(stored.Article.Language), budget);
            article = article with { TitleMatches = Places(finder, stored.Article.Title, TextField.Title) };
            return article with { BodyMatches = Places(finder, stored.Article.Body, TextField.Body) };
        }
        catch (BudgetExceededException)
        {
            return article with { IsPartial = true };
        }
    }

    private static List<TextRange> Places(MatchFinder finder, string? text, TextField field)
    {
        var places = new List<TextRange>();
        if (string.IsNullOrEmpty(text))
        {
            return places;
        }

        // A passage of any length: nothing may be left out because enough was found.
        foreach (var word in finder.Find(text.AsMemory(), field, int.MaxValue, _ => false).Words)
        {
            if (places.Count == 0 || word.Start > places[^1].End)
            {
                places.Add(new(word.Start, word.End));
            }
            else if (word.End > places[^1].End)
            {
                // Of scripts without blanks between words: to a reader it is one.
                places[^1] = places[^1] with { End = word.End };
            }
        }

        return places;
    }
}
