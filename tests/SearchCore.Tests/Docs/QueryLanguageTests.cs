using System.Text.RegularExpressions;

using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Queries;
using SearchCore.TestKit;
using SearchCore.Tests.Searching;

namespace SearchCore.Tests.Docs;

/// <summary>Every example of docs/query-language.md runs, without a mistake, and finds something in an archive made for it.</summary>
public sealed partial class QueryLanguageTests
{
    private static readonly DateTimeOffset Now = new(2017, 12, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_example_finds_something()
    {
        using var index = new TestIndex(
            exactForms: true, new("price", FieldType.Number), new("draft", FieldType.Boolean), new("embargo", FieldType.Date),
            new("summary", FieldType.Text))
        {
            Aliases = EntityRecognizer.Default as IEntityAliases,
        };
        index.Add(new Article
        {
            Id = "a1",
            Title = "Budget of the port: surprise visit in Syria",
            Body = "The port strike goes on. Turkey organise a surprise visit, surprise visits all. Union men walk out of the port. "
                + "The state-run bank sat far away.\n\n"
                + "Troops withdraw to the text, said Assad and Toyota. A tariff is a tariff, and a tariff is AND. A b c d. "
                + "The budget and a withdrawal.",
            Published = ArticleDate.FromDay(2017, 12, 11),
            Source = "Tass",
            Url = "https://www.bbc.co.uk/news/x",
            Section = "world",
            Authors = ["Anna Lind"],
            Tags = ["war"],
            Language = "en",
            Entities = [new("person", "Vladimir Putin"), new("place", "Syria"), new("place", "United States"),
            new("organization", "European Union")],
            Members = [new("price", "15"), new("draft", "true"), new("embargo", "2019-03-04"), new("summary", "The port strike goes on")],
        });
        for (var day = 0; day < 40; day++)
        {
            index.Add(new Article
            {
                Id = $"d{day}",
                Body = "port strike",
                Published = new ArticleDate(Now.ToUnixTimeSeconds() - (day * 86_400L) - 7_200),
                Entities = [new("place", "Syria")],
            });
        }

        index.Add(new Article { Id = "old", Body = "strike, the price of oil", Published = ArticleDate.FromDay(2016, 1, 1) });
        index.Add(new Article { Id = "new", Body = "strike", Published = ArticleDate.FromDay(2018, 1, 15) });
        var examples = Examples().ToList();
        Assert.InRange(examples.Count, 60, 200);
        Assert.Empty(examples.Where(e => Problem(index, e) is not null).Select(e => $"{e}: {Problem(index, e)}"));
    }

    private static string? Problem(TestIndex index, string query)
    {
        try
        {
            return index.Search(new SearchRequest { Query = query, Now = Now }).Total.Value > 0 ? null : "finds nothing";
        }
        catch (QueryException e)
        {
            return string.Join("; ", e.Diagnostics.Select(d => d.Message));
        }
    }

    // What is set as code in the first column of tables, up to the section on limits; in the second what is set as a query beside "the
    // same" or "also".
    private static IEnumerable<string> Examples()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.Root, "docs", "query-language.md"));
        foreach (Match row in Row().Matches(page[..page.IndexOf("## Limits", StringComparison.Ordinal)]))
        {
            foreach (Match code in Code().Matches(row.Groups[1].Value.Replace("\\|", "\u0001", StringComparison.Ordinal)))
            {
                yield return code.Groups[1].Value.Replace('\u0001', '|');
            }
        }
    }

    [GeneratedRegex(@"^\| (`(?:[^|\n]|\\\|)*) \| ", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
