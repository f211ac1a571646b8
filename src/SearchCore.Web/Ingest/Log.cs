namespace SearchCore.Web.Ingest;

/// <summary>
/// What is logged of uploads, snapshots and events: who asked, and what became of it. No text of articles, no names of files.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Error, "Collection {Collection}: upload {Number} could not be indexed and is tried again.")]
    public static partial void UploadWaits(ILogger logger, string collection, long number, Exception fault);

    [LoggerMessage(21, LogLevel.Information, "{Reader} took the snapshot {Snapshot} of the collection {Collection}.")]
    public static partial void SnapshotTaken(ILogger logger, string reader, string collection, string snapshot);

    [LoggerMessage(22, LogLevel.Error, "The snapshot {Snapshot} of the collection {Collection}, which {Reader} wanted, was not taken.")]
    public static partial void SnapshotFailed(ILogger logger, string reader, string collection, string snapshot, Exception fault);

    [LoggerMessage(
        23, LogLevel.Warning, "{Reader} wants the collection {Collection} restored from the snapshot {Snapshot}: receipt {Receipt}.")]
    public static partial void RestoreAsked(ILogger logger, string reader, string collection, string snapshot, string receipt);

    [LoggerMessage(
        24, LogLevel.Warning,
        "The collection {Collection} was restored from the snapshot {Snapshot}, as {Reader} wanted: {Articles} articles, commit "
        + "{Sequence}.")]
    public static partial void Restored(
        ILogger logger, string collection, string snapshot, string reader, long articles, long sequence);

    [LoggerMessage(
        25, LogLevel.Error,
        "The collection {Collection} was not restored from the snapshot {Snapshot}, as {Reader} wanted; it is as it was.")]
    public static partial void RestoreFailed(ILogger logger, string collection, string snapshot, string reader, Exception fault);

    [LoggerMessage(26, LogLevel.Error, "Collection {Collection}: old events of alerts could not be removed; it is tried again.")]
    public static partial void EventsStay(ILogger logger, string collection, Exception fault);
}
