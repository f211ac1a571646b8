using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Tables;

/// <summary>The cells of a row under the names of their columns.</summary>
internal sealed class RowMembers(IReadOnlyList<string> columns, string[] cells) : RecordMembers
{
    private readonly Dictionary<string, string> values = columns.Zip(cells)
        .Where(c => c.First.Length > 0).DistinctBy(c => c.First, StringComparer.Ordinal)
        .ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);

    public override IReadOnlyList<string> Names => [.. columns.Where(values.ContainsKey).Distinct(StringComparer.Ordinal)];

    public override bool Has(string name) => values.ContainsKey(name);

    public override string? Text(string name) => values[name];

    // Lists of Python, as tables that were scraped have them: ['port', 'strike'].
    public override IReadOnlyList<string>? List(string name) =>
        values[name].Trim() is ['[', .., ']'] text
            ? [.. text[1..^1].Split(',').Select(v => v.Trim().Trim('\'', '"')).Where(v => v.Length > 0)]
            : null;

    public override string? Stored(string name) => values[name];
}
