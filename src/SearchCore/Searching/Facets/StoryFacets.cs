using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Facets;

/// <summary>Counts of how many stories each value of a kind is: a story is one of each value that any of its matches has.</summary>
internal static class StoryFacets
{
    private const int StepsAnArticle = 3;

    /// <summary>Counts the stories of some articles of an index.</summary>
    /// <param name="leaves">The index's segments.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="articles">The articles.</param>
    /// <param name="stories">The stories.</param>
    /// <param name="totals">To what they are added, by value.</param>
    /// <param name="budget">The time there is; where it is up, those that were counted are.</param>
    /// <returns>What other indexes may count too.</returns>
    public static IReadOnlyList<StoryRow> Count(
        IReadOnlyList<AtomicReaderContext> leaves, KindOrdinals kind, FixedBitSet articles, MemberStories stories, int[] totals,
        SearchBudget budget)
    {
        var rows = new StoryRows(stories, kind.Size);
        foreach (var story in stories.Among(articles))
        {
            rows.Enter(story);
            var segment = 0;
            foreach (var document in stories.Documents(story))
            {
                if (budget.IsSpent(StepsAnArticle))
                {
                    return rows.Shared;
                }

                if (!articles.Get(document))
                {
                    continue;
                }

                while (segment + 1 < leaves.Count && leaves[segment + 1].DocBase <= document)
                {
                    segment++;
                }

                if (kind.Column(segment) is { } column)
                {
                    foreach (var number in column.Of(document - leaves[segment].DocBase))
                    {
                        var value = kind.Global(segment, number - column.First);
                        totals[value] += rows.Counts(value) ? 1 : 0;
                    }
                }
            }
        }

        return rows.Shared;
    }
}
