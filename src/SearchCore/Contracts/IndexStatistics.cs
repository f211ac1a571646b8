namespace SearchCore;

/// <summary>Figures about an index.</summary>
/// <param name="Articles">Live articles.</param>
/// <param name="Deleted">Deleted articles still taking room.</param>
/// <param name="Segments">Segments.</param>
/// <param name="Bytes">Bytes of all files of the index.</param>
/// <param name="Sequence">The last commit's sequence number, from 1.</param>
/// <param name="ExactForms">Whether words can be found by their exact forms (<see cref="ArticleIndexOptions.ExactForms"/>).</param>
public sealed record IndexStatistics(long Articles, long Deleted, int Segments, long Bytes, long Sequence, bool ExactForms)
{
    /// <summary>Merges that failed since the index was opened for writing; after three in a row a commit fails until one succeeds.</summary>
    public int FailedMerges { get; init; }

    /// <summary>What the last failed merge said; null where none failed.</summary>
    public string? LastMergeFailure { get; init; }
}
