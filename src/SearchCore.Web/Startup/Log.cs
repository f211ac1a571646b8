namespace SearchCore.Web.Startup;

/// <summary>What is logged of the start.</summary>
internal static partial class Log
{
    [LoggerMessage(30, LogLevel.Error, "The collection {Collection} is not searched: {Problem}")]
    public static partial void NotSearched(ILogger logger, string collection, string problem);
}
