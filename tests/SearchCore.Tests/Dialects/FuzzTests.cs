using System.Globalization;

using CsCheck;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Tests.Searching;

namespace SearchCore.Tests.Dialects;

/// <summary>Nothing typed does harm: every text is a tree or diagnostics, and every tree runs or is refused.</summary>
public class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "AND", "OR", "NOT", "&&", "||", "!", "+", "-", "(", ")", "(", ")", "\"", "\"", "[", "]", "{", "}", " TO ", "TO", "date:",
        "published:", "person:", "entity:", "title:", "body:",
        "id:", "source:", "nosuch:", "titel:", "*:", ":", "*", "?", "~", "^", "~1", "~2", "~0.7", "^2", "^0", ".", "\\", "\\u", "\\u0041",
        "\\*", "/", "/a/", "2017", "2017-12", "2017-Q4", "2017-W50",
        "9999-12-31", "0001", "today", "last-30d", "now", "word", "words", "the", "of", "wo*", "w?rd*", "ab*c?d*", "state-run", "\u201C",
        "\u201D", "é", "İstanbul", "北京", "\uD800", "\uDC00",
        "\0", "\t", "\u00A0", "\u3000", "\u200B", "\u202E", "\uFFFF", "\uFFFE", "😀", "'s", "&", "|", ",", "#", "1e9",
        "99999999999999999999",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (6, Gen.Select(
            Gen.OneOf(Pieces).Array[0, 24], Gen.OneOf(" ", "", " ").Array[24], (pieces, blanks) =>
            string.Concat(pieces.Select((p, i) => p + blanks[i])))),
        (2, Gen.String[Gen.Char["ab01 \"()[]{}:*?~^\\/+-!&|TO"], 0, 40]),
        (1, Gen.String[0, 60]),
        (1, Gen.Select(Gen.OneOf(Pieces), Gen.Int[1, 3_000]).Select((piece, times) => string.Concat(Enumerable.Repeat(piece, times)))));

    // A longer run: SEARCHCORE_FUZZ=1000000 dotnet test --filter FuzzTests
    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : 25_000;

    [Fact]
    public void Every_text_ends_in_a_tree_or_in_errors_that_lie_inside_of_it()
    {
        using var index = new TestIndex(
            new Article
            {
                Id = "a",
                Title = "Words of state",
                Body = "word words, abacd the state-run İstanbul 北京 word",
                Published = ArticleDate.FromDay(2017, 12, 11),
                Entities = [new("person", "A B")],
            },
            new Article { Id = "b", Body = "ward wood" });
        using var searcher = index.OpenSearcher();
        Texts.Sample(
            text =>
            {
                var now = new DateTimeOffset(2018, 3, 14, 15, 9, 26, TimeSpan.Zero);
                var parsed = QueryText.Parse(text, QueryDialect.Lucene, new() { Now = now });
                Assert.Equal(parsed.Tree is null, parsed.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
                Assert.All(parsed.Diagnostics, d => Assert.InRange(d.Start, 0, d.End));
                Assert.All(parsed.Diagnostics, d => Assert.InRange(d.End, 0, text.Length));
                foreach (var dialect in (QueryDialect[])[QueryDialect.Lucene, QueryDialect.Plain])
                {
                    try
                    {
                        var results = searcher.Search(new()
                        {
                            Query = text,
                            Dialect = dialect,
                            Now = now,
                            Suggest = dialect == QueryDialect.Plain,
                        });
                        Assert.True(results.Total.Value <= 2);
                        Assert.All(results.Hits, h => Assert.True(double.IsFinite(h.Score)));
                    }
                    catch (QueryException e)
                    {
                        Assert.NotEmpty(e.Diagnostics);
                    }
                }

                if (parsed.Tree is { } tree)
                {
                    Assert.NotEmpty(QueryTree.ToJson(tree));
                    Assert.Equal(tree, QueryText.Parse(text, QueryDialect.Lucene, new() { Now = now }).Tree);
                }
            },
            iter: Count, threads: 1);
    }
}
