using System.Globalization;
using System.Net;

using CsCheck;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Highlighting;
using SearchCore.Searching.Planning;
using SearchCore.Tests.Searching.Planning;

namespace SearchCore.Tests.Searching.Highlighting;

/// <summary>
/// What is marked in texts and snippets is what a matcher that tries everything marks, over random articles and random queries with every
/// operator.
/// </summary>
public class MarkTwinTests
{
    // A longer run of eight queries each over some twenty articles: SEARCHCORE_MARK_TWINS=2500 dotnet test --filter MarkTwinTests
    private static readonly long Count =
        long.TryParse(
            Environment.GetEnvironmentVariable("SEARCHCORE_MARK_TWINS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : 100;

    private static readonly Gen<QueryNode> Spelled = Gen.OneOf<QueryNode>(
        Gen.OneOf("br*o", "ta?go", "de*t*", "zu?u", "al*a").Select(p => (QueryNode)new WildcardNode(p)),
        Gen.Select(Gen.OneOf("dalta", "tagno", "zulo", "bravoo", "alha"), Gen.Int[1, 2], (w, n) => (QueryNode)new FuzzyNode(w, n)));

    private static readonly Gen<QueryNode> Queries = Gen.Frequency(
        (6, TwinTests.Trees),
        (1, Spelled),
        (1, Gen.Select(
            Spelled, TwinTests.Words, Gen.Int[1, 5], (a, w, n) =>
            (QueryNode)new ProximityNode(a, new WordNode(w), new Proximity(ProximityUnit.Words, n)))),
        (1, Gen.Select(Spelled, TwinTests.Trees, (a, b) => (QueryNode)new BooleanNode { Should = [new BoostNode(a, 2), b] })));

    [Fact]
    public void What_is_marked_is_what_matched_and_nothing_else() =>
        Gen.Select(TwinTests.Articles.Array[1, 20], Queries.Array[8], Gen.Int[1, 80]).Sample(
        (articles, queries, length) =>
        {
            using var index = new TestIndex(exactForms: true);
            foreach (var article in articles)
            {
                index.Add(article);
            }

            // Of two with one id the later is there.
            articles = [.. articles.Reverse().DistinctBy(a => a.Id)];
            var state = index.Open();
            foreach (var query in queries)
            {
                var marks = QueryPlanner.Plan(query, state, SearchBudget.Unlimited, SyntaxLimits.Default, _ => (0, 0)).Highlights;
                foreach (var article in articles)
                {
                    Compare(query, marks, article, length, NaiveMatcher.CountsStopWords(query, article));
                }
            }

            state.Release();
        },
        iter: Count, threads: 1);

    // The passage that is shown was chosen before the text was read to its end.
    [Fact]
    public void Snippets_of_long_texts_mark_what_the_whole_text_says() =>
        Gen.Select(TwinTests.Words.Array[1_500, 4_000], Queries.Array[4], Gen.Int[20, 400]).Sample(
        (words, queries, length) =>
        {
            using var index = new TestIndex(exactForms: true);
            var body = string.Concat(words.Select((w, i) => i % 97 == 96 ? w + ".\n\n" : i % 11 == 10 ? w + ". " : w + " "));
            index.Add(new Article { Id = "a", Body = body });
            var state = index.Open();
            foreach (var query in queries)
            {
                var marks = QueryPlanner.Plan(query, state, SearchBudget.Unlimited, SyntaxLimits.Default, _ => (0, 0)).Highlights;
                var finder = new MatchFinder(marks, TextLanguages.English, SearchBudget.Unlimited);
                var whole = Ranges(finder.Find(body.AsMemory(), TextPlace.Body, 0, _ => false).Words);
                var builder = new SnippetBuilder(marks, length, SearchBudget.Unlimited);
                IsPassage(builder.Build(default, body.AsMemory(), TextLanguages.English).Snippet!, body, whole, length);
                Assert.Equal(whole, index.Highlight("a", new() { Tree = query })!.BodyMatches.Select(m => (m.Start, m.End)));
            }

            state.Release();
        },
        iter: Math.Max(5, Count / 20), threads: 1);

    private static void Compare(QueryNode query, HighlightPlan marks, Article article, int length, bool stopWordsCount)
    {
        var analysis = TextLanguages.Find(article.Language) ?? TextLanguages.English;
        var finder = new MatchFinder(marks, analysis, SearchBudget.Unlimited);
        var found = new Dictionary<TextField, List<(int, int)>>();
        foreach (var (field, text) in new[] { (TextField.Title, article.Title), (TextField.Body, article.Body) })
        {
            var places = NaiveMarking.Places(query, article, field, stopWordsCount);
            var words = WordRanges(text ?? string.Empty);
            found[field] = text is null ? [] : Ranges(finder.Find(text.AsMemory(), new TextPlace(field), length, _ => false).Words);
            var expected = words.Where((_, i) => places.Contains(i)).ToList();
            Assert.True(expected.SequenceEqual(found[field]),
                $"{QueryFormatter.Format(query)} in '{text}': expected {string.Join(' ', expected)}, "
                    + $"found {string.Join(' ', found[field])}");
        }

        var builder = new SnippetBuilder(marks, length, SearchBudget.Unlimited);
        if (builder.Build(article.Title.AsMemory(), article.Body.AsMemory(), analysis).Snippet is not { } snippet)
        {
            Assert.True(article.Title is null && article.Body is null);
            return;
        }

        var isTitle = article.Body is null || (found[TextField.Body].Count == 0 && found[TextField.Title].Count > 0);
        IsPassage(snippet, isTitle ? article.Title! : article.Body!, found[isTitle ? TextField.Title : TextField.Body], length);
    }

    // The snippet is a run of the text, shows a match where there is one that fits, and marks of it what is marked in the text.
    private static void IsPassage(Snippet snippet, string text, List<(int Start, int End)> marked, int length)
    {
        Assert.InRange(snippet.Text.Length, 0, length);
        var (flat, places) = Flat(text);
        var shown = snippet.Text.Trim('…');
        var expected = marked.Select(m => (Start: places[m.Start], End: places[m.End - 1] + 1)).ToList();
        var head = snippet.Text.StartsWith('…') ? 1 : 0;
        var actual = snippet.Matches.Select(m => (m.Start - head, m.End - head)).ToList();
        var agrees = shown.Length == 0;
        for (var at = flat.IndexOf(shown, StringComparison.Ordinal);
             !agrees && at >= 0;
             at = flat.IndexOf(shown, at + 1, StringComparison.Ordinal))
        {
            agrees = expected.Where(m => m.Start >= at && m.End <= at + shown.Length).Select(m => (m.Start - at, m.End - at))
                .SequenceEqual(actual);
        }

        Assert.True(agrees, $"'{snippet.ToHtml()}' of '{flat}'");
        Assert.True(marked.Count == 0 || actual.Count > 0 || length < 12, $"'{snippet.ToHtml()}' shows no match");
        Assert.Equal(
            snippet.Text,
            WebUtility.HtmlDecode(
            snippet.ToHtml().Replace("<em>", "", StringComparison.Ordinal).Replace("</em>", "", StringComparison.Ordinal)));
    }

    // A text with one blank for each run of them, and where each character went.
    private static (string Flat, int[] Places) Flat(string text)
    {
        var flat = new System.Text.StringBuilder();
        var places = new int[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            places[at] = flat.Length;
            if (!char.IsWhiteSpace(text[at]))
            {
                flat.Append(text[at]);
            }
            else if (at == 0 || !char.IsWhiteSpace(text[at - 1]))
            {
                flat.Append(' ');
            }
        }

        return (flat.ToString(), places);
    }

    private static List<(int Start, int End)> WordRanges(string text)
    {
        var ranges = new List<(int, int)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsLetter(text[at]) && (at == 0 || !char.IsLetter(text[at - 1])))
            {
                var end = at;
                while (end < text.Length && char.IsLetter(text[end]))
                {
                    end++;
                }

                ranges.Add((at, end));
            }
        }

        return ranges;
    }

    private static List<(int Start, int End)> Ranges(IReadOnlyList<MatchedWord> words) =>
        [.. words.Select(w => (w.Start, w.End)).Distinct()];
}
