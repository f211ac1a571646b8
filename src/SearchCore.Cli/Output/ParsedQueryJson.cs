using System.Text.Json;

using SearchCore.Articles;
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
            json.WriteString("printed"u8, QueryFormatter.Format(tree, parsed.Directives));
        }
        else
        {
            json.WriteNullValue();
            json.WriteNull("printed"u8);
        }

        json.WriteStartArray("dates"u8);
        foreach (var range in parsed.Tree is null ? [] : QueryTree.All(parsed.Tree).OfType<DateRangeNode>())
        {
            WriteRange(json, parsed, range);
        }

        json.WriteEndArray();
        WriteDirectives(json, parsed.Directives);
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
        json.WriteString("from"u8, Moment(range.Interval.From));
        json.WriteString("to"u8, Moment(range.Interval.To));
        json.WriteEndObject();
    }

    /// <summary>A bound of an interval as ISO 8601 in UTC; <c>*</c> where there is none or it lies outside of the years 1 to 9999.</summary>
    internal static string Moment(long? second) => second is >= ArticleDate.MinUnixSeconds and <= ArticleDate.MaxUnixSeconds ? new ArticleDate(second.Value).ToString() : "*";

    private static void WriteDirectives(Utf8JsonWriter json, QueryDirectives? directives)
    {
        json.WritePropertyName("directives"u8);
        if (directives is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("select"u8);
        foreach (var (kind, value) in directives.Select)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, kind);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("facets"u8);
        foreach (var (kind, top, prefix) in directives.Facets)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, kind);
            if (top is { } count)
            {
                json.WriteNumber("top"u8, count);
            }

            if (prefix.Length > 0)
            {
                json.WriteString("prefix"u8, prefix);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("timeline"u8, directives.Timeline?.ToString().ToLowerInvariant());
        json.WriteString("sort"u8, directives.Sort?.ToString().ToLowerInvariant());
        if (directives.Limit is { } limit)
        {
            json.WriteNumber("limit"u8, limit);
        }
        else
        {
            json.WriteNull("limit"u8);
        }

        json.WriteStartArray("fields"u8);
        foreach (var field in directives.Fields)
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
