namespace SearchCore.Searching.Execution;

/// <summary>
/// A part of a query in one segment, asked a window at a time. Windows rise but for <see cref="Restart"/>; <see cref="Score"/> is asked
/// about the window that <see cref="Match"/> was asked about last. For one thread.
/// </summary>
internal abstract class WindowNode
{
    /// <summary>How many documents it may look at.</summary>
    public abstract long Cost { get; }

    /// <summary>
    /// How many documents match, where that is known without a look at each window; else null. What knows it can <see cref="Restart"/>.
    /// </summary>
    /// <param name="live">A bit for each document that is not deleted; null where none is.</param>
    public virtual long? Count(ulong[]? live) => null;

    /// <summary>Goes back to the first document.</summary>
    public virtual void Restart() => throw new NotSupportedException();

    /// <summary>The first document from a place on that may match; the largest number where none does.</summary>
    /// <param name="from">A document in front of which nothing is asked any more.</param>
    public abstract int First(int from);

    /// <summary>Finds what matches in a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="within">The documents that are asked about.</param>
    /// <param name="into">Takes those of them that match, and no other.</param>
    public abstract void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into);

    /// <summary>Adds to the scores of documents what they score here.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Which documents, from the window's start, rising: some of those that matched.</param>
    /// <param name="scores">As many scores.</param>
    public abstract void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores);
}
