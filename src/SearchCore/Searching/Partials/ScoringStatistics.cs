using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Partials;

/// <summary>
/// What scores depend on besides the article itself: how many articles there are, how long their fields, in how many each term stands.
/// Indexes that are searched as one score by their sums. Plain data.
/// </summary>
/// <param name="Articles">Articles, those deleted and not merged away yet included.</param>
/// <param name="Fields">By field: articles that have it, and its words over all of them.</param>
/// <param name="Terms">By field and term: articles that have it.</param>
internal sealed record ScoringStatistics(
    long Articles,
    IReadOnlyDictionary<string, (long Articles, long Words)> Fields,
    IReadOnlyDictionary<(string Field, string Term), long> Terms)
{
    /// <summary>Those of one index for the terms that a plan scores.</summary>
    public static ScoringStatistics Of(PointInTime point, PlanClause clause, SearchBudget budget)
    {
        var fields = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        var terms = new Dictionary<(string, string), long>();
        Add(clause);
        return new(point.Reader.MaxDoc, fields, terms);

        void Add(PlanClause part)
        {
            switch (part)
            {
                case TextClause text:
                    foreach (var field in QueryPlanner.FieldsOf(text.Words.Field))
                    {
                        foreach (var term in text.Words.Terms)
                        {
                            terms[(field, term)] = point.Terms.Articles(field, term, budget);
                        }

                        if (!fields.ContainsKey(field))
                        {
                            fields[field] = point.Terms.Field(field);
                        }
                    }

                    break;
                case PositionClause positions:
                    Add(positions.Words);
                    break;
                case BoostedClause boosted:
                    Add(boosted.Clause);
                    break;
                case CompoundClause compound:
                    foreach (var inner in compound.Must.Concat(compound.Should))
                    {
                        Add(inner);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Those of several indexes together.</summary>
    public static ScoringStatistics Merge(IReadOnlyList<ScoringStatistics> parts) => parts is [var only] ? only : new(
        parts.Sum(p => p.Articles),
        parts.SelectMany(p => p.Fields).GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Sum(v => v.Articles), g.Sum(v => v.Words)), StringComparer.Ordinal),
        parts.SelectMany(p => p.Terms).GroupBy(t => t.Key, t => t.Value).ToDictionary(g => g.Key, g => g.Sum()));
}
