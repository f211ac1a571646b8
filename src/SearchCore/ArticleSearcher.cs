using SearchCore.Articles;
using SearchCore.Measuring;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Suggesting;
using SearchCore.Storage;

namespace SearchCore;

/// <summary>The index at one moment, leased: every search through it sees the same articles until it is disposed.</summary>
/// <remarks>
/// Thread-safe. Dispose it soon: as long as it lives, files of deleted and merged segments stay on disk. Disposing while another thread
/// searches lets that search finish. A searcher that is forgotten ends its lease when it is collected.
/// </remarks>
public sealed class ArticleSearcher : IDisposable
{
    private readonly PointInTimeSet points;
    private readonly TimeProvider clock;
    private readonly bool isScoped;
    private int disposed;

    /// <summary>Makes a searcher of one index that takes over one lease of a point in time.</summary>
    internal ArticleSearcher(PointInTime point, TimeProvider? clock = null)
        : this(new PointInTimeSet([point]), clock)
    {
    }

    /// <summary>Makes a searcher of several indexes that takes over one lease of each point in time.</summary>
    internal ArticleSearcher(PointInTimeSet points, TimeProvider? clock = null, bool isScoped = false)
    {
        this.points = points;
        this.isScoped = isScoped;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Ends the lease of a searcher that was never disposed.</summary>
    ~ArticleSearcher() => EndForgotten();

    /// <summary>
    /// This moment for somebody who may know of some articles only: a searcher of its own, to be disposed by itself. What it makes of a
    /// scope is kept for the scopes that were used last, as long as the index does not change.
    /// </summary>
    /// <param name="scope">The articles, and what queries may not use.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="QueryException">The scope's condition cannot be searched for.</exception>
    /// <exception cref="InvalidOperationException">This searcher is within a scope already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public ArticleSearcher Within(SearchScope scope, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (isScoped)
        {
            throw new InvalidOperationException("The searcher is within a scope; ask the one that it came from.");
        }

        using var lease = Lease();
        var scoped = DamageGuard.Read(points, () => ScopedPoints.Within(points, scope, cancellation));
        ObjectDisposedException.ThrowIf(!scoped.TryLease(), this);
        return new ArticleSearcher(scoped, clock, isScoped: true);
    }

    /// <summary>The number of the last commit before this moment, of several indexes the sum; 0 where there is none.</summary>
    /// <remarks>It counts every commit, also those of articles that a scope hides: it is nothing to tell a restricted reader.</remarks>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public long Sequence
    {
        get
        {
            using var lease = Lease();
            return points.Sequence;
        }
    }

