using System.Globalization;
using System.Text;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries;

/// <summary>
/// A tree as a query in SearchCore's language that says the same, with nothing left to defaults: <c>syria AND date:[… TO …}</c>. What
/// parsing made of a text, printed and read again, is the same tree, at any time and in any zone.
/// </summary>
/// <remarks>
/// Dates outside of the years 1 to 9999 have no printed form; they are printed as the nearest that has. A tree that matches no article is
/// printed as <c>(NOT *)</c>.
/// </remarks>
public static class QueryFormatter
{
    private static readonly HashSet<char> Special = [.. "\\()[]{}\"|:~^*?,=<>/"];

    /// <summary>Prints a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="directives">What stands after the bar; null for nothing.</param>
    public static string Format(QueryNode node, QueryDirectives? directives = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = new StringBuilder();
        Write(text, node);
        if (directives is not null)
        {
            WriteDirectives(text, directives);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, QueryNode node)
    {
        switch (node)
        {
            case MatchAllNode:
                text.Append('*');
                break;
            case MatchNoneNode or BooleanNode { Must.Count: 0, Should.Count: 0, MustNot.Count: 0 }:
                text.Append("(NOT *)");
                break;
            case WordNode or ExactNode or PhraseNode or PrefixNode or WildcardNode or FuzzyNode:
                WriteText(text, node);
                break;
            case ProximityNode or AtLeastNode or FirstNode:
                WriteProximity(text, node);
                break;
            case DateRangeNode or NumberRangeNode or FacetNode or IdNode or NearNode or AddressNode or SiteNode or HasFieldNode:
                WriteFilter(text, node);
                break;
            case BoostNode boost:
                Enclosed(text, boost.Node, boost.Node is BoostNode or ProximityNode or FirstNode or AtLeastNode);
                text.Append(CultureInfo.InvariantCulture, $"^{boost.Factor}");
                break;
            case OwnTextNode own:
                text.Append(own.Field).Append(':');
                Enclosed(text, own.Node, !PrintsNoField(own.Node));
                break;
            case BooleanNode boolean:
                WriteBoolean(text, boolean);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} has no printed form.", nameof(node));
        }
    }

    // One that prints a field of its own is another query behind a field without brackets.
    private static bool PrintsNoField(QueryNode node) => node is WordNode { Field: TextField.Any } or PhraseNode { Field: TextField.Any }
        or PrefixNode { Field: TextField.Any } or WildcardNode { Field: TextField.Any } or FuzzyNode { Field: TextField.Any }
        or ExactNode { Field: TextField.Any };

