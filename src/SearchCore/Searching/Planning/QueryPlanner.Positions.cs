using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Planning;

/// <content>Proximity: a clause of the words, which finds candidates and scores, and a plan of where they must stand.</content>
internal sealed partial class QueryPlanner
{
    private PositionClause? Positions(QueryNode node, int count, bool negated)
    {
        if (Placed(node) is not var (words, positions))
        {
            return null;
        }

        HighlightUnless(negated, new PlacedPattern(positions) { Own = own });
        return new PositionClause(words, positions, count, Here(TextField.Any));
    }

    // Null: it has no word in it, or is wrong, and is ignored.
    private Placing? Placed(QueryNode node)
    {
        switch (node)
        {
            case WordNode word:
                return WordsOf(node, word.Text) is { } words ? Placed(VariantsOf(node, word.Text, words), word.Field) : null;
            case PhraseNode { Slop: 0 } phrase:
                return WordsOf(node, phrase.Text) is { } several
                    ? Placed(VariantsOf(node, phrase.Text, several), phrase.Field) : null;
            case ExactNode exact:
                return ExactWordsOf(exact) is { } forms ? Placed(forms, exact.Field) : null;
            case PrefixNode prefix:
                return Placed(ExpandPrefix(prefix, QueryLimits.MaxPlacedExpansions));
            case WildcardNode wildcard:
                return Placed(ExpandWildcard(wildcard, QueryLimits.MaxPlacedExpansions));
            case FuzzyNode fuzzy:
                return Placed(fuzzy);
            case BoostNode boost:
                return IsBoostAllowed(boost) && Placed(boost.Node) is { } placed
                    ? placed with { Words = placed.Words.Boosted(boost.Factor) }
                    : null;
            case BooleanNode { Must.Count: 0, MustNot.Count: 0, Should.Count: > 0 } any:
                return AnyOf([.. any.Should.Select(Placed).OfType<Placing>()], PlanClause.Any);
            case FirstNode first:
                return Placed(first.Node) is var (found, plan) ? new(found, new FirstPlan(plan, first.Words)) : null;
            case ProximityNode near:
                return Near(near);
            default:
                diagnostics.Add(SyntaxFaults.NotNearable(spanOf(node), "an operator of proximity"));
                return null;
        }
    }

    private Placing? Placed(IReadOnlyList<IReadOnlyList<QueryWord>> variants, TextField field) =>
        AnyOf([.. variants.Select(v => Placed(v, field))], PlanClause.OneWord);

    private Placing Placed(IReadOnlyList<QueryWord> words, TextField field)
    {
        var pattern = PatternOf(words, 0, field);
        return new(new TextClause(pattern), new PhrasePlan(pattern));
    }

    private static Placing? Placed(Expansion? expansion) =>
        expansion is null
            ? null
            : new(new ConstantClause(new HasAnyTerm(expansion.Terms)), new TermsPlan(expansion.Terms, expansion.Pattern));

    private Placing? Placed(FuzzyNode fuzzy)
    {
        if (ExpandFuzzy(fuzzy) is not { } near)
        {
            return null;
        }

        var found = near.Terms.SelectMany(t => Here(fuzzy.Field).Select(field => new FieldTerm(field, t.Term)));
        return Placed(new Expansion([.. found], PatternOf(near, fuzzy.Field)));
    }

    private static Placing? AnyOf(IReadOnlyList<Placing> parts, Func<IReadOnlyList<PlanClause>, PlanClause> any) => parts switch
    {
        [] => null,
        [var only] => only,
        _ => new(any([.. parts.Select(p => p.Words)]), new AnyPlan([.. parts.Select(p => p.Positions)])),
    };

    private Placing? Near(ProximityNode node)
    {
        var (left, right) = (Placed(node.Left), Placed(node.Right));
        if (left is null || right is null)
        {
            return left ?? (node.Proximity.Excludes ? null : right);
        }

        if (own is not null && node.Proximity.Unit != ProximityUnit.Words)
        {
            diagnostics.Add(Faults.NoSentences(spanOf(node), IndexSchema.NameOf(own)));
        }

        var plan = new NearPlan(left.Positions, right.Positions, node.Proximity);
        return node.Proximity.Excludes ? new(left.Words, plan) : new(PlanClause.All([left.Words, right.Words]), plan);
    }

    /// <summary>A clause of the words and a plan of their positions.</summary>
    private sealed record Placing(PlanClause Words, PositionPlan Positions);
}
