namespace SearchCore.Hosting;

/// <summary>An index as a program searches it in a host: an interface, so that tests can have one of their own. Thread-safe.</summary>
/// <remarks>
/// Searches run on the thread pool, <see cref="SearchCoreOptions.MaxSearches"/> at a time; others wait for their turn or are refused. Each
/// sees the index as it is when its turn comes. Where a scope is given, everything is said of its articles alone.
/// </remarks>
public interface IArticleIndex
{
    /// <summary>The name it was added by.</summary>
    string Name { get; }

    /// <summary>Searches.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="scope">Which articles there are for whoever asks; null for all.</param>
    /// <param name="cancellation">Gives up the turn, or stops the search.</param>
    /// <exception cref="OverloadedException">Too many searches wait already.</exception>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<SearchResults> SearchAsync(SearchRequest request, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>The stored article with an id and every place that a request's query finds in it; null where there is none.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    Task<HighlightedArticle?> HighlightAsync(
        string id, SearchRequest request, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>What somebody types, completed.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    Task<Completions> SuggestAsync(CompletionRequest request, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>How a request's query would run.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    Task<QueryExplanation> ExplainAsync(SearchRequest request, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>The stored article with an id; null where there is none.</summary>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    Task<StoredArticle?> GetAsync(string id, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>
    /// Whatever else a searcher has to say (pages of entities, near-duplicates, terms), of one moment and in a turn like a search.
    /// </summary>
    /// <param name="read">What is asked, on a thread of the pool; the searcher is disposed when it returns.</param>
    /// <param name="scope">Which articles there are for whoever asks; null for all.</param>
    /// <param name="cancellation">Gives up the turn; what is asked should be given it too.</param>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    Task<T> ReadAsync<T>(Func<ArticleSearcher, T> read, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>
    /// Every article that a request matches, in its order, of one moment. Takes no turn: an export may last long, and others go on
    /// searching.
    /// </summary>
    /// <exception cref="QueryException">As for a search; thrown when the enumeration begins.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<StoredArticle> ExportAsync(
        SearchRequest request, SearchScope? scope = null, CancellationToken cancellation = default);

    /// <summary>Figures about the index as searches see it now.</summary>
    Task<IndexStatistics> StatisticsAsync(CancellationToken cancellation = default);
}
