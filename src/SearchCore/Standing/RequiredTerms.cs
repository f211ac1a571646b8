using SearchCore.Searching.Planning;

namespace SearchCore.Standing;

/// <summary>
/// Terms of which every article has one that a plan matches: what has none of them need not be looked at. Found from the plan alone.
/// </summary>
internal static class RequiredTerms
{
    // An article of a longer list of values is mostly no rarer than any.
    private const int MostTerms = 256;

    /// <summary>The terms; null where articles without any known one may match.</summary>
    /// <param name="clause">The plan. A list of terms without a term in it stands for terms that are not known.</param>
    /// <param name="articles">In how many articles a term stands, about: of several choices the rarest is best.</param>
    public static IReadOnlyList<FieldTerm>? Of(PlanClause clause, Func<FieldTerm, long> articles) =>
        Best(clause, articles) is { Terms.Count: <= MostTerms } best ? best.Terms : null;

    private static Choice? Best(PlanClause clause, Func<FieldTerm, long> articles) => clause switch
    {
        TextClause text => Text(text.Words, articles),
        ConstantClause constant => Condition(constant.Condition, articles),
        FilterClause filter => Condition(filter.Condition, articles),
        BoostedClause boosted => Best(boosted.Clause, articles),
        PositionClause positions => Best(positions.Words, articles),
        CompoundClause { Must.Count: > 0 } all => Rarest(all.Must.Select(c => Best(c, articles))),
        CompoundClause any => Together(any.Should.Select(c => Best(c, articles))),
        _ => null,
    };

    private static Choice? Condition(ArticleCondition condition, Func<FieldTerm, long> articles) => condition switch
    {
        HasTerm has => new([has.Term], articles(has.Term)),
        HasAnyTerm { Terms.Count: > 0 } any => new(any.Terms, any.Terms.Sum(articles)),
        Matching matching => Best(matching.Clause, articles),
        _ => null,
    };

    // Each word of a phrase must be there.
    private static Choice? Text(PhrasePattern words, Func<FieldTerm, long> articles)
    {
        var fields = words.Fields;
        return Rarest(words.Terms.Select(term =>
        {
            FieldTerm[] either = [.. fields.Select(field => new FieldTerm(field, term))];
            return (Choice?)new Choice(either, either.Sum(articles));
        }));
    }

    private static Choice? Rarest(IEnumerable<Choice?> choices) => choices.OfType<Choice>().MinBy(c => c.Articles);

    private static Choice? Together(IEnumerable<Choice?> choices)
    {
        var terms = new HashSet<FieldTerm>();
        var articles = 0L;
        foreach (var choice in choices)
        {
            if (choice is null)
            {
                return null;
            }

            terms.UnionWith(choice.Terms);
            articles += choice.Articles;
        }

        // Nothing at all matches nothing, or stands for words that are not known.
        return terms.Count == 0 ? null : new([.. terms], articles);
    }

    private sealed record Choice(IReadOnlyList<FieldTerm> Terms, long Articles);
}
