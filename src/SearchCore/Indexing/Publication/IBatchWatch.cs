using Lucene.Net.Index;

using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing.Publication;

/// <summary>
/// Looks at articles on their way into the index, and keeps what it found with the commit that they come with: in it, or not at all.
/// Thread-safe.
/// </summary>
internal interface IBatchWatch
{
    /// <summary>
    /// Looks at a segment that is not published yet, all of whose articles count as far as is known. Beside publication: no lock is held.
    /// </summary>
    /// <returns>What is to be kept; empty for nothing.</returns>
    /// <exception cref="IOException">It cannot look now; the segment is not published and comes again.</exception>
    IReadOnlyList<BatchFinding> Look(StagedSegment segment);

    /// <summary>Takes over what was found in a segment, which is published now. Under the publication lock.</summary>
    void Published(IReadOnlyList<BatchFinding> found);

    /// <summary>
    /// Gives away all that was taken over since the last call, for the commit that is being prepared. Under the publication lock.
    /// </summary>
    IReadOnlyList<BatchFinding> Take();

    /// <summary>Keeps findings durably, those whose articles the commit has. Before the commit becomes one, under no lock but its own.
    /// </summary>
    /// <param name="found">What <see cref="Take"/> gave, one at least.</param>
    /// <param name="first">The number of the first of them; the others follow.</param>
    /// <param name="commit">The commit's sequence number.</param>
    /// <param name="index">The index as it is in the commit.</param>
    /// <exception cref="IOException">They could not be written; there will be no commit.</exception>
    void Keep(IReadOnlyList<BatchFinding> found, long first, long commit, DirectoryReader index);

    /// <summary>The commit that findings were kept for is one.</summary>
    void Committed();
}

/// <summary>What was found in an article on its way, or of a whole segment. Plain data.</summary>
/// <param name="Query">The name of the query.</param>
/// <param name="Version">Its version.</param>
/// <param name="At">When it was matched.</param>
/// <param name="Article">The article's id, as UTF-8; empty where the finding is of a segment.</param>
/// <param name="Place">The article's place in input order, or that of the segment's first article.</param>
/// <param name="Text">What is told of it, as UTF-8.</param>
internal sealed record BatchFinding(
    string Query, long Version, DateTimeOffset At, ReadOnlyMemory<byte> Article, long Place, ReadOnlyMemory<byte> Text)
{
    /// <summary>Of a segment: what is wrong with the query itself, and so with the next segments too; null where it is not.</summary>
    public string? LastingFault { get; init; }
}
