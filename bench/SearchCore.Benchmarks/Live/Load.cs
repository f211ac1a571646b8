using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Benchmarks.Live;

/// <summary>
/// Eight callers at half of what eight callers can get, beside a writer that adds two articles, replaces one and commits each 300 ms.
/// Searches come at random moments whether or not the ones before are answered; an answer's time begins when it was to begin.
/// </summary>
internal static class Load
{
    private const int Callers = 8, CapacitySeconds = 20, NewACommit = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static bool Run(IReadOnlyList<LiveEngine> engines, LiveCorpus corpus, TimeSpan duration)
    {
        var isRight = true;
        foreach (var engine in engines)
        {
            var root = Directory.CreateTempSubdirectory("searchcore-live-");
            try
            {
                using var index = engine.Open(root.FullName, true);
                Operations.Fill(index, corpus);
                isRight &= new LoadRun(engine.Name, index, root.FullName, corpus).Run(duration);
            }
            finally
            {
                root.Delete(recursive: true);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return isRight;
    }

    private sealed class LoadRun(string engine, ILiveIndex index, string folder, LiveCorpus corpus)
    {
        private readonly IReadOnlyList<LiveQuery> queries = corpus.Agreed([index]);
        private readonly Lock gate = new();
        private readonly List<double> answered = [], served = [], commits = [], besideCommits = [], alone = [];
        private readonly Stopwatch clock = new();
        private int added, partial, wrong, changes;
        private volatile bool isOver;

        public bool Run(TimeSpan duration)
        {
            var atFirst = queries.Select(corpus.CountAtFirst).ToArray();
            var capacity = Capacity();
            var rate = capacity / 2;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{engine}: {Callers} callers get {capacity:F0} answers a second; half of that for {duration.TotalMinutes:F1} min beside "
                    + $"a writer\n"));
            // Lists that grow while answers are counted would be copied amid them.
            foreach (var times in new[] { answered, served, besideCommits, alone })
            {
                times.EnsureCapacity((int)(rate * duration.TotalSeconds * 1.1));
            }

            GC.Collect();
            clock.Restart();
            var threads = Enumerable.Range(0, Callers).Select(i => new Thread(() => Call(i, rate / Callers, atFirst)))
                .Append(new Thread(Write)).ToList();
            var processor = Usage.Processor;
            var (pauses, collections) = (GC.GetTotalPauseDuration(), Collections());
            threads.ForEach(t => t.Start());
            var watch = new Watch(index, folder);
            watch.Run(clock, duration);
            isOver = true;
            threads.ForEach(t => t.Join());
            var share = (Usage.Processor - processor).TotalSeconds / clock.Elapsed.TotalSeconds;
            index.Commit();
            var inTheEnd = Enumerable.Range(0, queries.Count).Count(i => index.Search(queries[i], false).Total != Expected(i, atFirst));
            Print(watch, share, inTheEnd);
            var collected = Collections().Zip(collections, (now, then) => now - then);
            Row(
                "collections of each generation; paused, ms",
                $"{string.Join(", ", collected)}; {(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds:F0}");
            Console.WriteLine();
            return wrong == 0 && inTheEnd == 0;
        }

        private static int[] Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];

