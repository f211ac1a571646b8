using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Articles.Reading;

using Xunit.Abstractions;

namespace SearchCore.Tests.Languages;

/// <summary>
/// Words, phrases and proximity in an archive of three languages find, mark and show what a matcher finds that reads every article word by
/// word in its own language.
/// </summary>
public sealed class TwoLanguageTwinTests(ITestOutputHelper output)
{
    // Some are words of two of the languages, with other stems in each.
    private static readonly string[] Words =
    [
        "port", "ports", "strike", "strikes", "Streik", "Streiks", "Haus", "Hauses", "houses", "Schule", "Schulen", "ministre", "ministres",
        "minister", "ministers", "Ministern", "national", "nationale", "nationalen", "normal", "normale", "normales",
    ];

    private static readonly string[] Codes = ["en", "de", "fr"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_found_and_marked_is_what_a_reader_of_each_language_finds(bool exactForms)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var found = 0;
        for (var archive = 0; archive < 12; archive++)
        {
            List<Article> articles =
            [
                .. Enumerable.Range(0, random.Next(3, 25)).Select(i => new Article
                {
                    Id = $"{i}", Body = Text(random, random.Next(1, 14)), Language = Codes[random.Next(archive % 2 == 0 ? 2 : 3)],
                }),
            ];
            using var index = ArticleIndex.InMemory(new() { Recognizer = null, Workers = 1, ExactForms = exactForms });
            foreach (var chunk in articles.Chunk(9))
            {
                index.Index([ArticleSource.From(chunk)]);
            }

            for (var round = 0; round < 25; round++)
            {
                var (query, matches) = Query(random);
                var said = $"seed {seed}: {query}";
                SearchRequest request = new() { Query = query, Limit = 100, SnippetLength = 1_000, TimeLimit = Timeout.InfiniteTimeSpan };
                var hits = index.Search(request).Hits.ToDictionary(h => h.Id);
                foreach (var article in articles)
                {
                    var places = matches(new Reading(article));
                    Assert.True(hits.ContainsKey(article.Id) == (places is not null), $"{said}, {article.Language}: {article.Body}");
                    if (places is null)
                    {
                        continue;
                    }

                    found++;
                    var expected = Ranges(article.Body!, places);
                    Assert.True(expected.SequenceEqual(index.Highlight(article.Id, request)!.BodyMatches), $"{said}: {article.Body}");
                    Assert.Equal(article.Body, hits[article.Id].Snippet!.Text);
                    Assert.True(expected.SequenceEqual(hits[article.Id].Snippet!.Matches), $"{said}: {article.Body}");
                }
            }
        }

        Assert.InRange(found, 50, int.MaxValue);
    }

    private static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    // A query, and the places of an article's words that it marks; null where it does not match.
    private static (string Query, Func<Reading, SortedSet<int>?> Matches) Query(Random random)
    {
        var (one, other) = (Words[random.Next(Words.Length)], Words[random.Next(Words.Length)]);
        var distance = random.Next(1, 4);
        return random.Next(6) switch
        {
            0 => (one, r => Any(r.Places(one))),
            1 => ($"\"{one} {other}\"", r => Any(Pairs(r, (a, b) => b == a + 1))),
            2 => ($"{one} {other}", r => r.Places(one).Count > 0 && r.Places(other).Count > 0
                ? [.. r.Places(one), .. r.Places(other)] : null),
            3 => ($"{one} OR {other}", r => Any([.. r.Places(one), .. r.Places(other)])),
            4 => ($"{one} W/{distance} {other}", r => Any(Pairs(r, (a, b) => a != b && Math.Abs(a - b) <= distance))),
            _ => ($"{one} PRE/{distance} {other}", r => Any(Pairs(r, (a, b) => b > a && b - a <= distance))),
        };

        static SortedSet<int>? Any(List<int> places) => places.Count > 0 ? [.. places] : null;

        List<int> Pairs(Reading reading, Func<int, int, bool> stand) =>
            [.. reading.Places(one).SelectMany(a => reading.Places(other).Where(b => stand(a, b)).SelectMany(b => new[] { a, b }))];
    }

    private static IEnumerable<TextRange> Ranges(string text, IEnumerable<int> places)
    {
        var words = text.Split(' ');
        return places.Select(p => (Start: words.Take(p).Sum(w => w.Length + 1), words[p].Length))
            .Select(w => new TextRange(w.Start, w.Start + w.Length));
    }

    /// <summary>An article as somebody reads it who knows its language.</summary>
    private sealed class Reading(Article article)
    {
        private readonly TextAnalysis analysis = TextLanguages.Find(article.Language)!;

        /// <summary>Where a word of a query stands, in whatever form.</summary>
        public List<int> Places(string word)
        {
            var term = TermOf(word);
            return [.. article.Body!.Split(' ').Index().Where(w => TermOf(w.Item) == term).Select(w => w.Index)];
        }

        private string TermOf(string word) => analysis.TermOf(Encoding.UTF8.GetBytes(word));
    }
}
