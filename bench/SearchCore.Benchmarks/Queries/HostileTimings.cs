using System.Diagnostics;
using System.Globalization;

using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Queries;

/// <summary>
/// How long hostile queries keep the parser busy, and, where an index is named, a whole search up to its refusal or its end. Each is warmed
/// and then timed alone; the slowest stand first. The exit code is 1 where a text takes longer to parse or to be refused than is promised.
/// </summary>
internal static class HostileTimings
{
    private const int Warmups = 12, Runs = 25, Shown = 5;
    private const double PromisedMilliseconds = 5;

    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(300);

    public static int Run(Arguments arguments)
    {
        var shown = int.Parse(arguments.Option("shown", Shown.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        switch (arguments.Positional)
        {
            case []:
                return Parsing(shown) ? 0 : 1;
            case [var folder]:
                return Parsing(shown) & Searching(folder, shown) ? 0 : 1;
            default:
                return arguments.Misused();
        }
    }

    private static bool Parsing(int shown)
    {
        (string Name, Action<string> Parse)[] ways =
        [
            ("strict", text => QueryText.Parse(text)),
            ("lenient", text => QueryText.Parse(text, options: new() { Lenient = true })),
            ("factiva", text => QueryText.Parse(text, QueryDialect.Factiva)),
            ("lucene", text => QueryText.Parse(text, QueryDialect.Lucene)),
        ];
        var inTime = true;
        foreach (var (name, parse) in ways)
        {
            inTime &= Print(
                $"parse, {name}", shown, [.. HostileQueries.All.Concat(HostileQueries.Greedy).Select(q => Time(q.Name, q.Text, text =>
            {
                parse(text);
                return "";
            }))], _ => true);
        }

        return inTime;
    }

    private static bool Searching(string folder, int shown)
    {
        using var index = ArticleIndex.Open(folder, new ArticleIndexOptions { Access = IndexAccess.ReadOnly });
        return Print(
                "search",
                shown,
                [.. HostileQueries.All.Select(q => Time(q.Name, q.Text, Search, runs: 5))],
                t => t.Outcome.StartsWith("refused", StringComparison.Ordinal))
            & Print("greedy search", shown, [.. HostileQueries.Greedy.Select(q => Time(q.Name, q.Text, Search, runs: 2))], _ => false);

        string Search(string text)
        {
            try
            {
                var results = index.Search(new SearchRequest { Query = text });
                return string.Create(
                    CultureInfo.InvariantCulture, $"{results.Total.Value:N0} hits{(results.IsPartial ? ", partial" : "")}");
            }
            catch (QueryException e)
            {
                return $"refused: {e.Diagnostics[0].Code}";
            }
        }
    }

    private static Timing Time(string name, string text, Func<string, string> run, int runs = Runs)
    {
        // What takes long needs no more than two looks.
        for (var (i, begin) = (Math.Min(runs, Warmups), Stopwatch.GetTimestamp()); i > 0; i--)
        {
            run(text);
            if (Stopwatch.GetElapsedTime(begin) > Long)
            {
                (runs, i) = (1, 0);
            }
        }

        var times = new double[runs];
        var outcome = "";
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            outcome = run(text);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return new(name, text.Length, times[runs / 2], times[^1], outcome);
    }

    private static bool Print(string what, int shown, List<Timing> timings, Func<Timing, bool> isPromised)
    {
        var late = timings.Count(t => isPromised(t) && t.Median > PromisedMilliseconds);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {timings.Count} run, {late} failed (over {PromisedMilliseconds} ms)"));
        Console.WriteLine("median ms\tmost ms\tcharacters\ttext\toutcome");
        foreach (var t in timings.OrderByDescending(t => t.Median).Take(shown))
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{t.Median:F2}\t{t.Most:F2}\t{t.Length}\t{t.Name}\t{t.Outcome}"));
        }

        return late == 0;
    }

    private sealed record Timing(string Name, int Length, double Median, double Most, string Outcome);
}
