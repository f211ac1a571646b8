namespace SearchCore.Cli.Terminal;

/// <summary>
/// Whoever read our output has closed it, as <c>| head</c> does: there is nobody to work for. That is their right, no error.
/// </summary>
internal sealed class ReaderLeftException() : IOException("nobody reads the output any more");
