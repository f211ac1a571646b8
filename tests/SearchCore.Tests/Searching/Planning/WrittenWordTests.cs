using System.Text;
using System.Text.RegularExpressions;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Searching.Planning;

/// <summary>
/// What wildcards find, against every article read word by word: with exact forms the articles that have a word of the shape and no other;
/// without, those and such as have another word of its stem.
/// </summary>
public sealed class WrittenWordTests(ITestOutputHelper output)
{
    private static readonly string[] Words =
    [
        "run", "running", "runner", "runs", "ran", "stop", "stopping", "stopped", "plan", "planning", "planet", "vandal", "vandals",
        "vandalism", "vandalise", "organ", "organs", "organic", "organize", "organization", "organizational", "organisation", "university",
        "universities", "universe", "universal", "rise", "rising", "risen", "café", "cafe", "cafés", "cafeteria", "Organizer's", "CEO's",
        "naïve", "naively", "news", "newest", "die", "dying", "dies", "sky", "skies", "straße", "strasse", "strassen", "éléments",
        "elements", "x-ray", "covid19", "covid", "ﬁnance", "finance", "financial", "İzmir",
        "izmirli", "Πετράκης", "πετράκη", "Киев", "киевский",
    ];

    private static readonly TextAnalysis Analysis = TextLanguages.English;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wildcards_find_the_articles_that_have_such_words(bool exactForms)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            using var index = new TestIndex(exactForms);
            var segment = random.Next(1, 12);
            var (all, live) = (new List<Article>(), new Dictionary<string, Article>());
            for (var i = 0; i < random.Next(1, 40); i++)
            {
                var article = new Article { Id = $"a{random.Next(30)}", Title = Text(random, 2), Body = Text(random, 6) };
                index.Add(article);
                all.Add(article);
                live[article.Id] = article;
                if (random.Next(segment) == 0)
                {
                    index.Cut();
                }
            }

