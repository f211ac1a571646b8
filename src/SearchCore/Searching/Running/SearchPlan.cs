using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore.Searching.Running;

/// <summary>A request made ready to run.</summary>
/// <param name="Request">The request, with the canonical names of what it drills down to added.</param>
/// <param name="Clause">What matches and scores.</param>
/// <param name="Filters">What must hold besides, asked of each article before it is scored.</param>
/// <param name="DrillDowns">What the request drills down to, of the kinds that are counted sideways: the condition of each kind.</param>
/// <param name="Highlights">What to highlight in text.</param>
/// <param name="OwnPatterns">What of it the query asked for itself, not the article that others are to be like.</param>
/// <param name="Parsed">The query as it was understood.</param>
/// <param name="Warnings">What is to be said.</param>
internal sealed record SearchPlan(
    SearchRequest Request,
    PlanClause Clause,
    IReadOnlyList<ArticleCondition> Filters,
    IReadOnlyList<(string Kind, ArticleCondition Condition)> DrillDowns,
    HighlightPlan Highlights,
    IReadOnlyList<HighlightPattern> OwnPatterns,
    QueryParseResult Parsed,
    IReadOnlyList<QueryDiagnostic> Warnings)
{
    /// <summary>The statistics by which the plan's words score.</summary>
    public ScoringCounts Statistics => StatisticsOf(Request, Clause);

    /// <summary>The statistics by which the words of a plan score.</summary>
    public static ScoringCounts StatisticsOf(SearchRequest request, PlanClause clause)
    {
        var terms = new List<string>();
        clause.AddScoringTerms(terms);
        return new(terms.Count < 2 ? terms : [.. terms.Distinct(StringComparer.Ordinal)], Live: !ScoresAsLucene(request));
    }

    /// <summary>What words score, by statistics.</summary>
    public ScoringFormula Formula(ScoringStatistics statistics) => FormulaOf(Request, WordGroups.Counted(Clause, statistics));

    /// <summary>What the words of a request score, by statistics.</summary>
    public static ScoringFormula FormulaOf(SearchRequest request, ScoringStatistics statistics) =>
        ScoresAsLucene(request) ? new ClassicFormula(statistics) : new CombinedFormula(statistics);

    /// <summary>Whether a request's scores are Lucene's: who asks in its language gets them.</summary>
    public static bool ScoresAsLucene(SearchRequest request) => request.Dialect == QueryDialect.Lucene;

    /// <summary>Checks, parses and plans a request.</summary>
    /// <param name="terms">What is searched.</param>
    /// <param name="request">The request.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="read">Its text, where it was read already.</param>
    /// <exception cref="QueryException">The request cannot run.</exception>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static SearchPlan Prepare(
        ITermView terms, SearchRequest request, SearchBudget budget, QueryParseResult? read = null)
    {
        RequestCheck.Verify(request, terms);
        var parsed = RequestCheck.Parse(request, terms, read);
        RequestCheck.ThrowOnError(parsed.Text, ForbiddenParts.In(parsed, terms));
        var planned = QueryPlanner.Plan(parsed.Tree!, terms, budget, request.Limits, parsed.SpanOf);
        var told = RequestCheck.Softened(request, planned.Diagnostics);
        RequestCheck.ThrowOnError(parsed.Text, told);
        (request, var widened) = EntityForms.Widen(request, terms, budget);

        var must = new List<PlanClause>();
        HighlightPattern[] own = [.. planned.Highlights.Patterns];
        if (request.SimilarTo is { } id)
        {
            AddSimilar(must, id, terms, parsed, planned, budget);
        }
        else
        {
            must.Add(planned.Clause);
        }

        if (request.Published is { } range && (range.From ?? range.To) is not null)
        {
            must.Add(QueryPlanner.Published(new DateInterval(range.From?.UnixSeconds, range.To?.UnixSeconds)));
        }

        var drillDowns = AddDrillDowns(must, request, terms);
        var filters = new List<ArticleCondition>();
        var clause = FilterExtraction.Extract(PlanClause.All(must), filters);
        IReadOnlyList<QueryDiagnostic> warnings = parsed.Diagnostics.Count + told.Count + widened.Count == 0
            ? []
            : [.. parsed.Diagnostics.Concat(told).Concat(widened).OrderBy(d => d.Start)];
        return new(request, clause, filters, drillDowns, planned.Highlights, own, parsed, warnings);
    }

    // Likeness alone ranks; a query beside it only narrows.
    private static void AddSimilar(
        List<PlanClause> must, string id, ITermView terms, QueryParseResult parsed, PlannedQuery planned, SearchBudget budget)
    {
        var stored = terms.Ask(new ArticleById(id), budget).Article;
        if (stored is null)
        {
            RequestCheck.ThrowOnError(parsed.Text, [Faults.UnknownArticle(id)]);
        }

        must.Add(SimilarQuery.Of(stored!, terms, planned.Highlights, budget));
        if (parsed.Tree is not MatchAllNode)
        {
            must.Add(new FilterClause(new Matching(planned.Clause)));
        }
    }

    private static List<(string Kind, ArticleCondition Condition)> AddDrillDowns(
        List<PlanClause> must, SearchRequest request, ITermView terms)
    {
        var sideways = new List<(string, ArticleCondition)>();
        if (request.Select.Count == 0)
        {
            return sideways;
        }

        var facets = request.Facets.Select(f => QueryFields.FacetKind(f.Kind)).ToHashSet(StringComparer.Ordinal);
        foreach (var chosen in request.Select.GroupBy(s => QueryFields.FacetKind(s.Kind)!, StringComparer.Ordinal))
        {
            var values = chosen.Select(c => FacetTerm.Term(chosen.Key, c.Value)).Distinct(StringComparer.Ordinal);
            ArticleCondition condition = FieldRanges.TypeOf(chosen.Key, terms.Fields) is { } type
                ? FieldRanges.Chosen(chosen.Key, type, chosen.Select(c => c.Value), request)
                : new HasAnyTerm([.. values.Select(v => new FieldTerm(FieldNames.Facet, v))]);
            if (facets.Contains(chosen.Key))
            {
                sideways.Add((chosen.Key, condition));
            }
            else
            {
                // Nobody counts sideways along this kind, so what is drilled down to is a filter like others.
                must.Add(new FilterClause(condition));
            }
        }

        return sideways;
    }
}
