using SearchCore.Articles;
using SearchCore.Queries;

namespace SearchCore.Tests.Docs;

/// <summary>The README's example, line for line.</summary>
internal static class ReadmeExample
{
    public static void Run(string path, TextWriter Console)
    {
        using var index = ArticleIndex.Open(path);
        index.Add(new Article
        {
            Id = "1",
            Title = "Ferry inquiry opens in Oban",
            Body = "Judge Moira Lennox opened the inquiry on Monday.",
            Published = ArticleDate.FromDay(2021, 3, 1),
        });
        index.Add(new Article
        {
            Id = "2",
            Title = "Port strike ends",
            Body = "The port strike in Rotterdam ended, said Pieter de Vos.",
            Published = ArticleDate.FromDay(2021, 3, 9),
        });
        index.Add(new Article
        {
            Id = "3",
            Title = "Port strike enters third week",
            Body = "The port strike in Rotterdam goes on, said Pieter de Vos.",
            Published = ArticleDate.FromDay(2021, 2, 20),
        });
        index.Commit();

        var results = index.Search(new SearchRequest
        {
            Query = "\"port strike\"",
            Published = PublishedRange.Days(new DateOnly(2021, 3, 1), new DateOnly(2021, 3, 31)),
            Facets = [new FacetRequest(EntityKinds.Person)],
        });

        Console.WriteLine($"{results.Total} article");
        foreach (var hit in results.Hits)
            Console.WriteLine($"{hit.Published} {hit.Title}: {hit.Snippet?.ToHtml()}");
        foreach (var (value, count) in results.Facet(EntityKinds.Person))
            Console.WriteLine($"{value} ({count})");
    }
}
