using System.Globalization;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Schema;

namespace SearchCore.Tests.Searching.Ranking;

/// <summary>
/// Scores are those of a plain reference in double precision, which reads every article; and they are the same, bit by bit, however the
/// archive is cut into segments, whatever was deleted from them; so with texts of the archive's own that words alone are looked for in.
/// </summary>
public class ScoreTwinTests
{
    private const double K1 = 1.6, TitleWeight = 2, TitleB = 0.3, BodyB = 0.75;

    // Words that are their own stems.
    private static readonly string[] Words = ["alpha", "bravo", "delta", "tango", "zulu", "kilo"];

    // A longer run: SEARCHCORE_SCORES=20000 dotnet test --filter ScoreTwinTests
    private static readonly int Count =
        int.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_SCORES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : 150;

    private static readonly string[] Own = ["summary", "caption"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Scores_are_those_of_the_reference_on_every_segmentation(int texts)
    {
        FieldDeclaration[] fields = [.. Own.Take(texts).Select(name => FieldDeclaration.Parse($"{name}:text:default"))];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var compared = 0;
        for (var run = 0; run < (texts == 0 ? Count : Count / 3); run++)
        {
            var live = Enumerable.Range(0, random.Next(1, 40)).Select(i => Make(random, $"a{i}", texts)).ToList();
            var gone = Enumerable.Range(0, random.Next(0, 15)).Select(i => Make(random, $"b{i}", texts)).ToList();
            using var plain = new TestIndex(exactForms: false, fields);
            live.ForEach(a => plain.Add(a));
            using var cut = Cut(random, live, gone, fields);
            var reference = new Reference(live, fields.Length);
            for (var i = 0; i < 8; i++)
            {
                var tree = Tree(random, 0);
                var expected = live.Select(a => (a.Id, Score: reference.Total(tree, a))).Where(s => s.Score is not null)
                    .ToDictionary(s => s.Id, s => s.Score!.Value);
                var request = new SearchRequest { Tree = tree, Limit = 1_000, Suggest = false };
                var scores = plain.Search(request).Hits.ToDictionary(h => h.Id, h => h.Score);
                var because = $"seed {seed}, {QueryFormatter.Format(tree)}";
                Assert.True(expected.Keys.ToHashSet().SetEquals(scores.Keys), because);
                foreach (var (id, score) in scores)
                {
                    Assert.True(Math.Abs(score - expected[id]) <= 1e-9 * expected[id], $"{because}: {id} {score:R} {expected[id]:R}");
                }

                Assert.Equal(
                    scores.OrderBy(s => s.Key, StringComparer.Ordinal),
                    cut.Search(request).Hits.ToDictionary(h => h.Id, h => h.Score).OrderBy(s => s.Key, StringComparer.Ordinal));

                // The best few are those of all, also where only they are looked for, page by page.
                var all = cut.Search(request).Hits.Select(h => (h.Id, h.Score)).ToList();
                var paged = new List<(string, double)>();
                for (string? next = null; paged.Count == 0 || next is not null;)
                {
                    var page = cut.Search(request with { Limit = 3, After = next });
                    paged.AddRange(page.Hits.Select(h => (h.Id, h.Score)));
                    next = page.Next;
                    if (page.Hits.Count == 0)
                    {
                        break;
                    }
                }

                Assert.Equal(all, paged);
                compared += scores.Count;
            }
        }

        Assert.True(compared > Count / 3);
    }

    private static TestIndex Cut(Random random, List<Article> live, List<Article> gone, FieldDeclaration[] fields)
    {
        var index = new TestIndex(exactForms: false, fields);
        var all = live.Concat(gone).ToArray();
        random.Shuffle(all);
        foreach (var article in all)
        {
            index.Add(article);
            if (random.Next(4) == 0)
            {
                index.Cut();
            }
        }

        foreach (var article in gone)
        {
            index.Delete(article.Id);
        }

        return index;
    }

    private static Article Make(Random random, string id, int texts)
    {
        string? Text(int most) => random.Next(most + 1) is var count and > 0
            ? string.Join(' ', Enumerable.Range(0, count).Select(_ => Words[random.Next(1 + random.Next(Words.Length))]))
            : null;

        return new Article
        {
            Id = id,
            Title = Text(4),
            Body = random.Next(50) == 0 ? string.Join(' ', Enumerable.Repeat($"{Words[0]} {Words[1]}", random.Next(250, 260))) : Text(18),
            Published = new ArticleDate(random.Next(1_000)),
            Members = [.. Own.Take(texts).Select(name => new ArticleMember(name, Text(9) ?? string.Empty)).Where(m => m.Value.Length > 0)],
        };
    }

    private static QueryNode Tree(Random random, int depth)
    {
        var field = random.Next(4) switch { 0 => TextField.Title, 1 => TextField.Body, _ => TextField.Any };
        string Word() => Words[random.Next(Words.Length)];
        QueryNode[] Some(int least, int most) =>
            [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Tree(random, depth + 1))];

        return random.Next(depth > 2 ? 4 : 7) switch
        {
            0 or 1 => new WordNode(Word(), field),
            2 => new PhraseNode($"{Word()} {Word()}", 0, field),
            3 => new BoostNode(new WordNode(Word(), field), random.Next(1, 5) * 0.5f),
            4 => QueryNode.Or(Some(1, 4)),
            5 => QueryNode.And(Some(1, 3)),
            _ => new BooleanNode { Must = Some(1, 2), Should = Some(0, 2), MustNot = Some(0, 1) },
        };
    }

