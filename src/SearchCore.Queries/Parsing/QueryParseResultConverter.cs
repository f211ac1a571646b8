using System.Text.Json;
using System.Text.Json.Serialization;

using SearchCore.Queries.Parsing;

namespace SearchCore.Queries;

/// <summary>
/// The form of a <see cref="QueryParseResult"/> for System.Text.Json, by reflection or by a source generator. The type names it in an
/// attribute, so that nothing has to be set up. The form is in docs/json.md and depends on no options.
/// </summary>
public sealed class QueryParseResultConverter : JsonConverter<QueryParseResult>
{
    /// <inheritdoc/>
    public override QueryParseResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ParsedQueryJson.Read(ref reader, string.Empty);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QueryParseResult value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ParsedQueryJson.Write(writer, value);
    }
}
