using SearchCore.TestKit;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Histories;

/// <summary>
/// A small index to be damaged: several segments, deletions and every kind of field, with its files, those of an earlier commit, and its
/// answers.
/// </summary>
internal sealed class Victim
{
    private Victim(string path, Dictionary<string, byte[]> earlier)
    {
        Path = path;
        Earlier = earlier;
        Files = Read(path);
        Names = [.. Files.Keys.Order(StringComparer.Ordinal)];
        Answers = Battery.Answers(path);
    }

    public string Path { get; }

    /// <summary>The bytes of its files; the lock's are none of them.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Files of an earlier commit.</summary>
    public IReadOnlyDictionary<string, byte[]> Earlier { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>What it answered while it was sound.</summary>
    public string Answers { get; }

    public static Victim Build(string path, ulong seed)
    {
        var articles = SyntheticNews.Articles(seed, 60, NewsProfile.Wire).ToList();
        using (var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
        {
            for (var at = 0; at < articles.Count; at += 20)
            {
                index.Index([new ListSource(articles.GetRange(at, 20))]);
            }

            foreach (var number in new[] { 3, 23, 24 })
            {
                index.Delete(articles[number].Id);
            }

            index.Commit();
        }

        var earlier = Read(path);
        using (var index = ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1 }))
        {
            index.Delete(articles[5].Id);
            index.Add(articles[25] with { Body = "Replaced since." });
            index.Commit();
        }

        return new Victim(path, earlier);
    }

    /// <summary>Puts other bytes in a file's place; null removes it.</summary>
    public void Put(string name, byte[]? bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (bytes is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllBytes(file, bytes);
        }
    }

    private static Dictionary<string, byte[]> Read(string path) =>
        Directory.EnumerateFiles(path).Where(f => !f.Contains("lock", StringComparison.Ordinal))
            .ToDictionary(f => System.IO.Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal);
}
