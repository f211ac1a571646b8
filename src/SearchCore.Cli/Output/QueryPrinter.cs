using System.Globalization;
using System.Text;

using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>A tree as a query in the <c>lucene</c> dialect that says the same, with nothing left to defaults: <c>+syria +published:[… TO …}</c>.</summary>
internal static class QueryPrinter
{
    public static string Print(QueryNode node)
    {
        var text = new StringBuilder();
        Write(text, node, inside: false);
        return text.ToString();
    }

    /// <summary>A bound of an interval as ISO 8601 in UTC; <c>*</c> where there is none or it lies outside of the years 1 to 9999.</summary>
    public static string Moment(long? second) => second is >= ArticleDate.MinUnixSeconds and <= ArticleDate.MaxUnixSeconds ? new ArticleDate(second.Value).ToString() : "*";

    private static void Write(StringBuilder text, QueryNode node, bool inside)
    {
        switch (node)
        {
            case MatchAllNode:
                text.Append("*:*");
                break;
            case MatchNoneNode:
                text.Append("(*:* -*:*)");
                break;
            case WordNode word:
                Field(text, word.Field).Append(Escaped(word.Text));
                break;
            case PhraseNode phrase:
                Field(text, phrase.Field).Append(Quoted(phrase.Text));
                if (phrase.Slop > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"~{phrase.Slop}");
                }

                break;
            case PrefixNode prefix:
                Field(text, prefix.Field).Append(Escaped(prefix.Prefix)).Append('*');
                break;
            case WildcardNode wildcard:
                Field(text, wildcard.Field).Append(wildcard.Pattern);
                break;
            case FuzzyNode fuzzy:
                Field(text, fuzzy.Field).Append(CultureInfo.InvariantCulture, $"{Escaped(fuzzy.Text)}~{fuzzy.MaxEdits}");
                break;
            case BoostNode boost:
                Write(text, boost.Node, inside: true);
                text.Append(CultureInfo.InvariantCulture, $"^{boost.Factor}");
                break;
            case DateRangeNode range:
                text.Append(CultureInfo.InvariantCulture, $"published:[{Moment(range.Interval.From)} TO {Moment(range.Interval.To)}}}");
                break;
            case FacetNode { IsPrefix: true } facet:
                text.Append(CultureInfo.InvariantCulture, $"{facet.Kind ?? "entity"}:{Escaped(facet.Value)}*");
                break;
            case FacetNode facet:
                text.Append(CultureInfo.InvariantCulture, $"{facet.Kind ?? "entity"}:{Quoted(facet.Value)}");
                break;
            case IdNode id:
                text.Append("id:").Append(Quoted(id.Id));
                break;
            case HasFieldNode has:
                text.Append(has.Field).Append(":*");
                break;
            case BooleanNode boolean:
                Write(text, boolean, inside);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} has no printed form.", nameof(node));
        }
    }

    private static void Write(StringBuilder text, BooleanNode boolean, bool inside)
    {
        var start = text.Length;
        var between = boolean is { Must.Count: 0, MustNot.Count: 0 } ? " OR " : " ";
        foreach (var (sign, nodes) in new[] { ("+", boolean.Must), ("", boolean.Should), ("-", boolean.MustNot) })
        {
            foreach (var node in nodes)
            {
                text.Append(text.Length > start ? between : "").Append(sign);
                Write(text, node, inside: true);
            }
        }

        if (inside || text.Length == start)
        {
            text.Insert(start, '(').Append(')');
        }
    }

    private static StringBuilder Field(StringBuilder text, TextField field) => text.Append(field switch
    {
        TextField.Title => "title:",
        TextField.Body => "body:",
        _ => "",
    });

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A word in which nothing is an operator.</summary>
    private static string Escaped(string word)
    {
        if (word is "AND" or "OR" or "NOT")
        {
            return $"\\{word}";
        }

        var escaped = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (char.IsWhiteSpace(c) || "\\+!():^[]\"{}~*?|&/".Contains(c, StringComparison.Ordinal) || (c == '-' && i == 0))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
