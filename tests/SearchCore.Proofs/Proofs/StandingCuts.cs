using System.Globalization;

using SearchCore.Articles;
using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Hosted;
using SearchCore.Proofs.Running;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Cuts the power after every operation of an index beside which queries stand, and again while what was left is opened and goes on: events
/// of acknowledged commits are there, once each and in order, none is of a commit that never was, and consumers and queries are where they
/// were said to be.
/// </summary>
internal static class StandingCuts
{
    // One history for so many cases asked for. It is cut after every operation on what stands beside the index and after one in so many on
    // the index itself; and one in so many of what is left then is opened, goes on, and is cut again.
    private const int RunsAHistory = 1_000, OperationsACut = 40, CutsAContinuation = 25;

    private const string FolderName = "index", StandingFolder = "standing";

    public static void Run(ProofSettings settings, ProofReport report, Scratch scratch)
    {
        for (var history = 0; history <= settings.Runs / RunsAHistory; history++)
        {
            var seed = settings.Seed + (ulong)history;
            var root = scratch.Fresh();
            Directory.CreateDirectory(root);
            var random = new SeededRandom(seed, 5);
            var first = new Recorded(root, new Promise(), random, version: 1, steps: 3);
            CutEverywhere(first, random, settings, $"seed {seed}, standing queries", report, scratch, (image, promise, name) =>
            {
                if (random.Below(CutsAContinuation) == 0)
                {
                    Continue(image, promise, random, settings, name, report, scratch);
                }
            });
        }
    }

    // What is left is opened and goes on, mostly with a commit that nothing matches: it has the number of the one that never was.
    private static void Continue(
        SortedDictionary<string, byte[]> image, Promise promise, SeededRandom random, ProofSettings settings, string name,
        ProofReport report, Scratch scratch)
    {
        var root = TraceCuts.Develop(image, scratch.Fresh());
        var next = new Recorded(root, promise, random, version: 1_000_001, steps: 1);
        CutEverywhere(next, random, settings, $"{name}, gone on", report, scratch, (_, _, _) => { });
    }

    private static void CutEverywhere(
        Recorded recorded, SeededRandom random, ProofSettings settings, string name, ProofReport report, Scratch scratch,
        Action<SortedDictionary<string, byte[]>, Promise, string> then)
    {
        TraceCuts.Everywhere(recorded.Root, recorded.Before, recorded.Trace, settings, (left, at, kind) =>
        {
            if (!recorded.IsBeside(at) && random.Below(OperationsACut) > 0)
            {
                return;
            }

            var promise = recorded.PromiseAt(at);
            var what = string.Create(CultureInfo.InvariantCulture, $"{name}, operation {at}, {kind}");
            report.Case(what, () => Examine(Path.Combine(TraceCuts.Develop(left, scratch.Fresh()), FolderName), promise));
            report.Note("cuts beside standing queries");
            then(left, promise, what);
        });
    }

    private static string? Examine(string path, Promise promise)
    {
        if (promise.Events.Count > 0)
        {
            using var reader = Open(path, IndexAccess.ReadOnly, PhysicalFiles.Instance);
            if (promise.Violation(reader) is { } early)
            {
                return $"for a reader: {early}";
            }
        }

        List<StandingEvent> before;
        using (var index = Open(path, IndexAccess.ReadWrite, PhysicalFiles.Instance))
        {
            if (promise.Violation(index) is { } wrong)
            {
                return wrong;
            }

            before = [.. index.Standing.Read()];
            index.Add(Promise.Silent("later", 2_000_001));
            index.Commit();
            index.Add(StandingVictim.Make("later", 2_000_003));
            index.Commit();
        }

        using var again = Open(path, IndexAccess.ReadWrite, PhysicalFiles.Instance);
        var queries = again.Standing.List().Select(q => q.Name).ToList();
        var expected = before.Select(Promise.Line).Concat(
            StandingVictim.Queries.Where(q => queries.Contains(q.Query) && q.Matches(2_000_003)).Select(q => $"{q.Query} later 2000003"));
        var events = again.Standing.Read().ToList();
        return !expected.Order(StringComparer.Ordinal).SequenceEqual(events.Select(Promise.Line).Order(StringComparer.Ordinal))
            ? $"afterwards its events are {string.Join(", ", events.Select(Promise.Line))}"
            : Promise.Consumers.Any(c => again.Standing.Position(c) > again.Standing.Last)
                ? "a consumer is ahead of the events"
                : promise.Violation(again, isLater: true);
    }

