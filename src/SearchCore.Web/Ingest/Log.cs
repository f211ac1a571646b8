namespace SearchCore.Web.Ingest;

/// <summary>What is logged of uploads. No text of articles, no names of files.</summary>
internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Error, "Collection {Collection}: upload {Number} could not be indexed and is tried again.")]
    public static partial void UploadWaits(ILogger logger, string collection, long number, Exception fault);
}
