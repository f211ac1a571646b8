using System.Globalization;

using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Histories;

/// <summary>A file of JSON lines with what an index must hold when all of it is loaded: some ids come several times, and the last of them counts.</summary>
internal sealed class NumberedFile
{
    private NumberedFile(string path, Dictionary<string, string> final, int lines) => (Path, Final, Lines) = (path, final, lines);

    public string Path { get; }

    /// <summary>The version of each id that comes last.</summary>
    public IReadOnlyDictionary<string, string> Final { get; }

    public int Lines { get; }

    /// <summary>Writes it; one line in five repeats an earlier id.</summary>
    /// <param name="path">Where.</param>
    /// <param name="seed">What.</param>
    /// <param name="lines">How many articles.</param>
    /// <param name="sentences">How long their bodies are.</param>
    public static NumberedFile Write(string path, ulong seed, int lines, int sentences = 1)
    {
        var random = new SeededRandom(seed);
        var final = new Dictionary<string, string>(StringComparer.Ordinal);
        using var file = File.Create(path);
        SyntheticNews.WriteJsonLines(file, Enumerable.Range(1, lines).Select(n =>
        {
            var id = $"id{(random.Below(5) == 0 ? 1 + random.Below(n) : n)}";
            var text = $"v{n}";
            final[id] = text;
            return Specimen.Article(id, text, sentences);
        }));
        return new NumberedFile(path, final, lines);
    }

    /// <summary>What is wrong with an index in which some of the file is, or null: every version is one of the file's, none older than one seen before.</summary>
    public string? Violation(IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, string> seen)
    {
        foreach (var (id, text) in seen)
        {
            if (!found.TryGetValue(id, out var now))
            {
                return $"{id} was committed and is lost";
            }

            if (Number(now) < Number(text))
            {
                return $"{id} was committed as {text} and is {now}";
            }
        }

        return found.FirstOrDefault(f => !Final.TryGetValue(f.Key, out var last) || Number(f.Value) > Number(last)) is { Key: { } stranger } ? $"{stranger} is not the file's" : null;
    }

    private static int Number(string version) => int.Parse(version.AsSpan(1), CultureInfo.InvariantCulture);
}
