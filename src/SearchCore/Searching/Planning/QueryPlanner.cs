using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The one way from a tree to a plan. Words and phrases score; prefixes and wildcards score constantly; everything else filters.
/// </summary>
internal sealed partial class QueryPlanner
{
    private readonly ITermView terms;
    private readonly SearchBudget budget;
    private readonly SyntaxLimits limits;
    private readonly Func<QueryNode, (int, int)> spanOf;
    private readonly List<QueryDiagnostic> diagnostics = [];
    private readonly HighlightPlan highlights = new();
    private readonly IReadOnlyList<TextAnalysis> languages;
    private readonly Dictionary<(TextAnalysis, string), IReadOnlyList<QueryWord>> read = [];

    // The languages in which the query has a word that is not a stop word: in these, stop words may be left out.
    private readonly HashSet<TextAnalysis> withContent;

    // The text of the archive's own that is being planned, as segments name it.
    private string? own;

    private QueryPlanner(
        QueryNode tree, ITermView terms, SearchBudget budget, SyntaxLimits limits, Func<QueryNode, (int, int)> spanOf)
    {
        (this.terms, this.budget, this.limits, this.spanOf) = (terms, budget, limits, spanOf);
        languages = QueryLanguages.Of(tree, terms);
        withContent = [.. languages.Where(analysis => HasContent(tree, analysis))];
    }

