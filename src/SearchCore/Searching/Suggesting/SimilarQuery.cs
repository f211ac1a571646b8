using System.Text;

using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
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

    // Of looking for a term in one segment.
    private const int StepsATerm = 500;

    // A headline is chosen with care.
    private const int TitleWeight = 3;

    /// <summary>Makes the query; words to mark go into <paramref name="highlights"/>.</summary>
    public static PlanClause Of(StoredArticle stored, ITermView terms, HighlightPlan highlights, SearchBudget budget)
    {
        var article = stored.Article;
        var reader = terms.Reader;
        var archive = Math.Max(1, reader.NumDocs);
        var alike = new List<PlanClause>();
        foreach (var (term, weight) in Words(article, terms, archive, budget))
        {
            highlights.Add(new PhrasePattern([term], [0], 0, TextField.Any));
            alike.Add(new TextClause(new PhrasePattern([term], [0], 0, TextField.Body)).Boosted((float)weight));
            alike.Add(new TextClause(new PhrasePattern([term], [0], 0, TextField.Title)).Boosted((float)weight));
        }

        foreach (var (term, weight) in Entities(stored, reader, archive, budget))
        {
            alike.Add(new ConstantClause(new HasTerm(new(FieldNames.Facet, term)), (float)weight));
        }

        return new CompoundClause
        {
            Must = [new CompoundClause { Should = alike }],
            MustNot = [new FilterClause(new HasTerm(new(FieldNames.Id, article.Id)))],
        };
    }

    private static List<(string Term, double Weight)> Words(Article article, ITermView terms, int archive, SearchBudget budget)
    {
        var (reader, analysis) = (terms.Reader, terms.AnalysisFor(article.Language));
        using var words = new TextWords();
        var counts = new List<int>();
        var weight = TitleWeight;
        words.Visit(article.Title, analysis, Count);
        weight = 1;
        words.Visit(article.Body is { Length: > MaxText } body ? body[..MaxText] : article.Body, analysis, Count);

        var frequencies = new TermFrequencies(reader);
        var found = new List<(string Term, double Weight)>();
        for (var term = 0; term < counts.Count; term++)
        {
            budget.Spend(StepsATerm * reader.Leaves.Count);
            var articles = counts[term] > 0 ? frequencies.Articles(words.Term(term)) : 0;
            if (articles >= LeastArticles && articles <= Most(archive) && Encoding.UTF8.GetString(words.Term(term)) is var text
                && !analysis.IsStopWord(text.AsSpan(analysis.Mark.Length)))
            {
                found.Add((text, Math.Sqrt(counts[term]) * Rarity(articles, archive)));
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

    private static List<(string Term, double Weight)> Entities(StoredArticle stored, IndexReader reader, int archive, SearchBudget budget)
    {
        var found = new List<(string, double)>();
        foreach (var (kind, name) in stored.Article.Entities.Concat(stored.Recognized).Distinct()
            .Where(e => !QueryFields.IsArticleKind(e.Kind)))
        {
            budget.Spend(StepsATerm * reader.Leaves.Count);
            var term = FacetTerm.Term(kind, name);
            if (reader.DocFreq(new Term(FieldNames.Facet, term)) is >= LeastArticles and var articles && articles <= Most(archive))
            {
                found.Add((term, Rarity(articles, archive)));
            }
        }

        return Best(found, MaxEntities);
    }

    private static double Most(int archive) => Math.Max(FewArticles, archive * MostOfArchive);

    private static double Rarity(int articles, int archive) => Math.Log(1 + (archive / (double)articles));

    // Weights around 1, so that words and entities stay comparable.
    private static List<(string Term, double Weight)> Best(List<(string Term, double Weight)> found, int most)
    {
        var best = found.OrderByDescending(f => f.Weight).ThenBy(f => f.Term, StringComparer.Ordinal).Take(most).ToList();
        return best.ConvertAll(b => (b.Term, b.Weight / best[0].Weight));
    }
}
