using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Running;
using SearchCore.Searching.Sharding;
using SearchCore.Searching.Suggesting;

namespace SearchCore;

/// <summary>
/// Several shards searched as one, at the moments that they are at: answers are those of one index with all their articles, scores
/// included. Shards may be in other processes (<see cref="IShard"/>); statistics are exchanged first, hits are merged, and only those that
/// are shown are read. A shard that gives no answer in time is named in <see cref="SearchResults.Missing"/>, and the answer is partial.
/// </summary>
/// <remarks>
/// Thread-safe; an id must be in one shard only, and all shards are made with the same options. What shards are, their values and their
/// answers to questions of planning are kept as long as the searcher: make another one for another moment. Three things may differ from one
/// index's, as they do between two that were merged at different times: which words a wildcard stands for where it is cut off, and what is
/// told of it; the counts of <see cref="TermsAsync"/> of title and body; and how a completed word is spelled.
/// </remarks>
public sealed class ShardedSearcher
{
    private const int MostScopes = 64;

    private readonly ShardGroup group;
    private readonly ConcurrentDictionary<SearchScope, ShardedSearcher> scopes = new();
    private readonly bool isScoped;

    /// <summary>Makes a searcher.</summary>
    /// <param name="shards">The shards, one at least, each with a name of its own.</param>
    /// <param name="clock">What says how long an answer takes; null for the system's.</param>
    /// <exception cref="ArgumentException">There is no shard, or two have one name.</exception>
    public ShardedSearcher(IReadOnlyList<IShard> shards, TimeProvider? clock = null)
        : this(Checked(shards), null, clock ?? TimeProvider.System)
    {
    }

    private ShardedSearcher(IReadOnlyList<IShard> shards, SearchScope? scope, TimeProvider clock) =>
        (group, isScoped) = (new(shards, scope, clock), scope is not null);

    /// <summary>
    /// The same shards for somebody who may know of some articles only. What it keeps is its own; searchers of the scopes that were used
    /// last are kept with this one.
    /// </summary>
    /// <exception cref="InvalidOperationException">This searcher is within a scope already.</exception>
    public ShardedSearcher Within(SearchScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return isScoped
            ? throw new InvalidOperationException("The searcher is within a scope; ask the one that it came from.")
            : Scoped(scope);
    }

    /// <summary>Whether a cursor (<see cref="SearchResults.Next"/>) is of the moment that this searches.</summary>
    public bool IsOf(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return Cursor.TryRead(cursor, out var place) && place.State == group.Whole?.Identity;
    }

    /// <summary>Searches.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs, or the shards cannot be searched as
    /// one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    public async Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        var search = await ShardedSearch.BeginAsync(group, request.TimeLimit, cancellation).ConfigureAwait(false);
        return await SearchRun.SearchAsync(search, request, group.Clock, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// As <see cref="ArticleSearcher.Explain"/>: formula, weights and numbers of articles are those by which all shards score.
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer, so that not all is known.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<QueryExplanation> ExplainAsync(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        return Whole(search, await Explaining.ExplainAsync(search, request, group.Clock, cancellation).ConfigureAwait(false));
    }

    /// <summary>As <see cref="GetStoredAsync"/>, without the entities recognized in the article.</summary>
    /// <exception cref="ShardsUnavailableException">A shard did not answer, and none of the others has the article.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Article?> GetAsync(string id, CancellationToken cancellation = default) =>
        (await GetStoredAsync(id, cancellation).ConfigureAwait(false))?.Article;

    /// <summary>The stored article with an id, or null.</summary>
    /// <exception cref="ShardsUnavailableException">A shard did not answer, and none of the others has the article.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<StoredArticle?> GetStoredAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        var found = await search.AskAsync(new ArticleById(id), Unlimited(cancellation)).ConfigureAwait(false);
        return found.Article is null && search.Missing.Count > 0 ? throw new ShardsUnavailableException(search.Missing) : found.Article;
    }

