using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

using Microsoft.Extensions.Logging;

using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Searching;

/// <summary>Searches of a host's index. Thread-safe.</summary>
internal sealed class HostedIndex : IArticleIndex, IDisposable
{
    // So many articles are read at a time on a thread of the pool.
    private const int ExportedAtOnce = 64;

    private readonly IndexHandle handle;
    private readonly ILogger<HostedIndex> logger;
    private readonly SearchSlots slots;
    private readonly Meter meter = new("SearchCore");

    public HostedIndex(IndexHandle handle, ILogger<HostedIndex> logger)
    {
        (this.handle, this.logger) = (handle, logger);
        var options = handle.Options;
        slots = new(handle.Name, options.MaxSearches > 0 ? options.MaxSearches : Environment.ProcessorCount, options.MaxWaitingSearches);
        meter.CreateObservableGauge(
            "searchcore.search.queue.length",
            () => new Measurement<int>(slots.Waiting, new KeyValuePair<string, object?>("index", handle.Name)),
            "{search}",
            "Searches that wait for their turn.");
    }

    public string Name => handle.Name;

    public Task<SearchResults> SearchAsync(SearchRequest request, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return slots.Run(
            () => handle.Index.Search(
                request,
                scope,
                (searcher, results) =>
                {
                    if (handle.Options.SlowSearch is { } slow && results.Took >= slow && logger.IsEnabled(LogLevel.Warning))
                    {
                        LogSlow(searcher, request, results, cancellation);
                    }

                    return results;
                },
                cancellation),
            cancellation);
    }

    public Task<HighlightedArticle?> HighlightAsync(
        string id, SearchRequest request, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        return Run(scope, searcher => searcher.Highlight(id, request, cancellation), cancellation);
    }

    public Task<Completions> SuggestAsync(CompletionRequest request, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(scope, searcher => searcher.Complete(request, cancellation), cancellation);
    }

    public Task<QueryExplanation> ExplainAsync(SearchRequest request, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(scope, searcher => searcher.Explain(request, cancellation), cancellation);
    }

    public Task<StoredArticle?> GetAsync(string id, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Run(scope, searcher => searcher.GetStored(id), cancellation);
    }

    public Task<T> ReadAsync<T>(Func<ArticleSearcher, T> read, SearchScope? scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Run(scope, read, cancellation);
    }

    public async IAsyncEnumerable<StoredArticle> ExportAsync(
        SearchRequest request, SearchScope? scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var searcher = Open(scope);
        using var articles = searcher.Export(request, cancellation).GetEnumerator();
        while (await Task.Run(Some, cancellation).ConfigureAwait(false) is { Count: > 0 } some)
        {
            foreach (var article in some)
            {
                yield return article;
            }
        }

        List<StoredArticle> Some()
        {
            var read = new List<StoredArticle>(ExportedAtOnce);
            while (read.Count < ExportedAtOnce && articles.MoveNext())
            {
                read.Add(articles.Current);
            }

            return read;
        }
    }

    public Task<IndexStatistics> StatisticsAsync(CancellationToken cancellation) =>
        Task.Run(() => handle.Index.Statistics(), cancellation);

    public void Dispose()
    {
        meter.Dispose();
        slots.Dispose();
    }

    private ArticleSearcher Open(SearchScope? scope) =>
        scope is null ? handle.Index.OpenSearcher() : handle.Index.OpenSearcher(scope);

    private Task<T> Run<T>(SearchScope? scope, Func<ArticleSearcher, T> work, CancellationToken cancellation) => slots.Run(
        () =>
        {
            using var searcher = Open(scope);
            return work(searcher);
        },
        cancellation);

    // In the search's turn: explaining reads the index as searching does. The answer is there; what keeps it from being explained does
    // not take it away.
    private void LogSlow(ArticleSearcher searcher, SearchRequest request, SearchResults results, CancellationToken cancellation)
    {
        try
        {
            var explained = searcher.Explain(request, cancellation);
            Log.SlowSearch(
                logger, Name, results.Took.TotalMilliseconds, results.Total.Value, results.IsPartial,
                explained.Query.Text, explained.Rewritten);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.SlowSearchUnexplained(logger, Name, results.Took.TotalMilliseconds, results.Total.Value, results.IsPartial, e);
        }
    }
}
