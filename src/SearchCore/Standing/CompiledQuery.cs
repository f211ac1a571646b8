using SearchCore.Entities;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>A standing query made ready for articles to come. Immutable.</summary>
/// <param name="Query">The query.</param>
/// <param name="Plan">Its plan, where that is the same for all articles and at all times; null where it is made for each batch.</param>
/// <param name="Terms">
/// Terms of which every article that matches has one; null where that is not known. The id of an article of <paramref name="Named"/> stands
/// for its near-duplicates too.
/// </param>
/// <param name="Named">The ids of articles whose near-duplicates the query asks for.</param>
internal sealed record CompiledQuery(StandingQuery Query, SearchPlan? Plan, IReadOnlyList<FieldTerm>? Terms, IReadOnlyList<string> Named)
{
    /// <summary>What such a query asks for, at a moment.</summary>
    public static SearchRequest At(StandingQuery query, DateTimeOffset now) =>
        query.Request with { Now = now, Limit = 0, Suggest = false, TimeLimit = Timeout.InfiniteTimeSpan };

    /// <summary>Makes a query ready.</summary>
    /// <param name="query">The query.</param>
    /// <param name="view">What is known of the articles that there are.</param>
    /// <param name="aliases">The names of entities.</param>
    /// <param name="kinds">Kinds of entity that it may name besides.</param>
    /// <param name="now">A moment.</param>
    /// <param name="hasSignatures">Whether all articles have signatures.</param>
    /// <param name="articles">In how many articles a term stands, about.</param>
    public static CompiledQuery Of(
        StandingQuery query, ITermView view, IEntityAliases? aliases, IReadOnlyCollection<string> kinds, DateTimeOffset now,
        bool hasSignatures, Func<FieldTerm, long> articles)
    {
        try
        {
            var terms = new AnyTerms(view, aliases, kinds, hasSignatures);
            var request = At(query, now);
            var plan = SearchPlan.Prepare(terms, request, SearchBudget.Unlimited);
            var isFixed = !terms.DependsOnWords && !CountsFromNow(request, terms);
            return new(query, isFixed ? plan : null, terms.LacksWords ? null : RequiredTerms.Of(plan.Clause, articles), terms.Named);
        }
        catch (QueryException)
        {
            // What a search says of it, matching will say.
            return new(query, null, null, []);
        }
    }

    // Without a moment to count from, dates that need one are faults.
    private static bool CountsFromNow(SearchRequest request, ITermView terms)
    {
        var (timeless, faults) = (request with { Now = null }, new List<QueryDiagnostic>());
        FieldRanges.AddFaults(faults, timeless, terms);
        return faults.Count > 0
            || (request.Tree is null && RequestCheck.Read(timeless, terms).Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
    }
}
