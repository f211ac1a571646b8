using System.Diagnostics;

using Microsoft.Extensions.Logging;

namespace SearchCore.Hosting.Opening;

/// <summary>
/// An index of a host: opened when the host starts or when it is first asked for, closed with the container. Thread-safe.
/// </summary>
internal sealed class IndexHandle(string name, SearchCoreOptions options, ILogger<IndexHandle> logger) : IDisposable
{
    private readonly Lock opening = new();
    private volatile ArticleIndex? index;
    private bool closed;

    public string Name => name;

    public SearchCoreOptions Options => options;

    /// <summary>Why a follower could not see the last commit; null where it could.</summary>
    public volatile Exception? Failure;

    /// <summary>The index; opened where it is not yet.</summary>
    /// <exception cref="IndexException">It cannot be opened.</exception>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public ArticleIndex Index => index ?? Open();

    private ArticleIndex Open()
    {
        lock (opening)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(ArticleIndex));
            if (index is null)
            {
                var started = Stopwatch.GetTimestamp();
                var engine = EngineOptions.Of(name, options);
                var opened = options.InMemory ? ArticleIndex.InMemory(engine) : ArticleIndex.Open(options.Path!, engine);
                try
                {
                    if (options.WarmUp)
                    {
                        Warm(opened);
                    }

                    Log.Opened(
                        logger, name, opened.Path, options.ReadOnly, opened.Statistics().Articles,
                        Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                catch
                {
                    // Left open it would be locked, and whoever tries again would be told so instead of what is wrong.
                    opened.Dispose();
                    throw;
                }

                index = opened;
            }

            return index;
        }
    }

    public void Dispose()
    {
        lock (opening)
        {
            closed = true;
            if (index is { } open)
            {
                index = null;
                open.Dispose();
                Log.Closed(logger, name);
            }
        }
    }

    // The columns of every facet, and the files behind them.
    private static void Warm(ArticleIndex opened)
    {
        using var searcher = opened.OpenSearcher();
        searcher.Search(new SearchRequest
        {
            Facets = [.. searcher.Kinds().Select(kind => new Queries.FacetRequest(kind) { Top = 1 })],
            Sort = Queries.SearchSort.Newest,
            Limit = 1,
            TimeLimit = Timeout.InfiniteTimeSpan,
        });
    }
}
