namespace SearchCore.Benchmarks.NearDuplicates;

/// <summary>Two texts, and whether a reader would call them takes of one article.</summary>
/// <param name="Kind">How the second was made.</param>
/// <param name="IsSame">Whether they are takes of one article.</param>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record TextPair(string Kind, bool IsSame, string Left, string Right);
