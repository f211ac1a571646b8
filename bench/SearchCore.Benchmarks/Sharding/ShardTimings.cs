using System.Diagnostics;
using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.Sharding;

/// <summary>
/// What searching shards costs beside one index of the same articles: processor time of the whole process and wall clock a query, questions
/// asked and bytes on the wire. Every answer is compared. Shards are in this process, so that nothing of a network is in the figures.
/// </summary>
internal static class ShardTimings
{
    private const int WarmUps = 300;

    private static readonly (string Class, string[] Queries)[] Classes =
    [
        ("one word", ["market", "bank", "oil", "agriculture", "gorbachev"]),
        ("AND", ["oil price", "interest rate", "trade japan", "merger offer share"]),
        ("OR", ["oil OR gold", "wheat OR corn OR grain"]),
        ("phrase", ["\"interest rate\"", "\"prime minister\"", "\"crude oil\""]),
        ("near", ["bank W/5 rate", "japan W/s trade"]),
        ("wildcard", ["econom*", "pri?e"]),
        ("fuzzy", ["recesion~1"]),
        ("date", ["oil date:1987-03"]),
        ("all", ["*"]),
    ];

    public static int Run(Arguments arguments)
    {
        if (arguments.Positional is not ([] or [_]))
        {
            return arguments.Misused();
        }

        var (shards, rounds) = (Number("shards", "6"), Number("rounds", "200"));
        var articles = arguments.Positional is [var file]
            ? Live.ArticleLines.Read(file).ToList()
            : [.. SyntheticNews.Articles(7, Number("articles", "20000"), NewsProfile.Wire)];
        using var whole = Filled(articles);
        using var one = whole.OpenSearcher();
        ArticleIndex[] parts =
        [
            .. Enumerable.Range(0, shards).Select(s => Filled(
                [.. articles.Where((_, i) => i % shards == s)])),
        ];
        var wires = parts.Select((p, i) => new Wire(new ArticleShard($"{i}", p))).ToList();
        var searcher = new ShardedSearcher([.. wires]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{articles.Count} articles, {shards} shards, 10 hits with snippets and three facets\n"));
        Console.WriteLine(
            "| class | one index, ms of processor | shards | over 2 × | wall p50: one, shards | p99 | questions | KB asked | answered |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, queries) in Classes)
        {
            foreach (var withFacets in new[] { false, true })
            {
                var requests = queries.Select(q => new SearchRequest
                {
                    Query = q,
                    Facets = withFacets ? [new("place"), new("person"), new("source")] : [],
                    Timeline = withFacets ? new(TimelineUnit.Day) : null,
                    TimeLimit = Timeout.InfiniteTimeSpan,
                }).ToList();
                Measure($"{name}{(withFacets ? ", facets and timeline" : string.Empty)}", one, searcher, wires, requests, rounds);
            }
        }

        wires.ForEach(w => w.Shard.Dispose());
        Array.ForEach(parts, p => p.Dispose());
        return 0;

        int Number(string option, string standard) => int.Parse(arguments.Option(option, standard), CultureInfo.InvariantCulture);
    }

    private static ArticleIndex Filled(IReadOnlyList<Article> articles)
    {
        var index = ArticleIndex.InMemory(new() { Recognizer = null });
        foreach (var article in articles)
        {
            index.Add(article);
        }

        index.Commit();
        index.Compact();
        index.Refresh();
        return index;
    }

    private static void Measure(
        string name, ArticleSearcher one, ShardedSearcher searcher, List<Wire> wires, List<SearchRequest> requests, int rounds)
    {
        foreach (var request in requests)
        {
            var found = searcher.SearchAsync(request).GetAwaiter().GetResult();
            if (one.Search(request) with { Took = default, Next = null } != found with { Took = default, Next = null })
            {
                throw new InvalidDataException($"The shards answer {request.Query} otherwise than one index.");
            }
        }

        // In turn, so that whatever else runs on the machine meets both.
        var (alone, sharded) = (new Timing(), new Timing());
        for (var round = -WarmUps; round < rounds; round++)
        {
            if (round == 0)
            {
                (alone, sharded) = (new(), new());
                wires.ForEach(w => w.Clear());
            }

            var request = requests[(round + WarmUps) % requests.Count];
            alone.Add(() => one.Search(request));
            sharded.Add(() => searcher.SearchAsync(request).GetAwaiter().GetResult());
        }

        var (questions, asked, answered) = (wires.Sum(w => w.Questions), wires.Sum(w => w.Asked), wires.Sum(w => w.Answered));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {alone.Processor / rounds:F2} | {sharded.Processor / rounds:F2} "
                + $"| {(sharded.Processor - (2 * alone.Processor)) / rounds:F2} | {alone.At(50):F2}, {sharded.At(50):F2} "
                + $"| {alone.At(99):F2}, {sharded.At(99):F2} | {(double)questions / rounds:F0} | {asked / 1024.0 / rounds:F1} "
                + $"| {answered / 1024.0 / rounds:F1} |"));
    }

    /// <summary>A shard whose bytes are counted.</summary>
    private sealed class Wire(ArticleShard shard) : IShard
    {
        private long questions;
        private long asked;
        private long answered;

        public ArticleShard Shard => shard;

        public string Name => shard.Name;

        public long Questions => questions;

        public long Asked => asked;

        public long Answered => answered;

        public void Clear() => (questions, asked, answered) = (0, 0, 0);

        public async ValueTask<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellation)
        {
            var answer = await shard.AskAsync(question, cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref questions);
            Interlocked.Add(ref asked, question.Length);
            Interlocked.Add(ref answered, answer.Length);
            return answer;
        }
    }

    /// <summary>Times of one side, in milliseconds.</summary>
    private sealed class Timing
    {
        private readonly List<double> walls = [];

        /// <summary>Processor time of all threads.</summary>
        public double Processor { get; private set; }

        public void Add(Action run)
        {
            var (begin, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            run();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Processor += (Environment.CpuUsage.TotalTime - begin).TotalMilliseconds;
        }

        public double At(int percent) => walls.Order().ElementAt(Math.Min(walls.Count - 1, walls.Count * percent / 100));
    }
}
