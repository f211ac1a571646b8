using System.Text.Json;

using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>JSON lines, one object a line (<see cref="JsonLinesSource"/>): told by a first line that is an object.</summary>
public sealed class JsonLinesFormat : IArticleFormat
{
    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public string Description => "JSON lines";

    /// <inheritdoc/>
    public FormatMatch Recognize(InputHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return BeginsWithObject(head) ? FormatMatch.Content : head.Extension is ".jsonl" or ".ndjson" ? FormatMatch.Name : FormatMatch.None;
    }

    /// <inheritdoc/>
    public IArticleSource Open(ArticleInput input, ReadingOptions options) => new JsonLinesSource(input, options);

    private static bool BeginsWithObject(InputHead head)
    {
        var text = head.Text.TrimStart(" \t\r\n"u8);
        if (text is not [(byte)'{', ..])
        {
            return false;
        }

        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        return IsObject(end < 0 ? text : text[..end], head.IsWhole || end >= 0);
    }

    /// <summary>
    /// Whether a line is one object, and not the first of an object over many lines; a line cut off must be one as far as it
    /// goes.
    /// </summary>
    private static bool IsObject(ReadOnlySpan<byte> line, bool isWhole)
    {
        var reader = new Utf8JsonReader(line, isWhole, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