    /// <summary>As <see cref="ArticleSearcher.Entity"/>. A shard that gives no answer makes it partial.</summary>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="QueryException">The timeline would have too many buckets, or the zone is none.</exception>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<EntityPage> EntityAsync(EntityRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var search = await ShardedSearch.BeginAsync(group, request.TimeLimit, cancellation).ConfigureAwait(false);
        return await EntityPages.MakeAsync(search, request, group.Clock, cancellation).ConfigureAwait(false);
    }

    /// <summary>As <see cref="ArticleSearcher.Near"/>.</summary>
    /// <exception cref="QueryException">No article has the id, or a shard keeps no signatures of bodies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The overlap is out of bounds.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<NearArticle>> NearAsync(
        string id, double atLeast = Likeness.Near, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        NearOnes.Require(atLeast);
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Whole(search, await NearOnes.OfAsync(search, id, atLeast, Unlimited(cancellation)).ConfigureAwait(false));
        }
        catch (QueryException) when (search.Missing.Count > 0)
        {
            // The shard that has it may be the one that did not answer.
            throw new ShardsUnavailableException(search.Missing);
        }
    }

    /// <summary>
    /// As <see cref="ArticleSearcher.Stories"/>, of all shards: near-duplicates in different ones are found too. Making them asks each
    /// shard for 72 bytes an article; they are kept as long as the searcher.
    /// </summary>
    /// <exception cref="QueryException">A shard keeps no signatures of bodies, or there is too much for stories to be found.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<Story>> StoriesAsync(CancellationToken cancellation = default)
    {
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        var stories = await search.StoriesAsync(null).ConfigureAwait(false);
        var numbers = Enumerable.Range(1, stories.Count);
        var ids = await StoryGathering.IdsAsync(search, numbers.SelectMany(n => stories.Articles(n).ToArray())).ConfigureAwait(false);
        return NearOnes.InOrder(Whole(search, numbers).Select(
            n => new Story { Articles = [.. stories.Articles(n).ToArray().Select(a => ids[a]).Order(StringComparer.Ordinal)] }));
    }

    /// <summary>As <see cref="ArticleSearcher.Highlight"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer, so that not all is known.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<HighlightedArticle?> HighlightAsync(string id, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        RequestRules.Require(request);
        var search = await ShardedSearch.BeginAsync(group, request.TimeLimit, cancellation).ConfigureAwait(false);
        var budget = new SearchBudget(group.Clock, request.TimeLimit, cancellation);
        return Whole(search, await search.WithTermsAsync(
            terms => ArticleHighlighting.Find(terms, id, request, budget), budget).ConfigureAwait(false));
    }

    /// <summary>As <see cref="ArticleSearcher.Complete"/>. A shard that gives no answer makes it partial.</summary>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="ShardsUnavailableException">No shard answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Completions> CompleteAsync(CompletionRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Text, nameof(request));
        var search = await ShardedSearch.BeginAsync(group, request.TimeLimit, cancellation).ConfigureAwait(false);
        var found = await Completing.CompleteAsync(search, request, group.Clock, cancellation).ConfigureAwait(false);
        return search.Missing.Count > 0 ? found with { IsPartial = true } : found;
    }

    /// <summary>The kinds of facet that articles have, in ordinal order.</summary>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellation = default)
    {
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        return Whole<string[]>(search, [.. search.Description.Kinds.Order(StringComparer.Ordinal)]);
    }

    /// <summary>How many articles there are.</summary>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<long> CountAsync(CancellationToken cancellation = default)
    {
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        return Whole<ShardDescription>(search, search.Description).Articles;
    }

    /// <summary>As <see cref="ArticleSearcher.Terms"/>.</summary>
    /// <exception cref="QueryException">There is no such field, or the number is out of bounds.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<FacetValue>> TermsAsync(
        string field, string prefix = "", int top = 10, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(prefix);
        if (FieldTable.OfQuery(field) is { Terms: FieldTerms.Words })
        {
            var list = TermList.Of(field, prefix, top);
            var search = await BeginAsync(cancellation).ConfigureAwait(false);
            return Whole(search, list.Best(await search.AskAsync(list.Question, Unlimited(cancellation)).ConfigureAwait(false)));
        }

        var results = await SearchAsync(
            new()
            {
                Facets = [new(field) { Top = top, Prefix = prefix }],
                Limit = 0,
                Suggest = false,
                TimeLimit = Timeout.InfiniteTimeSpan,
            },
            cancellation).ConfigureAwait(false);
        return results.Missing.Count > 0 ? throw new ShardsUnavailableException(results.Missing) : results.Facets[0].Values;
    }

    /// <summary>
    /// Every article that a request matches, in its order, however many. Skip, limit, facets, snippets and the time limit are ignored.
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit.</exception>
    /// <exception cref="ShardsUnavailableException">A shard did not answer: what would come after this would have gaps.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<StoredArticle> ExportAsync(
        SearchRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        var search = await BeginAsync(cancellation).ConfigureAwait(false);
        var budget = Unlimited(cancellation);
        var prepared = await search.WithTermsAsync(terms => SearchRun.PrepareExport(request, terms, budget), budget).ConfigureAwait(false);
        using var members = new ShardedMembers(search, prepared, budget, isExport: true);
        var export = new ShardedExport(members, group.Shards.Count);
        while (true)
        {
            var next = await export.NextAsync().ConfigureAwait(false);
            Whole<ShardedExport>(search, export);
            if (next is not { } article)
            {
                yield break;
            }

            yield return article;
        }
    }

    private ShardedSearcher Scoped(SearchScope scope)
    {
        if (scopes.Count >= MostScopes)
        {
            scopes.Clear();
        }

        return scopes.GetOrAdd(scope, s => new(group.Shards, s, group.Clock));
    }

    private static IReadOnlyList<IShard> Checked(IReadOnlyList<IShard> shards)
    {
        ArgumentNullException.ThrowIfNull(shards);
        return shards.Count == 0 ? throw new ArgumentException("Name at least one shard.", nameof(shards))
            : shards.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }
                ? throw new ArgumentException($"Two shards are named {twice}.", nameof(shards))
            : [.. shards];
    }

    private static T Whole<T>(ShardedSearch search, T found) =>
        search.Missing.Count > 0 ? throw new ShardsUnavailableException(search.Missing) : found;

    private ValueTask<ShardedSearch> BeginAsync(CancellationToken cancellation) =>
        ShardedSearch.BeginAsync(group, Timeout.InfiniteTimeSpan, cancellation);

    private SearchBudget Unlimited(CancellationToken cancellation) => new(group.Clock, Timeout.InfiniteTimeSpan, cancellation);
}
