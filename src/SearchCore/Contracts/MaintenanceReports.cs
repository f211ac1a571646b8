namespace SearchCore;

/// <summary>What a snapshot holds.</summary>
/// <param name="Path">Its folder, as a full path without symbolic links.</param>
/// <param name="Sequence">The sequence number of the commit it is of.</param>
/// <param name="Articles">Live articles.</param>
/// <param name="Files">Files of the commit.</param>
/// <param name="Linked">How many of them are second names of the index's own files, which take no room of their own; the others are copies.</param>
/// <param name="Bytes">The size of all of them.</param>
public sealed record SnapshotReport(string Path, long Sequence, long Articles, int Files, int Linked, long Bytes);

/// <summary>What a restore did.</summary>
/// <param name="Sequence">The sequence number of the commit it made.</param>
/// <param name="Articles">Live articles.</param>
/// <param name="Bytes">The size of the snapshot, all of it verified.</param>
/// <param name="Aside">Where the index that was there before was moved, because it was damaged; null where it was replaced or there was none.</param>
public sealed record RestoreReport(long Sequence, long Articles, long Bytes, string? Aside);
