using System.Text.Json;

namespace SearchCore.Queries.Json;

/// <summary>The names of an enumeration's values in JSON: the C# names with a small first letter.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();

    private static readonly string[] Names = [.. Values.Select(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()))];

    /// <summary>All names, for messages.</summary>
    public static string List => string.Join(", ", Names);

    /// <summary>A value's name.</summary>
    /// <exception cref="JsonException">It is none of the enumeration's values.</exception>
    public static string Of(T value) => Array.IndexOf(Values, value) is >= 0 and var at
        ? Names[at]
        : throw new JsonException($"{typeof(T).Name} has no value {value}.");

    /// <summary>Whether a value is one of the enumeration's.</summary>
    public static bool IsKnown(T value) => Array.IndexOf(Values, value) >= 0;

    /// <summary>The value of a name, whatever its case.</summary>
    public static bool TryParse(string name, out T value)
    {
        var at = Array.FindIndex(Names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        value = at >= 0 ? Values[at] : default;
        return at >= 0;
    }
}
