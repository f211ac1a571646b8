namespace SearchCore.Plot;

/// <summary>The call or the picture is not as it must be; the message says what to do.</summary>
internal sealed class PlotException(string message) : Exception(message);
