using System.Globalization;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>
/// Hits as rows: CSV as RFC 4180 has it, or with tabs between. Spreadsheets run what begins with <c>= + - @</c>, so text that does gets an
/// apostrophe in front and stands in quotes (CWE-1236). Line breaks and control characters inside of values are made harmless.
/// </summary>
internal static class Delimited
{
    private static readonly string[] HitColumns = ["id", "score", "title", "published", "source", "url", "snippet"];
    private static readonly string[] GroupColumns = ["group", "groupArticles"];
    private static readonly string[] ValueColumns = ["value", "count"];
    private static readonly string[] BatchColumns = ["query", "rank", "id", "score", "title", "published", "source", "url"];

    /// <summary>
    /// Writes a row for each hit below one of the columns' names, with its group where hits are grouped; dates in a zone, in UTC where it
    /// is null. Where the query names fields, those are the columns.
    /// </summary>
    public static void WriteHits(
        TextWriter output, SearchResults results, bool tabs, TimeZoneInfo? zone = null, IReadOnlyList<string>? fields = null)
    {
        var isGrouped = results.Groups is not null;
        string[] columns = fields is { Count: > 0 } ? [.. fields.Select(f => f == "date" ? "published" : f)] : HitColumns;
        WriteRow(output, isGrouped ? [.. columns, .. GroupColumns] : columns, tabs);
        foreach (var hit in results.Hits)
        {
            WriteRow(output, [.. columns.Select(c => Cell(hit, c, zone)), .. Group(hit, isGrouped)], tabs);
        }
    }

    private static string[] Group(SearchHit hit, bool isGrouped) =>
        isGrouped ? [Text(hit.Group?.Value), Number(hit.Group?.Articles ?? 1)] : [];

    private static string Cell(SearchHit hit, string column, TimeZoneInfo? zone) => column switch
    {
        "id" => Text(hit.Id),
        "score" => Number(hit.Score),
        "title" => Text(hit.Title),
        "published" => LocalDates.Text(hit.Published, zone),
        "source" => Text(hit.Source),
        "url" => Text(hit.Url),
        _ => Text(hit.Snippet?.Text),
    };

    public static void WriteBatchHeader(TextWriter output, bool withGroups) =>
        WriteRow(output, withGroups ? [.. BatchColumns, .. GroupColumns] : BatchColumns, tabs: false);

    public static void WriteBatchHits(
        TextWriter output, string queryId, SearchResults results, bool withGroups, TimeZoneInfo? zone = null)
    {
        for (var i = 0; i < results.Hits.Count; i++)
        {
            var hit = results.Hits[i];
            WriteRow(
                output,
                [
                    Text(queryId), Number(i + 1), Text(hit.Id), Number(hit.Score), Text(hit.Title), LocalDates.Text(hit.Published, zone),
                    Text(hit.Source), Text(hit.Url), .. Group(hit, withGroups),
                ],
                tabs: false);
        }
    }

    public static void WriteValues(TextWriter output, IReadOnlyList<FacetValue> values, bool tabs)
    {
        WriteRow(output, ValueColumns, tabs);
        foreach (var (value, count) in values)
        {
            WriteRow(output, [Text(value), Number(count)], tabs);
        }
    }

    /// <summary>Writes cells, each made by <see cref="Text"/> or harmless by itself.</summary>
    public static void WriteRow(TextWriter output, ReadOnlySpan<string> cells, bool tabs)
    {
        output = WrappingWriter.Plain(output);
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Write(tabs ? '\t' : ',');
            }

            var cell = cells[i];
            var quote = !tabs && (cell.StartsWith('\'') || cell.AsSpan().IndexOfAny(",\"\r\n") >= 0);
            output.Write(quote ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        output.Write(tabs ? "\n" : "\r\n");
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text as a cell: one line, no formula.</summary>
    public static string Text(string? text)
    {
        var line = SafeText.Line(text);
        return line.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '|' or '%'
            ? "'" + line
            : line;
    }

    /// <summary>A value as a cell: a plain number stays one, also below zero; anything else is a text.</summary>
    public static string Value(string? value) =>
        double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            && value[0] is '-' or (>= '0' and <= '9')
            ? value
            : Text(value);
}
