using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Filters;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore.Searching.Running;

/// <summary>A request made ready to run at one point in time.</summary>
/// <param name="Request">The request, with the canonical names of what it chooses chosen too.</param>
/// <param name="Query">What scores and matches.</param>
/// <param name="Filters">What must hold besides.</param>
/// <param name="Choices">Facet choices along whose kind is counted sideways.</param>
/// <param name="Highlights">What to mark in text.</param>
/// <param name="Parsed">The query as it was understood.</param>
/// <param name="Warnings">What is to be said.</param>
internal sealed record SearchPlan(
    SearchRequest Request, Query Query, IReadOnlyList<IArticleFilter> Filters, IReadOnlyList<HitCollector.Choice> Choices, HighlightPlan Highlights, QueryParseResult Parsed, IReadOnlyList<QueryDiagnostic> Warnings)
{
    /// <summary>Checks, parses and translates a request.</summary>
    /// <exception cref="QueryException">The request cannot run.</exception>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static SearchPlan Prepare(PointInTime point, SearchRequest request, SearchBudget budget)
    {
        RequestCheck.Verify(request, point.Kinds);
        var parsed = RequestCheck.Parse(request, point.Kinds);
        var translated = QueryTranslator.Translate(parsed.Tree!, point, budget, request.Limits, parsed.SpanOf);
        var told = RequestCheck.Softened(request, translated.Diagnostics);
        RequestCheck.ThrowOnError(parsed.Text, told);
        (request, var widened) = EntityForms.Widen(request, point);

        var query = new BooleanQuery(disableCoord: true);
        if (request.SimilarTo is { } id)
        {
            AddSimilar(query, id, point, parsed, translated, budget);
        }
        else
        {
            query.Add(translated.Query, Occur.MUST);
        }

        if (request.Published is { } range && (range.From ?? range.To) is not null)
        {
            query.Add(QueryTranslator.Range(new DateInterval(range.From?.UnixSeconds, range.To?.UnixSeconds), budget), Occur.MUST);
        }

        var choices = AddChoices(query, request, budget);
        var warnings = parsed.Diagnostics.Concat(told).Concat(widened).OrderBy(d => d.Start).ToList();
        var filters = new List<IArticleFilter>();
        return new(request, FilterHoisting.Hoist(query.Clauses.Count == 1 ? query.Clauses[0].Query : query, filters), filters, choices, translated.Highlights, parsed, warnings);
    }

    // Likeness alone ranks; a query beside it only narrows.
    private static void AddSimilar(BooleanQuery query, string id, PointInTime point, QueryParseResult parsed, TranslatedQuery translated, SearchBudget budget)
    {
        var stored = StoredArticleReader.Find(point.Reader, id);
        if (stored is null)
        {
            RequestCheck.ThrowOnError(parsed.Text, [Faults.UnknownArticle(id)]);
        }

        query.Add(SimilarQuery.Of(stored!, point.Reader, translated.Highlights, budget), Occur.MUST);
        if (parsed.Tree is not MatchAllNode)
        {
            query.Add(new ConstantScoreQuery(translated.Query) { Boost = 0 }, Occur.MUST);
        }
    }

    private static List<HitCollector.Choice> AddChoices(BooleanQuery query, SearchRequest request, SearchBudget budget)
    {
        var choices = new List<HitCollector.Choice>();
        var facets = request.Facets.Select(f => QueryFields.FacetKind(f.Kind)).ToHashSet(StringComparer.Ordinal);
        foreach (var chosen in request.Select.GroupBy(s => QueryFields.FacetKind(s.Kind)!, StringComparer.Ordinal))
        {
            var filter = new TermSetFilter([.. chosen.Select(c => FacetTerm.Term(chosen.Key, c.Value)).Distinct(StringComparer.Ordinal).Select(t => new Term(FieldNames.Facet, t))], budget);
            if (facets.Contains(chosen.Key))
            {
                choices.Add(new(chosen.Key, filter));
            }
            else
            {
                // Nobody counts sideways along this kind, so its choices are a filter like others.
                query.Add(new ConstantScoreQuery(filter) { Boost = 0 }, Occur.MUST);
            }
        }

        return choices;
    }
}
