using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore;

/// <summary>An index of news articles in a folder: the one public door. Thread-safe.</summary>
public sealed class ArticleIndex : IDisposable
{
    private ArticleIndex()
    {
    }

    /// <summary>Opens an index, creating it where the folder holds none and writing is allowed.</summary>
    /// <exception cref="IndexException">Missing, locked, damaged, or of another version; the message says what to do.</exception>
    public static ArticleIndex Open(string path, ArticleIndexOptions? options = null) => throw new NotSupportedException();

    /// <summary>The folder.</summary>
    public string Path => throw new NotSupportedException();

    /// <summary>Adds an article, replacing the one with the same id. Searchable after <see cref="Refresh"/>, durable after <see cref="Commit"/>.</summary>
    public void Add(Article article) => throw new NotSupportedException();

    /// <summary>Reads sources in turn and indexes what they hold on several workers, committing every so often and at the end.</summary>
    public IndexingReport Index(IEnumerable<IArticleSource> sources, IndexingOptions? options = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>Deletes an article by id.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string id) => throw new NotSupportedException();

    /// <summary>Deletes every article a query matches (limit, sort and facets are ignored).</summary>
    /// <returns>How many were deleted.</returns>
    public long Delete(SearchRequest request) => throw new NotSupportedException();

    /// <summary>Makes every change so far durable.</summary>
    /// <returns>The commit's sequence number.</returns>
    public long Commit() => throw new NotSupportedException();

    /// <summary>Makes every change so far visible to searches that start from now on.</summary>
    public void Refresh() => throw new NotSupportedException();

    /// <summary>Leases the index as it is at this moment, for several searches that must agree.</summary>
    public SearchSnapshot Snapshot() => throw new NotSupportedException();

    /// <summary>Searches the index as it was at the last <see cref="Refresh"/> or <see cref="Commit"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood or is over a limit; its diagnostics say where and why.</exception>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The stored article with an id, or null.</summary>
    public Article? Get(string id) => throw new NotSupportedException();

    /// <summary>Figures about the index at this moment.</summary>
    public IndexStatistics Statistics() => throw new NotSupportedException();

    /// <summary>Reads every file of the index in a folder and verifies it. Takes no lock.</summary>
    public static IndexCheck Check(string path, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}

/// <summary>The index at one moment, leased: every search through it sees the same articles until it is disposed.</summary>
public sealed class SearchSnapshot : IDisposable
{
    /// <summary>Searches this moment.</summary>
    public SearchResults Search(SearchRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The stored article with an id, or null.</summary>
    public Article? Get(string id) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}

/// <summary>Figures about an index.</summary>
/// <param name="Articles">Live articles.</param>
/// <param name="Deleted">Deleted articles still taking room.</param>
/// <param name="Segments">Segments.</param>
/// <param name="Bytes">Bytes of all files of the index.</param>
/// <param name="Sequence">The last commit's sequence number, from 1.</param>
public sealed record IndexStatistics(long Articles, long Deleted, int Segments, long Bytes, long Sequence);

/// <summary>What a check found.</summary>
/// <param name="IsSound">Whether nothing is wrong.</param>
/// <param name="Problems">What is wrong: the file, and what to do.</param>
/// <param name="Segments">Segments checked.</param>
/// <param name="Articles">Live articles found.</param>
/// <param name="Bytes">Bytes read.</param>
public sealed record IndexCheck(bool IsSound, IReadOnlyList<string> Problems, int Segments, long Articles, long Bytes);
