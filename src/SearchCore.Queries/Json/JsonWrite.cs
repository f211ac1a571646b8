using System.Text.Json;

namespace SearchCore.Queries.Json;

/// <summary>Writes one value.</summary>
internal delegate void JsonWriting<in T>(Utf8JsonWriter writer, T value);

/// <summary>
/// Writes the parts of JSON values as docs/json.md has them. What could not be read again is a <see cref="JsonException"/>.
/// </summary>
internal static class JsonWrite
{
    /// <summary>A string that may not be null.</summary>
    public static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            throw new JsonException($"\"{System.Text.Encoding.UTF8.GetString(name)}\" is null.");
        }

        writer.WriteString(name, value);
    }

    /// <summary>A string, left out where it is null.</summary>
    public static void TextIfAny(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>A list, none of whose elements may be null.</summary>
    public static void List<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> values, JsonWriting<T> element)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is null)
            {
                throw new JsonException($"{System.Text.Encoding.UTF8.GetString(name)}[{i}] is null.");
            }

            element(writer, values[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>A duration as a number of units, with as many digits as it takes to be exact.</summary>
    public static void Duration(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TimeSpan value, long ticksAUnit) =>
        writer.WriteNumber(name, (decimal)value.Ticks / ticksAUnit);

    /// <summary>A string as an element of a list.</summary>
    public static void TextElement(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
