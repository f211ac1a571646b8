using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Planning;

/// <summary>
/// The one way from a tree to a Lucene query. Words score as separate fields, title and body, whose scores add up; prefixes and wildcards score constantly; everything
/// else filters: it is there with a boost of 0.
/// </summary>
internal sealed partial class QueryTranslator
{
    private static readonly IReadOnlyList<string> Both = [FieldNames.Title, FieldNames.Body], TitleOnly = [FieldNames.Title], BodyOnly = [FieldNames.Body];

    private readonly PointInTime point;
    private readonly SearchBudget budget;
    private readonly SyntaxLimits limits;
    private readonly Func<QueryNode, (int, int)> spanOf;
    private readonly List<QueryDiagnostic> diagnostics = [];
    private readonly HighlightPlan highlights = new();
    private bool stopWordsCount;

    private QueryTranslator(PointInTime point, SearchBudget budget, SyntaxLimits limits, Func<QueryNode, (int, int)> spanOf) =>
        (this.point, this.budget, this.limits, this.spanOf) = (point, budget, limits, spanOf);

    /// <summary>Translates a tree for one point in time.</summary>
    /// <param name="tree">The tree, within the limits of depth and clauses.</param>
    /// <param name="point">The point in time.</param>
    /// <param name="budget">The time there is; terms are looked up within it.</param>
    /// <param name="limits">What a tree may ask for.</param>
    /// <param name="spanOf">Where a node stands in the query's text.</param>
    public static TranslatedQuery Translate(QueryNode tree, PointInTime point, SearchBudget budget, SyntaxLimits limits, Func<QueryNode, (int, int)> spanOf)
    {
        var translator = new QueryTranslator(point, budget, limits, spanOf) { stopWordsCount = !HasContent(tree) };
        var query = translator.Visit(tree, negated: false) ?? new BooleanQuery();
        return new(query, translator.highlights, translator.diagnostics);
    }

    // Whether a query has a word outside of negations that is not a stop word.
    private static bool HasContent(QueryNode node) => node switch
    {
        WordNode word => QueryWord.Of(word.Text) is var words && (words.Count > 1 || words is [{ IsStopWord: false }]),
        PhraseNode or ExactNode or PrefixNode or WildcardNode or FuzzyNode or ProximityNode or AtLeastNode or FirstNode => true,
        BooleanNode boolean => boolean.Must.Concat(boolean.Should).Any(HasContent),
        BoostNode boost => HasContent(boost.Node),
        _ => false,
    };

    // Null: the node is to be taken as not typed.
    private Query? Visit(QueryNode node, bool negated)
    {
        // Each may look up a thousand terms.
        budget.Check();
        return Translated(node, negated);
    }

    private Query? Translated(QueryNode node, bool negated) => node switch
    {
        WordNode word => Words(word, word.Text, 0, word.Field, negated, mayIgnore: !negated && !stopWordsCount),
        PhraseNode phrase => Words(phrase, phrase.Text, Math.Clamp(phrase.Slop, 0, SyntaxLimits.MaxSlop), phrase.Field, negated, mayIgnore: false),
        PrefixNode prefix => Prefix(prefix, negated),
        WildcardNode wildcard => Wildcard(wildcard, negated),
        FuzzyNode fuzzy => Fuzzy(fuzzy, negated),
        ExactNode exact => Exact(exact, negated),
        ProximityNode or FirstNode => Positions(node, 1, negated),
        AtLeastNode often => Positions(often.Node, Math.Max(1, often.Count), negated),
        BooleanNode boolean => Boolean(boolean, negated),
        BoostNode boost => Boost(boost, negated),
        MatchAllNode => Unscored(new MatchAllDocsQuery()),
        MatchNoneNode => new BooleanQuery(),
        DateRangeNode range => Range(range.Interval, budget),
        IdNode id => Unscored(new TermQuery(new Term(FieldNames.Id, id.Id))),
        FacetNode facet => Facet(facet),
        AddressNode address => Address(address),
        SiteNode site => Site(site),
        HasFieldNode has => Has(has),
        _ => throw new InvalidOperationException($"There is no translation of {node.GetType().Name}."),
    };

