namespace SearchCore.Formats.Text;

/// <summary>A line of an input.</summary>
/// <param name="Text">Its text, without its end.</param>
/// <param name="Offset">Where it begins, in bytes; about, where it was made of something else than text.</param>
internal readonly record struct NumberedLine(string Text, long Offset);
