namespace SearchCore.Searching.Planning;

/// <summary>
/// What a plan's matches score where all of them score the same: conditions narrow and do not score, prefixes and wildcards score
/// constantly. Then nobody need add up scores, and the order is that of dates.
/// </summary>
internal static class SameScore
{
    /// <summary>The score; null where matches may score differently.</summary>
    public static double? Of(PlanClause clause)
    {
        var score = 0.0;
        return Add(clause, 1, ref score) ? score : null;
    }

    // In the order in which the parts of a query add to scores, so that it is the same number to the last bit.
    private static bool Add(PlanClause clause, double factor, ref double score)
    {
        switch (clause)
        {
            case FilterClause:
                return true;
            case ConstantClause constant:
                score += constant.Score * factor;
                return true;
            case BoostedClause boosted:
                return Add(boosted.Clause, factor * boosted.Factor, ref score);
            case CompoundClause compound:
                foreach (var must in compound.Must)
                {
                    if (!Add(must, factor, ref score))
                    {
                        return false;
                    }
                }

                // Of several that may match, articles match some or others.
                return compound is { Must.Count: 0, Should: [var only] } ? Add(only, factor, ref score)
                    : compound.Should.All(s => ScoresNothing(s, factor));
            default:
                return false;
        }
    }

    private static bool ScoresNothing(PlanClause clause, double factor)
    {
        var score = 0.0;
        return Add(clause, factor, ref score) && score == 0;
    }
}
