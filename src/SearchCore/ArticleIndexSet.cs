using SearchCore.Articles;
using SearchCore.Searching.Snapshots;

namespace SearchCore;

/// <summary>
/// Several indexes searched as one, read only: hits, order, totals, facets, timelines, significance, cursors and export are those of one
/// index with all their articles. Scores are made of the statistics of all of them, so that it does not matter which index an article
/// stands in.
/// </summary>
/// <remarks>
/// Thread-safe. An id should be in one of the indexes only; where several have it, each of its articles is found. All indexes are made with
/// the same options for their schema. Scores are those of one index to the last bit, but in Lucene's language: there deleted articles count
/// until they are merged away.
/// </remarks>
public sealed class ArticleIndexSet : IDisposable
{
    private readonly ArticleIndex[] indexes;
    private readonly TimeProvider clock;

    private ArticleIndexSet(ArticleIndex[] indexes, TimeProvider clock) => (this.indexes, this.clock) = (indexes, clock);

    /// <summary>The folders, as full paths without symbolic links, in the order given.</summary>
    public IReadOnlyList<string> Paths => [.. indexes.Select(i => i.Path)];

    /// <summary>Opens the indexes of some folders for searching.</summary>
    /// <param name="paths">The folders, one at least, each once.</param>
    /// <param name="options">How to open them; null for the defaults. They are opened read only, whatever it says of that.</param>
    /// <exception cref="IndexException">One is missing, damaged or of another version; or one is made with exact forms and another
    /// without.</exception>
    /// <exception cref="ArgumentException">There is no folder, or one is named twice.</exception>
    public static ArticleIndexSet Open(IEnumerable<string> paths, ArticleIndexOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options = (options ?? new ArticleIndexOptions()) with { Access = IndexAccess.ReadOnly };
        var opened = new List<ArticleIndex>();
        try
        {
            foreach (var path in paths)
            {
                var index = ArticleIndex.Open(path, options);
                opened.Add(index);
                if (opened.FindIndex(o => o.Path == index.Path) < opened.Count - 1)
                {
                    throw new ArgumentException($"The index {index.Path} is named twice.", nameof(paths));
                }
            }

            if (opened.Count == 0)
            {
                throw new ArgumentException("Name at least one index.", nameof(paths));
            }

            RequireOneSchema(opened);
            return new ArticleIndexSet([.. opened], options.Clock);
        }
        catch
        {
            opened.ForEach(o => o.Dispose());
            throw;
        }
    }

    /// <summary>Leases all indexes as they are now, for several searches that must agree.</summary>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    public ArticleSearcher OpenSearcher()
    {
        var leased = new List<PointInTime>(indexes.Length);
        try
        {
            foreach (var index in indexes)
            {
                leased.Add(index.LeasePointInTime());
            }

            return new ArticleSearcher(new PointInTimeSet(leased), clock);
        }
        catch
        {
            leased.ForEach(p => p.Release());
            throw;
        }
    }

    /// <summary>As <see cref="OpenSearcher()"/>, for somebody who may know of some articles only.</summary>
    /// <exception cref="QueryException">The scope's condition cannot be searched for.</exception>
    /// <exception cref="ObjectDisposedException">The set was disposed.</exception>
    public ArticleSearcher OpenSearcher(SearchScope scope)
    {
        using var searcher = OpenSearcher();
        return searcher.Within(scope);
    }

    /// <summary>Searches all indexes as one, as they were at the last <see cref="Refresh"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">An index is damaged.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher();
        return searcher.Search(request, cancellation);
    }

    /// <summary>As <see cref="Search(SearchRequest, CancellationToken)"/>, for somebody who may know of some articles only.</summary>
    /// <exception cref="QueryException">As for a search without a scope; or the query uses what the scope forbids (SC335).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">An index is damaged.</exception>
    public SearchResults Search(SearchRequest request, SearchScope scope, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher(scope);
        return searcher.Search(request, cancellation);
    }

    /// <summary>
    /// The stored article with an id, of the first index that has it, and every place in it that a request's query finds
    /// (<see cref="ArticleSearcher.Highlight"/>); null where none has it.
    /// </summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">An index is damaged.</exception>
    public HighlightedArticle? Highlight(string id, SearchRequest request, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher();
        return searcher.Highlight(id, request, cancellation);
    }

    /// <summary>What somebody types, completed from all indexes as they are now (<see cref="ArticleSearcher.Complete"/>).</summary>
    /// <exception cref="ArgumentException">The request is out of bounds; the message names the member.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IndexException">An index is damaged.</exception>
    public Completions Complete(CompletionRequest request, CancellationToken cancellation = default)
    {
        using var searcher = OpenSearcher();
        return searcher.Complete(request, cancellation);
    }

    /// <summary>The stored article with an id, of the first index that has it; null where none has.</summary>
    /// <exception cref="IndexException">An index is damaged.</exception>
    public Article? Get(string id)
    {
        using var searcher = OpenSearcher();
        return searcher.Get(id);
    }

    /// <summary>Figures about each index, in the order of <see cref="Paths"/>.</summary>
    public IReadOnlyList<IndexStatistics> Statistics() => [.. indexes.Select(i => i.Statistics())];

    /// <summary>Makes visible what was committed to the indexes since.</summary>
    /// <exception cref="IndexException">An index was made anew with another schema than the others, or is damaged.</exception>
    public void Refresh()
    {
        foreach (var index in indexes)
        {
            index.Refresh();
        }

        RequireOneSchema(indexes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in indexes)
        {
            index.Dispose();
        }
    }

    private static void RequireOneSchema(IReadOnlyList<ArticleIndex> indexes)
    {
        var first = indexes[0].Schema;
        if (indexes.FirstOrDefault(i => i.Schema.ExactForms != first.ExactForms) is { } other)
        {
            throw new IndexException(
                IndexFault.Version,
                other.Path,
                $"The index in {other.Path} is made {(first.ExactForms ? "without" : "with")} exact forms and that in {indexes[0].Path} "
                    + $"{(first.ExactForms ? "with" : "without")}; "
                    + "indexes that are searched as one must agree in it. Index the articles of one of them anew.");
        }

        if (indexes.FirstOrDefault(i => i.Schema.Language != first.Language) is { } foreign)
        {
            throw new IndexException(
                IndexFault.Version,
                foreign.Path,
                $"The index in {foreign.Path} is made for articles in '{foreign.Schema.Language}' where they do not say their language and "
                    + $"that in {indexes[0].Path} for '{first.Language}'; indexes that are searched as one must agree in it. "
                    + "Rebuild one of them for the language of the other (searchcore rebuild --language).");
        }

        if (indexes.FirstOrDefault(i => !i.Schema.Fields.ToHashSet().SetEquals(first.Fields)) is { } odd)
        {
            throw new IndexException(
                IndexFault.Version,
                odd.Path,
                $"The index in {odd.Path} has the fields [{string.Join(", ", odd.Schema.Fields)}] of its own and that in {indexes[0].Path} "
                    + $"[{string.Join(", ", first.Fields)}]; indexes that are searched as one must agree in them. "
                    + "Rebuild one of them with the fields of the other (searchcore rebuild --field).");
        }
    }
}
