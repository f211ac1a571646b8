using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// Articles whose number in a field of the archive's own lies between two; it filters and does not score. Articles without a number are
/// in no range, not even an unbounded one.
/// </summary>
/// <param name="Field">The field, declared as <see cref="FieldType.Number"/>.</param>
/// <param name="Least">The least; negative infinity for no bound.</param>
/// <param name="Greatest">The greatest; positive infinity for no bound.</param>
/// <param name="ExcludesLeast">Whether <paramref name="Least"/> itself lies outside.</param>
/// <param name="ExcludesGreatest">Whether <paramref name="Greatest"/> itself lies outside.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record NumberRangeNode(
    string Field,
    double Least = double.NegativeInfinity,
    double Greatest = double.PositiveInfinity,
    bool ExcludesLeast = false,
    bool ExcludesGreatest = false) : QueryNode;
