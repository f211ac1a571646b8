namespace SearchCore.Formats.Rtf;

/// <summary>A paragraph of an RTF, or a row of a table in it with its cells apart by tabs.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsCentred">Whether it is set in the middle.</param>
internal readonly record struct RtfLine(string Text, bool IsCentred);
