using System.Globalization;

using Lucene.Net.QueryParsers.Classic;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Snapshots;
using SearchCore.Tests.Analysis;
using SearchCore.Tests.Searching;

using Xunit.Abstractions;

namespace SearchCore.Tests.Dialects;

/// <summary>
/// Lucene's own classic parser is the oracle where the languages agree: the same text finds the same articles, in our own dialect and in
/// <c>lucene</c>; in the latter with the same scores, where words and phrases alone score. Not a single case may differ.
/// </summary>
public sealed class ClassicAgreementTests(ITestOutputHelper output)
{
    private const int QueriesPerArchive = 20, Day = 86_400;

    // Words that are their own stems, some of them an edit or two from each other.
    private static readonly string[] Words = ["alpha", "alpho", "bravo", "bravu", "delta", "tango", "tanga", "zulu", "kilo"];

    // A longer run: SEARCHCORE_CLASSIC=20000 dotnet test --filter ClassicAgreementTests --logger "console;verbosity=detailed"
    private static readonly long Count =
        long.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_CLASSIC"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : 1_000;

    [Fact]
    public void The_classic_parser_finds_the_same_and_scores_the_same()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (run, hits, scored, failures) = (0, 0L, 0, new List<string>());
        while (run < Count && failures.Count < 5)
        {
            using var index = Archive(random);
            var state = index.Open();
            for (var i = 0; i < QueriesPerArchive; i++, run++)
            {
                var usesAnd = random.Next(3) > 0;
                var texts = new Texts(random);
                var text = usesAnd ? texts.Any() : texts.Flat();
                var expected = Classic(state, text, usesAnd);
                foreach (var dialect in new[] { QueryDialect.SearchCore, QueryDialect.Lucene })
                {
                    var actual = index.Search(new SearchRequest
                    {
                        Query = text,
                        Dialect = dialect,
                        DefaultOperator = usesAnd ? QueryOperator.And : QueryOperator.Or,
                        Limit = 1_000,
                        Suggest = false,
                    })
                        .Hits.ToDictionary(h => h.Id, h => h.Score);
                    bool IsOff(KeyValuePair<string, double> hit) =>
                        Math.Abs(hit.Value - expected[hit.Key]) > 1e-4 * Math.Max(1, hit.Value);

                    if (!actual.Keys.ToHashSet().SetEquals(expected.Keys)
                        || (texts.ScoresAgree && dialect == QueryDialect.Lucene && actual.Any(IsOff)))
                    {
                        failures.Add($"{dialect}, {(usesAnd ? "AND" : "OR")}: {text}: {Shown(actual)}, classic {Shown(expected)}");
                    }
                }

                hits += expected.Count;
                scored += texts.ScoresAgree ? 1 : 0;
            }

            state.Release();
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run:N0} run, {failures.Count} failed; {hits:N0} hits, scores compared in {scored:N0}; seed {seed}"));
        Assert.True(failures.Count == 0, $"seed {seed}\n{string.Join('\n', failures)}");
        Assert.True(hits > run / 2);
    }

    private static TestIndex Archive(Random random)
    {
        var index = new TestIndex();
        for (var i = random.Next(1, 25); i > 0; i--)
        {
            index.Add(new Article
            {
                Id = $"a{random.Next(30)}",
                Title = random.Next(3) == 0
                    ? null
                    : string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Words[random.Next(Words.Length)])),
                Body = string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words[random.Next(Words.Length)])),
                Published = random.Next(5) == 0 ? null : new ArticleDate((random.NextInt64(0, 9) * Day) + random.Next(Day)),
            });
            if (random.Next(6) == 0)
            {
                index.Cut();
            }
        }

        return index;
    }

    private static Dictionary<string, double> Classic(PointInTime state, string text, bool usesAnd)
    {
        var parser = new DatedParser
        {
            DefaultOperator = usesAnd ? Operator.AND : Operator.OR,
            FuzzyPrefixLength = 1,
            Locale = CultureInfo.InvariantCulture,
        };
        return new IndexSearcher(state.Reader) { Similarity = new BM25Similarity() }.Search(parser.Parse(text), 1_000).ScoreDocs
            .ToDictionary(d => state.Reader.Document(d.Doc).Get(FieldNames.Id), d => (double)d.Score);
    }

    private static string Shown(Dictionary<string, double> hits) =>
        string.Join(' ', hits.OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}:{h.Value:F4}")));

    /// <summary>The classic parser over title and body, with whole days as ranges of the numeric field.</summary>
    private sealed class DatedParser()
        : MultiFieldQueryParser(TextAnalysis.Version, [FieldNames.Title, FieldNames.Body], LuceneAnalyzer.English)
    {
        protected override Query GetRangeQuery(string field, string? part1, string? part2, bool startInclusive, bool endInclusive)
        {
            long? from = Second(part1) + (startInclusive ? 0 : Day), to = Second(part2) + (endInclusive ? Day - 1 : -1);
            return NumericRangeQuery.NewInt64Range(FieldNames.Published, PublishedTrie.Step, from, to, true, true);
        }

        private static long? Second(string? day) =>
            day is null
                ? null
                : new DateTimeOffset(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), default, TimeSpan.Zero)
                .ToUnixTimeSeconds();
    }

    /// <summary>Texts that say the same in both languages.</summary>
    private sealed class Texts(Random random)
    {
        /// <summary>Whether only words and phrases were written, which score alike.</summary>
        public bool ScoresAgree { get; private set; } = true;

        public string Any() => random.Next(3) == 0 ? Flat() : Group(0);

        /// <summary>A list of signed operands; one of them at least is no negation.</summary>
        public string Flat() =>
            string.Join(' ',
            Enumerable.Range(0, random.Next(1, 5))
            .Select(i => (i == 0 ? random.Next(2) : random.Next(4)) switch { 0 => "", 1 => "+", 2 => "-", _ => "" } + Operand()));

        // Every operator in brackets of its own: without them the classic parser has no precedence.
        private string Group(int depth)
        {
            if (depth == 3 || random.Next(3) == 0)
            {
                return Operand();
            }

            var inner = random.Next(4) switch
            {
                0 => $"{Group(depth + 1)} OR {Group(depth + 1)}",
                1 => $"{Group(depth + 1)} OR {Group(depth + 1)} OR {Group(depth + 1)}",
                2 => $"{Group(depth + 1)} AND {Group(depth + 1)}",
                _ => $"{Group(depth + 1)} AND NOT {Group(depth + 1)}",
            };
            return $"({inner}){(random.Next(5) == 0 ? "^0.5" : "")}";
        }

        private string Operand()
        {
            var boost = random.Next(6) switch { 0 => "^2", 1 => "^0.25", _ => "" };
            var field = random.Next(4) switch { 0 => "title:", 1 => "body:", _ => "" };
            return random.Next(12) switch
            {
                0 or 1 => $"{field}\"{Word()} {Word()}\"{boost}",
                2 => $"{field}\"{Word()} {Word()} {Word()}\"{boost}",
                3 => $"{field}\"{Different(3)}\"~{random.Next(1, 6)}{boost}",
                4 => $"{field}({Word()} AND {Word()})",
                5 => Unscored($"{field}{Word()[..random.Next(2, 4)]}*"),
                6 => Unscored($"{field}{Spelled("?", 3)}"),
                7 => Unscored($"{field}{Spelled("*", 4)}"),
                8 => Unscored($"{field}{Word()}~{random.Next(1, 3)}"),
                9 => Unscored($"date:{"[{"[random.Next(2)]}{Date(0)} TO {Date(5)}{"]}"[random.Next(2)]}"),
                _ => $"{field}{Word()}{boost}",
            };
        }

        private string Spelled(string wildcard, int end)
        {
            var word = Word();
            return string.Concat(word.AsSpan(0, 2), wildcard, word.AsSpan(Math.Min(end, word.Length - 1)));
        }

        private string Word() => Words[random.Next(Words.Length)];

        // A sloppy phrase with one word twice counts its places otherwise; see docs/testing.md.
        private string Different(int count) => string.Join(' ', Words.OrderBy(_ => random.Next()).Take(count));

        private string Date(int from) => random.Next(5) == 0 ? "*" : new DateOnly(1970, 1, 1).AddDays(from + random.Next(4))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private string Unscored(string text)
        {
            ScoresAgree = false;
            return text;
        }
    }
}
