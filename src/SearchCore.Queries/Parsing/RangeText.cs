namespace SearchCore.Queries.Parsing;

/// <summary>A range of numbers or dates by itself, as it is written behind a field: <c>[10 TO 20}</c>, <c>&gt;100</c>, <c>2019-03</c>.
/// </summary>
internal static class RangeText
{
    /// <summary>Reads one.</summary>
    /// <param name="field">The field of the archive's own.</param>
    /// <param name="type">A number or a date.</param>
    /// <param name="text">The range.</param>
    /// <param name="now">What relative dates count from; null where they are not understood.</param>
    /// <param name="zone">The zone in which days begin.</param>
    /// <returns>A <see cref="NumberRangeNode"/> or <see cref="DateRangeNode"/>; null where the text is none.</returns>
    public static QueryNode? Read(string field, FieldType type, string text, DateTimeOffset? now, TimeZoneInfo zone)
    {
        var read = QueryParser.Parse($"{field}:{text}", new()
        {
            Now = now,
            Zone = zone,
            Fields = new Dictionary<string, FieldType>(StringComparer.Ordinal) { [field] = type },
        });
        return read is { Diagnostics.Count: 0, Directives: null, Tree: NumberRangeNode or DateRangeNode } ? read.Tree : null;
    }
}
