using System.Globalization;

using SearchCore.Benchmarks.Queries;
using SearchCore.Queries;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Sharding;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>
/// What the rounds of a search over shards cost by class, which the simulation of a cluster is made of: the shard's side by processor time
/// of the thread that answers, on indexes of several sizes, and the coordinator's side by searches whose answers are known beforehand.
/// </summary>
internal static class RoundTimings
{
    private const int WarmUps = 3, LookUpNumber = -1, OtherNumber = -2;

    // As in messages.
    private const int CollectNumber = 0, FetchNumber = 1, DaysNumber = 2, CountNumber = 3;

    private static readonly (string Class, string[] Queries)[] Classes =
    [
        ("one word", ["market", "bank", "oil", "agriculture", "gorbachev"]),
        ("AND", ["oil price", "interest rate", "trade japan", "merger offer share"]),
        ("OR", ["oil OR gold", "wheat OR corn OR grain"]),
        ("phrase", ["\"interest rate\"", "\"prime minister\"", "\"crude oil\""]),
        ("near", ["bank W/5 rate", "japan W/s trade"]),
        ("wildcard", ["econom*", "pri?e"]),
        ("date", ["oil date:1987-03", "trade date:1990..1992"]),
        ("all", ["*"]),
    ];

    public static int Run(Arguments arguments)
    {
        var rounds = int.Parse(arguments.Option("rounds", "60"), CultureInfo.InvariantCulture);
        var coordinator = arguments.Option("coordinator", string.Empty);
        if (arguments.Positional.Count == 0)
        {
            return arguments.Misused();
        }

        if (coordinator.Length > 0)
        {
            int[] sizes = [.. coordinator.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
            Coordinator(arguments.Positional[0], sizes, rounds);
            return 0;
        }

        Console.WriteLine("| class | articles | lookups | collect | days | count | fetch 10 | fetch 1 | KB asked | KB answered |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var spread = new List<double>();
        foreach (var folder in arguments.Positional)
        {
            using var index = ArticleIndex.Open(folder, new() { Access = IndexAccess.ReadOnly, Recognizer = null });
            using var wire = new Wire(new ArticleShard("0", index));
            var articles = new ShardedSearcher([wire]).CountAsync().GetAwaiter().GetResult();
            foreach (var (name, queries) in Classes)
            {
                foreach (var withFacets in new[] { false, true })
                {
                    OfClass(
                        $"{name}{(withFacets ? ", facets" : string.Empty)}", articles, wire, Requests(queries, withFacets), rounds, spread);
                }
            }
        }

        spread.Sort();
        var told = new[] { 0, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100 }.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"p{p} {spread[(int)Math.Min(spread.Count - 1, spread.Count * p / 100)]:F3}"));
        Console.WriteLine($"\nA collect round's time over the median of its query: {string.Join(", ", told)}");
        return 0;
    }

    private static List<SearchRequest> Requests(string[] queries, bool withFacets) =>
    [
        .. queries.Select(q => new SearchRequest
        {
            Query = q,
            Facets = withFacets ? [new("place"), new("person"), new("source")] : [],
            Timeline = withFacets ? new(TimelineUnit.Day) : null,
            TimeLimit = Timeout.InfiniteTimeSpan,
        }),
    ];

