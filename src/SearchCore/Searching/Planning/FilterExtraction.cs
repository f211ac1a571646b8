namespace SearchCore.Searching.Planning;

/// <summary>
/// Takes out of a plan the conditions that can be asked of any one article and that everything else is tied to by AND: asked before
/// scoring, they spare it, and phrases of articles out of the range are not even looked for.
/// </summary>
internal static class FilterExtraction
{
    /// <summary>The rest of a plan; what was taken out is added to <paramref name="filters"/>.</summary>
    public static PlanClause Extract(PlanClause clause, List<ArticleCondition> filters)
    {
        if (Pointwise(clause) is { } only)
        {
            filters.Add(only);
            return PlanClause.Everything;
        }

        // A boost multiplies what is inside: a boosted clause stays as it is.
        if (clause is not CompoundClause { Must.Count: > 0 } compound)
        {
            return clause;
        }

        var must = new List<PlanClause>(compound.Must.Count);
        foreach (var part in compound.Must)
        {
            if (Pointwise(part) is { } filter)
            {
                filters.Add(filter);
            }
            else
            {
                must.Add(Extract(part, filters));
            }
        }

        // Without a clause left that must match, the optional ones would have to.
        if (must.Count == 0)
        {
            must.Add(PlanClause.Everything);
        }

        return compound is { Should.Count: 0, MustNot.Count: 0 } && must is [var single] ? single : compound with { Must = must };
    }

    private static ArticleCondition? Pointwise(PlanClause clause) =>
        clause is FilterClause { Condition: { IsPointwise: true } condition } ? condition : null;
}