    private static void WriteText(StringBuilder text, QueryNode node)
    {
        switch (node)
        {
            case WordNode word:
                WriteWord(Field(text, word.Field), word.Text);
                break;
            case ExactNode exact:
                Field(text, exact.Field).Append('=').Append(Quoted(exact.Text));
                break;
            case PhraseNode phrase:
                Field(text, phrase.Field).Append(Quoted(phrase.Text));
                if (phrase.Slop > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"~{phrase.Slop}");
                }

                break;
            case PrefixNode prefix:
                WriteWord(Field(text, prefix.Field), prefix.Prefix);
                text.Append('*');
                break;
            case WildcardNode wildcard:
                WritePattern(Field(text, wildcard.Field), wildcard.Pattern);
                break;
            case FuzzyNode fuzzy:
                WriteWord(Field(text, fuzzy.Field), fuzzy.Text);
                text.Append(CultureInfo.InvariantCulture, $"~{fuzzy.MaxEdits}");
                break;
        }
    }

    private static void WriteProximity(StringBuilder text, QueryNode node)
    {
        switch (node)
        {
            case ProximityNode near:
                Enclosed(text, near.Left, near.Left is AtLeastNode);
                text.Append(CultureInfo.InvariantCulture, $" {near.Proximity} ");
                Enclosed(text, near.Right, near.Right is ProximityNode or AtLeastNode);
                break;
            case AtLeastNode often:
                text.Append(CultureInfo.InvariantCulture, $"ATLEAST{often.Count} ");
                Enclosed(text, often.Node, often.Node is ProximityNode);
                break;
            case FirstNode first:
                text.Append(CultureInfo.InvariantCulture, $"FIRST/{first.Words} ");
                Enclosed(text, first.Node, first.Node is ProximityNode);
                break;
        }
    }

    private static void WriteFilter(StringBuilder text, QueryNode node)
    {
        switch (node)
        {
            case DateRangeNode range:
                text.Append(CultureInfo.InvariantCulture, $"{range.Field ?? "date"}:{DateExpression.Format(range.Interval)}");
                break;
            case NumberRangeNode number when number.Least == number.Greatest && !number.ExcludesLeast && !number.ExcludesGreatest:
                text.Append(CultureInfo.InvariantCulture, $"{number.Field}:{number.Least:R}");
                break;
            case NumberRangeNode number:
                text.Append(number.Field).Append(':').Append(number.ExcludesLeast ? '{' : '[').Append(Bound(number.Least)).Append(" TO ")
                    .Append(Bound(number.Greatest)).Append(number.ExcludesGreatest ? '}' : ']');
                break;
            case FacetNode { IsPrefix: true } facet:
                WriteWord(text.Append(QueryFields.Printed(facet.Kind)).Append(':'), facet.Value);
                text.Append('*');
                break;
            case FacetNode facet:
                text.Append(QueryFields.Printed(facet.Kind)).Append(':').Append(Quoted(facet.Value));
                break;
            case IdNode id:
                text.Append("id:").Append(Quoted(id.Id));
                break;
            case NearNode near:
                text.Append("near:").Append(Quoted(near.Id));
                break;
            case AddressNode address:
                WriteAddress(text, address);
                break;
            case SiteNode site:
                text.Append("site:").Append(Quoted(site.Host));
                break;
            case HasFieldNode has:
                text.Append(QueryFields.Printed(has.Field)).Append(":*");
                break;
        }
    }

    private static string Bound(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "*";

    // The asterisk of a prefix stands inside of the quotation marks; one that ends the address itself is escaped.
    private static void WriteAddress(StringBuilder text, AddressNode address)
    {
        text.Append("url:").Append(Quoted(address.Address));
        if (address.IsPrefix || address.Address.EndsWith('*'))
        {
            text.Insert(address.IsPrefix ? text.Length - 1 : text.Length - 2, address.IsPrefix ? '*' : '\\');
        }
    }

    // AND and NOT are written as such. An OR of signed parts carries + and -, which speak of the whole list they stand in.
    private static void WriteBoolean(StringBuilder text, BooleanNode boolean)
    {
        var start = text.Length;
        var isOr = boolean.Should.Count > 0;
        var isSigned = isOr && boolean.Must.Count + boolean.MustNot.Count > 0;
        foreach (var node in boolean.Must)
        {
            Join(text, start, isOr ? " OR +" : " AND ", isOr ? "+" : string.Empty);
            Enclosed(text, node, node is BooleanNode);
        }

        foreach (var node in boolean.Should)
        {
            Join(text, start, " OR ", string.Empty);
            Enclosed(text, node, node is BooleanNode);
        }

        foreach (var node in boolean.MustNot)
        {
            Join(text, start, isSigned ? " OR -" : " AND NOT ", isSigned ? "-" : "NOT ");
            Enclosed(text, node, node is BooleanNode);
        }
    }

    private static void Join(StringBuilder text, int start, string between, string first) =>
        text.Append(text.Length > start ? between : first);

    private static void Enclosed(StringBuilder text, QueryNode node, bool isNeeded)
    {
        isNeeded = (isNeeded || node is BooleanNode) && node is not BooleanNode { Must.Count: 0, Should.Count: 0, MustNot.Count: 0 };
        text.Append(isNeeded ? "(" : string.Empty);
        Write(text, node);
        text.Append(isNeeded ? ")" : string.Empty);
    }

    private static StringBuilder Field(StringBuilder text, TextField field) => text.Append(field switch
    {
        TextField.Title => "title:",
        TextField.Body => "body:",
        _ => string.Empty,
    });

    private static void WriteDirectives(StringBuilder text, QueryDirectives directives)
    {
        foreach (var run in Runs(directives.Select))
        {
            text.Append(CultureInfo.InvariantCulture, $" | select {run.Kind}:({string.Join(", ", run.Values.Select(Quoted))})");
        }

        if (directives.Facets.Count > 0)
        {
            text.Append(" | facet ").AppendJoin(", ", directives.Facets.Select(Facet));
        }

        if (directives.Timeline is { } step)
        {
            text.Append(CultureInfo.InvariantCulture, $" | timeline {step.ToString().ToLowerInvariant()}")
                .Append(directives.TimelineField is { } dated ? $" of {dated}" : string.Empty);
        }

        if (directives.Sort is { } sort)
        {
            text.Append(CultureInfo.InvariantCulture, $" | sort {sort.ToString().ToLowerInvariant()}");
        }

        if (directives.SortBy is { } by)
        {
            text.Append(CultureInfo.InvariantCulture, $" | sort {by.Field} {(by.Descending ? "desc" : "asc")}");
        }

        if (directives.Boosts.Count > 0)
        {
            text.Append(" | boost ").AppendJoin(", ", directives.Boosts.Select(Boost));
        }

        if (directives.GroupBy is { } kind)
        {
            text.Append(CultureInfo.InvariantCulture, $" | group {kind}");
        }

        if (directives.Unique)
        {
            text.Append(" | unique");
        }

        if (directives.Limit is { } limit)
        {
            text.Append(CultureInfo.InvariantCulture, $" | limit {limit}");
        }

        if (directives.Fields.Count > 0)
        {
            text.Append(" | fields ").AppendJoin(", ", directives.Fields);
        }
    }

    private static string Boost(ScoreBoost boost)
    {
        var what = boost.Field ?? $"{ScoreBoost.RecentName} {HalfLives.Write(boost.HalfLife)}";
        return boost.Weight == ScoreBoost.DefaultWeight
            ? what
            : string.Create(CultureInfo.InvariantCulture, $"{what} {boost.Weight}");
    }

    private static string Facet(FacetRequest facet)
    {
        var top = facet.Top == FacetRequest.DefaultTop ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {facet.Top}");
        var width = facet.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $" by {step:R}")
            : facet.Unit is { } unit ? $" by {unit.ToString().ToLowerInvariant()}" : string.Empty;
        var ranges = facet.Ranges.Count == 0 ? string.Empty : $" ({string.Join(", ", facet.Ranges.Select(Quoted))})";
        return $"{facet.Kind}{top}{width}{(string.IsNullOrEmpty(facet.Prefix) ? string.Empty : $" {facet.Prefix}*")}{ranges}";
    }

    // Choices of one kind that follow each other are written together, so that their order stays.
    private static IEnumerable<(string Kind, List<string> Values)> Runs(IReadOnlyList<DrillDown> choices)
    {
        var (kind, values) = (string.Empty, new List<string>());
        foreach (var choice in choices)
        {
            if (choice.Kind != kind && values.Count > 0)
            {
                yield return (kind, values);
                values = [];
            }

            kind = choice.Kind;
            values.Add(choice.Value);
        }

        if (values.Count > 0)
        {
            yield return (kind, values);
        }
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted.Append(c == '\\' || Quotes.IsQuote(c) ? "\\" : string.Empty).Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A word in which nothing is an operator.</summary>
    private static void WriteWord(StringBuilder text, string word)
    {
        var isOperator = OwnSyntax.Syntax.ReadOperator(word).Kind != TokenKind.Word
            || word.Contains("..", StringComparison.Ordinal);
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            var escaped = char.IsWhiteSpace(c) || Special.Contains(c) || Quotes.IsQuote(c)
                || (i == 0 && (isOperator || c is '-' or '+' or '!')) || (c == '.' && isOperator);
            text.Append(escaped ? "\\" : string.Empty).Append(c);
        }
    }

    private static void WritePattern(StringBuilder text, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append('\\').Append(pattern[++i]);
            }
            else if (c is '*' or '?')
            {
                text.Append(c);
            }
            else
            {
                WriteWord(text, c.ToString());
            }
        }
    }
}
