using System.Text;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Planning;

/// <content>What narrows and does not score: dates, ids, facet values, addresses, presence.</content>
internal sealed partial class QueryPlanner
{
    /// <summary>Articles published in an interval, unscored.</summary>
    public static PlanClause Published(DateInterval interval) => interval switch
    {
        { IsEmpty: true } => PlanClause.Nothing,
        { From: null, To: null } => new FilterClause(new HasDate()),
        { To: long.MinValue } => PlanClause.Nothing,
        _ => new FilterClause(NumberWithin.Published(interval)),
    };

    private PlanClause? Dated(DateRangeNode node) =>
        node.Field is not { } field ? Published(node.Interval)
        : !IsDeclared(node, field, FieldType.Date) ? null
        : node.Interval.IsEmpty || node.Interval.To == long.MinValue ? PlanClause.Nothing
        : new FilterClause(NumberWithin.Dated(IndexSchema.ColumnOf(field), node.Interval));

    private FilterClause? OwnText(OwnTextNode node, bool negated)
    {
        if (!IsDeclared(node, node.Field, FieldType.Text))
        {
            return null;
        }

        var outer = own;
        own = IndexSchema.ColumnOf(node.Field);
        var clause = Visit(node.Node, negated);
        own = outer;
        return clause is null ? null : new(new Matching(clause));
    }

    private bool IsDeclared(QueryNode node, string field, FieldType type)
    {
        if (terms.Fields?.TryGetValue(field, out var declared) == true && declared == type)
        {
            return true;
        }

        diagnostics.Add(SyntaxFaults.UnknownField(spanOf(node), field, QueryFields.Suggest(field, terms.Kinds)));
        return false;
    }

    private FilterClause? Number(NumberRangeNode node) =>
        IsDeclared(node, node.Field, FieldType.Number) ? new(NumberWithin.Of(node)) : null;

    private static FilterClause Id(IdNode node) => new(new HasTerm(new(FieldNames.Id, node.Id)));

    // The article itself has the same text as itself, be it none.
    private PlanClause? Near(NearNode node)
    {
        var of = terms.Ask(new ShinglesOfArticle(node.Id), budget);
        if (!of.HasSignatures)
        {
            diagnostics.Add(Faults.NoSignatures(spanOf(node)));
            return null;
        }

        if (of.Shingles is not { } shingles)
        {
            diagnostics.Add(Faults.NothingNear(spanOf(node), node.Id));
            return PlanClause.Nothing;
        }

        var near = terms.Ask(new NearArticles(shingles, Likeness.Near), budget);
        return new FilterClause(new HasAnyTerm(
            [.. near.Select(a => a.Id).Append(node.Id).Distinct(StringComparer.Ordinal).Select(id => new FieldTerm(FieldNames.Id, id))]));
    }

    private FilterClause Facet(FacetNode node)
    {
        var kinds = node.Kind is { } kind ? [kind] : EntityKindsHeld();
        if (node.IsPrefix)
        {
            var folded = Analysis.TextFolding.FoldValue(node.Value);
            return new(new HasTermStarting(FieldNames.Facet, [.. kinds.Select(k => FacetTerm.Prefix(k) + folded)]));
        }

        var values = kinds.Select(k => new FieldTerm(FieldNames.Facet, FacetTerm.Term(k, node.Value))).ToList();
        foreach (var name in EntityForms.Of(terms, node.Kind, node.Value, budget))
        {
            values.Add(new FieldTerm(FieldNames.Facet, FacetTerm.Term(name.Kind, name.Name)));
            diagnostics.Add(Faults.ReadAs(spanOf(node), node.Kind, node.Value, name));
        }

        return new(values is [var only] ? new HasTerm(only) : new HasAnyTerm(values));
    }

    private FilterClause? Has(HasFieldNode node)
    {
        switch (FieldTable.OfQuery(node.Field))
        {
            case { Terms: FieldTerms.Words, Name: var name }:
                return new(new HasText(name));
            case { Terms: FieldTerms.Dates }:
                return new(new HasDate());
            case { Terms: FieldTerms.Address }:
                return new(StartingWith([AddressTerms.SiteMark], [AddressTerms.NoSiteMark]));
            case { NamesFacetKind: true }:
                return new(new HasTermStarting(FieldNames.Facet, [.. EntityKindsHeld().Select(FacetTerm.Prefix)]));
            case { FacetKind: { } kind }:
                return new(new HasTermStarting(FieldNames.Facet, [FacetTerm.Prefix(kind)]));
            case null when node.Field == QueryFields.Site:
                return new(StartingWith([AddressTerms.SiteMark]));
            case null when terms.Fields?.GetValueOrDefault(node.Field, FieldType.Keyword) is FieldType.Number or FieldType.Date:
                return new(NumberWithin.Any(IndexSchema.ColumnOf(node.Field)));
            case null when terms.Fields?.GetValueOrDefault(node.Field, FieldType.Keyword) == FieldType.Text:
                return new(new HasText(IndexSchema.ColumnOf(node.Field)));
            case null when terms.Fields?.ContainsKey(node.Field) == true || EntityKinds.IsValid(node.Field):
                return new(new HasTermStarting(FieldNames.Facet, [FacetTerm.Prefix(node.Field)]));
            default:
                diagnostics.Add(SyntaxFaults.UnknownField(spanOf(node), node.Field, QueryFields.Suggest(node.Field, terms.Kinds)));
                return null;
        }
    }

    private List<string> EntityKindsHeld() => [.. terms.Kinds.Where(k => !QueryFields.IsArticleKind(k)).Order(StringComparer.Ordinal)];

    private static FilterClause Address(AddressNode node)
    {
        var address = new AddressTerms();
        address.Read(Encoding.UTF8.GetBytes(node.Address), node.IsPrefix);
        return new(node.IsPrefix ? StartingWith(address.Address) : new HasTerm(new(FieldNames.Url, address.Address.ToArray())));
    }

    // A host of any other shape than those that are indexed has no article.
    private static PlanClause Site(SiteNode node)
    {
        var address = new AddressTerms();
        address.Read(Encoding.UTF8.GetBytes("//" + node.Host));
        return address.HasSite ? new FilterClause(StartingWith(address.Site)) : PlanClause.Nothing;
    }

    private static HasTermStarting StartingWith(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> other = default) => new(
        FieldNames.Url, other.IsEmpty ? [Encoding.UTF8.GetString(beginning)]
            : [Encoding.UTF8.GetString(beginning), Encoding.UTF8.GetString(other)]);
}