    private static IReadOnlyList<string> Fields(TextField field) => field switch
    {
        TextField.Title => TitleOnly,
        TextField.Body => BodyOnly,
        _ => Both,
    };

    private static ConstantScoreQuery Unscored(Query query) => new(query) { Boost = 0 };

    private static ConstantScoreQuery Unscored(Filter filter) => new(filter) { Boost = 0 };

    private Query? Words(QueryNode node, string text, int slop, TextField field, bool negated, bool mayIgnore)
    {
        if (WordsOf(node, text) is not { } words)
        {
            return null;
        }

        if (mayIgnore && words is [{ IsStopWord: true }])
        {
            diagnostics.Add(Faults.StopWord(spanOf(node), text));
            return null;
        }

        HighlightUnless(negated, MarkOf(words, slop, field));
        return AnyOf(Fields(field).Select(name => InField(name, words, slop)));
    }

    private IReadOnlyList<QueryWord>? WordsOf(QueryNode node, string text)
    {
        var words = QueryWord.Of(text);
        if (words.Count > 0)
        {
            return words;
        }

        diagnostics.Add(Faults.NoWord(spanOf(node), text));
        return null;
    }

    private static PhrasePattern MarkOf(IReadOnlyList<QueryWord> words, int slop, TextField field) =>
        new([.. words.Select(w => w.Term)], [.. words.Select(w => w.Position)], slop, field);

    // Words as they are written are terms of their own, at the places of the stems.
    private Query? Exact(ExactNode node, bool negated)
    {
        if (ExactWordsOf(node) is not { } words)
        {
            return null;
        }

        HighlightUnless(negated, MarkOf(words, 0, node.Field));
        return AnyOf(Fields(node.Field).Select(name => InField(name, words, 0)));
    }

    private IReadOnlyList<QueryWord>? ExactWordsOf(ExactNode node)
    {
        if (!point.Schema.ExactForms)
        {
            diagnostics.Add(Faults.NoExactForms(spanOf(node)));
            return null;
        }

        return WordsOf(node, node.Text) is null ? null : QueryWord.ExactOf(node.Text);
    }

    private Query InField(string name, IReadOnlyList<QueryWord> words, int slop)
    {
        if (words is [var only])
        {
            return new WatchedTermQuery(new Term(name, only.Term), budget);
        }

        var phrase = new WatchedPhraseQuery(budget) { Slop = slop };
        foreach (var word in words)
        {
            phrase.Add(new Term(name, word.Term), word.Position);
        }

        return phrase;
    }

    private static Query AnyOf(IEnumerable<Query> queries)
    {
        var any = new BooleanQuery(disableCoord: true);
        foreach (var query in queries)
        {
            any.Add(query, Occur.SHOULD);
        }

        return any.Clauses is [{ Query: var only }] ? only : any;
    }

    private ConstantScoreQuery? Prefix(PrefixNode node, bool negated) => Expanded(ExpandPrefix(node), negated);

    private ConstantScoreQuery? Wildcard(WildcardNode node, bool negated) => Expanded(ExpandWildcard(node), negated);

    private ConstantScoreQuery? Expanded(Expansion? expansion, bool negated)
    {
        if (expansion is null)
        {
            return null;
        }

        HighlightUnless(negated, expansion.Pattern);
        return new ConstantScoreQuery(new TermSetFilter(expansion.Terms, budget));
    }

