using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>A converter of trees, or of one kind of node as the root of one.</summary>
internal sealed class NodeConverter<T> : JsonConverter<T>
    where T : QueryNode
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NodeReader.Read(ref reader, "the tree") as T ?? throw new JsonException($"the node is no {typeof(T).Name}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => NodeWriter.Write(writer, value);
}
