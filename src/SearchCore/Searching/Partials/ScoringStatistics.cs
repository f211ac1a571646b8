using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Partials;

/// <summary>
/// What scores depend on besides the article itself: how many articles there are, how many words their fields have, in how many each term
/// stands. Indexes that are searched as one score by their sums. Plain data.
/// </summary>
/// <param name="Articles">How many articles.</param>
/// <param name="Fields">By field: how many words over all of them.</param>
/// <param name="Terms">By field and term: articles that have it.</param>
internal sealed record ScoringStatistics(
    long Articles, IReadOnlyDictionary<string, long> Fields, IReadOnlyDictionary<(string Field, string Term), long> Terms)
{
    /// <summary>Those of one index for the terms that a plan scores.</summary>
    /// <param name="point">The index.</param>
    /// <param name="clause">The plan.</param>
    /// <param name="live">
    /// Whether articles count that are not deleted, so that scores do not depend on how the index is cut into segments and when these were
    /// merged; without, all that are in a segment count, as for Lucene.
    /// </param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static ScoringStatistics Of(PointInTime point, PlanClause clause, bool live, SearchBudget budget)
    {
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        var terms = new Dictionary<(string, string), long>();
        foreach (var text in clause.Scoring().OfType<TextClause>())
        {
            AddText(text);
        }

        return new(live ? point.Reader.NumDocs : point.Reader.MaxDoc, fields, terms);

        // Of all fields, also where only one is asked for: what a word is worth is one number.
        void AddText(TextClause text)
        {
            foreach (var field in FieldTable.TextNames)
            {
                foreach (var term in text.Words.Terms)
                {
                    terms[(field, term)] = point.Terms.Articles(field, term, live, budget);
                }

                if (!fields.ContainsKey(field))
                {
                    // A word stands in the index as its stem and, where the index has those, as its exact form.
                    var words = point.Terms.Occurrences(field) / (point.Schema.ExactForms ? 2 : 1);
                    fields[field] = live ? words - point.Terms.DeletedWords(field) : words;
                }
            }
        }
    }

    /// <summary>Those of several indexes together.</summary>
    public static ScoringStatistics Merge(IReadOnlyList<ScoringStatistics> parts) => parts is [var only] ? only : new(
        parts.Sum(p => p.Articles),
        parts.SelectMany(p => p.Fields).GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal),
        parts.SelectMany(p => p.Terms).GroupBy(t => t.Key, t => t.Value).ToDictionary(g => g.Key, g => g.Sum()));
}
