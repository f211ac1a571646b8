using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// An order of hits by a field of the archive's own: <c>| sort price desc</c>. Articles without a value come last in either direction; ties
/// are broken as in every order, the newer first, then by id. Immutable; compares by value.
/// </summary>
/// <param name="Field">The field, declared as <see cref="FieldType.Number"/> or <see cref="FieldType.Date"/>.</param>
/// <param name="Descending">Whether the greatest or latest comes first; default is the least or earliest.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FieldSort(string Field, bool Descending = false)
{
    /// <summary>Whether values of a type have an order: numbers and dates do.</summary>
    internal static bool CanSort(FieldType type) => type is FieldType.Number or FieldType.Date;
}
