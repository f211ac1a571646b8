using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Parquet;

/// <summary>The cells of a row under the names of their columns; each is a value, or several.</summary>
internal sealed class ParquetMembers : RecordMembers
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>Takes a row.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="cells">A cell for each; null for none.</param>
    public ParquetMembers(IReadOnlyList<string> columns, IReadOnlyList<string>?[] cells)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length > 0 && cells[i] is { Count: > 0 } cell && values.TryAdd(columns[i], cell))
            {
                names.Add(columns[i]);
            }
        }
    }

    public override IReadOnlyList<string> Names => names;

    public override bool Has(string name) => values.ContainsKey(name);

    public override string? Text(string name) => string.Join("\n\n", values[name]);

    // A cell of one value may hold several: A; B.
    public override IReadOnlyList<string>? List(string name) => values[name] is { Count: > 1 } list ? list : null;

    public override string? Stored(string name) => string.Join("; ", values[name]);
}
