using Lucene.Net.Index;
using Lucene.Net.Search;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Translation;

namespace SearchCore.Searching.Execution;

/// <summary>One search: text to tree to Lucene query, one pass over the matches, values copied out.</summary>
internal static class SearchRun
{
    private static readonly HashSet<string> HitFields = [FieldNames.Id, FieldNames.Title, FieldNames.Source, FieldNames.Url];
    private static readonly HashSet<string> SnippetFields = [.. HitFields, FieldNames.Body];
    private static readonly HashSet<string> IdOnly = [FieldNames.Id];

    public static SearchResults Search(SearchState state, SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        var budget = new SearchBudget(clock, request.TimeLimit, cancellation);
        request = RequestDirectives.Apply(request, state.Kinds);
        var plan = Prepare(state, request, budget);
        var facetKinds = request.Facets.Select(f => QueryFields.FacetKind(f.Kind)!).ToList();
        var collector = new HitCollector(
            request.Skip + request.Limit, request.Sort, facetKinds, plan.Choices, state.Reader.Leaves.Count, budget);
        state.Searcher.Search(new BudgetQuery(plan.Query, budget), collector);
        var facets = request.Facets.Select((f, i) => new Facet(f.Kind, state.Facets.Top(facetKinds[i], collector.Counts(i), f.Top))).ToList();
        var hits = Copy(collector.Hits().Skip(request.Skip), request, plan.Marks, budget);
        return new SearchResults
        {
            Total = collector.Total,
            Hits = hits,
            Facets = facets,
            IsPartial = budget.WasExceeded,
            Warnings = plan.Warnings,
            Took = budget.Elapsed,
        };
    }

    public static IReadOnlyList<string> MatchingIds(SearchState state, SearchRequest request, CancellationToken cancellation)
    {
        var budget = new SearchBudget(TimeProvider.System, Timeout.InfiniteTimeSpan, cancellation);
        if (RequestDirectives.Apply(request with { Limit = -1 }, state.Kinds).Limit >= 0)
        {
            throw new QueryException(request.Query!, [Faults.LimitedDeletion(request.Query!)]);
        }

        request = RequestDirectives.Apply(request, state.Kinds);
        var plan = Prepare(state, request with { Facets = [], Sort = SearchSort.Relevance }, budget);
        var ids = new List<string>();
        var collector = new HitCollector(
            0, SearchSort.Relevance, [], plan.Choices, state.Reader.Leaves.Count, budget, hit => ids.Add(hit.Leaf.AtomicReader.Document(hit.Doc, IdOnly).Get(FieldNames.Id)));
        state.Searcher.Search(new BudgetQuery(plan.Query, budget), collector);
        return ids;
    }

    private static Plan Prepare(SearchState state, SearchRequest request, SearchBudget budget)
    {
        RequestCheck.Verify(request, state.Kinds);
        var parsed = RequestCheck.Parse(request, state.Kinds);
        var translated = QueryTranslator.Translate(parsed.Tree!, state, budget, request.Limits, parsed.SpanOf);
        var told = RequestCheck.Softened(request, translated.Diagnostics);
        RequestCheck.ThrowOnError(parsed.Text, told);

        var query = new BooleanQuery(disableCoord: true) { { translated.Query, Occur.MUST } };
        if (request.Published is { } range && (range.From ?? range.To) is not null)
        {
            var interval = new DateInterval(range.From?.UnixSeconds, range.To?.UnixSeconds);
            query.Add(QueryTranslator.Range(interval), Occur.MUST);
        }

        var choices = new List<HitCollector.Choice>();
        var facets = request.Facets.Select(f => QueryFields.FacetKind(f.Kind)).ToHashSet(StringComparer.Ordinal);
        foreach (var chosen in request.Select.GroupBy(s => QueryFields.FacetKind(s.Kind)!, StringComparer.Ordinal))
        {
            var filter = new TermSetFilter([.. chosen.Select(c => FacetTerm.Term(chosen.Key, c.Name)).Distinct(StringComparer.Ordinal).Select(t => new Term(FieldNames.Facet, t))]);
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

        var warnings = parsed.Diagnostics.Concat(told).OrderBy(d => d.Start).ToList();
        return new(query.Clauses.Count == 1 ? translated.Query : query, choices, translated.Marks, warnings);
    }

    private static List<SearchHit> Copy(IEnumerable<RankedHit> ranked, SearchRequest request, MarkPlan marks, SearchBudget budget)
    {
        using var snippets = request.SnippetLength > 0 ? new SnippetBuilder(marks, request.SnippetLength) : null;
        var hits = new List<SearchHit>();
        foreach (var hit in ranked)
        {
            var late = budget.IsExceeded();
            var stored = hit.Leaf.AtomicReader.Document(hit.Doc, snippets is null || late ? HitFields : SnippetFields);
            var title = stored.Get(FieldNames.Title);
            hits.Add(new SearchHit
            {
                Id = stored.Get(FieldNames.Id),
                Score = hit.Score,
                Title = title,
                Published = StoredArticleReader.Published(hit.Leaf.AtomicReader, hit.Doc),
                Source = stored.Get(FieldNames.Source),
                Url = stored.Get(FieldNames.Url),
                Snippet = late ? null : snippets?.Build(title, stored.Get(FieldNames.Body)),
            });
        }

        return hits;
    }

    private sealed record Plan(Query Query, IReadOnlyList<HitCollector.Choice> Choices, MarkPlan Marks, IReadOnlyList<QueryDiagnostic> Warnings);
}
