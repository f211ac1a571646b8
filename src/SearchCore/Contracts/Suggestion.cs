namespace SearchCore;

/// <summary>Did you mean: a word or name of the query that no or hardly any article has, and one that many have.</summary>
/// <param name="Start">The first UTF-16 unit of the query's text to replace; with <paramref name="End"/> 0 where the query was a tree.</param>
/// <param name="End">The unit behind the last (exclusive).</param>
/// <param name="Text">What was asked for.</param>
/// <param name="Replacement">What was probably meant.</param>
/// <param name="Articles">How many articles have that.</param>
/// <param name="Query">The whole query with the replacement in place; null where the query was a tree.</param>
public sealed record Suggestion(int Start, int End, string Text, string Replacement, long Articles, string? Query);
