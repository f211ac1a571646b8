using SearchCore.Queries;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Running;

/// <summary>Finds in a query what a <see cref="SearchScope"/> forbids.</summary>
internal static class ForbiddenParts
{
    /// <summary>What is to be said of a query; nothing where all of it may be used.</summary>
    public static IReadOnlyList<QueryDiagnostic> In(QueryParseResult query, QueryParts forbidden)
    {
        if (forbidden == QueryParts.None)
        {
            return [];
        }

        var faults = new List<QueryDiagnostic>();
        if (query.Directives is not null && forbidden.HasFlag(QueryParts.Directives))
        {
            var bar = Math.Max(0, query.Text.LastIndexOf('|'));
            faults.Add(Faults.Forbidden((bar, query.Text.Length), "what stands behind the bar"));
        }

        foreach (var node in QueryTree.All(query.Tree!))
        {
            var (part, name) = PartOf(node);
            if (part != QueryParts.None && forbidden.HasFlag(part))
            {
                faults.Add(Faults.Forbidden(query.SpanOf(node), name));
            }
        }

        return faults;
    }

    private static (QueryParts Part, string Name) PartOf(QueryNode node) => node switch
    {
        PrefixNode or WildcardNode or FacetNode { IsPrefix: true } or AddressNode { IsPrefix: true } =>
            (QueryParts.Wildcards, "a wildcard"),
        FuzzyNode => (QueryParts.Fuzzy, "a word that is spelled nearly so"),
        ProximityNode or FirstNode or AtLeastNode or PhraseNode { Slop: > 0 } => (QueryParts.Proximity, "an operator of proximity"),
        ExactNode => (QueryParts.ExactForms, "a word as it is written"),
        IdNode => (QueryParts.Ids, "an article's id"),
        AddressNode or SiteNode => (QueryParts.Addresses, "an address"),
        FacetNode => (QueryParts.Facets, "a condition on facets"),
        DateRangeNode => (QueryParts.Dates, "a condition on dates"),
        BooleanNode { MustNot.Count: > 0 } => (QueryParts.Exclusions, "an exclusion"),
        MatchAllNode => (QueryParts.Everything, "asking for every article"),
        _ => (QueryParts.None, string.Empty),
    };
}
