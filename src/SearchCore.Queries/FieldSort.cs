using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// An order of hits by a field of the archive's own: <c>| sort price desc</c>. Articles without a value come last in either direction; ties
/// are broken as in every order, the newer first, then by id. Immutable; compares by value.
/// </summary>
/// <param name="Field">The field, of any type but <see cref="FieldType.Text"/>. There may be 100,000 different keywords.</param>
/// <param name="Descending">
/// Whether the greatest, latest or last comes first; default is the least, earliest or first. Of several values of an article the least
/// decides, and in descending order the greatest. Keywords are in the order of code points, without case and accents.
/// </param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FieldSort(string Field, bool Descending = false)
{
    /// <summary>Whether values of a type have an order: all but texts do.</summary>
    internal static bool CanSort(FieldType type) => type != FieldType.Text;
}
