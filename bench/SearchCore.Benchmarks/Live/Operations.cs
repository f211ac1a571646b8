using System.Globalization;

namespace SearchCore.Benchmarks.Live;

/// <summary>Single operations of each engine, in turn: the processor time of the whole process and its garbage.</summary>
internal static class Operations
{
    private const int WarmUps = 20;

    public static bool Run(IReadOnlyList<LiveEngine> engines, LiveCorpus corpus, int rounds)
    {
        var root = Directory.CreateTempSubdirectory("searchcore-live-");
        var indexes = engines.Select(e => (e.Name, Index: e.Open(Path.Combine(root.FullName, e.Name), true))).ToList();
        try
        {
            var figures = new Dictionary<(string Operation, string Engine), List<(double Milliseconds, long Bytes)>>();
            foreach (var (_, index) in indexes)
            {
                Fill(index, corpus);
            }

            var next = 0;
            for (var round = -WarmUps; round < rounds; round++)
            {
                var each = round;
                Measure("Add", (index, n) => index.Add(corpus.Coming(n)));
                Measure("Add + Refresh", (index, n) =>
                {
                    index.Add(corpus.Coming(n));
                    index.Refresh();
                });

                // What waits for a commit is not this one's.
                indexes.ForEach(i => i.Index.Commit());
                Measure("Add + Commit", (index, n) =>
                {
                    index.Add(corpus.Coming(n));
                    index.Commit();
                });
                Measure("replace + Refresh", (index, n) =>
                {
                    index.Add(corpus.Base[n * 7 % (corpus.Base.Count / 2)]);
                    index.Refresh();
                });
                Measure("delete one id", (index, n) =>
                    index.Delete(corpus.Base[(corpus.Base.Count / 2) + (n % (corpus.Base.Count / 2))].Id));

                void Measure(string operation, Action<ILiveIndex, int> action)
                {
                    next++;
                    foreach (var (name, index) in each % 2 == 0 ? indexes : Enumerable.Reverse(indexes))
                    {
                        var used = Usage.Of(() => action(index, next));
                        if (each >= 0)
                        {
                            if (!figures.TryGetValue((operation, name), out var list))
                            {
                                figures[(operation, name)] = list = [];
                            }

                            list.Add(used);
                        }
                    }
                }
            }

            foreach (var (_, index) in indexes)
            {
                index.Commit();
            }

            Print(engines, figures, rounds);
            return Same(indexes, corpus);
        }
        finally
        {
            indexes.ForEach(i => i.Index.Dispose());
            root.Delete(recursive: true);
        }
    }

    /// <summary>Adds the articles that are there at first.</summary>
    public static void Fill(ILiveIndex index, LiveCorpus corpus)
    {
        foreach (var article in corpus.Base)
        {
            index.Add(article);
        }

        index.Commit();
    }

    private static bool Same(List<(string Name, ILiveIndex Index)> indexes, LiveCorpus corpus)
    {
        var different = corpus.Queries.Count(q => indexes.Select(i => i.Index.Search(q, false).Total).Distinct().Count() > 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{different} of {corpus.Queries.Count} queries find another number of articles in the end.\n"));
        return different <= corpus.Queries.Count / 4;
    }

    private static void Print(
        IReadOnlyList<LiveEngine> engines, Dictionary<(string Operation, string Engine), List<(double Milliseconds, long Bytes)>> figures,
        int rounds)
    {
        Console.WriteLine($"One operation: processor time of the process, garbage; {rounds} of each, engines in turn\n");
        Console.WriteLine("| operation | engine | median ms | mean ms | median KB |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var operation in figures.Keys.Select(k => k.Operation).Distinct())
        {
            foreach (var engine in engines)
            {
                var list = figures[(operation, engine.Name)];
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {operation} | {engine.Name} | {Usage.Median(list.Select(u => u.Milliseconds)):F2} | "
                        + $"{list.Average(u => u.Milliseconds):F2} | {Usage.Median(list.Select(u => u.Bytes / 1e3)):F0} |"));
            }
        }

        Console.WriteLine();
    }
}
