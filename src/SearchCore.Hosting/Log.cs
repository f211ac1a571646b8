using Microsoft.Extensions.Logging;

namespace SearchCore.Hosting;

/// <summary>What hosts log. No text of articles; of queries only where slow searches are asked for.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "Index {Index} is open in {Path} (read only: {ReadOnly}): {Articles} articles, {Milliseconds:F0} ms.")]
    public static partial void Opened(ILogger logger, string index, string path, bool readOnly, long articles, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Index {Index} is closed.")]
    public static partial void Closed(ILogger logger, string index);

    [LoggerMessage(3, LogLevel.Error, "Index {Index}: {Changes} changes could not be made durable; who waited for them was told.")]
    public static partial void CommitFailed(ILogger logger, string index, long changes, Exception fault);

    [LoggerMessage(4, LogLevel.Error, "Index {Index}: changes could not be made visible.")]
    public static partial void RefreshFailed(ILogger logger, string index, Exception fault);

    [LoggerMessage(5, LogLevel.Error, "Index {Index}: an article that was queued could not be taken.")]
    public static partial void ChangeFailed(ILogger logger, string index, Exception fault);

    [LoggerMessage(6, LogLevel.Warning,
        "Index {Index}: the host did not wait for the queue: {Changes} changes were not taken; who waited for them was told.")]
    public static partial void Abandoned(ILogger logger, string index, int changes);

    [LoggerMessage(7, LogLevel.Information, "Index {Index}: the queue is empty and everything durable, commit {Sequence}.")]
    public static partial void Drained(ILogger logger, string index, long sequence);

    [LoggerMessage(10, LogLevel.Information, "Index {Index}: everything was exchanged ({What}) in {Milliseconds:F0} ms.")]
    public static partial void Exchanged(ILogger logger, string index, string what, double milliseconds);

    [LoggerMessage(11, LogLevel.Debug, "Index {Index}: commit {Sequence} travelled, {Files} new files, {Bytes} bytes.")]
    public static partial void SnapshotMoved(ILogger logger, string index, long sequence, int files, long bytes);

    [LoggerMessage(12, LogLevel.Error, "Index {Index}: a snapshot could not be sent or received; it is tried again.")]
    public static partial void SnapshotFailed(ILogger logger, string index, Exception fault);

    [LoggerMessage(13, LogLevel.Error, "Index {Index}: an event could not be delivered to {Consumer}; it comes again.")]
    public static partial void DeliveryFailed(ILogger logger, string index, string consumer, Exception fault);

    [LoggerMessage(9, LogLevel.Critical, "Index {Index}: nothing more is taken; who waited was told.")]
    public static partial void LoopFailed(ILogger logger, string index, Exception fault);

    [LoggerMessage(8, LogLevel.Warning,
        "Index {Index}: a search took {Milliseconds:F0} ms, found {Total} (partial: {Partial}): {Query}\nran as {Plan}")]
    public static partial void SlowSearch(
        ILogger logger, string index, double milliseconds, long total, bool partial, string query, string plan);

    [LoggerMessage(14, LogLevel.Warning,
        "Index {Index}: a search took {Milliseconds:F0} ms, found {Total} (partial: {Partial}); how it ran could not be told.")]
    public static partial void SlowSearchUnexplained(
        ILogger logger, string index, double milliseconds, long total, bool partial, Exception fault);
}
