namespace SearchCore.Searching.Filters;

/// <summary>
/// The articles of the values that a request drills down to, of a kind that is counted sideways: along the kind itself the condition does
/// not hold.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Filter">The articles that have any of the values.</param>
internal sealed record DrillDownFilter(string Kind, TermSetFilter Filter);
