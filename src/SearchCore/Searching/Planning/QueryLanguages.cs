using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Planning;

/// <summary>In which languages the words of a query are read.</summary>
internal static class QueryLanguages
{
    /// <summary>
    /// Those that articles are in; where the whole query is tied to languages by AND (<c>lang:de</c>) these of them. One at least.
    /// </summary>
    public static IReadOnlyList<TextAnalysis> Of(QueryNode tree, ITermView terms)
    {
        var held = terms.Analyses;
        if (held.Count > 1 && Named(tree) is { } named && held.Where(named.Contains).ToList() is { Count: > 0 } asked)
        {
            return asked;
        }

        return held;
    }

    // Null: any.
    private static HashSet<TextAnalysis>? Named(QueryNode node)
    {
        switch (node)
        {
            case FacetNode { Kind: { } kind, IsPrefix: false } facet when QueryFields.FacetKind(kind) == FieldNames.Language:
                return TextLanguages.Find(TextFolding.FoldValue(facet.Value)) is { } one ? [one] : null;
            case BooleanNode { Must.Count: > 0 } all:
                HashSet<TextAnalysis>? both = null;
                foreach (var named in all.Must.Select(Named).OfType<HashSet<TextAnalysis>>())
                {
                    both = both is null ? named : [.. both.Intersect(named)];
                }

                return both;
            case BooleanNode { Must.Count: 0, Should.Count: > 0 } any:
                var either = any.Should.Select(Named).ToList();
                return either.Contains(null) ? null : [.. either.SelectMany(n => n!)];
            default:
                return null;
        }
    }
}
