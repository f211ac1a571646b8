using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Planning;

/// <summary>
/// Under which other names an entity that is asked for stands in an index: those of the recognizer that it was opened with, as far as
/// articles have them.
/// </summary>
internal static class EntityForms
{
    /// <summary>The canonical names of a value, other than itself.</summary>
    /// <param name="terms">The terms of the index.</param>
    /// <param name="kind">The kind asked for; null for any entity.</param>
    /// <param name="value">The value asked for.</param>
    /// <param name="budget">The time there is.</param>
    public static IReadOnlyList<EntityName> Of(ITermView terms, string? kind, string value, SearchBudget budget) =>
        kind is not null && QueryFields.IsArticleKind(kind)
            ? []
            : [.. terms.Ask(new NamesOfEntity(kind, value), budget).Select(n => n.Entity)];

    /// <summary>The request with the canonical names of its choices chosen too, and what is to be said of it.</summary>
    public static (SearchRequest Request, IReadOnlyList<QueryDiagnostic> Told) Widen(
        SearchRequest request, ITermView terms, SearchBudget budget)
    {
        var (further, told) = (new List<DrillDown>(), new List<QueryDiagnostic>());
        foreach (var choice in request.Select)
        {
            if (QueryFields.FacetKind(choice.Kind) is not { } kind)
            {
                continue;
            }

            var names = Of(terms, kind, choice.Value, budget).Where(n => !request.Select.Contains(new(n.Kind, n.Name))).ToList();
            further.AddRange(names.Select(n => new DrillDown(n.Kind, n.Name)));
            told.AddRange(names.Select(n => Faults.ReadAs(default, kind, choice.Value, n)));
        }

        return further.Count == 0 ? (request, told) : (request with { Select = [.. request.Select, .. further] }, told);
    }
}
