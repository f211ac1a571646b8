using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SearchCore.Queries.Json;

/// <summary>Reads one value. The reader stands on its first token and is left on its last.</summary>
/// <param name="reader">The reader.</param>
/// <param name="where">Where the value stands, for messages: <c>facets[0]</c>; empty for a value by itself.</param>
internal delegate T JsonReading<out T>(ref Utf8JsonReader reader, string where);

/// <summary>
/// Reads the parts of JSON values as docs/json.md has them. What is not so is a <see cref="JsonException"/> that names the member.
/// </summary>
internal static class JsonRead
{
    /// <summary>Requires that an object begins here.</summary>
    public static void Begin(ref Utf8JsonReader reader, string where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong(where, null, "an object", reader.TokenType);
        }
    }

    /// <summary>Moves to the value of an object's next member.</summary>
    /// <returns>Whether there is one; if not, the reader stands on the object's end.</returns>
    public static bool Next(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        reader.Read();
        name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        if (name is null)
        {
            return false;
        }

        reader.Read();
        return true;
    }

    /// <summary>A member's name in the form that reading compares: case plays no part.</summary>
    public static string Key(string name) => name.ToLowerInvariant();

    /// <summary>Passes over a value that this version does not know.</summary>
    public static void Skip(ref Utf8JsonReader reader) => reader.TrySkip();

    /// <summary>Where a member stands.</summary>
    public static string At(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";

    /// <summary>A string.</summary>
    public static string Text(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType == JsonTokenType.String ? String(ref reader, where, name) : throw Wrong(where, name, "a string", reader.TokenType);

    /// <summary>A string, or null.</summary>
    public static string? TextOrNull(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType == JsonTokenType.Null ? null : Text(ref reader, where, name);

    /// <summary>True or false.</summary>
    public static bool Flag(ref Utf8JsonReader reader, string where, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        var other => throw Wrong(where, name, "true or false", other),
    };

    /// <summary>A whole number of 64 bits.</summary>
    public static long Long(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType != JsonTokenType.Number ? throw Wrong(where, name, "a whole number", reader.TokenType)
        : reader.TryGetInt64(out var value) ? value
        : throw new JsonException($"{At(where, name)} is a whole number of at most 64 bits.");

    /// <summary>A whole number of 32 bits.</summary>
    public static int Int(ref Utf8JsonReader reader, string where, string name) =>
        Long(ref reader, where, name) is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw new JsonException($"{At(where, name)} is a whole number of at most 32 bits.");

    /// <summary>A number.</summary>
    public static double Number(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType != JsonTokenType.Number ? throw Wrong(where, name, "a number", reader.TokenType)
        : reader.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : throw new JsonException($"{At(where, name)} is a number that is too large.");

    /// <summary>A duration, given as a number of units.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="where">Where the object stands.</param>
    /// <param name="name">The member.</param>
    /// <param name="ticksAUnit">How many ticks a unit has.</param>
    public static TimeSpan Duration(ref Utf8JsonReader reader, string where, string name, long ticksAUnit)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Wrong(where, name, "a number", reader.TokenType);
        }

        var most = (decimal)long.MaxValue / ticksAUnit;
        return reader.TryGetDecimal(out var units) && units <= most && units >= -most
            ? new TimeSpan((long)(units * ticksAUnit))
            : throw new JsonException($"{At(where, name)} is a duration that is too long.");
    }

    /// <summary>One of an enumeration's names; case plays no part.</summary>
    public static T Choice<T>(ref Utf8JsonReader reader, string where, string name)
        where T : struct, Enum
    {
        var text = Text(ref reader, where, name);
        return EnumNames<T>.TryParse(text, out var value)
            ? value
            : throw new JsonException($"{At(where, name)} is one of {EnumNames<T>.List}; there is no {Quote(text)}.");
    }

    /// <summary>A list, none of whose elements is null.</summary>
    public static List<T> List<T>(ref Utf8JsonReader reader, string where, string name, JsonReading<T> element)
    {
        BeginList(ref reader, where, name);
        var path = At(where, name);
        var list = new List<T>();
        while (NextElement(ref reader, path, list.Count))
        {
            list.Add(element(ref reader, $"{path}[{list.Count}]"));
        }

        return list;
    }

    /// <summary>An object whose members' names are values, in their order; none of their values is null.</summary>
    public static List<(string Name, T Value)> Map<T>(ref Utf8JsonReader reader, string where, string name, JsonReading<T> element)
    {
        var path = At(where, name);
        Begin(ref reader, path);
        var map = new List<(string, T)>();
        while (Next(ref reader, out var key))
        {
            map.Add((key, element(ref reader, $"{path}.{key}")));
        }

        return map;
    }

    /// <summary>Requires that a list begins here.</summary>
    public static void BeginList(ref Utf8JsonReader reader, string where, string name)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw reader.TokenType == JsonTokenType.Null
                ? new JsonException($"{At(where, name)} is null; a list without values is [].")
                : Wrong(where, name, "a list", reader.TokenType);
        }
    }

    /// <summary>Moves to the next element of a list; false at its end. Null is refused.</summary>
    public static bool NextElement(ref Utf8JsonReader reader, string path, int index)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.EndArray => false,
            JsonTokenType.Null => throw new JsonException($"{path}[{index}] is null."),
            _ => true,
        };
    }

    /// <summary>An element that is a string.</summary>
    public static string TextElement(ref Utf8JsonReader reader, string where) =>
        reader.TokenType == JsonTokenType.String
            ? String(ref reader, where, string.Empty)
            : throw Wrong(where, null, "a string", reader.TokenType);

    /// <summary>What is said of an object that lacks a member.</summary>
    public static JsonException Missing(string where, string name) =>
        new($"{(where.Length == 0 ? "the object" : where)} needs the member \"{name}\".");

    /// <summary>What is said of a member that there is none of.</summary>
    public static JsonException Unknown(string where, string name) =>
        new($"{(where.Length == 0 ? "the object" : where)} has no member {Quote(name)}.");

    /// <summary>What is said of a value of another type.</summary>
    public static JsonException Wrong(string where, string? name, string expected, JsonTokenType found)
    {
        var path = name is null ? where : At(where, name);
        return new($"{(path.Length == 0 ? "the value" : path)} is {expected}, not {Kind(found)}.");
    }

    /// <summary>A text in quotation marks, cut where it is long, for messages.</summary>
    public static string Quote(string text) => $"'{(text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…"))}'";

    // Escapes of half a surrogate pair are JSON and no text.
    private static string String(ref Utf8JsonReader reader, string where, string name)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"{At(where, name)} is a string with half a surrogate pair.", e);
        }
    }

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => "true or false",
    };
}
