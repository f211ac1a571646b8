using SearchCore.Searching.Budget;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>What is searched, at one moment: one index, several in this process, or several elsewhere. Thread-safe.</summary>
internal interface ISearched
{
    /// <summary>A number that another moment will not have: cursors name the moment by it.</summary>
    ulong Identity { get; }

    /// <summary>How many commits there were before.</summary>
    long Sequence { get; }

    /// <summary>How many articles there are.</summary>
    long Articles { get; }

    /// <summary>The parts of the archive that gave no answer, until now.</summary>
    IReadOnlyList<MissingShard> Missing { get; }

    /// <summary>
    /// Makes something of what is known of the articles, whatever has to be asked for. It may be made several times until all is known, and
    /// must do nothing else.
    /// </summary>
    ValueTask<T> WithTermsAsync<T>(Func<ITermView, T> make, SearchBudget budget);

    /// <summary>What parts of a request's query cost (<see cref="Explaining"/>).</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">The plans of its parts.</param>
    /// <param name="budget">The time there is.</param>
    ValueTask<IReadOnlyList<long>> CostsAsync(SearchRequest request, IReadOnlyList<PlanClause> parts, SearchBudget budget);

    /// <summary>Begins a search.</summary>
    /// <param name="search">What is to be found.</param>
    /// <param name="budget">The time there is.</param>
    ISearchMembers Begin(PreparedSearch search, SearchBudget budget);
}

/// <summary>A search that is ready to run.</summary>
/// <param name="Asked">The request with its directives in it, as its cursors name it.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Statistics">What the plan scores by: the statistics of all indexes together.</param>
/// <param name="Against">What finds the articles to compare with; null for the archive.</param>
/// <param name="Facets">What to count.</param>
/// <param name="After">The place after which hits are wanted; null for all.</param>
/// <param name="Size">How many hits are wanted of each index.</param>
/// <param name="Ordered">The values by which hits are sorted; null where they are sorted by something else.</param>
internal sealed record PreparedSearch(
    SearchRequest Asked, SearchPlan Plan, ScoringStatistics Statistics, SearchPlan? Against, FacetPlan Facets, SortPosition? After,
    int Size, OrderedValues? Ordered);
