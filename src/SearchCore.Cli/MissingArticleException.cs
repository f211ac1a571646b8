namespace SearchCore.Cli;

/// <summary>No article has an id that was asked for: nothing was found, which is no misuse.</summary>
internal sealed class MissingArticleException(string message) : Exception(message);
