using Lucene.Net.Index;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Words;

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
    public static IReadOnlyList<EntityName> Of(ITermView terms, string? kind, string value)
    {
        if (terms.Aliases is not { } aliases || (kind is not null && QueryFields.IsArticleKind(kind)))
        {
            return [];
        }

        return [.. aliases.Canonical(kind, value).Where(name => FacetTerm.Term(name.Kind, name.Name) is var term
            && term != FacetTerm.Term(name.Kind, value) && terms.Reader.DocFreq(new Term(FieldNames.Facet, term)) > 0)];
    }

    /// <summary>The request with the canonical names of its choices chosen too, and what is to be said of it.</summary>
    public static (SearchRequest Request, IReadOnlyList<QueryDiagnostic> Told) Widen(SearchRequest request, ITermView terms)
    {
        var (further, told) = (new List<DrillDown>(), new List<QueryDiagnostic>());
        foreach (var choice in request.Select)
        {
            if (QueryFields.FacetKind(choice.Kind) is not { } kind)
            {
                continue;
            }

            var names = Of(terms, kind, choice.Value).Where(n => !request.Select.Contains(new(n.Kind, n.Name))).ToList();
            further.AddRange(names.Select(n => new DrillDown(n.Kind, n.Name)));
            told.AddRange(names.Select(n => Faults.ReadAs(default, kind, choice.Value, n)));
        }

        return further.Count == 0 ? (request, told) : (request with { Select = [.. request.Select, .. further] }, told);
    }
}
