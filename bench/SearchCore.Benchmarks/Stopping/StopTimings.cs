using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Benchmarks.Stopping;

/// <summary>
/// How long after its deadline, or after it was cancelled, a costly call comes back: warm, and cold (index opened for it, its files out of
/// the page cache where the system lets a process ask for that).
/// </summary>
internal static class StopTimings
{
    private static readonly int[] Limits = [20, 50];

    // A call that is never stopped need not be waited for longer: points of cancellation lie before it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not [var folder])
        {
            return arguments.Misused();
        }

        var runs = int.Parse(arguments.Option("runs", "20"), CultureInfo.InvariantCulture);
        var cold = int.Parse(arguments.Option("cold", "2"), CultureInfo.InvariantCulture);
        var most = double.Parse(arguments.Option("most", "100"), CultureInfo.InvariantCulture);
        var seed = int.Parse(
            arguments.Option("seed", Random.Shared.Next().ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var random = new Random(seed);
        using var index = Open(folder);
        using var searcher = index.OpenSearcher();
        var cases = StopCase.Of(searcher).Where(c => c.Kind.Contains(arguments.Option("kind", ""), StringComparison.Ordinal)).ToList();
        var figures = index.Statistics();
        Console.WriteLine(
            $"{figures.Articles} articles, {figures.Segments} segments; seed {seed}; milliseconds past the deadline or the cancellation");
        Console.WriteLine("kind\twhole\tstopped\tp99\tmax\tcold stopped\tcold p99\tcold max");
        var all = new List<double>();
        foreach (var each in cases)
        {
            var whole = Whole(each, searcher);
            var warm = new List<double>();
            for (var i = 0; i < runs; i++)
            {
                Stop(each, searcher, whole, i, random, warm);
            }

            var afresh = new List<double>();
            for (var i = 0; i < cold; i++)
            {
                PageCache.Forget(folder);
                using var opened = Open(folder);
                using var first = opened.OpenSearcher();
                Stop(each, first, whole * 4, i, random, afresh);
            }

            all.AddRange(warm);
            all.AddRange(afresh);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{each.Kind}\t{whole.TotalMilliseconds:F0}\t{Shown(warm)}\t{Shown(afresh)}"));
        }

        var failed = all.Count(late => late > most);
        Console.WriteLine($"all\t-\t{Shown(all)}");
        Console.WriteLine($"{all.Count} run, {failed} failed: more than {most} ms late");
        return failed == 0 ? 0 : 1;
    }

    private static ArticleIndex Open(string folder) =>
        ArticleIndex.Open(folder, new ArticleIndexOptions { Access = IndexAccess.ReadOnly, Recognizer = null });

    private static TimeSpan Whole(StopCase each, ArticleSearcher searcher)
    {
        var took = TimeSpan.Zero;
        for (var round = 0; round < 2; round++)
        {
            using var longest = new CancellationTokenSource(Longest);
            var start = Stopwatch.GetTimestamp();
            try
            {
                each.Run(searcher, Timeout.InfiniteTimeSpan, longest.Token);
            }
            catch (OperationCanceledException)
            {
                // Long enough.
            }

            took = Stopwatch.GetElapsedTime(start);
        }

        return took;
    }

    // By each time limit in turn, then by cancellation at a random point; what is done before it is stopped tells nothing.
    private static void Stop(StopCase each, ArticleSearcher searcher, TimeSpan whole, int run, Random random, List<double> late)
    {
        var kind = run % (Limits.Length + 2);
        if (kind < Limits.Length && each.HasLimit)
        {
            var limit = TimeSpan.FromMilliseconds(Limits[kind]);
            var start = Stopwatch.GetTimestamp();
            if (each.Run(searcher, limit, CancellationToken.None))
            {
                late.Add((Stopwatch.GetElapsedTime(start) - limit).TotalMilliseconds);
            }

            return;
        }

        using var cancellation = new CancellationTokenSource();
        var wait = TimeSpan.FromTicks(random.NextInt64(1, Math.Min(whole.Ticks, Longest.Ticks)));
        long cancelled = 0;
        using var begun = new ManualResetEventSlim();
        var canceller = new Thread(() =>
        {
            begun.Wait();
            var start = Stopwatch.GetTimestamp();
            var left = wait - TimeSpan.FromMilliseconds(1);
            if (left > TimeSpan.Zero)
            {
                Thread.Sleep(left);
            }

            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start) >= wait);
            Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
            cancellation.Cancel();
        });
        canceller.Start();
        begun.Set();
        try
        {
            each.Run(searcher, Timeout.InfiniteTimeSpan, cancellation.Token);
            canceller.Join();
        }
        catch (OperationCanceledException)
        {
            var end = Stopwatch.GetTimestamp();
            canceller.Join();
            late.Add(Stopwatch.GetElapsedTime(cancelled, end).TotalMilliseconds);
        }
    }

    private static string Shown(List<double> late)
    {
        late.Sort();
        var p99 = (int)Math.Ceiling(late.Count * 0.99) - 1;
        return late.Count == 0 ? "0\t-\t-" : string.Create(CultureInfo.InvariantCulture, $"{late.Count}\t{late[p99]:F1}\t{late[^1]:F1}");
    }
}
