using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Positions;

namespace SearchCore.Searching.Planning;

/// <summary>Proximity: a query of the words, which finds candidates and scores, and a plan of where they must stand.</summary>
internal sealed partial class QueryTranslator
{
    private PositionQuery? Positions(QueryNode node, int count, bool negated)
    {
        if (Placed(node) is not var (query, plan))
        {
            return null;
        }

        HighlightUnless(negated, new PlacedPattern(plan));
        return new PositionQuery(query, plan, count, budget);
    }

    // Null: it has no word in it, or is wrong, and is to be taken as not typed.
    private Placing? Placed(QueryNode node)
    {
        switch (node)
        {
            case WordNode word:
                return WordsOf(node, word.Text) is { } words ? Placed(words, word.Field) : null;
            case PhraseNode { Slop: 0 } phrase:
                return WordsOf(node, phrase.Text) is { } several ? Placed(several, phrase.Field) : null;
            case ExactNode exact:
                return ExactWordsOf(exact) is { } forms ? Placed(forms, exact.Field) : null;
            case PrefixNode prefix:
                return Placed(ExpandPrefix(prefix));
            case WildcardNode wildcard:
                return Placed(ExpandWildcard(wildcard));
            case FuzzyNode fuzzy:
                return ExpandFuzzy(fuzzy) is var (_, spelled)
                    ? Placed(new Expansion(
                        [.. spelled.SelectMany(t => Fields(fuzzy.Field).Select(field => new Term(field, t.Term)))],
                        new TermsPattern(spelled.Select(t => t.Term).ToHashSet(StringComparer.Ordinal), fuzzy.Field)))
                    : null;
            case BoostNode boost:
                return Boosted(boost);
            case BooleanNode { Must.Count: 0, MustNot.Count: 0, Should.Count: > 0 } any:
                var parts = any.Should.Select(Placed).OfType<Placing>().ToList();
                return parts.Count == 0 ? null : new(AnyOf(parts.Select(p => p.Query)), parts is [var only] ? only.Plan : new AnyPlan([.. parts.Select(p => p.Plan)]));
            case FirstNode first:
                return Placed(first.Node) is var (query, plan) ? new(query, new FirstPlan(plan, first.Words)) : null;
            case ProximityNode near:
                return Near(near);
            default:
                diagnostics.Add(SyntaxFaults.NotNearable(spanOf(node), "an operator of proximity"));
                return null;
        }
    }

    private Placing Placed(IReadOnlyList<QueryWord> words, TextField field) =>
        new(AnyOf(Fields(field).Select(name => InField(name, words, 0))), new PhrasePlan(MarkOf(words, 0, field)));

    private Placing? Placed(Expansion? expansion) => expansion is null ? null : new(
        new ConstantScoreQuery(new TermSetFilter(expansion.Terms, budget)), new TermsPlan(expansion.Terms.ToLookup(t => t.Field, t => t.Bytes), expansion.Pattern));

    private Placing? Boosted(BoostNode node)
    {
        if (node.Factor is not (>= 0 and <= SyntaxLimits.MaxBoost))
        {
            diagnostics.Add(SyntaxFaults.WrongBoost(spanOf(node.Node)));
            return null;
        }

        var placed = Placed(node.Node);
        if (placed is not null)
        {
            placed.Query.Boost *= node.Factor;
        }

        return placed;
    }

    private Placing? Near(ProximityNode node)
    {
        var (left, right) = (Placed(node.Left), Placed(node.Right));
        if (left is null || right is null)
        {
            return left ?? (node.Proximity.Excludes ? null : right);
        }

        var plan = new NearPlan(left.Plan, right.Plan, node.Proximity);
        return node.Proximity.Excludes
            ? new(left.Query, plan)
            : new(new BooleanQuery(disableCoord: true) { { left.Query, Occur.MUST }, { right.Query, Occur.MUST } }, plan);
    }

    /// <summary>A query for the words and a plan of their places.</summary>
    private sealed record Placing(Query Query, PositionPlan Plan);
}
