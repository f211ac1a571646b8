using System.Text;
using System.Text.Json;

namespace SearchCore.Queries;

/// <summary>What is known of a tree without an index.</summary>
public static class QueryTree
{
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * SyntaxLimits.DeepestTree,
    };

    /// <summary>The tree as JSON, as System.Text.Json writes it too; what JSON need not escape stays readable.</summary>
    public static string ToJson(QueryNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            NodeWriter.Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The nodes a node is made of, in the order in which they are written; none for a leaf.</summary>
    public static IReadOnlyList<QueryNode> Children(QueryNode node) => node switch
    {
        BooleanNode boolean => [.. boolean.Must, .. boolean.Should, .. boolean.MustNot],
        BoostNode boost => [boost.Node],
        ProximityNode near => [near.Left, near.Right],
        AtLeastNode often => [often.Node],
        FirstNode first => [first.Node],
        OwnTextNode own => [own.Node],
        _ => [],
    };

    /// <summary>The node and all nodes below it, each before its children.</summary>
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

    /// <summary>
    /// What in a tree is null that may not be, in words; null where nothing is. Takes trees of any depth.
    /// </summary>
    internal static string? FindFault(QueryNode node)
    {
        var open = new Stack<QueryNode>([node]);
        while (open.TryPop(out var next))
        {
            if (OwnFault(next) is { } fault)
            {
                return $"holds a {next.GetType().Name} with {fault}";
            }

            foreach (var child in Children(next))
            {
                open.Push(child);
            }
        }

        return null;
    }

    private static string? OwnFault(QueryNode node) => node switch
    {
        BooleanNode { Must: null } or BooleanNode { Should: null } or BooleanNode { MustNot: null } => "a list that is null",
        BooleanNode boolean when boolean.Must.Contains(null!) || boolean.Should.Contains(null!) || boolean.MustNot.Contains(null!) =>
            "a null in a list",
        BoostNode { Node: null } or AtLeastNode { Node: null } or FirstNode { Node: null } or OwnTextNode { Node: null } =>
            "a node that is null",
        ProximityNode { Left: null } or ProximityNode { Right: null } => "a side that is null",
        WordNode { Text: null } or PhraseNode { Text: null } or FuzzyNode { Text: null } or ExactNode { Text: null } =>
            "a text that is null",
        PrefixNode { Prefix: null } or WildcardNode { Pattern: null } => "a text that is null",
        FacetNode { Value: null } or AddressNode { Address: null } or SiteNode { Host: null } => "a value that is null",
        IdNode { Id: null } or NearNode { Id: null } or HasFieldNode { Field: null } or OwnTextNode { Field: null } =>
            "a name that is null",
        _ => null,
    };
}
