namespace SearchCore.Client;

/// <summary>What a search found, and when.</summary>
/// <param name="Results">What was found.</param>
/// <param name="Sequence">
/// The number of the collection's last commit when the search began; null for a reader who may not see all articles.
/// </param>
public sealed record SearchAnswer(SearchResults Results, long? Sequence);
