using System.Globalization;
using System.Numerics;

using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Running;
using SearchCore.Searching.Snapshots;
using SearchCore.Searching.Words;

namespace SearchCore.Tests.Searching.Execution;

/// <summary>Lucene's phrase queries are the oracle: ours find the same articles, and score them the same.</summary>
public sealed class PhraseTwinTests
{
    private const int MostHits = 1_000, PhrasesAnArchive = 24;
    private const double Near = 1e-5;

    // A longer run of so many archives: SEARCHCORE_TWINS=5000 dotnet test --filter PhraseTwinTests
    private static readonly int Archives =
        int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_TWINS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 60;

    private static readonly string[] Words = ["alpha", "alpha", "bravo", "bravo", "delta", "tango", "zulu", "the", "of"];

    [Fact]
    public void Phrases_find_and_score_what_Lucene_finds_and_scores() => Repeat(random =>
    {
        using var index = Archive(random, random.Next(12) == 0 ? random.Next(4_000, 6_000) : random.Next(1, 120));
        var point = index.Open();
        try
        {
            for (var i = 0; i < PhrasesAnArchive; i++)
            {
                var text = string.Join(' ', Phrase(random));
                var (slop, field) = (random.Next(7), random.Next(3) == 0 ? TextField.Title : TextField.Body);
                var words = QueryWord.Of(point.Schema.AnalysisFor(null), text);
                var pattern = new PhrasePattern([.. words.Select(w => w.Term)], [.. words.Select(w => w.Position)], slop, field);
                var results = index.Search(new SearchRequest
                {
                    Tree = new PhraseNode(text, slop, field),

                    // In this dialect scores are Lucene's.
                    Dialect = QueryDialect.Lucene,
                    Limit = MostHits,
                    Sort = SearchSort.Relevance,
                });
                var expected = Expected(point, pattern);
                Assert.Equal(expected.Count, results.Total.Value);
                AssertSame(
                    $"\"{text}\"~{slop} in {field}", expected, results.Hits.ToDictionary(h => h.Id, h => (double)h.Score),
                    isWhole: expected.Count <= MostHits);
            }
        }
        finally
        {
            point.Release();
        }
    });

    [Fact]
    public void Phrases_with_places_left_out_find_and_score_what_Lucene_finds_and_scores() => Repeat(random =>
    {
        using var index = Archive(random, random.Next(12) == 0 ? random.Next(4_000, 6_000) : random.Next(1, 120));
        var point = index.Open();
        try
        {
            for (var i = 0; i < PhrasesAnArchive; i++)
            {
                var words = Phrase(random);
                var positions = new int[words.Length];
                for (var word = 1; word < words.Length; word++)
                {
                    positions[word] = positions[word - 1] + (random.Next(2) == 0 ? 1 : random.Next(1, 5));
                }

                var terms = words.Select(w => QueryWord.Of(point.Schema.AnalysisFor(null), w)[0].Term).ToList();
                var pattern = new PhrasePattern(
                    terms, positions, random.Next(3) == 0 ? 0 : random.Next(7), random.Next(3) == 0 ? TextField.Title : TextField.Body);
                AssertSame(
                    $"{string.Join(' ', words)} at {string.Join(' ', positions)} ~{pattern.Slop} in {pattern.Field}",
                    Expected(point, pattern), Found(point, pattern), isWhole: true);
            }
        }
        finally
        {
            point.Release();
        }
    });

    // Positions of many documents are compared at once where they are below half a million; before and behind there are others.
    [Theory]
    [InlineData(3)]
    [InlineData(150)]
    [InlineData(297)]
    public void Words_of_a_text_of_more_words_than_are_compared_at_once_are_found(int place)
    {
        var random = new Random(place);
        using var index = new TestIndex();
        for (var i = 0; i < 300; i++)
        {
            var text = Text(random, random.Next(5, 40));
            var before = i == place ? string.Concat(Enumerable.Repeat("zulu ", 530_000)) : "";
            index.Add(new Article { Id = $"a{i}", Body = $"alpha bravo {before}{text} alpha bravo delta" });
        }

        var point = index.Open();
        try
        {
            foreach (var words in (string[][])[["alpha", "bravo"], ["bravo", "zulu"], ["alpha", "bravo", "delta"], ["bravo", "alpha"]])
            {
                var terms = words.Select(w => QueryWord.Of(point.Schema.AnalysisFor(null), w)[0].Term).ToList();
                var pattern = new PhrasePattern(terms, [.. Enumerable.Range(0, terms.Count)], 0, TextField.Body);
                AssertSame(string.Join(' ', words), Expected(point, pattern), Found(point, pattern), isWhole: true);
            }
        }
        finally
        {
            point.Release();
        }
    }

