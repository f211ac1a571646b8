using SearchCore.Queries;

namespace SearchCore.Searching.Planning;

/// <summary>A tree as a plan.</summary>
/// <param name="Clause">What is asked of articles.</param>
/// <param name="Highlights">What to highlight in their text.</param>
/// <param name="Diagnostics">What is to be said; an error means that it must not run.</param>
internal sealed record PlannedQuery(PlanClause Clause, HighlightPlan Highlights, IReadOnlyList<QueryDiagnostic> Diagnostics);
