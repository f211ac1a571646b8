namespace SearchCore.Client.Contracts;

/// <summary>What a snapshot is to be called.</summary>
public sealed record SnapshotRequest
{
    /// <summary>Letters, digits, dots, dashes and underlines, 64 at most.</summary>
    public required string Name { get; init; }
}

/// <summary>The snapshots of a collection.</summary>
public sealed record SnapshotList
{
    /// <summary>The snapshots, the newest first.</summary>
    public required IReadOnlyList<SnapshotInfo> Snapshots { get; init; }
}

/// <summary>A snapshot that was taken.</summary>
public sealed record SnapshotInfo
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset Taken { get; init; }

    /// <summary>How many articles it has.</summary>
    public long Articles { get; init; }

    /// <summary>The size of its files.</summary>
    public long Bytes { get; init; }

    /// <summary>
    /// Why it cannot be restored, as a quick look shows it; null where that shows nothing. Every byte is verified when it is restored.
    /// </summary>
    public string? Problem { get; init; }
}