    private Expansion? ExpandPrefix(PrefixNode node)
    {
        if (SingleWord(node, node.Prefix) is not { } prefix)
        {
            return null;
        }

        if (prefix.Length < limits.WildcardPrefix)
        {
            diagnostics.Add(SyntaxFaults.ShortWildcard(spanOf(node), limits));
            return null;
        }

        return Expand(node, node.Prefix + "*", TermExpansion.Prefix(point.Reader, prefix, Fields(node.Field), budget), new PrefixPattern(prefix, node.Field));
    }

    private Expansion? ExpandWildcard(WildcardNode node)
    {
        if (WildcardPattern.Check(node.Pattern, limits) is not WildcardFault.None and var fault)
        {
            diagnostics.Add(fault == WildcardFault.ShortPrefix ? SyntaxFaults.ShortWildcard(spanOf(node), limits) : SyntaxFaults.WideWildcard(spanOf(node), limits));
            return null;
        }

        var pattern = WildcardPattern.Parse(node.Pattern, TextFolding.FoldValue);
        if (QueryWord.Of(pattern.Fill("a")).Count != 1)
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Pattern));
            return null;
        }

        return Expand(node, node.Pattern, TermExpansion.Wildcard(point.Reader, pattern, Fields(node.Field), budget), new ShapePattern(pattern, node.Field));
    }

    private Expansion Expand(QueryNode node, string shown, TermExpansion.Terms terms, HighlightPattern pattern)
    {
        if (terms.Capped)
        {
            diagnostics.Add(Faults.Capped(spanOf(node), shown));
        }

        return new(terms.Found, pattern);
    }

    private Query? Fuzzy(FuzzyNode node, bool negated)
    {
        if (ExpandFuzzy(node) is not { } near)
        {
            return null;
        }

        HighlightUnless(negated, new TermsPattern(near.Terms.Select(t => t.Term).ToHashSet(StringComparer.Ordinal), node.Field));
        return AnyOf(near.Terms.GroupBy(t => t.Edits).Select(group => new ConstantScoreQuery(
            new TermSetFilter([.. group.SelectMany(t => Fields(node.Field).Select(field => new Term(field, t.Term)))], budget))
        {
            // The nearer the better, and never more than the word itself.
            Boost = 1f - ((float)group.Key / (near.Word.Length + 1)),
        }));
    }

    private (string Word, IReadOnlyList<(string Term, int Edits)> Terms)? ExpandFuzzy(FuzzyNode node)
    {
        if (node.MaxEdits is < 0 or > SyntaxLimits.MaxEdits)
        {
            diagnostics.Add(SyntaxFaults.TooFuzzy(spanOf(node)));
            return null;
        }

        if (QueryWord.Of(node.Text) is not [var word])
        {
            diagnostics.Add(Faults.SeveralWords(spanOf(node), node.Text));
            return null;
        }

        return (word.Term, TermExpansion.Near(point.Reader, word.Term, node.MaxEdits, Fields(node.Field), budget));
    }

    // The folded text where it is one word, so that a term can begin with it.
    private string? SingleWord(QueryNode node, string text)
    {
        if (QueryWord.Of(text).Count == 1)
        {
            return TextFolding.FoldValue(text);
        }

        diagnostics.Add(Faults.SeveralWords(spanOf(node), text));
        return null;
    }

    private BooleanQuery? Boolean(BooleanNode node, bool negated)
    {
        var query = new BooleanQuery(disableCoord: true);
        Add(node.Must, Occur.MUST, negated);
        Add(node.Should, Occur.SHOULD, negated);
        Add(node.MustNot, Occur.MUST_NOT, negated: true);
        var clauses = query.Clauses;
        if (clauses.Count == 0)
        {
            return node.Must.Count + node.Should.Count + node.MustNot.Count == 0 ? query : null;
        }

        if (clauses.All(c => c.Occur == Occur.MUST_NOT))
        {
            query.Add(Unscored(new MatchAllDocsQuery()), Occur.MUST);
        }

        return query;

        void Add(IReadOnlyList<QueryNode> nodes, Occur occur, bool negated)
        {
            foreach (var child in nodes)
            {
                if (Visit(child, negated) is { } translated)
                {
                    query.Add(translated, occur);
                }
            }
        }
    }

    private Query? Boost(BoostNode node, bool negated)
    {
        if (node.Factor is not (>= 0 and <= SyntaxLimits.MaxBoost))
        {
            diagnostics.Add(SyntaxFaults.WrongBoost(spanOf(node.Node)));
            return null;
        }

        var query = Visit(node.Node, negated);
        if (query is not null)
        {
            query.Boost *= node.Factor;
        }

        return query;
    }

    /// <summary>Articles published in an interval, unscored.</summary>
    public static Query Range(DateInterval interval, SearchBudget budget) => interval switch
    {
        { IsEmpty: true } => new BooleanQuery(),
        { From: null, To: null } => Unscored(new DatePresenceFilter(budget)),
        { To: long.MinValue } => new BooleanQuery(),
        _ => Unscored(new DateRangeFilter(interval, budget)),
    };

    private ConstantScoreQuery Facet(FacetNode node)
    {
        var kinds = node.Kind is { } kind ? [kind] : EntityKindsHeld();
        if (node.IsPrefix)
        {
            var folded = TextFolding.FoldValue(node.Value);
            return Unscored(new TermPrefixFilter(FieldNames.Facet, [.. kinds.Select(k => FacetTerm.Prefix(k) + folded)], budget));
        }

        var terms = kinds.Select(k => new Term(FieldNames.Facet, FacetTerm.Term(k, node.Value))).ToList();
        foreach (var name in EntityForms.Of(point, node.Kind, node.Value))
        {
            terms.Add(new Term(FieldNames.Facet, FacetTerm.Term(name.Kind, name.Name)));
            diagnostics.Add(Faults.ReadAs(spanOf(node), node.Kind, node.Value, name));
        }

        return terms is [var only] ? Unscored(new TermQuery(only)) : Unscored(new TermSetFilter(terms, budget));
    }

    private ConstantScoreQuery? Has(HasFieldNode node)
    {
        switch (node.Field)
        {
            case FieldNames.Title or FieldNames.Body:
                return Unscored(new TextPresenceFilter(node.Field, budget));
            case FieldNames.Published:
                return Unscored(new DatePresenceFilter(budget));
            case FieldNames.Url:
                return HasAddress();
            case "site":
                return HasSite();
            case QueryFields.AnyEntity:
                return Unscored(new TermPrefixFilter(FieldNames.Facet, [.. EntityKindsHeld().Select(FacetTerm.Prefix)], budget));
            case var kind when QueryFields.IsArticleKind(kind) || EntityKinds.IsValid(kind):
                return Unscored(new TermPrefixFilter(FieldNames.Facet, [FacetTerm.Prefix(kind)], budget));
            default:
                diagnostics.Add(SyntaxFaults.UnknownField(spanOf(node), node.Field, QueryFields.Suggest(node.Field, point.Kinds)));
                return null;
        }
    }

    private List<string> EntityKindsHeld() => [.. point.Kinds.Where(k => !QueryFields.IsArticleKind(k)).Order(StringComparer.Ordinal)];

    private void HighlightUnless(bool negated, HighlightPattern pattern)
    {
        if (!negated)
        {
            highlights.Add(pattern);
        }
    }
}

/// <summary>The terms a wildcard stands for, and how such words are known in text.</summary>
internal sealed record Expansion(IReadOnlyList<Term> Terms, HighlightPattern Pattern);

/// <summary>A query ready to run.</summary>
/// <param name="Query">Lucene's query.</param>
/// <param name="Highlights">What to highlight.</param>
/// <param name="Diagnostics">What is to be said; an error means that it must not run.</param>
internal sealed record TranslatedQuery(Query Query, HighlightPlan Highlights, IReadOnlyList<QueryDiagnostic> Diagnostics);
