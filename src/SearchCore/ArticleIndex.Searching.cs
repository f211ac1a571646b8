using SearchCore.Articles;
using SearchCore.Measuring;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Storage;

namespace SearchCore;

/// <content>How the index is searched, and what it says of itself.</content>
public sealed partial class ArticleIndex : IMeasuredIndex
{
    /// <summary>Leases the index as it is at this moment, for several searches that must agree.</summary>
    public ArticleSearcher OpenSearcher() => new(LeasePointInTime(), options.Clock);

    /// <summary>Takes a lease of the index as it is now.</summary>
    internal PointInTime LeasePointInTime() => PointInTime.Lease(ref current);

    /// <summary>As <see cref="OpenSearcher()"/>, for somebody who may know of some articles only.</summary>
    /// <exception cref="QueryException">The scope's condition cannot be searched for.</exception>
    public ArticleSearcher OpenSearcher(SearchScope scope)
    {
        using var searcher = OpenSearcher();
        return searcher.Within(scope);
    }

    /// <summary>
    /// As <see cref="Search(SearchRequest, CancellationToken)"/>, for somebody who may know of some articles only.
    /// </summary>
    /// <exception cref="QueryException">As for a search without a scope; or the query uses what the scope forbids (SC335).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SearchResults Search(SearchRequest request, SearchScope scope, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Search(request, scope, static (_, results) => results, cancellation);
    }

    /// <summary>Searches the index as it was at the last <see cref="Refresh"/> or <see cref="Commit"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default) =>
        Search(request, scope: null, static (_, results) => results, cancellation);

    /// <summary>
    /// As the others, and asks more of the very moment that was searched, which for a page behind a cursor is an earlier one.
    /// </summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="scope">Which articles there are for whoever asks; null for all.</param>
    /// <param name="then">What is made of the results; the searcher, within the scope, is disposed when it returns.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="QueryException">As for a search without a scope; or the query uses what the scope forbids (SC335).</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T Search<T>(
        SearchRequest request, SearchScope? scope, Func<ArticleSearcher, SearchResults, T> then, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        ArgumentNullException.ThrowIfNull(then);
        using var searcher = request.After is { } token && Cursor.TryRead(token, out var cursor)
            && cursors.TryLease(cursor.State) is { } kept
            ? new ArticleSearcher(kept, options.Clock)
            : OpenSearcher();
        using var scoped = scope is null ? null : searcher.Within(scope, cancellation);
        var results = (scoped ?? searcher).Search(request, cancellation);
        if (results.Next is not null)
        {
            cursors.Hold(searcher.Points.Members[0]);
        }

        return then(scoped ?? searcher, results);
    }

    /// <summary>The stored article with an id, or null.</summary>
    public Article? Get(string id)
    {
        using var searcher = OpenSearcher();
        return searcher.Get(id);
    }

    /// <summary>
    /// The stored article with an id and every place in it that a request's query finds, or null where there is no such article
    /// (<see cref="ArticleSearcher.Highlight"/>).
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HighlightedArticle? Highlight(string id, SearchRequest request, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher();
        return searcher.Highlight(id, request, cancellation);
    }

    /// <summary>What somebody types, completed from the index as it is now (<see cref="ArticleSearcher.Complete"/>).</summary>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Completions Complete(CompletionRequest request, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher();
        return searcher.Complete(request, cancellation);
    }

    /// <summary>Figures about the index as searches see it now.</summary>
    public IndexStatistics Statistics()
    {
        return Look(point =>
        {
            var reader = point.Reader;
            var bytes = IndexFolder.Guard(Path, () => IndexFolder.BytesOf(Path, options.Files), options.Files);
            var sequence = writer?.Sequence ?? CommitData.Read(Path, reader.IndexCommit.UserData).Sequence;
            var (failedMerges, lastFailure) = writer?.Merges.Failures ?? default;
            return new IndexStatistics
            {
                Articles = reader.NumDocs,
                Deleted = reader.NumDeletedDocs,
                Segments = reader.Leaves.Count,
                Bytes = bytes,
                Sequence = sequence,
                ExactForms = point.Schema.ExactForms,
                Language = point.Schema.Language,
                Languages = HeldLanguages.Count(reader),
                CacheBytes = PageCache.Shared.Bytes,
                CacheLimit = PageCache.Shared.Budget,
                OpenFiles = HandleBudget.Shared.Count,
                OpenFileLimit = HandleBudget.Shared.Limit,
                FailedMerges = failedMerges,
                LastMergeFailure = lastFailure,
            };
        });
    }

    string IMeasuredIndex.Name => Name;

    int IMeasuredIndex.Segments => Look(point => point.Reader.Leaves.Count);

    int IMeasuredIndex.Deleted => Look(point => point.Reader.NumDeletedDocs);

    long IMeasuredIndex.Bytes => IndexFolder.BytesOf(Path, options.Files);

    int IMeasuredIndex.CursorsHeld => cursors.Count;

    int IMeasuredIndex.FailedMerges => writer?.Merges.Failures.Failures ?? 0;

    private T Look<T>(Func<PointInTime, T> look)
    {
        var point = LeasePointInTime();
        try
        {
            return look(point);
        }
        finally
        {
            point.Release();
        }
    }
}
