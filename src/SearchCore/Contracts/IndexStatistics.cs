using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>Figures about an index.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record IndexStatistics
{
    /// <summary>Live articles.</summary>
    public required long Articles { get; init; }

    /// <summary>Deleted articles still taking room.</summary>
    public required long Deleted { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Bytes of all files of the index.</summary>
    public required long Bytes { get; init; }

    /// <summary>The last commit's sequence number, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether words can be found by their exact forms (<see cref="ArticleIndexOptions.ExactForms"/>).</summary>
    public bool ExactForms { get; init; }

    /// <summary>The language of articles that do not say theirs (<see cref="ArticleIndexOptions.Language"/>), a tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>
    /// In which languages live articles are read, by tag, and how many each, the most first; <c>und</c> for languages that words are not
    /// stemmed in.
    /// </summary>
    public IReadOnlyList<FacetValue> Languages { get; init => field = ValueList.Of(value); } = ValueList.Of<FacetValue>([]);

    /// <summary>
    /// Bytes that searches of all open indexes of the process hold of files, as pages and as columns; at most <see cref="CacheLimit"/>.
    /// </summary>
    public long CacheBytes { get; init; }

    /// <summary>How many bytes they may hold (<see cref="ArticleIndexOptions.CacheMegabytes"/>).</summary>
    public long CacheLimit { get; init; }

    /// <summary>
    /// How many files of indexes are open for reading, of all open indexes of the process; at most <see cref="OpenFileLimit"/>, and those
    /// beyond it that may be gone when they are read again.
    /// </summary>
    public int OpenFiles { get; init; }

    /// <summary>How many may be open (<see cref="ArticleIndexOptions.OpenFileLimit"/>).</summary>
    public int OpenFileLimit { get; init; }

    /// <summary>
    /// Merges that failed since the index was opened for writing; after three in a row a commit fails until one succeeds.
    /// </summary>
    public int FailedMerges { get; init; }

    /// <summary>What the last failed merge said; null where none failed.</summary>
    public string? LastMergeFailure { get; init; }
}
