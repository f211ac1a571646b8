using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Queries.Json;

/// <summary>A converter made of two functions. It depends on no options: a value has one form wherever it is written.</summary>
internal sealed class DelegatedConverter<T>(JsonReading<T> read, JsonWriting<T> write) : JsonConverter<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader, string.Empty);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
}

/// <summary>A converter of an enumeration by its names.</summary>
internal sealed class EnumNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonRead.Choice<T>(ref reader, string.Empty, typeof(T).Name);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumNames<T>.Of(value));
}
