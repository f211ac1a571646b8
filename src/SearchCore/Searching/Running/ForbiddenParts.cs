using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Finds in a query what a <see cref="SearchScope"/> forbids.</summary>
internal static class ForbiddenParts
{
    /// <summary>What is to be said of a query; nothing where all of it may be used.</summary>
    public static IReadOnlyList<QueryDiagnostic> In(QueryParseResult query, ITermView terms)
    {
        var forbidden = terms.Forbidden;
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
            var used = PartsOf(node, terms) & forbidden;
            if (used != QueryParts.None)
            {
                // Of several the first is told.
                faults.Add(Faults.Forbidden(query.SpanOf(node), NameOf(used & (QueryParts)(-(int)used))));
            }
        }

        return faults;
    }

    private static QueryParts PartsOf(QueryNode node, ITermView terms) => node switch
    {
        PrefixNode or WildcardNode => QueryParts.Wildcards,
        FuzzyNode => QueryParts.Fuzzy,
        ProximityNode or FirstNode or AtLeastNode or PhraseNode { Slop: > 0 } => QueryParts.Proximity,
        ExactNode => QueryParts.ExactForms,
        IdNode or NearNode => QueryParts.Ids,
        AddressNode address => QueryParts.Addresses | (address.IsPrefix ? QueryParts.Wildcards : QueryParts.None),
        SiteNode => QueryParts.Addresses,
        FacetNode facet => QueryParts.Facets | (facet.IsPrefix ? QueryParts.Wildcards : QueryParts.None),
        DateRangeNode => QueryParts.Dates,
        NumberRangeNode => QueryParts.Numbers,
        HasFieldNode has => PresenceOf(has.Field, terms),
        BooleanNode { MustNot.Count: > 0 } => QueryParts.Exclusions,
        MatchAllNode => QueryParts.Everything,
        _ => QueryParts.None,
    };

    // That something is there at all is a condition on its field like others.
    private static QueryParts PresenceOf(string field, ITermView terms) => FieldTable.OfQuery(field)?.Terms switch
    {
        FieldTerms.Words => QueryParts.None,
        FieldTerms.Dates => QueryParts.Dates,
        FieldTerms.Address => QueryParts.Addresses,
        _ when field == QueryFields.Site => QueryParts.Addresses,
        _ when terms.Fields?.GetValueOrDefault(field, FieldType.Keyword) == FieldType.Number => QueryParts.Numbers,
        _ when terms.Fields?.GetValueOrDefault(field, FieldType.Keyword) == FieldType.Date => QueryParts.Dates,
        _ when terms.Fields?.GetValueOrDefault(field, FieldType.Keyword) == FieldType.Text => QueryParts.None,
        _ => QueryParts.Facets,
    };

    private static string NameOf(QueryParts part) => part switch
    {
        QueryParts.Wildcards => "a wildcard",
        QueryParts.Fuzzy => "a word that is spelled nearly so",
        QueryParts.Proximity => "an operator of proximity",
        QueryParts.ExactForms => "a word as it is written",
        QueryParts.Ids => "an article's id",
        QueryParts.Addresses => "an address",
        QueryParts.Facets => "a condition on facets",
        QueryParts.Dates => "a condition on dates",
        QueryParts.Exclusions => "an exclusion",
        QueryParts.Everything => "asking for every article",
        QueryParts.Numbers => "a condition on numbers",
        _ => part.ToString(),
    };
}