    /// <summary>Searches this moment.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        return Measurements.Search(
            points.Name,
            points.TellsQueries ? request.Query : null,
            () => DamageGuard.Read(points, () => SearchRun.Search(points, request, clock, cancellation)));
    }

    /// <summary>
    /// Shows how a request's query would run at this moment: as it was understood, as Lucene runs it, and what each part costs.
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public QueryExplanation Explain(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        return DamageGuard.Read(points, () => LocalSearch.Completed(
            Explaining.ExplainAsync(new LocalSearch(points), request, clock, cancellation)));
    }

    /// <summary>
    /// The stored article with an id, or null. Its entities are those it came with; <see cref="GetStored"/> has the recognized ones too.
    /// </summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public Article? Get(string id) => GetStored(id)?.Article;

    /// <summary>The stored article with an id and the entities recognized in it, or null.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public StoredArticle? GetStored(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var lease = Lease();
        return DamageGuard.Read(points, () => points.Ask(new ArticleById(id), SearchBudget.Unlimited).Article);
    }

    /// <summary>
    /// The near-duplicates of an article: the others whose body overlaps with its body, the most first, equals by id.
    /// </summary>
    /// <param name="id">The article's id.</param>
    /// <param name="atLeast">
    /// How much must be the same, 0.5 to 1; 0.8 by default, from which on articles are one story (<see cref="Stories"/>). The less is asked
    /// for, the more may be missed.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="QueryException">No article has the id, or the index keeps no signatures of bodies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The overlap is out of bounds.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public IReadOnlyList<NearArticle> Near(string id, double atLeast = Likeness.Near, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        NearOnes.Require(atLeast);
        using var lease = Lease();
        return DamageGuard.Read(points, () => LocalSearch.Completed(
            NearOnes.OfAsync(new LocalSearch(points), id, atLeast, new(clock, Timeout.InfiniteTimeSpan, cancellation))));
    }

    /// <summary>
    /// All stories of two articles or more at this moment, the largest first, equals by name. They are found when they are first needed, in
    /// some seconds for each million articles, and kept as long as the index does not change.
    /// </summary>
    /// <param name="cancellation">Stops waiting for them.</param>
    /// <exception cref="QueryException">The index keeps no signatures of bodies, or is too large for stories to be found.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public IReadOnlyList<Story> Stories(CancellationToken cancellation = default)
    {
        using var lease = Lease();
        return DamageGuard.Read(points, () => NearOnes.Stories(points, new(clock, Timeout.InfiniteTimeSpan, cancellation)));
    }

    /// <summary>
    /// The page of an entity: its names, its articles over time, who and what is named with it more than elsewhere, its sources, its newest
    /// articles. A name that no article has has a page without articles.
    /// </summary>
    /// <param name="request">Which entity, and what is wanted of it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="QueryException">The timeline would have too many buckets, or the zone is none.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public EntityPage Entity(EntityRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var lease = Lease();
        return DamageGuard.Read(points, () => LocalSearch.Completed(
            EntityPages.MakeAsync(new LocalSearch(points), request, clock, cancellation)));
    }

    /// <summary>
    /// The stored article with an id and every place in it that a request's query finds, or null where there is no such article. Whether
    /// the article matches the request is not asked: its parts are marked wherever they stand.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <param name="request">The query, and how long it may take; sort, limit, facets and snippets are ignored.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="ArgumentException">The request holds a null where a value belongs; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public HighlightedArticle? Highlight(string id, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        RequestRules.Require(request);
        using var lease = Lease();
        return DamageGuard.Read(points, () => ArticleHighlighting.Find(
            points, id, request, new(clock, request.TimeLimit, cancellation)));
    }

    /// <summary>
    /// What somebody types, completed: by values of kinds (people, sources), by words of the archive as they are written, by titles.
    /// </summary>
    /// <param name="request">What was typed, and what may complete it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public Completions Complete(CompletionRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Text, nameof(request));
        using var lease = Lease();
        return DamageGuard.Read(points, () => LocalSearch.Completed(
            Completing.CompleteAsync(new LocalSearch(points), request, clock, cancellation)));
    }

    /// <summary>The kinds of facet this point in time holds: <c>source</c>, <c>person</c> …, in ordinal order.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public IReadOnlyList<string> Kinds()
    {
        using var lease = Lease();
        return DamageGuard.Read<string[]>(points, () => [.. points.Kinds.Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Every article that a request matches, in its order, however many: one at a time, all of one point in time. The query runs once, when
    /// the enumeration begins, and keeps eight bytes a match (twelve in order of relevance). Skip, limit, facets, snippets and the time
    /// limit are ignored.
    /// </summary>
    /// <remarks>The searcher is held until the enumeration ends; disposing it meanwhile does not cut it short.</remarks>
    /// <exception cref="QueryException">
    /// The query cannot be understood or is over a limit, or its words stand together in an article in more than a million ways (SC334);
    /// thrown when the enumeration begins.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed before the enumeration began.</exception>
    public IEnumerable<StoredArticle> Export(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        return Each();

        IEnumerable<StoredArticle> Each()
        {
            using var lease = Lease();
            using var hits = DamageGuard.Read(points, () => SearchRun.All(points, request, cancellation).GetEnumerator());
            while (DamageGuard.Read(points, Next) is { } stored)
            {
                yield return stored;
            }

            StoredArticle? Next() =>
                hits.MoveNext() ? StoredArticleReader.Read(hits.Current.Leaf.AtomicReader, hits.Current.Doc) : null;
        }
    }

    /// <summary>
    /// The values of a kind of facet, or the terms of <c>title</c> or <c>body</c>, that begin so: the most frequent first, with the number
    /// of articles that have them.
    /// </summary>
    /// <param name="field">A kind, <c>title</c> or <c>body</c>. Terms of text are stems; articles deleted and not yet merged away count for
    /// them.</param>
    /// <param name="prefix">What they (of values: a word in them) begin with, whatever its case and accents; empty for all.</param>
    /// <param name="top">How many at most, 1 to 1,000.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="QueryException">There is no such field, or the number is out of bounds.</exception>
    /// <exception cref="ObjectDisposedException">The searcher was disposed.</exception>
    public IReadOnlyList<FacetValue> Terms(string field, string prefix = "", int top = 10, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(prefix);
        if (FieldTable.OfQuery(field) is { Terms: FieldTerms.Words })
        {
            using var lease = Lease();
            var list = TermList.Of(field, prefix, top);
            return DamageGuard.Read(points, () => list.In(points.Reader, new(clock, Timeout.InfiniteTimeSpan, cancellation)));
        }

        var request = new SearchRequest
        {
            Facets = [new(field) { Top = top, Prefix = prefix }],
            Limit = 0,
            Suggest = false,
            TimeLimit = Timeout.InfiniteTimeSpan,
        };
        return Search(request, cancellation).Facets[0].Values;
    }

    /// <summary>
    /// The ids of all articles that a request matches, however many, in no order; sort, window, facets and the time limit are ignored.
    /// </summary>
    internal IReadOnlyList<string> MatchingIds(SearchRequest request, CancellationToken cancellation = default)
    {
        RequestRules.Require(request);
        using var lease = Lease();
        if (RequestDirectives.Apply(request with { Limit = -1 }, points).Limit >= 0)
        {
            throw new QueryException(request.Query!, [Faults.LimitedDeletion(request.Query!)]);
        }

        if (AsksForAll(request))
        {
            throw new ArgumentException(
                "The request has no query and no other condition. To delete all articles, call DeleteAll.",
                nameof(request));
        }

        var unscored = request with { Sort = SearchSort.Oldest, SortBy = null };
        return DamageGuard.Read(points, () => SearchRun.AllIds(points, unscored, cancellation));
    }

    // A text of directives alone asks for no article in particular either. Who writes "*" does.
    private static bool AsksForAll(SearchRequest request) =>
        request.Tree is null && request.SimilarTo is null && request.Select.Count == 0
            && request.Published is not ({ From: not null } or { To: not null })
        && (request.Query is null || request.Query.AsSpan().TrimStart() is { IsEmpty: true } or ['|', ..]);

    /// <summary>Takes a lease of the point in time, where there is but one.</summary>
    internal PointInTime LeasePoint()
    {
        using var lease = Lease();
        return points.Members is [var only] && only.TryLease()
            ? only
            : throw new ArgumentException("The searcher is of several indexes; a shard is of one.");
    }

    /// <summary>The points in time.</summary>
    internal PointInTimeSet Points => points;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            points.Release();
        }

        GC.SuppressFinalize(this);
    }

    private Held Lease()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0 || !points.TryLease(), this);
        return new Held(points);
    }

    // On the finalizer's thread nothing may escape: it would end the process. What the reader holds has finalizers of its own.
    private void EndForgotten()
    {
        try
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                points?.Release();
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            // Closing failed; the files are closed by their own handles.
        }
    }

    private readonly struct Held(PointInTimeSet points) : IDisposable
    {
        public void Dispose() => points.Release();
    }
}
