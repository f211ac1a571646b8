using Lucene.Net.Search;

namespace SearchCore.Searching.Running;

/// <summary>
/// Takes out of a query the conditions that can be asked of any one article and that everything else is tied to by AND: asked before scoring, they spare it, and
/// phrases of articles out of the range are not even looked for.
/// </summary>
internal static class FilterHoisting
{
    /// <summary>The rest of a query; what was taken out goes into <paramref name="filters"/>.</summary>
    public static Query Hoist(Query query, List<IArticleFilter> filters)
    {
        if (FilterOf(query) is { } only)
        {
            filters.Add(only);
            return new ConstantScoreQuery(new MatchAllDocsQuery()) { Boost = 0 };
        }

        // A boost multiplies what is inside, and a least number of clauses counts them: such a query stays as it is.
        if (query is not BooleanQuery { Boost: 1, MinimumNumberShouldMatch: 0 } boolean || boolean.Clauses.All(c => c.Occur != Occur.MUST))
        {
            return query;
        }

        var rest = new BooleanQuery(boolean.CoordDisabled);
        var scoring = boolean.Clauses.Count(c => c.Occur == Occur.MUST && FilterOf(c.Query) is null);
        foreach (var clause in boolean.Clauses)
        {
            if (clause.Occur != Occur.MUST)
            {
                rest.Add(clause);
            }
            else if (FilterOf(clause.Query) is { } filter)
            {
                filters.Add(filter);
            }
            else
            {
                rest.Add(Hoist(clause.Query, filters), Occur.MUST);
            }
        }

        // Without a condition left that must hold, the optional clauses would have to.
        if (scoring == 0)
        {
            rest.Add(new ConstantScoreQuery(new MatchAllDocsQuery()) { Boost = 0 }, Occur.MUST);
        }

        return rest.Clauses is [{ Occur: Occur.MUST, Query: var single }] ? single : rest;
    }

    private static IArticleFilter? FilterOf(Query query) => query is ConstantScoreQuery { Boost: 0, Filter: IArticleFilter filter } ? filter : null;
}
