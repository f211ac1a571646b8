using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries;

/// <summary>
/// Reads trees that <see cref="NodeWriter"/> wrote, or somebody else in its form. A tree deeper than any limits allow is refused before it
/// is built, and nothing is kept of it but its nodes.
/// </summary>
internal static class NodeReader
{
    public static QueryNode Read(ref Utf8JsonReader reader, string where) => Read(ref reader, where, 1);

    private static QueryNode Read(ref Utf8JsonReader reader, string where, int level)
    {
        if (level > SyntaxLimits.DeepestTree)
        {
            throw new JsonException($"the tree has more than {SyntaxLimits.DeepestTree} levels.");
        }

        JsonRead.Begin(ref reader, where);
        var parts = default(NodeParts);
        while (JsonRead.Next(ref reader, out var name))
        {
            Part(ref reader, ref parts, name, level);
        }

        return parts.ToNode();
    }

    private static void Part(ref Utf8JsonReader reader, ref NodeParts parts, string name, int level)
    {
        var where = parts.Name is null ? "a node" : $"a node \"{parts.Name}\"";
        var key = JsonRead.Key(name);
        switch (key)
        {
            case "node":
                parts.Name = JsonRead.Text(ref reader, "a node", name);
                return;
            case "must":
                parts.Must = Nodes(ref reader, name, level);
                break;
            case "should":
                parts.Should = Nodes(ref reader, name, level);
                break;
            case "mustnot":
                parts.MustNot = Nodes(ref reader, name, level);
                break;
            case "left":
                parts.Left = Read(ref reader, name, level + 1);
                break;
            case "right":
                parts.Right = Read(ref reader, name, level + 1);
                break;
            case "of":
                parts.Of = Read(ref reader, name, level + 1);
                break;
            case "operator":
                parts.Operator = ProximityJson.Read(ref reader, where, name);
                break;
            case "field" when parts.Name is not ("has" or "number"):
                parts.Field = JsonRead.TextOrNull(ref reader, where, name);
                break;
            case "slop" or "edits" or "count" or "words":
                parts.Number = JsonRead.Int(ref reader, where, name);
                break;
            case "factor":
                parts.Factor = Factor(ref reader, where, name);
                break;
            case "least":
                parts.Least = JsonRead.Number(ref reader, where, name);
                break;
            case "greatest":
                parts.Greatest = JsonRead.Number(ref reader, where, name);
                break;
            case "excludesleast":
                parts.ExcludesLeast = JsonRead.Flag(ref reader, where, name);
                break;
            case "excludesgreatest":
                parts.ExcludesGreatest = JsonRead.Flag(ref reader, where, name);
                break;
            case "from":
                parts.From = IntervalJson.Bound(ref reader, where, name);
                break;
            case "to":
                parts.To = IntervalJson.Bound(ref reader, where, name);
                break;
            case "kind":
                parts.Kind = JsonRead.Text(ref reader, where, name);
                break;
            case "prefix":
                parts.Prefix = JsonRead.Text(ref reader, where, name);
                break;
            case "text" or "pattern" or "id" or "address" or "host" or "value" or "field":
                parts.Text = JsonRead.Text(ref reader, where, name);
                break;
            default:
                throw JsonRead.Unknown(where, name);
        }

        parts.Seen(key);
    }

    private static float Factor(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType != JsonTokenType.Number ? throw JsonRead.Wrong(where, name, "a number", reader.TokenType)
        : reader.TryGetSingle(out var factor) && float.IsFinite(factor) ? factor
        : throw new JsonException($"{JsonRead.At(where, name)} is a number that is too large.");

    private static List<QueryNode> Nodes(ref Utf8JsonReader reader, string name, int level)
    {
        JsonRead.BeginList(ref reader, string.Empty, name);
        var nodes = new List<QueryNode>();
        while (JsonRead.NextElement(ref reader, name, nodes.Count))
        {
            nodes.Add(Read(ref reader, name, level + 1));
        }

        return nodes;
    }
}
