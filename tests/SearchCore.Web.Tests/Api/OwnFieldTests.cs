using System.Net;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Api;

/// <summary>Fields of an archive's own over the service: ranges in addresses, marks in texts of its own, facets of the page.</summary>
public sealed class OwnFieldTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();
    private TestService service = null!;

    public async Task InitializeAsync()
    {
        service = await TestService.StartAsync(
            folder, TestService.Collection(folder, "news"), "Collections:news:Fields:0=price:number",
            "Collections:news:Fields:1=embargo:date",
            "Collections:news:Fields:2=summary:text:default");
        await service.IngestAsync("news", null, [.. Enumerable.Range(0, 30).Select(i => new Article
        {
            Id = $"a{i}",
            Body = "memo",
            Members =
            [
                new("price", $"{i}"), new("embargo", $"20{10 + (i % 3)}-05-06"), new("summary", i == 7 ? "The harbour strike" : "Calm"),
            ],
        })]);
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("price by 10", "price", "[0 TO 10} 10, [10 TO 20} 10, [20 TO 30} 10")]
    [InlineData("price:2 by 10", "price", "[0 TO 10} 10, [10 TO 20} 10")]
    [InlineData("price ([0 TO 5}, >=25, 7)", "price", "[0 TO 5} 5, >=25 5, 7 1")]
    [InlineData("embargo by year", "embargo", "2010 10, 2011 10, 2012 10")]
    [InlineData("embargo (2011-05, >=2012)", "embargo", "2011-05 10, >=2012 10")]
    [InlineData("embargo:1", "embargo", "2010-05 10")]
    public async Task Ranges_are_asked_for_as_in_a_query(string facet, string kind, string counts)
    {
        var address = $"v1/collections/news/search?limit=0&facet={Uri.EscapeDataString(facet)}";
        var values = (await service.GetAsync(address)).GetProperty("facets").GetProperty(kind).EnumerateArray()
            .Select(v => $"{v.GetProperty("value").GetString()} {v.GetProperty("count").GetInt64()}");
        Assert.Equal(counts, string.Join(", ", values));

        // The client sends whole requests; so does a query behind its bar.
        var read = QueryText.Parse(
            $"* | facet {facet}", options: new() { Fields = new Dictionary<string, FieldType> { [kind] = FieldType.Number } });
        var asked = new SearchRequest { Limit = 0, Facets = read.Directives!.Facets };
        var sent = (await service.Collection("news").SearchAsync(asked)).Results.Facets.Single();
        Assert.Equal(counts, string.Join(", ", sent.Values.Select(v => $"{v.Value} {v.Count}")));

        // Each is what choosing it finds.
        foreach (var (value, count) in sent.Values)
        {
            var chosen = await service.GetAsync($"v1/collections/news/search?limit=0&select={Uri.EscapeDataString($"{kind}={value}")}");
            Assert.Equal(count, chosen.GetProperty("total").GetInt64());
        }
    }

    [Theory]
    [InlineData("price by", "price by")]
    [InlineData("price by zero", "price by zero")]
    [InlineData("price by 0", "a number above 0")]
    [InlineData("price ([0 TO", "end with ')'")]
    [InlineData("price (x)", "'x'")]
    [InlineData("person by 10", "person")]
    [InlineData("embargo by 10", "embargo")]
    [InlineData("price by 10, embargo by year", "write one facet")]
    public async Task What_is_no_range_is_refused_by_name(string facet, string why)
    {
        using var response = await service.Http.GetAsync($"v1/collections/news/search?facet={Uri.EscapeDataString(facet)}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var said = (await response.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal);
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_its_own_are_found_and_marked()
    {
        var hit = (await service.Collection("news").SearchAsync(new() { Query = "harbour" })).Results.Hits.Single();
        Assert.Equal(("a7", "summary", "The <em>harbour</em> strike"), (hit.Id, hit.SnippetField, hit.Snippet!.ToHtml()));
        var article = (await service.Collection("news").GetAsync("a7", "harbour"))!;
        Assert.Equal("summary", Assert.Single(article.Texts).Field);
        Assert.Contains("<mark", await service.Http.GetStringAsync("c/news/a/a7?q=harbour"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_counts_ranges_of_numbers_and_dates()
    {
        var page = WebUtility.HtmlDecode(await service.Http.GetStringAsync("c/news?q=memo"));
        Assert.Contains("<h2>Price</h2>", page, StringComparison.Ordinal);
        Assert.Contains("[10 TO 20}", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Embargo</h2>", page, StringComparison.Ordinal);
    }
}
