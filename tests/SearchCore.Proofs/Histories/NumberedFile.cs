using System.Globalization;

using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Histories;

/// <summary>
/// A file of JSON lines with what an index must hold when all of it is loaded: some ids come several times, and the last of them counts.
/// </summary>
internal sealed class NumberedFile
{
    private readonly HashSet<(string Id, string Text)> versions;

    private NumberedFile(string path, Dictionary<string, string> final, HashSet<(string Id, string Text)> versions) =>
        (Path, Final, this.versions) = (path, final, versions);

    public string Path { get; }

    /// <summary>The version of each id that comes last.</summary>
    public IReadOnlyDictionary<string, string> Final { get; }

    /// <summary>Writes it; one line in five repeats an earlier id.</summary>
    /// <param name="path">Where.</param>
    /// <param name="seed">What.</param>
    /// <param name="lines">How many articles.</param>
    /// <param name="sentences">How long their bodies are.</param>
    public static NumberedFile Write(string path, ulong seed, int lines, int sentences = 1)
    {
        var random = new SeededRandom(seed);
        var final = new Dictionary<string, string>(StringComparer.Ordinal);
        var versions = new HashSet<(string Id, string Text)>();
        using var file = File.Create(path);
        SyntheticNews.WriteJsonLines(file, Enumerable.Range(1, lines).Select(n =>
        {
            var id = $"id{(random.Below(5) == 0 ? 1 + random.Below(n) : n)}";
            var text = $"v{n}";
            final[id] = text;
            versions.Add((id, text));
            return Specimen.Article(id, text, sentences);
        }));
        return new NumberedFile(path, final, versions);
    }

    /// <summary>
    /// What is wrong with an index in which some of the file is, or null: all that was seen before is there, in versions of the file.
    /// </summary>
    /// <param name="found">What it holds.</param>
    /// <param name="seen">What a reader saw committed.</param>
    /// <param name="firstLoad">Whether the file is loaded for the first time; a load that is repeated comes by older versions
    /// again.</param>
    public string? Violation(IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, string> seen, bool firstLoad)
    {
        foreach (var (id, text) in seen)
        {
            if (!found.TryGetValue(id, out var now))
            {
                return $"{id} was committed and is lost";
            }

            if (firstLoad && Number(now) < Number(text))
            {
                return $"{id} was committed as {text} and is {now}";
            }
        }

        return found.FirstOrDefault(f => !versions.Contains((f.Key, f.Value))) is { Key: { } stranger }
            ? $"{stranger} is not the file's"
            : null;
    }

    private static int Number(string version) => int.Parse(version.AsSpan(1), CultureInfo.InvariantCulture);
}
