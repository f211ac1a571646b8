using System.Globalization;

namespace SearchCore.Benchmarks.Live;

/// <summary>What many open indexes hold, of a few segments each and searched once.</summary>
internal static class OpenIndexes
{
    private const int ArticlesEach = 200, SegmentsEach = 4;

    public static void Run(IReadOnlyList<LiveEngine> engines, LiveCorpus corpus, int count)
    {
        Console.WriteLine(
            $"{count} open indexes of {ArticlesEach} articles in {SegmentsEach} segments each, open for writing, searched once\n");
        Console.WriteLine("| engine | handles | managed MB | working set, MB more |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var engine in engines)
        {
            var root = Directory.CreateTempSubdirectory("searchcore-live-");
            try
            {
                for (var i = 0; i < count; i++)
                {
                    using var made = engine.Open(Path.Combine(root.FullName, i.ToString(CultureInfo.InvariantCulture)), false);
                    Fill(made, corpus);
                }

                Open(engine, corpus, root.FullName, count);
            }
            finally
            {
                root.Delete(recursive: true);
            }
        }

        Console.WriteLine();
    }

    private static void Fill(ILiveIndex made, LiveCorpus corpus)
    {
        for (var at = 0; at < ArticlesEach; at++)
        {
            made.Add(corpus.Base[at]);
            if ((at + 1) % (ArticlesEach / SegmentsEach) == 0)
            {
                made.Commit();
            }
        }
    }

    private static void Open(LiveEngine engine, LiveCorpus corpus, string root, int count)
    {
        var (handles, memory, resident) = (Usage.Handles, GC.GetTotalMemory(forceFullCollection: true), Usage.WorkingSet);
        var open = Enumerable.Range(0, count)
            .Select(i => engine.Open(Path.Combine(root, i.ToString(CultureInfo.InvariantCulture)), true)).ToList();
        open.ForEach(index => index.Search(corpus.Queries[0], withSnippets: true));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {engine.Name} | {Usage.Handles - handles} | {(GC.GetTotalMemory(forceFullCollection: true) - memory) / 1e6:F1} | "
                + $"{(Usage.WorkingSet - resident) / 1e6:F0} |"));
        open.ForEach(index => index.Dispose());
    }
}