    /// <summary>BM25F as its authors write it, over an archive of articles whose fields are shorter than lengths are exact for.</summary>
    private sealed class Reference
    {
        private readonly IReadOnlyList<Article> articles;
        private readonly double averageTitle;
        private readonly double averageBody;
        private readonly (string Name, double Average)[] own;

        public Reference(IReadOnlyList<Article> articles, int texts)
        {
            this.articles = articles;
            own = [.. Own.Take(texts).Select(name => (name, articles.Average(a => WordsOf(a, name).Length)))];
            averageTitle = articles.Average(a => WordsOf(a.Title).Length);
            averageBody = articles.Average(a => WordsOf(a.Body).Length);
        }

        /// <summary>What an article scores, pairs of words included; null where it does not match.</summary>
        public double? Total(QueryNode tree, Article article) =>
            Score(tree, article) + PairsOf(tree).Sum(p => 0.2 * (Score(p.Words, p.Field, article) ?? 0));

        private static IEnumerable<(string[] Words, TextField Field)> PairsOf(QueryNode node) => Bare(node) is BooleanNode boolean
            ? Neighbours(boolean.Must.Select(Bare)).Concat(Neighbours(boolean.Should)).Concat(boolean.Must.Select(Bare).SelectMany(PairsOf))
            : [];

        // A part that must match and has one part that must is that part.
        private static QueryNode Bare(QueryNode node) =>
            node is BooleanNode { Must: [var only], Should.Count: 0, MustNot.Count: 0 } ? Bare(only) : node;

        private static IEnumerable<(string[] Words, TextField Field)> Neighbours(IEnumerable<QueryNode> nodes) => nodes
            .Zip(nodes.Skip(1)).Where(p => p is (WordNode left, WordNode right) && left.Field == right.Field)
            .Select(p => (((WordNode)p.First, (WordNode)p.Second)))
            .Select(p => (new[] { p.Item1.Text, p.Item2.Text }, p.Item1.Field));

        private double? Score(QueryNode node, Article article) => node switch
        {
            WordNode word => Score([word.Text], word.Field, article),
            PhraseNode phrase => Score(phrase.Text.Split(' '), phrase.Field, article),
            BoostNode boost => Score(boost.Node, article) * boost.Factor,
            BooleanNode boolean => Score(boolean, article),
            _ => throw new ArgumentException($"{node}"),
        };

        private double? Score(BooleanNode node, Article article)
        {
            var must = node.Must.Select(n => Score(n, article)).ToList();
            var should = node.Should.Select(n => Score(n, article)).ToList();
            var matches = !must.Contains(null) && (must.Count > 0 || should.Exists(s => s is not null))
                && node.MustNot.All(n => Score(n, article) is null);
            return matches ? must.Concat(should).Sum(s => s ?? 0) : null;
        }

        private double? Score(string[] words, TextField field, Article article)
        {
            var x = 0.0;
            if (field != TextField.Body)
            {
                x += TitleWeight * Occurrences(words, WordsOf(article.Title)) / Room(WordsOf(article.Title).Length, averageTitle, TitleB);
            }

            if (field != TextField.Title)
            {
                // Bodies are the only texts so long that their lengths are rounded.
                var length = LengthCode.Length(LengthCode.Of(WordsOf(article.Body).Length));
                x += Occurrences(words, WordsOf(article.Body)) / Room(length, averageBody, BodyB);
            }

            foreach (var (name, average) in field == TextField.Any ? own : [])
            {
                x += Occurrences(words, WordsOf(article, name)) / Room(WordsOf(article, name).Length, average, BodyB);
            }

            return x == 0 ? null : words.Sum(Worth) * (K1 + 1) * x / (K1 + x);
        }

        private static double Room(double length, double average, double b) => average == 0 ? 1 : 1 - b + (b * length / average);

        private double Worth(string word)
        {
            var having = Math.Max(
                articles.Count(a => WordsOf(a.Title).Contains(word)), articles.Count(a => WordsOf(a.Body).Contains(word)));
            having = own.Select(o => articles.Count(a => WordsOf(a, o.Name).Contains(word))).Append(having).Max();
            return Math.Log(1 + ((articles.Count - having + 0.5) / (having + 0.5)));
        }

        private static double Occurrences(string[] words, string[] text)
        {
            var count = 0;
            for (var at = 0; at + words.Length <= text.Length; at++)
            {
                count += text.AsSpan(at, words.Length).SequenceEqual(words) ? 1 : 0;
            }

            return count;
        }

        private static string[] WordsOf(string? text) => text?.Split(' ') ?? [];

        private static string[] WordsOf(Article article, string name) =>
            WordsOf(article.Members.Where(m => m.Name == name).Select(m => m.Value).FirstOrDefault());
    }
}
