namespace SearchCore.Cli.Keeping;

/// <summary>A search that a person gave a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Request">Text and settings; without a moment, so that "last 7 days" counts from when it runs.</param>
/// <param name="Dates">The interval of publication as it was typed; null for none.</param>
internal sealed record SavedSearch(string Name, SearchRequest Request, string? Dates);