    /// <summary>Plans a tree.</summary>
    /// <param name="tree">The tree, within the limits of depth and clauses.</param>
    /// <param name="terms">The terms of the index.</param>
    /// <param name="budget">The time there is; terms are looked up within it.</param>
    /// <param name="limits">What a tree may ask for.</param>
    /// <param name="spanOf">Where a node stands in the query's text.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static PlannedQuery Plan(
        QueryNode tree, ITermView terms, SearchBudget budget, SyntaxLimits limits, Func<QueryNode, (int, int)> spanOf)
    {
        var planner = new QueryPlanner(tree, terms, budget, limits, spanOf);
        var clause = planner.Visit(tree, negated: false) ?? PlanClause.Nothing;
        return new(clause, planner.highlights, planner.diagnostics);
    }

    // A word is read in each language several times.
    private IReadOnlyList<QueryWord> Read(TextAnalysis analysis, string text)
    {
        if (!read.TryGetValue((analysis, text), out var words))
        {
            read[(analysis, text)] = words = QueryWord.Of(analysis, text);
        }

        return words;
    }

    // Whether a query has a word outside of negations that is not a stop word.
    private bool HasContent(QueryNode node, TextAnalysis analysis) => node switch
    {
        WordNode word => Read(analysis, word.Text) is var words && (words.Count > 1 || words is [{ IsStopWord: false }]),
        PhraseNode or ExactNode or PrefixNode or WildcardNode or FuzzyNode or ProximityNode or AtLeastNode or FirstNode => true,
        BooleanNode boolean => boolean.Must.Concat(boolean.Should).Any(n => HasContent(n, analysis)),
        BoostNode boost => HasContent(boost.Node, analysis),
        OwnTextNode text => HasContent(text.Node, analysis),
        _ => false,
    };

    // Null: the node is ignored.
    private PlanClause? Visit(QueryNode node, bool negated)
    {
        // Each may look up a thousand terms.
        budget.Check();
        return Planned(node, negated);
    }

    private PlanClause? Planned(QueryNode node, bool negated) => node switch
    {
        WordNode word => Words(word, word.Text, 0, word.Field, negated, mayIgnore: !negated),
        PhraseNode phrase =>
            Words(phrase, phrase.Text, Math.Clamp(phrase.Slop, 0, SyntaxLimits.MaxSlop), phrase.Field, negated, mayIgnore: false),
        PrefixNode prefix => Expanded(ExpandPrefix(prefix), negated),
        WildcardNode wildcard => Expanded(ExpandWildcard(wildcard), negated),
        FuzzyNode fuzzy => Fuzzy(fuzzy, negated),
        ExactNode exact => Exact(exact, negated),
        ProximityNode or FirstNode => Positions(node, 1, negated),
        AtLeastNode often => Positions(often.Node, Math.Max(1, often.Count), negated),
        BooleanNode boolean => Boolean(boolean, negated),
        BoostNode boost => Boost(boost, negated),
        MatchAllNode => PlanClause.Everything,
        MatchNoneNode => PlanClause.Nothing,
        DateRangeNode range => Dated(range),
        NumberRangeNode number => Number(number),
        IdNode id => Id(id),
        NearNode near => Near(near),
        FacetNode facet => Facet(facet),
        AddressNode address => Address(address),
        SiteNode site => Site(site),
        HasFieldNode has => Has(has),
        OwnTextNode text => OwnText(text, negated),
        _ => throw new InvalidOperationException($"There is no plan of {node.GetType().Name}."),
    };

    private CompoundClause? Boolean(BooleanNode node, bool negated)
    {
        if (node.Must.Count + node.Should.Count + node.MustNot.Count == 0)
        {
            return new CompoundClause();
        }

        var must = Visit(node.Must, negated, together: !negated);
        var (should, mustNot) = (Visit(node.Should, negated), Visit(node.MustNot, negated: true));
        if (!negated && languages.Count > 1)
        {
            MendIgnored(node, must, should);
        }

        return (must.Count, should.Count, mustNot.Count) switch
        {
            (0, 0, 0) => null,
            (0, 0, _) => new CompoundClause { Must = [PlanClause.Everything], MustNot = mustNot },
            _ => new CompoundClause { Must = must, Should = should, MustNot = mustNot },
        };
    }

    // Together: whether all of them must match.
    private List<PlanClause> Visit(IReadOnlyList<QueryNode> nodes, bool negated, bool together = false)
    {
        var clauses = new List<PlanClause>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            if ((together ? NamedTogether(nodes, ref i) : null) is { } name)
            {
                clauses.Add(name);
            }
            else if (Visit(nodes[i], negated) is { } clause)
            {
                clauses.Add(together ? OrIgnoredIn(nodes[i], clause) : negated ? clause : ButNotIgnoredIn(nodes[i], clause));
            }
        }

        return clauses;
    }

    // Where a language ignores all that must match, any of what may must; where it ignores that as well, only what may not match counts.
    private void MendIgnored(BooleanNode node, List<PlanClause> must, List<PlanClause> should)
    {
        var ignoring = languages.Where(a => withContent.Contains(a) && node.Must.All(n => IsIgnoredIn(n, a))).ToList();
        var wanting = ignoring.Where(a => node.Must.Count > 0 && !node.Should.All(n => IsIgnoredIn(n, a))).Select(LanguageFilter).ToList();
        if (wanting.Count > 0)
        {
            var others = new CompoundClause { Must = [PlanClause.Everything], MustNot = wanting };
            must.Add(PlanClause.Any([others, new FilterClause(new Matching(PlanClause.Any([.. should])))]));
        }

        if (node is { Must.Count: 0, Should.Count: > 0, MustNot.Count: > 0 })
        {
            should.AddRange(ignoring.Where(a => node.Should.All(n => IsIgnoredIn(n, a))).Select(LanguageFilter));
        }
    }

    // What must match, but is no matter in articles of a language in which it is stop words alone beside words that are not.
    private PlanClause OrIgnoredIn(QueryNode node, PlanClause clause)
    {
        if (languages.Count == 1)
        {
            return clause;
        }

        var ignoring = IgnoringLanguages(node).Select(LanguageFilter).ToList();
        return ignoring.Count == 0 ? clause : PlanClause.OneWord(
            [.. clause is CompoundClause { IsOneWord: true } one ? one.Should : [clause], .. ignoring]);
    }

    // What may match does so by its words alone.
    private PlanClause ButNotIgnoredIn(QueryNode node, PlanClause clause)
    {
        if (languages.Count == 1)
        {
            return clause;
        }

        var ignoring = node is BooleanNode or BoostNode ? IgnoringLanguages(node).Select(LanguageFilter).ToList() : [];
        return ignoring.Count == 0 ? clause : new CompoundClause { Must = [clause], MustNot = ignoring };
    }

    private static PlanClause LanguageFilter(TextAnalysis analysis) =>
        new FilterClause(new HasTerm(new(FieldNames.BodyMarks, analysis.LanguageTerm)));

    private IEnumerable<TextAnalysis> IgnoringLanguages(QueryNode node) =>
        languages.Where(a => withContent.Contains(a) && IsIgnoredIn(node, a));

    private bool IsIgnoredIn(QueryNode node, TextAnalysis analysis) => node switch
    {
        WordNode word => Read(analysis, word.Text) is [{ IsStopWord: true }],
        BoostNode boost => IsIgnoredIn(boost.Node, analysis),
        BooleanNode { MustNot.Count: 0 } boolean when boolean.Must.Count + boolean.Should.Count > 0 =>
            boolean.Must.Concat(boolean.Should).All(n => IsIgnoredIn(n, analysis)),
        _ => false,
    };

    private PlanClause? Boost(BoostNode node, bool negated) =>
        IsBoostAllowed(node) ? Visit(node.Node, negated)?.Boosted(node.Factor) : null;

    private bool IsBoostAllowed(BoostNode node)
    {
        if (node.Factor is >= 0 and <= SyntaxLimits.MaxBoost)
        {
            return true;
        }

        diagnostics.Add(SyntaxFaults.WrongBoost(spanOf(node.Node)));
        return false;
    }

    // What is negated is not in the articles that match.
    private void HighlightUnless(bool negated, HighlightPattern pattern)
    {
        if (!negated)
        {
            highlights.Add(pattern);
        }
    }
}