            for (var i = 0; i < 12; i++)
            {
                Compare(index, all, live.Values, Pattern(random), random.Next(3) == 0 ? TextField.Title : TextField.Any, exactForms);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merged_segments_have_the_words_of_all_they_were_made_of(bool exactForms)
    {
        using var folder = new TempFolder();
        var random = new Random(5);
        var articles = Enumerable.Range(0, 300)
            .Select(n => new Article { Id = $"{n}", Title = Text(random, 2), Body = Text(random, 6) + $" number{n}" }).ToList();
        var options = new ArticleIndexOptions { Recognizer = null, ExactForms = exactForms, Workers = 1 };
        using (var index = ArticleIndex.Open(folder["index"], options))
        {
            foreach (var chunk in articles.Chunk(40))
            {
                index.Index([ArticleSource.From(chunk)]);
            }

            Assert.InRange(index.Statistics().Segments, 2, 100);
            var before = Answers(index);
            index.Delete("7");
            index.Compact();
            Assert.Equal(1, index.Statistics().Segments);
            Assert.Equal(before, Answers(index));
        }

        var check = ArticleIndex.Check(folder["index"]);
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Single(Directory.GetFiles(folder["index"], "*.si"));
        using var reopened = ArticleIndex.Open(folder["index"], options with { Access = IndexAccess.ReadOnly });
        Assert.Equal(299, reopened.Search(new SearchRequest { Query = "number*" }).Total.Value);

        static List<long> Answers(ArticleIndex index) =>
            [.. new[] { "run*", "runn*", "univers?ty", "vandali*", "organi?ation*", "strass*", "number1?" }
                .Select(q => index.Search(new SearchRequest { Query = q + " NOT number7" }).Total.Value)];
    }

    [Fact]
    public void A_reader_beside_a_writer_that_merges_keeps_the_words_of_its_segments()
    {
        using var folder = new TempFolder();
        var options = new ArticleIndexOptions { Recognizer = null, Workers = 1, CursorLifetime = TimeSpan.Zero };
        using var writer = ArticleIndex.Open(folder["index"], options);
        for (var i = 0; i < 3; i++)
        {
            writer.Index([ArticleSource.From([new Article { Id = $"{i}", Body = "vandalism" }])]);
        }

        using var reader = ArticleIndex.Open(folder["index"], options with { Access = IndexAccess.ReadOnly });
        writer.Compact();
        Assert.Single(Directory.GetFiles(folder["index"], "*.si"));
        Assert.Equal(3, reader.Search(new SearchRequest { Query = "vandalis*" }).Total.Value);
    }

    [Fact]
    public void A_segment_lists_its_own_words_and_none_of_those_before_it()
    {
        using var index = new TestIndex(exactForms: false);
        var random = new Random(3);
        var bodies = Enumerable.Range(0, 40)
            .Select(n => string.Join(' ', Enumerable.Range(0, 4_000).Select(_ => $"w{random.Next(90_000)}n{n % 3}"))).ToList();

        // More words than the memo has slots at first, so that it grows within a segment too.
        foreach (var (body, n) in bodies.Select((b, n) => (b, n)))
        {
            index.Add(new Article { Id = $"{n}", Body = body });
            if (n % 7 == 6)
            {
                index.Cut();
            }
        }

        using var point = new Leased(index.Open());
        var from = 0;
        foreach (var segment in point.Point.Segments)
        {
            var listed = new List<string>();
            for (var cursor = new SearchCore.Storage.WordListCursor(segment.Words!); cursor.Next();)
            {
                listed.Add(Encoding.UTF8.GetString(cursor.Word));
            }

            var own = bodies.Skip(from).Take(segment.DocumentCount).SelectMany(b => b.Split(' ')).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(own, listed);
            from += segment.DocumentCount;
        }
    }

    [Fact]
    public void Another_word_of_a_stem_is_found_too_and_said_and_not_marked()
    {
        using var index = new TestIndex(
            new Article { Id = "1", Body = "The organization met." }, new Article { Id = "2", Body = "The organs were kept." },
            new Article { Id = "3", Body = "They ran." });
        var found = index.Search("organiz*");
        Assert.Equal(2, found.Total.Value);
        var said = Assert.Single(found.Warnings);
        Assert.Equal("SC412", said.Code);
        Assert.Equal(
            "'organiz*' finds articles with 'organs' too: this index keeps words by their stems, and 'organization' has the same; "
            + "an index made with --exact-forms (ArticleIndexOptions.ExactForms) finds the written words alone",
            said.Message);
        Assert.Equal(
            ["organization"],
            found.Hits.SelectMany(h => h.Snippet!.Matches.Select(m => h.Snippet.Text[m.Start..m.End])));
        Assert.Empty(index.Search("organ*").Warnings);
        Assert.Empty(index.Search("ra?").Warnings);
    }

    private sealed class Leased(SearchCore.Searching.Snapshots.PointInTime point) : IDisposable
    {
        public SearchCore.Searching.Snapshots.PointInTime Point => point;

        public void Dispose() => point.Release();
    }

    private void Compare(
        TestIndex index, IReadOnlyList<Article> all, IReadOnlyCollection<Article> live, string pattern, TextField field, bool exactForms)
    {
        QueryNode node = pattern.IndexOfAny(['?', '*']) == pattern.Length - 1 && pattern[^1] == '*'
            ? new PrefixNode(pattern[..^1], field) : new WildcardNode(pattern, field);
        var shape = new Regex(
            "^" + Regex.Escape(TextFolding.FoldValue(pattern)).Replace("\\*", ".*", StringComparison.Ordinal)
                .Replace("\\?", ".", StringComparison.Ordinal) + "$",
            RegexOptions.CultureInvariant);
        bool Has(string word) => shape.IsMatch(Analysis.WrittenFormOf(Encoding.UTF8.GetBytes(word)));
        var found = index.Search(new SearchRequest { Tree = node, Limit = 1_000 }).Hits.Select(h => h.Id).ToHashSet();
        var meant = live.Where(a => WordsOf(a, field).Any(Has)).Select(a => a.Id).ToHashSet();
        Assert.True(meant.IsSubsetOf(found), $"{pattern}: {string.Join(' ', meant.Except(found))} are not found");
        if (exactForms)
        {
            Assert.Equal(meant.Order(), found.Order());
            return;
        }

        // Deleted articles' words count until they are merged away.
        var stems = all.SelectMany(a => WordsOf(a, TextField.Any)).Where(Has).Select(StemOf).ToHashSet();
        var most = live.Where(a => WordsOf(a, field).Any(w => stems.Contains(StemOf(w)))).Select(a => a.Id).ToHashSet();
        Assert.True(found.IsSubsetOf(most), $"{pattern}: {string.Join(' ', found.Except(most))} have no word of such a stem");
    }

    private static string StemOf(string word) => Analysis.TermOf(Encoding.UTF8.GetBytes(word));

    private static string[] WordsOf(Article article, TextField field) =>
        (field == TextField.Title ? article.Title! : article.Title + " " + article.Body).Split(' ', '-');

    private static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static string Pattern(Random random)
    {
        while (true)
        {
            var word = Words[random.Next(Words.Length)].Replace("'s", "", StringComparison.Ordinal);
            if (word.Contains('-', StringComparison.Ordinal))
            {
                continue;
            }

            var kept = random.Next(2, word.Length + 1);
            if (random.Next(2) == 0)
            {
                return word[..kept] + "*";
            }

            var letters = word.ToCharArray();
            for (var i = 2; i < letters.Length; i++)
            {
                letters[i] = random.Next(4) == 0 ? '?' : letters[i];
            }

            var pattern = new string(letters);
            pattern = random.Next(2) == 0 && word.Length > 3 ? pattern[..^1] + "*" : pattern;
            if (pattern.IndexOfAny(['?', '*']) >= 2)
            {
                return pattern;
            }
        }
    }
}