    private static ArticleIndex Open(string path, IndexAccess access, IFileOperations files) =>
        ArticleIndex.Open(path, new ArticleIndexOptions { Recognizer = null, Workers = 1, Files = files, Access = access });

    /// <summary>What was acknowledged of an index at some moment.</summary>
    private sealed record Promise
    {
        public static readonly string[] Consumers = ["mail", "feed"];

        /// <summary>The events of commits.</summary>
        public IReadOnlyList<string> Events { get; init; } = [];

        /// <summary>Where each consumer may be.</summary>
        public Dictionary<string, long[]> Positions { get; init; } = Consumers.ToDictionary(c => c, _ => new long[] { 0 });

        /// <summary>The queries there may be.</summary>
        public IReadOnlyList<string[]> Queries { get; init; } = [[]];

        /// <summary>From which version on a query stands.</summary>
        public Dictionary<string, int> Since { get; init; } = new Dictionary<string, int>();

        /// <summary>An article that no query matches.</summary>
        public static Article Silent(string id, int version) =>
            new() { Id = id, Title = version.ToString(CultureInfo.InvariantCulture), Body = "nothing" };

        /// <summary>An event without its number.</summary>
        public static string Line(StandingEvent found) => $"{found.Query} {found.Article!.Id} {found.Article.Title}";

        /// <summary>What an index has otherwise than was promised; null for nothing.</summary>
        public string? Violation(ArticleIndex index, bool isLater = false)
        {
            var events = index.Standing.Read().ToList();
            if (events.Where((e, i) => i > 0 && e.Number <= events[i - 1].Number).Any())
            {
                return "events do not rise";
            }

            var lines = events.Select(Line).ToList();
            if (!lines.Take(Events.Count).SequenceEqual(Events))
            {
                return $"its events are {string.Join(", ", lines)} in place of {string.Join(", ", Events)}";
            }

            if (lines.Count != lines.Distinct(StringComparer.Ordinal).Count())
            {
                return "an event is there twice";
            }

            // What came behind is of the one commit that was on its way, and that has to be one now.
            foreach (var line in lines.Skip(Events.Count).Select(l => l.Split(' ')).Where(_ => !isLater))
            {
                if (index.Get(line[1])?.Title != line[2])
                {
                    return $"'{line[0]}' was told of {line[1]}, version {line[2]}, which no commit has";
                }
            }

            using var searcher = index.OpenSearcher();
            foreach (var stored in searcher.Export(new SearchRequest()).Where(s => s.Article.Body != "nothing"))
            {
                var (id, version) = (stored.Article.Id, StandingVictim.VersionOf(stored.Article.Title));
                var missing = StandingVictim.Queries.FirstOrDefault(q => q.Matches(version)
                    && Since.TryGetValue(q.Query, out var since) && since <= version && !lines.Contains($"{q.Query} {id} {version}"));
                if (missing.Query is { } untold)
                {
                    return $"'{untold}' was not told of {id}, version {version}";
                }
            }

            foreach (var (consumer, allowed) in Positions)
            {
                if (!allowed.Contains(index.Standing.Position(consumer)))
                {
                    return $"{consumer} is at {index.Standing.Position(consumer)} and not at {string.Join(" or ", allowed)}";
                }
            }

            var queries = index.Standing.List().Select(q => q.Name).ToList();
            return Queries.Any(q => q.SequenceEqual(queries)) ? null : $"its queries are {string.Join(", ", queries)}";
        }
    }

