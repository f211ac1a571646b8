using System.Text.RegularExpressions;

using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>Side by side, entities, comparisons, what is saved and what comes in; colours.</summary>
[Collection(NewsroomTests.Name)]
public class ViewTests(Newsroom newsroom)
{
    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    [BrowserFact]
    public async Task Two_near_duplicates_stand_side_by_side_with_the_words_that_differ_marked()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}/diff?left=bridge/wire&right=bridge/ledger");
        await Expect(visit.Page.Locator(".side-row del").Filter(new() { HasText = "six" })).ToHaveTextAsync("six");
        await Expect(visit.Page.Locator(".side-row ins").Filter(new() { HasText = "eight" })).ToHaveTextAsync("eight");
        // The one paragraph that only one of them has stands in a row of its own.
        await Expect(visit.Page.Locator(".side.missing")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator(".side-row")).ToHaveCountAsync(6);
        Assert.Equal("\"Nobody was in danger,\" Marchetti said. \"But nobody would have been able to say so next month.\"",
            await visit.Page.Locator(".side-row").Nth(3).Locator(".side.left").TextContentAsync());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Swap" }).ClickAsync();
        await visit.SettleAsync();
        await Expect(visit.Page.Locator(".side-row del").Filter(new() { HasText = "eight" })).ToHaveCountAsync(1);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task An_entity_has_a_page_that_leads_to_its_companions_and_articles()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/e/place/Rotterdam");
        await Expect(visit.Page.Locator(".hit")).ToHaveCountAsync(7);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "6 articles with Joost Brandsma" }).ClickAsync();
        await visit.SettleAsync();
        Assert.Equal(6, await visit.TotalAsync());
        await visit.Page.GoBackAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Joost Brandsma", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Joost Brandsma");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "6 articles", Exact = true }).ClickAsync();
        await visit.SettleAsync();
        Assert.Equal(6, await visit.TotalAsync());
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Two_searches_are_compared()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/compare");
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "First search" }).FillAsync("ferry");
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Second search" }).FillAsync("port");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".side-a h2")).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "First search" }).PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"a=ferry&b=port"));
        await Expect(visit.Page.Locator(".side-a h2")).ToHaveTextAsync("More in ferry");
        await Expect(visit.Page.Locator(".totals a.a")).ToHaveTextAsync("5 articles");
        var both = await visit.Page.Locator(".totals a.both").TextContentAsync();
        await visit.Page.Locator(".totals a.both").ClickAsync();
        await visit.SettleAsync();
        Assert.Equal($"{await visit.TotalAsync()} in both", both);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task A_mistake_in_a_comparison_is_said()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/compare?a=persn:x&b=port");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("unknown field 'persn'");
    }

    [BrowserFact]
    public async Task A_search_is_saved_with_an_alert_that_tells_of_what_comes_in()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}?q=lighthouse&sort=newest");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("Lighthouses <b>");
        await visit.Page.GetByLabel("Tell me of articles").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visit.Page.GetByText("Saved; you are told of new articles.")).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Saved", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".kept-name")).ToHaveTextAsync(["Lighthouses <b>", "Lighthouses <b>"]);
        await Expect(visit.Page.GetByText("watching")).ToBeVisibleAsync();
        await newsroom.SendAsync(
            Newsroom.Desk,
            new { id = "lighthouse-new", title = "A lighthouse is painted green", body = "Nobody knows why.", published = "2024-02-02" });
        await Expect(visit.Page.Locator(".events")).ToContainTextAsync("A lighthouse is painted green");
        await visit.Page.Locator(".events a").First.ClickAsync();
        await Expect(visit.Page.Locator(".reading h1")).ToHaveTextAsync("A lighthouse is painted green");

        await visit.GoAsync($"/c/{Newsroom.Desk}/saved");
        await visit.Page.Locator(".kept-name").First.ClickAsync();
        await visit.SettleAsync();
        Assert.Equal($"/c/{Newsroom.Desk}?q=lighthouse&sort=newest", visit.Where);
        await visit.GoAsync($"/c/{Newsroom.Desk}/saved");
        while (await visit.Page.Locator(".kept li").CountAsync() is > 0 and var kept)
        {
            await visit.Page.Locator(".kept li button").First.ClickAsync();
            await Expect(visit.Page.Locator(".kept li")).ToHaveCountAsync(kept - 1);
        }

        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Colours_are_the_computers_until_somebody_chooses()
    {
        const string paper = "getComputedStyle(document.documentElement).backgroundColor";
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}", new() { Dark = true });
        var dark = await visit.AskAsync<string>(paper);
        await visit.Page.Locator(".theme").ClickAsync();
        var light = await visit.AskAsync<string>(paper);
        Assert.NotEqual(dark, light);
        // The server knows: the document is light before any script runs.
        await visit.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        Assert.Equal(light, await visit.AskAsync<string>(paper));
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task The_start_lists_the_archives()
    {
        await using var visit = await Visit.OpenAsync(newsroom, "/");
        await Expect(visit.Page.Locator("#app .archives li")).ToHaveCountAsync(3);
        await visit.Page.GetByText("City desk").ClickAsync();
        await visit.SettleAsync();
        Assert.Equal($"/c/{Newsroom.Desk}", visit.Where);
        visit.RequireNoFaults();
    }
}
