namespace SearchCore.Formats.Pdf;

/// <summary>A PDF is over a limit.</summary>
internal sealed class PdfLimitException(string message) : Exception(message);
