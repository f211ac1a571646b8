namespace SearchCore;

/// <summary>What a check found.</summary>
/// <param name="IsSound">Whether nothing is wrong.</param>
/// <param name="Problems">What is wrong: the file, and what to do.</param>
/// <param name="Segments">Segments checked.</param>
/// <param name="Articles">Live articles found.</param>
/// <param name="Bytes">Bytes read and verified.</param>
public sealed record IndexCheck(bool IsSound, IReadOnlyList<string> Problems, int Segments, long Articles, long Bytes)
{
    /// <summary>What is worth knowing and nothing wrong.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
