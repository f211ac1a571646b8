using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
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
        if (terms.Ask(new ArticleById(id), budget.WithoutDeadline()).Article is not { } stored)
        {
            return null;
        }

        var article = new HighlightedArticle { Stored = stored };
        try
        {
            var asked = RequestDirectives.Apply(request, terms, out var read);
            var plan = SearchPlan.Prepare(terms, asked, budget, read);
            var finder = new MatchFinder(plan.Highlights, terms.AnalysisFor(stored.Article.Language), budget);
            article = article with { TitleMatches = Places(finder, stored.Article.Title, TextPlace.Title) };
            article = article with { BodyMatches = Places(finder, stored.Article.Body, TextPlace.Body) };
            return article with { Texts = Own(finder, stored.Article, TextPlace.OwnOf(plan.Highlights, terms)) };
        }
        catch (BudgetExceededException)
        {
            return article with { IsPartial = true };
        }
    }

    private static List<HighlightedText> Own(MatchFinder finder, Article article, IReadOnlyList<TextPlace> own)
    {
        var texts = new List<HighlightedText>();
        foreach (var place in own)
        {
            var field = IndexSchema.NameOf(place.Own!);
            var text = article.Members.FirstOrDefault(m => m.Name == field).Value is { } value ? IndexSchema.TextOf(value) : null;
            if (Places(finder, text, place) is { Count: > 0 } places)
            {
                texts.Add(new(field, text!, places));
            }
        }

        return texts;
    }

    private static List<TextRange> Places(MatchFinder finder, string? text, TextPlace place)
    {
        var places = new List<TextRange>();
        if (string.IsNullOrEmpty(text))
        {
            return places;
        }

        // A passage of any length: nothing may be left out because enough was found.
        foreach (var word in finder.Find(text.AsMemory(), place, int.MaxValue, _ => false).Words)
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
