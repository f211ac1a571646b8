using System.Diagnostics;
using System.Globalization;

using SearchCore.Benchmarks.Corpora;

namespace SearchCore.Benchmarks.Scaling;

/// <summary>
/// How long searches take while the segments of an index become one, and while nothing is merged: the classes of queries of
/// <see cref="Decades"/> in turn, by one caller or several. The index itself is not changed.
/// </summary>
internal static class SearchesBesideMerge
{
    /// <summary>A row without a merge, and one with.</summary>
    /// <param name="arguments">The index and options.</param>
    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var index] || !Directory.Exists(index))
        {
            return arguments.Misused();
        }

        var callers = int.Parse(arguments.Option("callers", "1"), CultureInfo.InvariantCulture);
        var seconds = int.Parse(arguments.Option("seconds", "15"), CultureInfo.InvariantCulture);
        var requests = DecadeQueries.Requests().SelectMany(r => r).ToList();
        var folder = BenchmarkCorpus.NewIndexPath();
        ArticleIndex.TakeSnapshot(index, folder);
        using var opened = ArticleIndex.Open(folder, new ArticleIndexOptions { Recognizer = null, SearchThreads = 1, Workers = 1 });
        requests.ForEach(request => opened.Search(request));

        Console.WriteLine("| searches | merge, s | a second | median, ms | 99 %, ms | 99.9 %, ms | longest, ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Measure("nothing is merged", () => Thread.Sleep(TimeSpan.FromSeconds(seconds)));
        Measure("beside a merge into one", () => opened.Compact());
        return 0;

        void Measure(string name, Action meanwhile)
        {
            var ended = false;
            var times = new List<double>();
            var threads = Enumerable.Range(0, callers).Select(caller => new Thread(() =>
            {
                var own = new List<double>();
                for (var at = caller * requests.Count / callers; !Volatile.Read(ref ended); at++)
                {
                    var start = Stopwatch.GetTimestamp();
                    opened.Search(requests[at % requests.Count]);
                    own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                lock (times)
                {
                    times.AddRange(own);
                }
            })).ToList();
            var begin = Stopwatch.GetTimestamp();
            threads.ForEach(thread => thread.Start());
            meanwhile();
            var took = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Volatile.Write(ref ended, true);
            threads.ForEach(thread => thread.Join());
            times.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {took:F1} | {times.Count / took:F0} | {At(0.5):F2} | {At(0.99):F2} | {At(0.999):F2} | {times[^1]:F1} |"));

            double At(double share) => times[(int)(share * (times.Count - 1))];
        }
    }
}
