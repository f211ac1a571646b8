using System.Text.Json;

using SearchCore.Queries;

namespace SearchCore.Cli.Output;

/// <summary>How a query was understood, as JSON.</summary>
internal static class ParsedQueryJson
{
    public static void Write(TextWriter output, QueryParseResult parsed) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("query"u8, parsed.Text);
        json.WriteBoolean("valid"u8, parsed.IsValid);
        json.WritePropertyName("tree"u8);
        if (parsed.Tree is { } tree)
        {
            QueryTree.WriteJson(tree, json);
            json.WriteString("printed"u8, QueryPrinter.Print(tree));
        }
        else
        {
            json.WriteNullValue();
            json.WriteNull("printed"u8);
        }

        json.WriteStartArray("dates"u8);
        foreach (var range in Ranges(parsed.Tree))
        {
            WriteRange(json, parsed, range);
        }

        json.WriteEndArray();
        ResultsJson.WriteDiagnostics(json, "diagnostics"u8, parsed.Diagnostics);
        json.WriteEndObject();
    });

    private static void WriteRange(Utf8JsonWriter json, QueryParseResult parsed, DateRangeNode range)
    {
        var (start, end) = parsed.SpanOf(range);
        json.WriteStartObject();
        json.WriteNumber("start"u8, start);
        json.WriteNumber("end"u8, end);
        json.WriteString("text"u8, parsed.Text[start..end]);
        json.WriteString("from"u8, QueryPrinter.Moment(range.Interval.From));
        json.WriteString("to"u8, QueryPrinter.Moment(range.Interval.To));
        json.WriteEndObject();
    }

    private static IEnumerable<DateRangeNode> Ranges(QueryNode? node) => node switch
    {
        DateRangeNode range => [range],
        BoostNode boost => Ranges(boost.Node),
        BooleanNode boolean => boolean.Must.Concat(boolean.Should).Concat(boolean.MustNot).SelectMany(Ranges),
        _ => [],
    };
}
