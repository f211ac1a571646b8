using System.Globalization;

using SearchCore.Articles;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Corpora;

/// <summary>A file of JSON lines to be indexed, and what an index of it must hold.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Articles">Its articles.</param>
/// <param name="WitnessArticles">How many bodies hold the witness.</param>
/// <param name="WitnessOccurrences">How often they hold it.</param>
public sealed record BenchmarkCorpus(string Path, long Bytes, int Articles, int WitnessArticles, long WitnessOccurrences)
{
    /// <summary>
    /// A word that no analysis here drops or changes, and that no other word is stemmed to: by it an index shows that it is whole.
    /// </summary>
    public const string Witness = "which";

    /// <summary>Names the variable that sets the size of the corpora in megabytes (10⁶ bytes).</summary>
    public const string MegabytesVariable = "SEARCHCORE_BENCH_MEGABYTES";

    private const string FolderVariable = "SEARCHCORE_BENCH_FOLDER";
    private const ulong Seed = 20_260_101;

    /// <summary>
    /// A corpus's size when nothing else is said: enough for a second, so that a disk's or a compiler's moment does not count.
    /// </summary>
    public static double Megabytes =>
        double.TryParse(
            Environment.GetEnvironmentVariable(MegabytesVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var given)
                ? given
                : 16;

    private static string Folder =>
        Environment.GetEnvironmentVariable(FolderVariable)
            ?? throw new InvalidOperationException("the benchmarks are started by their own Program");

    /// <summary>
    /// Makes a folder for corpora and indexes and tells it to the processes BenchmarkDotNet starts, which inherit the environment.
    /// </summary>
    public static DirectoryInfo CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-bench-");
        Environment.SetEnvironmentVariable(FolderVariable, folder.FullName);
        return folder;
    }

    /// <summary>A path for an index: it does not exist yet.</summary>
    public static string NewIndexPath() => System.IO.Path.Combine(Folder, "index-" + Guid.NewGuid().ToString("N"));

    /// <summary>The corpus of a profile: the first who asks writes it.</summary>
    public static BenchmarkCorpus Get(NewsProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var file = System.IO.Path.Combine(Folder, profile.Name + ".jsonl");
        var facts = file + ".facts";
        if (!File.Exists(facts))
        {
            Write(file, facts, profile);
        }

        var numbers = File.ReadAllText(facts).Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new BenchmarkCorpus(file, numbers[0], (int)numbers[1], (int)numbers[2], numbers[3]);
    }

    private static void Write(string file, string facts, NewsProfile profile)
    {
        var (articles, holders, occurrences) = (0, 0, 0L);
        using (var stream = File.Create(file))
        {
            SyntheticNews.WriteJsonLines(
                stream, SyntheticNews.Articles(Seed, int.MaxValue, profile).TakeWhile(_ => stream.Position < Megabytes * 1e6)
                .Select(Count));
        }

        File.WriteAllText(
            facts, string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length} {articles} {holders} {occurrences}"));

        Article Count(Article article)
        {
            var count = CountWitness(article.Body);
            (articles, occurrences) = (articles + 1, occurrences + count);
            holders += count > 0 ? 1 : 0;
            return article;
        }
    }

    private static int CountWitness(string? text)
    {
        var count = 0;
        for (var at = 0;
             text is not null && (at = text.IndexOf(Witness, at, StringComparison.OrdinalIgnoreCase)) >= 0;
             at += Witness.Length)
        {
            var end = at + Witness.Length;
            count += (at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])) ? 1 : 0;
        }

        return count;
    }
}