        private double Capacity()
        {
            var (done, end) = (0, Stopwatch.StartNew());
            var threads = Enumerable.Range(0, Callers).Select(i => new Thread(() =>
            {
                for (var n = i; end.Elapsed.TotalSeconds < CapacitySeconds; n++)
                {
                    index.Search(queries[n % queries.Count], withSnippets: true);
                    Interlocked.Increment(ref done);
                }
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            return done / end.Elapsed.TotalSeconds;
        }

        private void Call(int caller, double rate, int[] atFirst)
        {
            var random = new Random(caller);
            var at = 0.0;
            while (!isOver)
            {
                at += -Math.Log(1 - random.NextDouble()) / rate;
                Usage.Sleep(at - clock.Elapsed.TotalSeconds);
                var query = random.Next(queries.Count);
                var (begun, before) = (clock.Elapsed.TotalSeconds, Volatile.Read(ref changes));
                var answer = index.Search(queries[query], withSnippets: true);
                var end = clock.Elapsed.TotalSeconds;

                // Nothing is taken away: what was there at first is found, and nothing that was not added before the answer came.
                var most = Expected(query, atFirst);
                lock (gate)
                {
                    answered.Add((end - at) * 1e3);
                    served.Add((end - begun) * 1e3);

                    // Even numbers: nothing is changed. What was due while something was waited perhaps for it too.
                    (before % 2 == 0 && before == Volatile.Read(ref changes) ? alone : besideCommits).Add((end - at) * 1e3);
                    partial += answer.IsPartial ? 1 : 0;
                    wrong += !answer.IsPartial && (answer.Total < atFirst[query] || answer.Total > most) ? 1 : 0;
                }
            }
        }

        private int Expected(int query, int[] atFirst) => atFirst[query] + corpus.CountComing(Volatile.Read(ref added), queries[query]);

        private void Write()
        {
            for (var round = 0; !isOver; round++)
            {
                Thread.Sleep(Pause);
                var start = clock.Elapsed.TotalMilliseconds;
                Interlocked.Increment(ref changes);
                for (var i = 0; i < NewACommit; i++)
                {
                    // Counted before it is there: a search may find it as soon as it is.
                    index.Add(corpus.Coming(Interlocked.Increment(ref added) - 1));
                }

                index.Add(corpus.Base[round * 7 % corpus.Base.Count]);
                index.Commit();
                Interlocked.Increment(ref changes);
                commits.Add(clock.Elapsed.TotalMilliseconds - start);
            }
        }

        private void Print(Watch watch, double processors, int inTheEnd)
        {
            Console.WriteLine("| | |");
            Console.WriteLine("| --- | --- |");
            Row("answers; queries", $"{answered.Count:N0}; {queries.Count}");
            Row("answer from when it was due, p50, p99, max ms", $"{At(answered, .5):F2}, {At(answered, .99):F2}, {answered[^1]:F1}");
            Row("p99 by p50", $"{At(answered, .99) / At(answered, .5):F2}");
            Row("answer from when it began, p50, p99 ms", $"{At(served, .5):F2}, {At(served, .99):F2}");
            Row("p99 of those beside a commit", $"{At(besideCommits, .99):F2} of {besideCommits.Count:N0}");
            Row("p99 of the others", $"{At(alone, .99):F2} of {alone.Count:N0}");
            Row("partial; wrong; wrong in the end", $"{partial}; {wrong}; {inTheEnd}");
            Row("commits; p50, p99 ms", $"{commits.Count}; {At(commits, .5):F0}, {At(commits, .99):F0}");
            Row("processors used", $"{processors:F2}");
            Row("segments, most", $"{watch.Segments.Most}");
            Row("files at first, most, in the end", $"{watch.Files}");
            Row("handles at first, most, in the end", $"{watch.Handles}");
            Row("managed MB by minute", string.Join(' ', watch.Managed));
            Row("working set MB by minute", string.Join(' ', watch.Resident));
        }

        private static void Row(string what, FormattableString value) =>
            Console.WriteLine($"| {what} | {value.ToString(CultureInfo.InvariantCulture)} |");

        private static void Row(string what, string value) => Console.WriteLine($"| {what} | {value} |");

        private static double At(List<double> times, double share)
        {
            times.Sort();
            return times.Count == 0 ? 0 : times[(int)((times.Count - 1) * share)];
        }
    }

    /// <summary>Looks each second at what the index and the process hold.</summary>
    private sealed class Watch(ILiveIndex index, string folder)
    {
        private const int SecondsAMinute = 60;

        public Course Segments { get; } = new();

        public Course Files { get; } = new();

        public Course Handles { get; } = new();

        public List<string> Managed { get; } = [];

        public List<string> Resident { get; } = [];

        public void Run(Stopwatch clock, TimeSpan duration)
        {
            for (var second = 0; clock.Elapsed < duration; second++)
            {
                Segments.Add(index.Segments);
                Files.Add(Usage.Files(folder));
                Handles.Add(Usage.Handles);
                if (second % SecondsAMinute == 0)
                {
                    Managed.Add(Usage.Shown(GC.GetTotalMemory(forceFullCollection: false) / 1e6, "F0"));
                    Resident.Add(Usage.Shown(Usage.WorkingSet / 1e6, "F0"));
                }

                Thread.Sleep(TimeSpan.FromSeconds(1));
            }
        }
    }

    private sealed class Course
    {
        private int? first;
        private int last;

        public int Most { get; private set; }

        public void Add(int value) => (first, last, Most) = (first ?? value, value, Math.Max(Most, value));

        public override string ToString() => $"{first}, {Most}, {last}";
    }
}
