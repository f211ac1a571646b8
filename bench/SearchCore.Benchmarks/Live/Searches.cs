using System.Globalization;

namespace SearchCore.Benchmarks.Live;

/// <summary>Warm searches of two words for ten hits, by number of segments: processor time and garbage of each.</summary>
internal static class Searches
{
    private static readonly int[] SegmentCounts = [1, 4, 20];

    public static bool Run(IReadOnlyList<LiveEngine> engines, LiveCorpus corpus, int rounds)
    {
        Console.WriteLine("A warm search of two words, ten hits; processor time of the process, garbage; engines in turn\n");
        Console.WriteLine("| segments | engine | shown | median ms | mean ms | median KB | mean KB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var isRight = true;
        foreach (var segments in SegmentCounts)
        {
            isRight &= Run(engines, corpus, rounds, segments);
        }

        Console.WriteLine();
        return isRight;
    }

    private static bool Run(IReadOnlyList<LiveEngine> engines, LiveCorpus corpus, int rounds, int segments)
    {
        var root = Directory.CreateTempSubdirectory("searchcore-live-");
        var indexes = engines.Select(e => (e.Name, Index: e.Open(Path.Combine(root.FullName, e.Name), false))).ToList();
        try
        {
            foreach (var (_, index) in indexes)
            {
                Fill(index, corpus, segments);
            }

            var queries = corpus.Agreed(indexes.Select(i => i.Index));
            var cases = indexes.SelectMany(i => new[] { (i.Name, i.Index, Snippets: false), (i.Name, i.Index, Snippets: true) })
                .Where(c => c.Index is SearchCoreLive || !c.Snippets).ToList();
            var figures = cases.ConvertAll(_ => new List<(double Milliseconds, long Bytes)>());
            for (var round = -rounds / 4; round < rounds; round++)
            {
                var query = queries[Math.Abs(round) % queries.Count];
                for (var i = 0; i < cases.Count; i++)
                {
                    var (_, index, snippets) = cases[i];
                    LiveAnswer answer = default;
                    var used = Usage.Of(() => answer = index.Search(query, snippets));
                    if (answer.Total != corpus.CountAtFirst(query))
                    {
                        throw new InvalidOperationException($"'{query.First} {query.Second}' found {answer.Total}");
                    }

                    if (round >= 0)
                    {
                        figures[i].Add(used);
                    }
                }
            }

            for (var i = 0; i < cases.Count; i++)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {cases[i].Index.Segments} | {cases[i].Name} | {(cases[i].Snippets ? "titles, snippets" : "titles")} | "
                        + $"{Usage.Median(figures[i].Select(u => u.Milliseconds)):F2} | {figures[i].Average(u => u.Milliseconds):F2} | "
                        + $"{Usage.Median(figures[i].Select(u => u.Bytes / 1e3)):F1} | {figures[i].Average(u => u.Bytes / 1e3):F1} |"));
            }

            return queries.Count > corpus.Queries.Count / 2;
        }
        finally
        {
            indexes.ForEach(i => i.Index.Dispose());
            root.Delete(recursive: true);
        }
    }

    private static void Fill(ILiveIndex index, LiveCorpus corpus, int segments)
    {
        for (var i = 0; i < corpus.Base.Count; i++)
        {
            index.Add(corpus.Base[i]);
            if ((i + 1) % (corpus.Base.Count / segments) == 0)
            {
                index.Commit();
            }
        }

        index.Commit();
        if (segments == 1)
        {
            index.Compact();
        }
    }
}
