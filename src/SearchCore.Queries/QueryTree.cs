using System.Text;
using System.Text.Json;

namespace SearchCore.Queries;

/// <summary>What can be told of a tree without an index.</summary>
public static class QueryTree
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tree as JSON: each node an object with <c>node</c>, its name, and its parts.</summary>
    public static string ToJson(QueryNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            WriteJson(node, writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Writes the tree as <see cref="ToJson"/> has it.</summary>
    public static void WriteJson(QueryNode node, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        switch (node)
        {
            case MatchAllNode:
                writer.WriteString("node", "all");
                break;
            case MatchNoneNode:
                writer.WriteString("node", "none");
                break;
            case WordNode word:
                WriteText(writer, "word", "text", word.Text, word.Field);
                break;
            case PhraseNode phrase:
                WriteText(writer, "phrase", "text", phrase.Text, phrase.Field);
                writer.WriteNumber("slop", phrase.Slop);
                break;
            case PrefixNode prefix:
                WriteText(writer, "prefix", "prefix", prefix.Prefix, prefix.Field);
                break;
            case WildcardNode wildcard:
                WriteText(writer, "wildcard", "pattern", wildcard.Pattern, wildcard.Field);
                break;
            case FuzzyNode fuzzy:
                WriteText(writer, "fuzzy", "text", fuzzy.Text, fuzzy.Field);
                writer.WriteNumber("edits", fuzzy.MaxEdits);
                break;
            case ExactNode exact:
                WriteText(writer, "exact", "text", exact.Text, exact.Field);
                break;
            case ProximityNode near:
                writer.WriteString("node", "proximity");
                writer.WriteString("operator", near.Proximity.ToString());
                WriteChild(writer, "left", near.Left);
                WriteChild(writer, "right", near.Right);
                break;
            case AtLeastNode often:
                writer.WriteString("node", "atLeast");
                writer.WriteNumber("count", often.Count);
                WriteChild(writer, "of", often.Node);
                break;
            case FirstNode first:
                writer.WriteString("node", "first");
                writer.WriteNumber("words", first.Words);
                WriteChild(writer, "of", first.Node);
                break;
            case BooleanNode boolean:
                writer.WriteString("node", "boolean");
                WriteList(writer, "must", boolean.Must);
                WriteList(writer, "should", boolean.Should);
                WriteList(writer, "mustNot", boolean.MustNot);
                break;
            case BoostNode boost:
                writer.WriteString("node", "boost");
                writer.WriteNumber("factor", boost.Factor);
                WriteChild(writer, "of", boost.Node);
                break;
            case DateRangeNode range:
                writer.WriteString("node", "published");
                writer.WriteString("from", DateInterval.Format(range.Interval.From));
                writer.WriteString("to", DateInterval.Format(range.Interval.To));
                break;
            case FacetNode facet:
                writer.WriteString("node", "facet");
                writer.WriteString("kind", facet.Kind ?? "*");
                writer.WriteString(facet.IsPrefix ? "prefix" : "value", facet.Value);
                break;
            case IdNode id:
                writer.WriteString("node", "id");
                writer.WriteString("id", id.Id);
                break;
            case AddressNode address:
                writer.WriteString("node", "url");
                writer.WriteString(address.IsPrefix ? "prefix" : "address", address.Address);
                break;
            case SiteNode site:
                writer.WriteString("node", "site");
                writer.WriteString("host", site.Host);
                break;
            case HasFieldNode has:
                writer.WriteString("node", "has");
                writer.WriteString("field", has.Field);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} has no JSON form.", nameof(node));
        }

        writer.WriteEndObject();
    }

    /// <summary>The nodes a node is made of, in the order in which they are written; none for a leaf.</summary>
    public static IReadOnlyList<QueryNode> Children(QueryNode node) => node switch
    {
        BooleanNode boolean => [.. boolean.Must, .. boolean.Should, .. boolean.MustNot],
        BoostNode boost => [boost.Node],
        ProximityNode near => [near.Left, near.Right],
        AtLeastNode often => [often.Node],
        FirstNode first => [first.Node],
        _ => [],
    };

    /// <summary>The node and all nodes below it, each in front of its children.</summary>
    public static IEnumerable<QueryNode> All(QueryNode node)
    {
        var open = new Stack<QueryNode>([node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next).Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>How many levels the tree has (1 for a single node) and how many nodes that are not made of others.</summary>
    /// <remarks>Stops counting levels at <paramref name="depthLimit"/> + 1, so that no tree is too deep to ask.</remarks>
    public static (int Depth, int Leaves) Measure(QueryNode node, int depthLimit)
    {
        var (depth, leaves) = (0, 0);
        var open = new Stack<(QueryNode Node, int Level)>([(node, 1)]);
        while (open.TryPop(out var next))
        {
            depth = Math.Max(depth, next.Level);
            if (depth > depthLimit)
            {
                return (depth, leaves);
            }

            var children = Children(next.Node);
            leaves += children.Count == 0 ? 1 : 0;
            foreach (var child in children)
            {
                open.Push((child, next.Level + 1));
            }
        }

        return (depth, leaves);
    }

    private static void WriteChild(Utf8JsonWriter writer, string name, QueryNode node)
    {
        writer.WritePropertyName(name);
        WriteJson(node, writer);
    }

    private static void WriteText(Utf8JsonWriter writer, string node, string name, string text, TextField field)
    {
        writer.WriteString("node", node);
        writer.WriteString(name, text);
        if (field != TextField.Any)
        {
            writer.WriteString("field", field == TextField.Title ? "title" : "body");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<QueryNode> nodes)
    {
        if (nodes.Count > 0)
        {
            writer.WriteStartArray(name);
            foreach (var node in nodes)
            {
                WriteJson(node, writer);
            }

            writer.WriteEndArray();
        }
    }
}
