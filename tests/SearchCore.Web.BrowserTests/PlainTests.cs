using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>Without JavaScript: searching, narrowing, paging, reading.</summary>
[Collection(NewsroomTests.Name)]
public class PlainTests(Newsroom newsroom)
{
    private static readonly Reader Plain = new() { JavaScript = false };

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [BrowserFact]
    public async Task One_searches_narrows_and_reads()
    {
        await using var visit = await Visit.OpenAsync(newsroom, "/", Plain);
        await visit.Page.GetByText("Sample archive").ClickAsync();
        await visit.Page.GetByLabel("Search", new() { Exact = true }).FillAsync("strike");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        Assert.Equal(7, await visit.TotalAsync());
        await visit.Page.Locator(".facet").GetByRole(AriaRole.Link, new() { Name = "Hanneke Prins" }).ClickAsync();
        Assert.Equal(2, await visit.TotalAsync());
        await Expect(visit.Page.Locator(".chips")).ToContainTextAsync("Hanneke Prins");
        await visit.Page.Locator(".hit-title").First.ClickAsync();
        await Expect(visit.Page.Locator(".body mark").First).ToHaveTextAsync("strike");
        await visit.Page.Locator(".entities").GetByRole(AriaRole.Link, new() { Name = "Hanneke Prins" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Hanneke Prins");
        await visit.Page.GoBackAsync();
        await visit.Page.GetByText("Back to the search").ClickAsync();
        Assert.Equal(2, await visit.TotalAsync());
        await visit.Page.GetByLabel("Take away person Hanneke Prins").ClickAsync();
        Assert.Equal(7, await visit.TotalAsync());
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task One_pages_through_all_articles()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?sort=newest", Plain);
        HashSet<string> titles = [];
        var pages = 0;
        while (true)
        {
            pages++;
            titles.UnionWith(await visit.Page.Locator(".hit-title").EvaluateAllAsync<string[]>("all => all.map(a => a.pathname)"));
            if (await visit.Page.GetByRole(AriaRole.Link, new() { Name = "More articles" }).CountAsync() == 0)
            {
                break;
            }

            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "More articles" }).ClickAsync();
        }

        Assert.Equal(5, pages);
        Assert.Equal(96, titles.Count);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Mistakes_and_missing_pages_are_said()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=persn:x", Plain);
        await Expect(visit.Page.Locator(".diagnostics")).ToContainTextAsync("did you mean 'person'?");
        foreach (var (path, status) in new[]
        {
            ($"/c/{Newsroom.Sample}?from=soon", 400), ("/c/nowhere", 404), ($"/c/{Newsroom.Sample}/a/nothing", 404), ("/c/a/b/c/d", 404),
        })
        {
            var answer = await visit.Page.GotoAsync(path);
            Assert.Equal(status, answer!.Status);
            Assert.StartsWith("text/html", answer.Headers["content-type"], StringComparison.Ordinal);
            await Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task What_needs_the_script_says_so()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/compare?a=x&b=y", Plain);
        await Expect(visit.Page.Locator("noscript .notice")).ToContainTextAsync("This view needs JavaScript.");
    }

    [BrowserFact]
    public async Task The_served_page_and_the_scripts_show_the_same_hits()
    {
        foreach (var query in new[] { "?q=strike", "?q=port&sort=oldest", "?select=place%3DRotterdam&from=2019-03-01&to=2019-03-10" })
        {
            await using var plain = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}{query}", Plain);
            await using var scripted = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}{query}");
            foreach (var what in new[] { ".hit-title", ".snippet" })
            {
                Assert.Equal(
                    await plain.Page.Locator(what).AllTextContentsAsync(),
                    await scripted.Page.Locator(what).AllTextContentsAsync());
            }

            const string paths = "all => all.map(a => a.pathname)";
            Assert.Equal(
                await plain.Page.Locator(".hit-title").EvaluateAllAsync<string[]>(paths),
                await scripted.Page.Locator(".hit-title").EvaluateAllAsync<string[]>(paths));
        }
    }
}
