using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore.Queries.Parsing;

/// <summary>
/// How a query was understood, in JSON. What follows from the rest (printed form, dates) is written for readers and not read.
/// </summary>
internal static class ParsedQueryJson
{
    public static void Write(Utf8JsonWriter writer, QueryParseResult value)
    {
        writer.WriteStartObject();
        writer.WriteString("query"u8, value.Text);
        writer.WriteBoolean("valid"u8, value.IsValid);
        writer.WritePropertyName("tree"u8);
        if (value.Tree is { } tree)
        {
            NodeWriter.Write(writer, tree);
            writer.WriteString("printed"u8, QueryFormatter.Format(tree, value.Directives));
        }
        else
        {
            writer.WriteNullValue();
            writer.WriteNull("printed"u8);
        }

        var nodes = value.Tree is null ? [] : QueryTree.All(value.Tree).ToList();
        Dates(writer, value, nodes);
        writer.WritePropertyName("directives"u8);
        if (value.Directives is { } directives)
        {
            DirectiveJson.Write(writer, directives);
        }
        else
        {
            writer.WriteNullValue();
        }

        JsonWrite.List(writer, "diagnostics"u8, value.Diagnostics, DiagnosticJson.Write);
        Spans(writer, value, nodes);
        writer.WriteEndObject();
    }

    public static QueryParseResult Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (text, tree, directives) = ((string?)null, (QueryNode?)null, (QueryDirectives?)null);
        List<QueryDiagnostic> diagnostics = [];
        List<(int Start, int End)> spans = [];
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            switch (JsonRead.Key(name))
            {
                case "query":
                    text = JsonRead.Text(ref reader, where, name);
                    break;
                case "tree":
                    tree = isNull ? null : NodeReader.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "directives":
                    directives = isNull ? null : DirectiveJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "diagnostics":
                    diagnostics = JsonRead.List(ref reader, where, name, DiagnosticJson.Read);
                    break;
                case "spans":
                    spans = JsonRead.List(ref reader, where, name, Span);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(text ?? throw JsonRead.Missing(where, "query"), tree, diagnostics, ByNode(tree, spans)) { Directives = directives };
    }

    private static void Dates(Utf8JsonWriter writer, QueryParseResult value, List<QueryNode> nodes)
    {
        writer.WriteStartArray("dates"u8);
        foreach (var node in nodes)
        {
            if (node is not DateRangeNode range)
            {
                continue;
            }

            var (start, end) = value.SpanOf(range);
            writer.WriteStartObject();
            writer.WriteNumber("start"u8, start);
            writer.WriteNumber("end"u8, end);
            writer.WriteString("text"u8, end <= value.Text.Length ? value.Text.AsSpan(start, end - start) : default);
            IntervalJson.WriteBounds(writer, range.Interval);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // One a node, each before its children, as they stand in the tree.
    private static void Spans(Utf8JsonWriter writer, QueryParseResult value, List<QueryNode> nodes)
    {
        writer.WriteStartArray("spans"u8);
        foreach (var node in nodes)
        {
            var (start, end) = value.SpanOf(node);
            writer.WriteStartArray();
            writer.WriteNumberValue(start);
            writer.WriteNumberValue(end);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static (int Start, int End) Span(ref Utf8JsonReader reader, string where)
    {
        JsonRead.BeginList(ref reader, where, "span");
        var (start, end, count) = (0, 0, 0);
        while (JsonRead.NextElement(ref reader, where, count))
        {
            (start, end) = (end, JsonRead.Int(ref reader, where, "span"));
            count++;
        }

        return count == 2 && start >= 0 && end >= start
            ? (start, end)
            : throw new JsonException($"{where} is two numbers, the second not below the first.");
    }

    private static Dictionary<QueryNode, (int Start, int End)> ByNode(QueryNode? tree, List<(int Start, int End)> spans)
    {
        var known = new Dictionary<QueryNode, (int Start, int End)>(ReferenceEqualityComparer.Instance);
        var next = 0;
        foreach (var node in tree is null ? [] : QueryTree.All(tree))
        {
            if (next == spans.Count)
            {
                break;
            }

            known.TryAdd(node, spans[next++]);
        }

        return known;
    }
}
