using System.Globalization;
using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Running;

public sealed partial class ScoringExplanationTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ArticleIndex index;

    public ScoringExplanationTests()
    {
        index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Recognizer = null });
        index.Add(new Article { Id = "1", Title = "Oil price up", Body = "The oil price rose. Oil fell later in the day." });
        index.Add(new Article { Id = "2", Title = "Grain", Body = "The price of grain and of oil." });
        index.Add(new Article { Id = "3", Title = "Ships", Body = "Nothing of the kind." });
        index.Add(new Article { Id = "4", Title = "More ships", Body = "Ferries, and the price of a ticket." });
        index.Commit();
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_numbers_of_the_formula_give_the_scores_of_the_hits()
    {
        using var searcher = index.OpenSearcher();
        var request = new SearchRequest { Query = "oil price^2" };
        var explained = searcher.Explain(request);
        Assert.Equal(
            [("title:oil body:oil", 2L, false), ("title:price body:price", 3L, false)],
            explained.Weights.Select(w => (w.Clause, w.Articles, w.IsPair)));

        // x = 2·(times in the title)/(1.6·(0.7 + 0.3·words/A)) + (times in the body)/(1.6·(0.25 + 0.75·words/B))
        var averages = Averages().Matches(explained.Formula!).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal([Rounded(7 / 4.0), Rounded(28 / 4.0)], averages);
        double[] weights = [.. explained.Weights.Select(w => w.Weight)];
        Assert.Equal(2.6 * Math.Log(1 + ((4 - 2 + 0.5) / (2 + 0.5))), weights[0], 12);
        Assert.Equal(2 * 2.6 * Math.Log(1 + ((4 - 3 + 0.5) / (3 + 0.5))), weights[1], 12);
        var hits = searcher.Search(request).Hits.ToDictionary(h => h.Id, h => h.Score);
        Assert.Equal(Sum((weights[0], X(1, 3, 2, 10)), (weights[1], X(1, 3, 1, 10))), hits["1"], 9);
        Assert.Equal(Sum((weights[0], X(0, 1, 1, 7)), (weights[1], X(0, 1, 1, 7))), hits["2"], 9);
    }

    [Fact]
    public void Pairs_phrases_and_Lucenes_scores_are_told_and_what_does_not_score_is_not()
    {
        using var searcher = index.OpenSearcher();
        var pair = searcher.Explain(new SearchRequest { Query = "oil price" }).Weights;
        Assert.Equal([false, false, true], pair.Select(w => w.IsPair));
        Assert.Equal(0.2 * (pair[0].Weight + pair[1].Weight), pair[2].Weight, 12);
        Assert.Equal("title:\"oil price\" body:\"oil price\"", pair[2].Clause);
        var phrase = Assert.Single(searcher.Explain(new SearchRequest { Query = "\"oil price\"" }).Weights);
        Assert.Equal(pair[0].Weight + pair[1].Weight, phrase.Weight, 12);
        var classic = searcher.Explain(new SearchRequest { Query = "oil", Dialect = QueryDialect.Lucene });
        Assert.Equal(["title:oil", "body:oil"], classic.Weights.Select(w => w.Clause));
        Assert.StartsWith("sum of w·x/(1+x) over fields; x = times/(1.2·", classic.Formula, StringComparison.Ordinal);
        var none = searcher.Explain(new SearchRequest { Query = "published:2020" });
        Assert.Null(none.Formula);
        Assert.Empty(none.Weights);
    }

    private static double Sum(params (double Weight, double X)[] parts) => parts.Sum(p => p.Weight * p.X / (1 + p.X));

    private static double X(int inTitle, int titleWords, int inBody, int bodyWords) =>
        (2 * inTitle / (1.6 * (0.7 + (0.3 * titleWords / (7 / 4.0))))) + (inBody / (1.6 * (0.25 + (0.75 * bodyWords / (28 / 4.0)))));

    private static double Rounded(double number) =>
        double.Parse(number.ToString("0.0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"words/([0-9.]+)\)")]
    private static partial Regex Averages();
}
