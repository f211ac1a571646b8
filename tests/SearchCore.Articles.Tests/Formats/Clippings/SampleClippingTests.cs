using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Reading;
using SearchCore.TestKit;

namespace SearchCore.Articles.Tests.Formats.Clippings;

/// <summary>
/// The articles that come with the project: all of them can be read, and the damaged ones give what a person would read in them.
/// </summary>
public class SampleClippingTests
{
    private static readonly string Samples = Path.Combine(SharedData.Root, "index-data", "articles");

    public static TheoryData<string, string?, string, string> Expected => new()
    {
        { "bee-bridge.txt", "FIRST MOTORWAY BRIDGE FOR BEES OPENS NEAR LJUBLJANA", "2022-04-19", "near Ljubljana. Beekeepers had long" },
        { "glacier-bell.txt", null, "2022-09-06", "foot of the ice, upright" },
        { "kirkwall-page.txt", "SEAL REFUSES TO LEAVE THE LIBRARY.", "2016-11-04", "between Travel and Local History" },
        { "lighthouse-letters.txt", "A Lighthouse Keeper\u2019s Letters Are Read at Last", "2019-05-09", "from a caf\u00E9 owner in Oban" },
        { "mayor-doorstep.txt", "DOORSTEP INTERVIEW - THE FALLEN CRANE, GDANSK SHIPYARD", "2016-09-03",
        "on a Saturday, onto a car park that we had closed on Thursday" },
        { "night-trains-return.txt", "Brandt Orders Night Trains Back to Vienna During Unannounced Budapest Visit", "2019-03-14",
        "Vienna-based Alpine News Agency" },
        { "observatory-dome.txt", "Old Dome of Quito Observatory Turns Again by Hand", "2018-06-21",
        "clocks for the National Museum of Ecuador" },
        { "port-pilot-boat.txt", "CRANE DRIVERS BUY A RETIRED PILOT BOAT", "2019-10-08", "The crane drivers of Rotterdam, whose strike" },
        { "quarry-choir.txt", "QUARRYMEN'S CHOIR SINGS AT LAST BLAST", "2017-09-22", "The last blast at the granite quarry of Penmaen" },
        { "reindeer-crossing.txt", "Reindeer Learn to Use Their Own Traffic Light in Lapland", "2020-01-12",
        "the Northern Roads Authority. What nobody" },
        { "salt-train.txt", null, "2024-08-17", "has suddenly become the most wanted ticket in Bolivia" },
        { "tide-mill.html.txt", "Tide Mill in Brittany Grinds Again After a Century", "2021-06-02",
        "Brest & Quimper, at prices < 4 euros" },
        { "vineyard-frost.txt", "Candles Save the Vineyards of Chablis for a Third Night in April", "2021-04-08",
        "said Ad\u00E8le Courtois-Rey" },
        { "water-school.txt", "A Floating School for the Lagoon", "2023-03-14", "attached to four old barges and to one national grid" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Each_sample_clipping_gives_its_title_date_and_text(string file, string? title, string published, string phrase)
    {
        var result = ClippingParser.Parse(File.ReadAllBytes(Path.Combine(Samples, "clippings", file)), file);
        var article = result.Article!;
        Assert.Equal(title, article.Title);
        Assert.Equal(published, article.Published?.ToString()[..10]);
        Assert.True(WordRuns.Holds(article, phrase), article.Body);

        // One of them is Windows-1252 on purpose; nothing else needs a word.
        Assert.Equal(file == "vineyard-frost.txt" ? [ArticleNoticeKind.TextRepaired] : [], result.Notices.Select(n => n.Kind));
    }

    [Fact]
    public void Every_sample_clipping_is_expected_here() =>
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Samples, "clippings")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal),
            Expected.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void The_clipping_of_the_tour_keeps_credit_pointer_and_addresses_apart()
    {
        var article = ClippingParser.Parse(File.ReadAllBytes(Path.Combine(Samples, "clippings", "night-trains-return.txt")), "x").Article!;
        var members = article.Members.ToDictionary(m => m.Name, m => m.Value);
        Assert.Equal("Helena Brandt and Gabor Szalai / Danube Rail Press Office", members["photo"]);
        Assert.Equal("Related article: Danube Rail Says Sleeping Cars \u2018Nine Tenths Restored\u2019", members["related"]);
        Assert.Equal(3, members["links"].Split('\n').Length);
        Assert.Contains("during an unannounced visit to Keleti station in Budapest", article.Body, StringComparison.Ordinal);
        Assert.Contains("\u201CT have come", article.Body, StringComparison.Ordinal);
        Assert.Contains("\u2018\u201CWho was", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_article_is_read_without_a_complaint()
    {
        var complaints = new List<string>();
        var articles = new List<Article>();
        foreach (var file in Directory.EnumerateFiles(Samples, "*.jsonl").Order(StringComparer.Ordinal))
        {
            articles.AddRange(
                new JsonLinesSource(file).ReadArticles(
                r => complaints.Add($"{r.Source}:{r.Line} {r.Reason}"), n => complaints.Add($"{n.Source} {n.Kind} {n.Detail}")));
        }

        Assert.Empty(complaints);
        Assert.InRange(articles.Count + Expected.Count, 90, 400);
        Assert.Equal(articles.Count, articles.Select(a => a.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(articles, a => Assert.InRange(WordRuns.Of(a.Body).Count, 120, 400));
        Assert.All(articles, a => Assert.InRange(a.Published!.Value.ToDateTimeOffset().Year, 2015, 2025));
        Assert.All(articles, a => Assert.True(
            a is { Title: not null, Source: not null, Section: not null, Language: "en", Authors.Count: > 0, Tags.Count: > 0 }, a.Id));
        Assert.All(articles, a => Assert.Matches(@"^https://example\.(com|org)/", a.Url));
        Assert.Contains(articles, a => a.Entities.Count > 0);
        Assert.Contains(articles, a => a.Entities.Count == 0);
    }

    [Fact]
    public void The_samples_stay_small() =>
        Assert.InRange(new DirectoryInfo(Samples).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), 50_000, 1_000_000);
}
