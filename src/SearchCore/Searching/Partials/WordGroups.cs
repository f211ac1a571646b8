using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Partials;

/// <summary>
/// What a word of a query is worth that is several terms of the index, of languages or of writings: what the articles together make it that
/// have any of them, so that a rare spelling scores no more than a frequent one.
/// </summary>
internal static class WordGroups
{
    /// <summary>Statistics in which the terms of each group stand in as many articles as all of them do.</summary>
    /// <param name="clause">The plan.</param>
    /// <param name="statistics">The statistics of its terms.</param>
    public static ScoringStatistics Counted(PlanClause clause, ScoringStatistics statistics)
    {
        if (!clause.HasWordOfSeveralTerms())
        {
            return statistics;
        }

        Dictionary<(string, string), long>? counted = null;
        foreach (var word in clause.Scoring().OfType<CompoundClause>().Where(c => c.IsOneWord))
        {
            Count([.. word.Should.OfType<TextClause>()]);
        }

        return counted is null ? statistics : statistics with { Terms = counted };

        // Phrases of as many words have the same word at each place.
        void Count(List<TextClause> texts)
        {
            foreach (var alike in texts.GroupBy(t => t.Words.Terms.Count).Where(g => g.Count() > 1))
            {
                for (var place = 0; place < alike.Key; place++)
                {
                    var terms = alike.Select(t => t.Words.Terms[place]).Distinct(StringComparer.Ordinal).ToList();
                    if (terms.Count > 1)
                    {
                        CountTerms(terms);
                    }
                }
            }
        }

        // A term of two groups counts for the larger one in both.
        void CountTerms(List<string> terms)
        {
            counted ??= new(statistics.Terms);
            foreach (var field in statistics.Names)
            {
                var sum = Math.Min(statistics.Articles, terms.Sum(t => statistics.Terms[(field, t)]));
                foreach (var term in terms)
                {
                    counted[(field, term)] = Math.Max(counted[(field, term)], sum);
                }
            }
        }
    }
}
