using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Articles;

/// <summary>
/// Writes a date as an ISO 8601 string in UTC (<c>"2020-01-01T00:00:00Z"</c>) and reads what <see cref="ArticleDateParser"/> reads.
/// Anything else, a number or an object among it, is a <see cref="JsonException"/> that says what is expected.
/// </summary>
public sealed class ArticleDateConverter : JsonConverter<ArticleDate>
{
    private const string Expected = "a date is an ISO 8601 string such as \"2020-01-01\" or \"2020-01-01T15:00:00Z\"";

    /// <inheritdoc/>
    public override ArticleDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()!)
            : throw new JsonException($"{Expected}, not {Kind(reader.TokenType)}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ArticleDate value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[ArticleDate.TextLength];
        value.TryFormat(text, out var length, default, null);
        writer.WriteStringValue(text[..length]);
    }

    /// <inheritdoc/>
    public override ArticleDate ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, ArticleDate value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString());
    }

    private static ArticleDate Parse(string text) => ArticleDateParser.TryParse(text, out var date, out var repaired) && !repaired
        ? date
        : throw new JsonException($"{Expected}, not {OneLine.Quote(text)}.");

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.Number => "a number",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => "true or false",
    };
}
