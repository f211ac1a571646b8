namespace SearchCore.Proofs.Histories;

/// <summary>
/// What an index may hold after whatever befell it: one of some whole states or, while a load commits on its own, one of some versions of
/// each article.
/// </summary>
/// <param name="Whole">The states, the acknowledged one first; empty where only <paramref name="Each"/> is known.</param>
/// <param name="Each">The versions of each article, null among them where it may be missing; null where <paramref name="Whole"/> is
/// known.</param>
/// <param name="Sequence">The number of the last acknowledged commit; 0 before the index was ever opened.</param>
internal sealed record Promise(
    IReadOnlyList<IReadOnlyDictionary<string, string>> Whole, IReadOnlyDictionary<string, IReadOnlyList<string?>>? Each, long Sequence)
{
    /// <summary>Snapshots that were taken: what their folders' names end with, beside the index's, and what they hold.</summary>
    public IReadOnlyList<(string Suffix, IReadOnlyDictionary<string, string> State)> Snapshots { get; init; } = [];

    /// <summary>What held when something failed, where a commit succeeded after that.</summary>
    public Promise? Before { get; init; }

    /// <summary>Nothing was promised yet.</summary>
    public static Promise Nothing { get; } = new([new Dictionary<string, string>()], null, 0);

    /// <summary>What is wrong with what was found, or null.</summary>
    public string? Violation(IReadOnlyDictionary<string, string> found)
    {
        if (Each is null)
        {
            return Whole.Any(state => Same(state, found)) ? null : $"found {Text(found)}; may be {string.Join(" or ", Whole.Select(Text))}";
        }

        foreach (var (id, versions) in Each)
        {
            if (!versions.Contains(found.GetValueOrDefault(id)))
            {
                return $"{id} is '{found.GetValueOrDefault(id, "missing")}'; may be "
                    + $"{string.Join(" or ", versions.Select(v => v ?? "missing"))}";
            }
        }

        return found.Keys.FirstOrDefault(id => !Each.ContainsKey(id)) is { } stranger ? $"{stranger} was never added" : null;
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static string Text(IReadOnlyDictionary<string, string> state) =>
        $"{{{string.Join(' ', state.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))}}}";
}
