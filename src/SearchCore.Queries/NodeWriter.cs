using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>Writes trees: each node an object with <c>node</c>, its name, and its parts.</summary>
internal static class NodeWriter
{
    public static void Write(Utf8JsonWriter writer, QueryNode node) => Write(writer, node, 1);

    private static void Write(Utf8JsonWriter writer, QueryNode node, int level)
    {
        if (level > SyntaxLimits.DeepestTree)
        {
            throw new JsonException($"the tree has more than {SyntaxLimits.DeepestTree} levels.");
        }

        writer.WriteStartObject();
        switch (node)
        {
            case MatchAllNode:
                writer.WriteString("node"u8, "all"u8);
                break;
            case MatchNoneNode:
                writer.WriteString("node"u8, "none"u8);
                break;
            case WordNode word:
                Text(writer, "word"u8, "text"u8, word.Text, word.Field);
                break;
            case PhraseNode phrase:
                Text(writer, "phrase"u8, "text"u8, phrase.Text, phrase.Field);
                writer.WriteNumber("slop"u8, phrase.Slop);
                break;
            case PrefixNode prefix:
                Text(writer, "prefix"u8, "prefix"u8, prefix.Prefix, prefix.Field);
                break;
            case WildcardNode wildcard:
                Text(writer, "wildcard"u8, "pattern"u8, wildcard.Pattern, wildcard.Field);
                break;
            case FuzzyNode fuzzy:
                Text(writer, "fuzzy"u8, "text"u8, fuzzy.Text, fuzzy.Field);
                writer.WriteNumber("edits"u8, fuzzy.MaxEdits);
                break;
            case ExactNode exact:
                Text(writer, "exact"u8, "text"u8, exact.Text, exact.Field);
                break;
            case ProximityNode near:
                writer.WriteString("node"u8, "proximity"u8);
                writer.WritePropertyName("operator"u8);
                ProximityJson.Write(writer, near.Proximity);
                Child(writer, "left"u8, near.Left, level);
                Child(writer, "right"u8, near.Right, level);
                break;
            case AtLeastNode often:
                writer.WriteString("node"u8, "atLeast"u8);
                writer.WriteNumber("count"u8, often.Count);
                Child(writer, "of"u8, often.Node, level);
                break;
            case FirstNode first:
                writer.WriteString("node"u8, "first"u8);
                writer.WriteNumber("words"u8, first.Words);
                Child(writer, "of"u8, first.Node, level);
                break;
            case OwnTextNode own:
                writer.WriteString("node"u8, "ownText"u8);
                JsonWrite.Text(writer, "field"u8, own.Field);
                Child(writer, "of"u8, own.Node, level);
                break;
            case BooleanNode boolean:
                writer.WriteString("node"u8, "boolean"u8);
                List(writer, "must"u8, boolean.Must, level);
                List(writer, "should"u8, boolean.Should, level);
                List(writer, "mustNot"u8, boolean.MustNot, level);
                break;
            case BoostNode boost:
                writer.WriteString("node"u8, "boost"u8);
                Factor(writer, boost.Factor);
                Child(writer, "of"u8, boost.Node, level);
                break;
            default:
                Condition(writer, node);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Condition(Utf8JsonWriter writer, QueryNode node)
    {
        switch (node)
        {
            case DateRangeNode range:
                writer.WriteString("node"u8, "published"u8);
                if (range.Field is { } dated)
                {
                    JsonWrite.Text(writer, "field"u8, dated);
                }

                IntervalJson.WriteBounds(writer, range.Interval);
                break;
            case NumberRangeNode number:
                writer.WriteString("node"u8, "number"u8);
                JsonWrite.Text(writer, "field"u8, number.Field);
                Bound(writer, "least"u8, number.Least, double.NegativeInfinity);
                Bound(writer, "greatest"u8, number.Greatest, double.PositiveInfinity);
                Flag(writer, "excludesLeast"u8, number.ExcludesLeast);
                Flag(writer, "excludesGreatest"u8, number.ExcludesGreatest);
                break;
            case FacetNode facet:
                writer.WriteString("node"u8, "facet"u8);
                writer.WriteString("kind"u8, facet.Kind ?? "*");
                JsonWrite.Text(writer, facet.IsPrefix ? "prefix"u8 : "value"u8, facet.Value);
                break;
            case IdNode id:
                writer.WriteString("node"u8, "id"u8);
                JsonWrite.Text(writer, "id"u8, id.Id);
                break;
            case NearNode near:
                writer.WriteString("node"u8, "near"u8);
                JsonWrite.Text(writer, "id"u8, near.Id);
                break;
            case AddressNode address:
                writer.WriteString("node"u8, "url"u8);
                JsonWrite.Text(writer, address.IsPrefix ? "prefix"u8 : "address"u8, address.Address);
                break;
            case SiteNode site:
                writer.WriteString("node"u8, "site"u8);
                JsonWrite.Text(writer, "host"u8, site.Host);
                break;
            case HasFieldNode has:
                writer.WriteString("node"u8, "has"u8);
                JsonWrite.Text(writer, "field"u8, has.Field);
                break;
            default:
                throw new JsonException($"{node.GetType().Name} has no JSON form.");
        }
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> node, ReadOnlySpan<byte> name, string text, TextField field)
    {
        writer.WriteString("node"u8, node);
        JsonWrite.Text(writer, name, text);
        if (field != TextField.Any)
        {
            writer.WriteString("field"u8, EnumNames<TextField>.Of(field));
        }
    }

    private static void Bound(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double number, double open)
    {
        if (number.Equals(open))
        {
            return;
        }

        if (!double.IsFinite(number))
        {
            throw new JsonException("a bound of a range of numbers is no number that JSON has.");
        }

        writer.WriteNumber(name, number);
    }

    private static void Flag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    private static void Factor(Utf8JsonWriter writer, float factor)
    {
        if (!float.IsFinite(factor))
        {
            throw new JsonException("\"factor\" is no number.");
        }

        writer.WriteNumber("factor"u8, factor);
    }

    private static void Child(Utf8JsonWriter writer, ReadOnlySpan<byte> name, QueryNode? node, int level)
    {
        writer.WritePropertyName(name);
        Write(writer, node ?? throw Null(name), level + 1);
    }

    private static void List(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<QueryNode>? nodes, int level)
    {
        if (nodes is not { Count: 0 })
        {
            writer.WriteStartArray(name);
            foreach (var node in nodes ?? throw Null(name))
            {
                Write(writer, node ?? throw Null(name), level + 1);
            }

            writer.WriteEndArray();
        }
    }

    private static JsonException Null(ReadOnlySpan<byte> name) =>
        new($"\"{System.Text.Encoding.UTF8.GetString(name)}\" is null, or holds null.");
}
