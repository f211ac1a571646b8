using System.Text;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Suggesting;

/// <summary>
/// What an article is about, as a query: its most telling words and its entities, weighted by how often it uses them and how rare they are
/// in the archive (tf·idf).
/// </summary>
internal static class SimilarQuery
{
    /// <summary>The most words; more make a slower query and no better one.</summary>
    private const int MaxWords = 25;

    /// <summary>The most entities.</summary>
    private const int MaxEntities = 10;

    // A word that only this article has finds nothing else; one in a fifth of the archive tells nothing (of a small archive that is no
    // evidence).
    private const int LeastArticles = 2, FewArticles = 20;
    private const double MostOfArchive = 0.2;

    // The beginning of a long article says what it is about; a whole session of parliament says everything.
    private const int MaxText = 20_000;

    // A headline is chosen with care.
    private const int TitleWeight = 3;

    /// <summary>Makes the query; words to mark go into <paramref name="highlights"/>.</summary>
    public static PlanClause Of(StoredArticle stored, ITermView terms, HighlightPlan highlights, SearchBudget budget)
    {
        var article = stored.Article;
        var archive = Math.Max(1, terms.Articles);
        var alike = new List<PlanClause>();
        foreach (var (term, weight) in Words(article, terms, archive, budget))
        {
            highlights.Add(new PhrasePattern([term], [0], 0, TextField.Any));
            alike.Add(new TextClause(new PhrasePattern([term], [0], 0, TextField.Body)).Boosted((float)weight));
            alike.Add(new TextClause(new PhrasePattern([term], [0], 0, TextField.Title)).Boosted((float)weight));
        }

        foreach (var (term, weight) in Entities(stored, terms, archive, budget))
        {
            alike.Add(new ConstantClause(new HasTerm(new(FieldNames.Facet, term)), (float)weight));
        }

        return new CompoundClause
        {
            Must = [new CompoundClause { Should = alike }],
            MustNot = [new FilterClause(new HasTerm(new(FieldNames.Id, article.Id)))],
        };
    }

    private static List<(string Term, double Weight)> Words(Article article, ITermView terms, long archive, SearchBudget budget)
    {
        var analysis = terms.AnalysisFor(article.Language);
        using var words = new TextWords();
        var counts = new List<int>();
        var weight = TitleWeight;
        words.Visit(article.Title, analysis, Count);
        weight = 1;
        words.Visit(article.Body is { Length: > MaxText } body ? body[..MaxText] : article.Body, analysis, Count);

        List<(string Term, int Count)> counted = [.. counts.Select((count, term) => (Count: count, Term: term)).Where(c => c.Count > 0)
            .Select(c => (Encoding.UTF8.GetString(words.Term(c.Term)), c.Count))];
        var articles = terms.Ask(new WordCounts([.. counted.Select(c => c.Term)]), budget);
        var found = new List<(string Term, double Weight)>();
        for (var i = 0; i < counted.Count; i++)
        {
            var (term, count) = counted[i];
            if (articles.Of(i) is >= LeastArticles and var many && many <= Most(archive)
                && !analysis.IsStopWord(term.AsSpan(analysis.Mark.Length)))
            {
                found.Add((term, Math.Sqrt(count) * Rarity(many, archive)));
            }
        }

        return Best(found, MaxWords);

        void Count(int term, ReadOnlySpan<byte> word)
        {
            while (counts.Count <= term)
            {
                counts.Add(0);
            }

            if (!Ascii.IsValid(word) || word.Length > 1)
            {
                counts[term] += weight;
            }
        }
    }

    private static List<(string Term, double Weight)> Entities(
        StoredArticle stored, ITermView terms, long archive, SearchBudget budget)
    {
        string[] values =
        [
            .. stored.Article.Entities.Concat(stored.Recognized).Distinct().Where(e => !QueryFields.IsArticleKind(e.Kind))
                .Select(e => FacetTerm.Term(e.Kind, e.Name)),
        ];
        var articles = terms.Ask(new ValueCounts(values), budget);
        var found = new List<(string, double)>();
        for (var i = 0; i < values.Length; i++)
        {
            if (articles[i] is >= LeastArticles and var many && many <= Most(archive))
            {
                found.Add((values[i], Rarity(many, archive)));
            }
        }

        return Best(found, MaxEntities);
    }

    private static double Most(long archive) => Math.Max(FewArticles, archive * MostOfArchive);

    private static double Rarity(long articles, long archive) => Math.Log(1 + (archive / (double)articles));

    // Weights around 1, so that words and entities stay comparable.
    private static List<(string Term, double Weight)> Best(List<(string Term, double Weight)> found, int most)
    {
        var best = found.OrderByDescending(f => f.Weight).ThenBy(f => f.Term, StringComparer.Ordinal).Take(most).ToList();
        return best.ConvertAll(b => (b.Term, b.Weight / best[0].Weight));
    }
}