    /// <summary>What an index beside which queries stand went through, and what was promised meanwhile.</summary>
    private sealed class Recorded
    {
        private readonly List<(int At, Promise Promise)> promises = [];
        private readonly RecordingFiles files = new(PhysicalFiles.Instance);
        private int version;

        /// <param name="root">Where it is; what stands there is on the disk.</param>
        /// <param name="promise">What was promised of it.</param>
        /// <param name="random">What it goes through.</param>
        /// <param name="version">The first version of an article: above all there may be.</param>
        /// <param name="steps">How many steps it takes before it is closed and opened again, and then again.</param>
        public Recorded(string root, Promise promise, SeededRandom random, int version, int steps)
        {
            (Root, Before, this.version) = (root, TraceCuts.Photograph(root), version);
            promises.Add((0, promise));
            for (var life = 0; life < 2; life++)
            {
                using var index = Open(Path.Combine(root, FolderName), IndexAccess.ReadWrite, files);

                // What was on its way may have come, or not: from here on it is known.
                Say(p => p with
                {
                    Events = [.. index.Standing.Read().Select(Promise.Line)],
                    Positions = Promise.Consumers.ToDictionary(c => c, c => new[] { index.Standing.Position(c) }),
                    Queries = [[.. index.Standing.List().Select(q => q.Name)]],
                });
                if (index.Standing.List().Count == 0)
                {
                    Put(index, "every", "odd");
                }

                // First of all one that nothing matches, mostly.
                Commit(index, isSilent: random.Below(4) > 0);
                for (var step = 0; step < steps; step++)
                {
                    Step(index, random);
                }
            }
        }

        public string Root { get; }

        public Dictionary<string, byte[]> Before { get; }

        public IReadOnlyList<FileOperation> Trace => files.Trace;

        /// <summary>Whether the last of so many operations was on what stands beside the index, or is the last of all.</summary>
        public bool IsBeside(int operations) =>
            Trace[operations - 1].Path.Contains(StandingFolder, StringComparison.Ordinal) || operations == Trace.Count;

        public Promise PromiseAt(int operations) => promises.Last(p => p.At <= operations).Promise;

        private void Say(Func<Promise, Promise> change) => promises.Add((files.Now, change(promises[^1].Promise)));

        private void Step(ArticleIndex index, SeededRandom random)
        {
            switch (random.Below(6))
            {
                case 0 when index.Standing.Find("seven") is null:
                    Put(index, "seven");
                    break;
                case 1 or 2 when index.Standing.Last > 0:
                    Move(index, Promise.Consumers[random.Below(2)], random.Below((int)index.Standing.Last + 1));
                    break;
                default:
                    Commit(index, isSilent: random.Below(3) == 0);
                    break;
            }
        }

        private void Put(ArticleIndex index, params string[] names)
        {
            string[] after = [.. names.Union(index.Standing.List().Select(q => q.Name)).Order(StringComparer.Ordinal)];
            Say(p => p with { Queries = [.. p.Queries, after] });
            index.Standing.Put([.. names.Select(n => new StandingQuery { Name = n, Request = new() { Query = n } })]);
            Say(p => p with
            {
                Queries = [after],
                Since = p.Since.Concat(names.Select(n => KeyValuePair.Create(n, version))).ToDictionary(),
            });
        }

        private void Move(ArticleIndex index, string consumer, long number)
        {
            Say(p => p with { Positions = With(p, consumer, [.. p.Positions[consumer], number]) });
            index.Standing.Acknowledge(consumer, number);
            Say(p => p with { Positions = With(p, consumer, [number]) });
        }

        private void Commit(ArticleIndex index, bool isSilent)
        {
            for (var i = 0; i < 3; i++, version++)
            {
                index.Add(isSilent ? Promise.Silent($"s{i}", version) : StandingVictim.Make($"a{version % 5}", version));
            }

            index.Commit();
            Say(p => p with { Events = [.. index.Standing.Read().Select(Promise.Line)] });
        }

        private static Dictionary<string, long[]> With(Promise promise, string consumer, long[] positions) =>
            promise.Positions.ToDictionary(p => p.Key, p => p.Key == consumer ? positions : p.Value);
    }
}
