using SearchCore.Articles;
using SearchCore.Searching.Execution;

namespace SearchCore;

/// <summary>The index at one moment, leased: every search through it sees the same articles until it is disposed.</summary>
/// <remarks>
/// Thread-safe. Dispose it soon: as long as it lives, files of deleted and merged segments stay on disk. Disposing while another thread
/// searches lets that search finish. A snapshot that is forgotten ends its lease when it is collected.
/// </remarks>
public sealed class SearchSnapshot : IDisposable
{
    private readonly SearchState state;
    private readonly TimeProvider clock;
    private int disposed;

    /// <summary>Makes a snapshot that takes over one lease of a state.</summary>
    internal SearchSnapshot(SearchState state, TimeProvider? clock = null)
    {
        this.state = state;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Ends the lease of a snapshot that was never disposed.</summary>
    ~SearchSnapshot() => EndForgotten();

    /// <summary>Searches this moment.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var lease = Lease();
        return DamageGuard.Read(state.Reader, () => SearchRun.Search(state, request, clock, cancellation));
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
        return DamageGuard.Read(state.Reader, () => StoredArticleReader.Find(state.Reader, id));
    }

    /// <summary>The kinds of facet this moment of the index holds: <c>source</c>, <c>person</c> …, in ordinal order.</summary>
    /// <exception cref="IndexException">The index is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public IReadOnlyList<string> Kinds()
    {
        using var lease = Lease();
        return DamageGuard.Read<string[]>(state.Reader, () => [.. state.Kinds.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The ids of all articles that a request matches, however many, in no order; sort, window, facets and the time limit are ignored.</summary>
    internal IReadOnlyList<string> MatchingIds(SearchRequest request, CancellationToken cancellation = default)
    {
        using var lease = Lease();
        return DamageGuard.Read(state.Reader, () => SearchRun.MatchingIds(state, request, cancellation));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            state.Release();
        }

        GC.SuppressFinalize(this);
    }

    private Held Lease()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0 || !state.TryLease(), this);
        return new Held(state);
    }

    // On the finalizer's thread nothing may escape: it would end the process. What the reader holds has finalizers of its own.
    private void EndForgotten()
    {
        try
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                state?.Release();
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            // Closing failed; the files are closed by their own handles.
        }
    }

    private readonly struct Held(SearchState state) : IDisposable
    {
        public void Dispose() => state.Release();
    }
}
