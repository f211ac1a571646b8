using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// Times a file of queries on an index, each warmed and then alone on one thread, and at the end the file's throughput on several threads.
/// Prints what other engines' measurements print, so that they can stand side by side: class, query, hits, p50, p95 and p99 in
/// microseconds.
/// </summary>
internal static class QueryTimings
{
    private const int MostRuns = 20_000, FewestRuns = 20;

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var folder, var file])
        {
            return arguments.Misused();
        }

        var seconds = double.Parse(arguments.Option("seconds", "0.5"), CultureInfo.InvariantCulture);
        if (arguments.Option("compact", "no") == "yes")
        {
            using var writer = ArticleIndex.Open(folder);
            writer.Compact();
        }

        using var index = ArticleIndex.Open(folder, new ArticleIndexOptions
        {
            Access = IndexAccess.ReadOnly,
            Recognizer = null,
            SearchThreads = int.Parse(arguments.Option("search-threads", "1"), CultureInfo.InvariantCulture),
        });
        using var searcher = index.OpenSearcher();
        var kinds = searcher.Kinds();
        var work = arguments.Option("work", "engine");
        var queries = File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => QueryLine.Parse(l, kinds))
            .Select(l => (Line: l, Run: Work(work, searcher, l.Request))).ToList();
        var figures = index.Statistics();
        Console.Error.WriteLine($"{figures.Articles} articles, {figures.Segments} segments, {work}");

        // Every shape of query before the first is timed, so that none is timed half compiled.
        for (var round = 0; round < 2; round++)
        {
            foreach (var query in queries)
            {
                for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds * 0.3;)
                {
                    query.Run();
                }
            }
        }

        Console.WriteLine("class\tquery\thits\tp50us\tp95us\tp99us");
        Func<double>? clock = arguments.Option("clock", "wall") switch
        {
            "wall" => null,
            "processor" => () => ThreadClock.Now.TotalMicroseconds,
            "garbage" => () => GC.GetAllocatedBytesForCurrentThread(),
            var other => throw new ArgumentException($"--clock is wall, processor or garbage, not '{other}'"),
        };
        foreach (var (line, run) in queries)
        {
            if (clock is not null)
            {
                TimeBatches(line, run, seconds, clock);
            }
            else
            {
                Time(line, run, seconds);
            }
        }

        Throughput(
            [.. queries.Select(q => q.Run)],
            int.Parse(arguments.Option("threads", "2"), CultureInfo.InvariantCulture),
            int.Parse(arguments.Option("windows", "1"), CultureInfo.InvariantCulture));
        return 0;
    }

    // engine: what the others do when they are timed, the query made ready before. search: a whole call, from the tree to hits with ids,
    // scores and dates. page: with headlines and snippets.
    private static Func<long> Work(string work, ArticleSearcher searcher, SearchRequest request) => work switch
    {
        "engine" => new PreparedQuery(searcher, request).Run,
        "search" => () => searcher.Search(request).Total.Value,
        "page" => () => searcher.Search(request with { Fields = HitFields.All }).Total.Value,
        _ => throw new ArgumentException($"--work is engine, search or page, not '{work}'"),
    };

    private static void Time(QueryLine line, Func<long> run, double seconds)
    {
        var times = new List<double>();
        var hits = 0L;
        var begin = Stopwatch.GetTimestamp();
        while (times.Count < FewestRuns || (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds && times.Count < MostRuns))
        {
            var start = Stopwatch.GetTimestamp();
            hits = run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        times.Sort();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{line.Class}\t{line.Text}\t{hits}\t{At(50):F1}\t{At(95):F1}\t{At(99):F1}"));

        double At(int percent) => times[times.Count * percent / 100];
    }

    // Nine batches by the clock of the thread's processor time, or by the bytes that it allocates: p50 is their median, p95 the least, p99
    // the most. What else runs on the machine leaves these comparable.
    private static void TimeBatches(QueryLine line, Func<long> run, double seconds, Func<double> clock)
    {
        const int batches = 9;
        var times = new double[batches];
        var (count, hits) = (0, 0L);
        for (var start = ThreadClock.Now; count < 3 || (ThreadClock.Now - start).TotalSeconds < seconds / batches; count++)
        {
            hits = run();
        }

        for (var batch = 0; batch < batches; batch++)
        {
            var start = clock();
            for (var i = 0; i < count; i++)
            {
                run();
            }

            times[batch] = (clock() - start) / count;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Class}\t{line.Text}\t{hits}\t{times[batches / 2]:F2}\t{times[0]:F2}\t{times[^1]:F2}"));
    }

    private static void Throughput(IReadOnlyList<Func<long>> runs, int threads, int windows)
    {
        var (done, stop) = (0L, false);
        var workers = Enumerable.Range(0, threads).Select(t => new Thread(() =>
        {
            for (var i = t * runs.Count / threads; !Volatile.Read(ref stop); i++)
            {
                runs[i % runs.Count]();
                Interlocked.Increment(ref done);
            }
        })).ToList();
        workers.ForEach(w => w.Start());
        for (; windows > 0; windows--)
        {
            Interlocked.Exchange(ref done, 0);
            Thread.Sleep(5_000);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"#qps\t{threads} threads\t{Interlocked.Read(ref done) / 5.0:F0}"));
        }

        Volatile.Write(ref stop, true);
        workers.ForEach(w => w.Join());
    }
}