    private static void OfClass(string name, long articles, Wire wire, List<SearchRequest> requests, int rounds, List<double> spread)
    {
        var known = new ShardedSearcher([wire]);
        var (lookUps, collect, day, count, fetch, fetchOne) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var (asked, answered) = (0L, 0L);
        foreach (var request in requests)
        {
            Search(known, request, WarmUps);
            List<double> collects = [], days = [], counts = [], fetches = [], ones = [], lookedUp = [];
            for (var round = 0; round < rounds; round++)
            {
                wire.Calls.Clear();
                Search(known, request, 1);
                collects.Add(wire.TimeOf(CollectNumber));
                fetches.Add(wire.TimeOf(FetchNumber));
                days.Add(wire.TimeOf(DaysNumber));
                counts.Add(wire.TimeOf(CountNumber));
                (asked, answered) = (asked + wire.Calls.Sum(c => c.Asked), answered + wire.Calls.Sum(c => c.Answered));
                wire.Calls.Clear();
                Search(known, request with { Limit = 1 }, 1);
                ones.Add(wire.TimeOf(FetchNumber));
                if (round % 8 == 0)
                {
                    wire.Calls.Clear();
                    Search(new([wire]), request, 1);
                    lookedUp.Add(wire.TimeOf(LookUpNumber));
                }
            }

            var median = Median(collects);
            spread.AddRange(collects.Select(c => c / median));
            lookUps += Median(lookedUp) / requests.Count;
            collect += median / requests.Count;
            day += Median(days) / requests.Count;
            count += Median(counts) / requests.Count;
            fetch += Median(fetches) / requests.Count;
            fetchOne += Median(ones) / requests.Count;
        }

        var searches = 1024.0 * rounds * requests.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {articles} | {lookUps:F3} | {collect:F3} | {day:F3} | {count:F3} | {fetch:F3} | {fetchOne:F3} "
                + $"| {asked / searches:F2} | {answered / searches:F2} |"));
    }

    /// <summary>The coordinator's own work: every shard answers at once what it answered before.</summary>
    private static void Coordinator(string file, int[] sizes, int rounds)
    {
        Console.WriteLine("| class | shards | coordinator, ms | a shard, µs | KB answered a shard |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var shards in sizes)
        {
            var articles = Live.ArticleLines.Read(file).ToList();
            var indexes = Enumerable.Range(0, shards).Select(s => Filled(articles.Where((_, i) => i % shards == s))).ToList();
            var wires = indexes.Select((x, s) => new Wire(new ArticleShard($"{s}", x))).ToList();
            var searcher = new ShardedSearcher(wires);
            foreach (var (name, queries) in Classes)
            {
                foreach (var withFacets in new[] { false, true })
                {
                    var (time, bytes) = (0.0, 0L);
                    foreach (var request in Requests(queries, withFacets))
                    {
                        Search(searcher, request, 1);
                        wires.ForEach(w => w.Record());
                        Search(searcher, request, 1);
                        bytes += wires.Sum(w => w.Calls.Sum(c => c.Answered));
                        var times = new List<double>();
                        for (var round = 0; round < rounds; round++)
                        {
                            wires.ForEach(w => w.Replay());
                            var start = ThreadClock.Now;
                            Search(searcher, request, 1);
                            times.Add((ThreadClock.Now - start).TotalMilliseconds);
                        }

                        time += Median(times) / queries.Length;
                        wires.ForEach(w => w.Pass());
                    }

                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {name}{(withFacets ? ", facets" : string.Empty)} | {shards} | {time:F2} | {time * 1000 / shards:F1} "
                            + $"| {bytes / 1024.0 / queries.Length / shards:F2} |"));
                }
            }

            wires.ForEach(w => w.Dispose());
            indexes.ForEach(x => x.Dispose());
        }
    }

    private static ArticleIndex Filled(IEnumerable<Articles.Article> articles)
    {
        var index = ArticleIndex.InMemory(new() { Recognizer = null });
        foreach (var article in articles)
        {
            index.Add(article);
        }

        index.Commit();
        index.Refresh();
        return index;
    }

    private static void Search(ShardedSearcher searcher, SearchRequest request, int times)
    {
        for (var i = 0; i < times; i++)
        {
            searcher.SearchAsync(request).GetAwaiter().GetResult();
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A shard that answers on the caller's thread and writes down what it took, or says again what it said before.</summary>
    private sealed class Wire(ArticleShard shard) : IShard, IDisposable
    {
        private readonly List<byte[]> said = [];
        private bool isRecording;
        private int next = -1;

        public string Name => shard.Name;

        public List<(int Round, double Time, int Asked, int Answered)> Calls { get; } = [];

        public double TimeOf(int round) => Calls.Where(c => c.Round == round).Sum(c => c.Time);

        public void Record()
        {
            said.Clear();
            Calls.Clear();
            (isRecording, next) = (true, -1);
        }

        public void Replay() => (isRecording, next) = (false, 0);

        public void Pass() => (isRecording, next) = (false, -1);

        public ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            if (next >= 0)
            {
                return new(said[next++]);
            }

            var start = ThreadClock.Now;
            var answer = shard.Answer(question, cancellation);
            Calls.Add((RoundOf(question), (ThreadClock.Now - start).TotalMilliseconds, question.Length, answer.Length));
            if (isRecording)
            {
                said.Add(answer.ToArray());
            }

            return new(answer);
        }

        public void Dispose() => shard.Dispose();

        private static int RoundOf(ReadOnlyMemory<byte> question)
        {
            var reader = new MessageReader(question);
            if (ShardQuestion.Read(reader).Kind is not ShardQuestionKind.Round and var kind)
            {
                return kind == ShardQuestionKind.LookUp ? LookUpNumber : OtherNumber;
            }

            // The number of the search, and what is to be known of it.
            _ = (reader.Fixed(), reader.Block());
            return (int)reader.Number();
        }
    }
}
