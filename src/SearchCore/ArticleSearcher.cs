using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;

namespace SearchCore;

/// <summary>The index at one moment, leased: every search through it sees the same articles until it is disposed.</summary>
/// <remarks>
/// Thread-safe. Dispose it soon: as long as it lives, files of deleted and merged segments stay on disk. Disposing while another thread
/// searches lets that search finish. A snapshot that is forgotten ends its lease when it is collected.
/// </remarks>
public sealed class ArticleSearcher : IDisposable
{
    private readonly PointInTime point;
    private readonly TimeProvider clock;
    private int disposed;

    /// <summary>Makes a snapshot that takes over one lease of a point.</summary>
    internal ArticleSearcher(PointInTime point, TimeProvider? clock = null)
    {
        this.point = point;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Ends the lease of a snapshot that was never disposed.</summary>
    ~ArticleSearcher() => EndForgotten();

    /// <summary>Searches this moment.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        return DamageGuard.Read(point.Reader, () => SearchRun.Search(point, request, clock, cancellation));
    }

    /// <summary>Shows how a request's query would run at this moment: as it was understood, as Lucene runs it, and what each part costs.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public QueryExplanation Explain(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        return Explaining.Explain(point, request, clock, cancellation);
    }

    /// <summary>The stored article with an id, or null. Its entities are those it came with; <see cref="GetStored"/> has the recognized ones too.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public Article? Get(string id) => GetStored(id)?.Article;

    /// <summary>The stored article with an id and the entities recognized in it, or null.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public StoredArticle? GetStored(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var lease = Lease();
        return DamageGuard.Read(point.Reader, () => StoredArticleReader.Find(point.Reader, id));
    }

    /// <summary>The kinds of facet this point in time holds: <c>source</c>, <c>person</c> …, in ordinal order.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public IReadOnlyList<string> Kinds()
    {
        using var lease = Lease();
        return DamageGuard.Read<string[]>(point.Reader, () => [.. point.Kinds.Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Every article that a request matches, in its order, however many: one at a time, in memory that does not grow with their number, all of this moment. Skip, limit,
    /// facets, snippets and the time limit are ignored.
    /// </summary>
    /// <remarks>The snapshot is held until the enumeration ends; disposing it meanwhile does not cut it short.</remarks>
    /// <exception cref="QueryException">
    /// The query cannot be understood or is over a limit, thrown when the enumeration begins; or its words stand together in an article in more than a million ways (SC334), thrown when it is reached.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed before the enumeration began.</exception>
    public IEnumerable<StoredArticle> Export(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        return Each();

        IEnumerable<StoredArticle> Each()
        {
            using var lease = Lease();
            foreach (var hit in SearchRun.All(point, request, cancellation))
            {
                yield return DamageGuard.Read(point.Reader, () => StoredArticleReader.Read(hit.Leaf.AtomicReader, hit.Doc));
            }
        }
    }

    /// <summary>
    /// The values of a kind of facet, or the terms of <c>title</c> or <c>body</c>, that begin so: the most frequent first, with the number of articles that have them.
    /// </summary>
    /// <param name="field">A kind, <c>title</c> or <c>body</c>. Terms of text are stems; articles deleted and not yet merged away count for them.</param>
    /// <param name="prefix">What they (of values: a word in them) begin with, whatever its case and accents; empty for all.</param>
    /// <param name="top">How many at most, 1 to 1,000.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="QueryException">There is no such field, or the number is out of bounds.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public IReadOnlyList<FacetValue> Terms(string field, string prefix = "", int top = 10, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(prefix);
        if (field is FieldNames.Title or FieldNames.Body)
        {
            using var lease = Lease();
            return DamageGuard.Read(point.Reader, () => TermList.Of(point.Reader, field, prefix, top, new(clock, Timeout.InfiniteTimeSpan, cancellation)));
        }

        var request = new SearchRequest { Facets = [new(field) { Top = top, Prefix = prefix }], Limit = 0, Suggest = false, TimeLimit = Timeout.InfiniteTimeSpan };
        return Search(request, cancellation).Facets[0].Values;
    }

    /// <summary>The ids of all articles that a request matches, however many, in no order; sort, window, facets and the time limit are ignored.</summary>
    internal IReadOnlyList<string> MatchingIds(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        if (RequestDirectives.Apply(request with { Limit = -1 }, point.Kinds).Limit >= 0)
        {
            throw new QueryException(request.Query!, [Faults.LimitedDeletion(request.Query!)]);
        }

        return DamageGuard.Read<string[]>(
            point.Reader, () => [.. SearchRun.All(point, request with { Sort = SearchSort.Oldest }, cancellation).Select(hit => hit.Id)]);
    }

    /// <summary>The moment itself.</summary>
    internal PointInTime PointInTime => point;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            point.Release();
        }

        GC.SuppressFinalize(this);
    }

    private Held Lease()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0 || !point.TryLease(), this);
        return new Held(point);
    }

    // On the finalizer's thread nothing may escape: it would end the process. What the reader holds has finalizers of its own.
    private void EndForgotten()
    {
        try
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                point?.Release();
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            // Closing failed; the files are closed by their own handles.
        }
    }

    private readonly struct Held(PointInTime point) : IDisposable
    {
        public void Dispose() => point.Release();
    }
}
