namespace SearchCore;

/// <summary>The name of a commit among all that writers of an index ever sent to a place; of two names the later one is of the later epoch,
/// or of the same and with the higher sequence.</summary>
/// <param name="Epoch">The epoch of whoever wrote it (<see cref="ArticleIndex.BeginEpoch"/>), from 0.</param>
/// <param name="Sequence">The commit's number, from 1.</param>
public readonly record struct SnapshotName(long Epoch, long Sequence) : IComparable<SnapshotName>
{
    /// <inheritdoc/>
    public int CompareTo(SnapshotName other) => (Epoch, Sequence).CompareTo((other.Epoch, other.Sequence));

    /// <summary>Whether the first is the earlier one.</summary>
    public static bool operator <(SnapshotName left, SnapshotName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is not the later one.</summary>
    public static bool operator <=(SnapshotName left, SnapshotName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is the later one.</summary>
    public static bool operator >(SnapshotName left, SnapshotName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not the earlier one.</summary>
    public static bool operator >=(SnapshotName left, SnapshotName right) => left.CompareTo(right) >= 0;
}

/// <summary>A commit as it was sent to a place (<see cref="ArticleIndex.SendGenerationAsync"/>), with what others must know.</summary>
public sealed record SentGeneration
{
    /// <summary>Its name at the place.</summary>
    public required SnapshotName Name { get; init; }

    /// <summary>
    /// SHA-256 of its description at the place, 64 lower-case hexadecimal digits. The description has a checksum of every file, so this one
    /// stands for all of the commit's bytes.
    /// </summary>
    public required string Checksum { get; init; }

    /// <summary>What the index is made to hold, on one line; indexes of one line can be searched together.</summary>
    public required string Schema { get; init; }

    /// <summary>Live articles.</summary>
    public required long Articles { get; init; }

    /// <summary>How many files travelled.</summary>
    public required int Files { get; init; }

    /// <summary>Their size in bytes.</summary>
    public required long Bytes { get; init; }
}