    private static void Repeat(Action<Random> test)
    {
        for (var i = 0; i < Archives; i++)
        {
            var seed = unchecked(Environment.TickCount + (i * 7_919));
            try
            {
                test(new Random(seed));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    private static void AssertSame(string phrase, Dictionary<string, double> expected, Dictionary<string, double> found, bool isWhole)
    {
        if (isWhole)
        {
            Assert.True(
                expected.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(found.Keys),
                $"{phrase}: without {string.Join(' ', expected.Keys.Except(found.Keys).Take(9))}, "
                + $"besides {string.Join(' ', found.Keys.Except(expected.Keys).Take(9))}");
        }

        foreach (var (id, score) in found)
        {
            Assert.True(
                expected.TryGetValue(id, out var wanted) && Math.Abs(wanted - score) <= Near * wanted,
                $"{phrase}: {id} {score}, not {wanted}");
        }
    }

    private static Dictionary<string, double> Expected(PointInTime point, PhrasePattern pattern)
    {
        var query = new PhraseQuery { Slop = pattern.Slop };
        var field = QueryPlanner.FieldsOf(pattern.Field)[0];
        for (var i = 0; i < pattern.Terms.Count; i++)
        {
            query.Add(new Term(field, pattern.Terms[i]), pattern.Positions[i]);
        }

        var searcher = new IndexSearcher(point.Reader) { Similarity = new BM25Similarity() };
        return searcher.Search(query, Math.Max(1, point.Reader.MaxDoc)).ScoreDocs
            .ToDictionary(d => IdOf(point, d.Doc), d => (double)d.Score, StringComparer.Ordinal);
    }

    private static Dictionary<string, double> Found(PointInTime point, PhrasePattern pattern)
    {
        var clause = new TextClause(pattern);
        var budget = SearchBudget.Unlimited;
        var scratch = Scratch.Rent();
        try
        {
            var formula = new ClassicFormula(point.Ask(SearchPlan.StatisticsOf(new() { Dialect = QueryDialect.Lucene }, clause), budget));
            var matches = new Matches();
            WindowPass.Run(clause, [], new QueryResources(point, formula, scratch, budget), point.Segments, matches);
            return matches.Scores.ToDictionary(m => IdOf(point, m.Document), m => m.Score, StringComparer.Ordinal);
        }
        finally
        {
            scratch.Return();
        }
    }

    private static string IdOf(PointInTime point, int document) =>
        point.Reader.Document(document, new HashSet<string>(StringComparer.Ordinal) { FieldNames.Id }).Get(FieldNames.Id)!;

    // Words of which the same one may come again, also right away.
    private static string[] Phrase(Random random)
    {
        var words = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Words[random.Next(Words.Length)]).ToArray();
        if (words.Length > 2 && random.Next(3) == 0)
        {
            words[^1] = words[0];
        }

        return words;
    }

    private static TestIndex Archive(Random random, int articles)
    {
        var index = new TestIndex();
        var most = random.Next(2, 60);
        for (var i = 0; i < articles; i++)
        {
            index.Add(new Article
            {
                Id = $"a{i}",
                Title = random.Next(8) == 0 ? null : Text(random, random.Next(1, 12)),
                Body = random.Next(8) == 0 ? null : Text(random, random.Next(1, random.Next(40) == 0 ? 900 : most)),
            });
            if (random.Next(articles) < 2)
            {
                index.Cut();
            }
        }

        for (var gone = random.Next(4); gone > 0; gone--)
        {
            index.Delete($"a{random.Next(articles)}");
        }

        return index;
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(
        _ => random.Next(5) == 0 ? $"other{random.Next(50)}" : Words[random.Next(Words.Length)]));

    private sealed class Matches : IMatchConsumer
    {
        private int segment;

        public List<(int Document, double Score)> Scores { get; } = [];

        public bool WantsScores => true;

        public bool WantsBestOnly => false;

        public bool AsksForPairs => false;

        public void Enter(SegmentView view, PairScores? pairs) => segment = view.Leaf.DocBase;

        public void Leave()
        {
        }

        public void Take(int from, Span<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores)
        {
            for (var i = 0; i < matches.Length; i++)
            {
                for (var word = matches[i]; word != 0; word &= word - 1)
                {
                    var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                    Scores.Add((segment + from + place, scores[place]));
                }
            }
        }
    }
}
