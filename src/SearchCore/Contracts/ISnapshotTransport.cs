namespace SearchCore;

/// <summary>
/// A place that snapshots go through from the machine that writes an index to others that follow it: a folder on a share
/// (<see cref="SnapshotFolder"/>), or a store of objects such as S3 behind an implementation of a program's own. Thread-safe.
/// </summary>
/// <remarks>
/// What is written never changes: an object is there whole or not at all, and is never written twice with other bytes. One index a place.
/// Names are short, of letters, digits and <c>. _ - /</c>. What an implementation throws comes out as itself, and the same call can be
/// made again.
/// </remarks>
public interface ISnapshotTransport
{
    /// <summary>The names of all objects that begin so, in any order.</summary>
    /// <param name="prefix">What they begin with.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Opens an object to be read from its start.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    Task<Stream> OpenReadAsync(string name, CancellationToken cancellation);

    /// <summary>Writes an object; it is there once this returns, and survives a crash of the place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes, read to the end.</param>
    /// <param name="cancellation">Ends it; the object is not there then.</param>
    Task WriteAsync(string name, Stream content, CancellationToken cancellation);

    /// <summary>Removes an object; one that is not there is no fault.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends it.</param>
    Task DeleteAsync(string name, CancellationToken cancellation);
}

/// <summary>What sending or receiving a snapshot did.</summary>
/// <param name="Sequence">The number of the commit that both sides have now.</param>
/// <param name="Files">How many files travelled; those that were there already did not.</param>
/// <param name="Bytes">Their size.</param>
public readonly record struct SnapshotTransfer(long Sequence, int Files, long Bytes);
