using System.Globalization;
using System.Text.RegularExpressions;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

using SearchCore.Hosting;

namespace SearchCore.Web.BrowserTests;

/// <summary>Searching: narrowing, brushing, paging, sharing what is seen.</summary>
[Collection(NewsroomTests.Name)]
public class SearchTests(Newsroom newsroom)
{
    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    [BrowserFact]
    public async Task A_facet_and_a_brush_give_an_address_that_gives_the_same_count()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        Assert.Equal(96, await visit.TotalAsync());

        await visit.Page.GetByLabel("Search in places").FillAsync("rott");
        await visit.Page.Locator(".facet[data-kind=place]").GetByText("Rotterdam", new() { Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).Not.ToHaveAttributeAsync("data-total", "96");
        await visit.SettleAsync();
        var narrowed = await visit.TotalAsync();
        Assert.Equal(7, narrowed);

        await BrushAsync(visit, 0, 0.1);
        await Expect(visit.Page.Locator("#app .total")).Not.ToHaveAttributeAsync("data-total", "7");
        await visit.SettleAsync();
        var brushed = await visit.TotalAsync();
        Assert.InRange(brushed, 1, narrowed - 1);
        Assert.Contains("from=", visit.Where, StringComparison.Ordinal);

        await using var other = await Visit.OpenAsync(newsroom, visit.Where, new() { Zone = "Pacific/Auckland", Width = 360 });
        Assert.Equal(brushed, await other.TotalAsync());
        await using var plain = await Visit.OpenAsync(newsroom, visit.Where, new() { JavaScript = false });
        Assert.Equal(brushed, await plain.TotalAsync());
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task The_bars_add_up_to_the_dated_matches()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        var bars = visit.Page.Locator("#app .bar");
        var sum = 0;
        for (var i = 0; i < await bars.CountAsync(); i++)
        {
            sum += int.Parse(await bars.Nth(i).GetAttributeAsync("data-count") ?? string.Empty, CultureInfo.InvariantCulture);
        }

        Assert.Equal(95, sum);
        await Expect(visit.Page.GetByText("1 undated")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_a_timeline_leaves_out_is_a_break_and_however_many_there_are_they_fit()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?timeline=day", new() { Width = 768 });
        Assert.True(await visit.Page.Locator("#app .break").CountAsync() > 30);
        await Expect(visit.Page.Locator(".timeline-said")).ToContainTextAsync("without matches left out");
        var drawing = (await visit.Page.Locator("#app .timeline svg").BoundingBoxAsync())!;
        var last = (await visit.Page.Locator("#app .bar").Last.BoundingBoxAsync())!;
        Assert.InRange(last.X + last.Width, drawing.X, drawing.X + drawing.Width + 2);
        Assert.True(await visit.AskAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [BrowserFact]
    public async Task The_timeline_is_brushed_by_keys_and_looked_into_by_a_click()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=strike&timeline=year");
        var before = await visit.TotalAsync();
        await visit.Page.GetByRole(AriaRole.Slider).Nth(1).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Home");
        await Expect(visit.Page.GetByRole(AriaRole.Slider).Nth(1)).ToHaveAttributeAsync("aria-valuetext", new Regex("^2019: 5 matches"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".chips")).ToContainTextAsync("2019");
        await visit.SettleAsync();
        Assert.Equal(5, await visit.TotalAsync());
        Assert.True(before > 5);

        // From the year into its months, from a month into its days.
        await Expect(visit.Page.Locator(".when-head select")).ToHaveValueAsync("month");
        await ClickBarAsync(visit, "2019-03-01");
        await Expect(visit.Page.Locator(".when-head select")).ToHaveValueAsync("day");
        await visit.SettleAsync();
        Assert.Contains("from=2019-03-01&to=2019-04-01", visit.Where, StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "All dates" }).ClickAsync();
        await visit.SettleAsync();
        Assert.Equal(before, await visit.TotalAsync());
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Values_of_a_kind_widen_and_kinds_narrow_and_chips_take_them_away()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?select=source%3DContinental+Wire");
        var one = await visit.TotalAsync();
        await visit.Page.Locator(".facet[data-kind=source]").GetByText("The Fieldfare").ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).Not.ToHaveAttributeAsync("data-total", $"{one}");
        await visit.SettleAsync();
        var two = await visit.TotalAsync();
        Assert.True(two > one);
        await visit.Page.Locator(".facet[data-kind=section] li label").First.ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).Not.ToHaveAttributeAsync("data-total", $"{two}");
        await visit.SettleAsync();
        Assert.InRange(await visit.TotalAsync(), 1, two - 1);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take all away" }).ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "96");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task More_hits_come_behind_those_that_are_there_and_stay_when_one_comes_back()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?sort=oldest");
        await visit.Page.Locator(".more-hits").ClickAsync();
        await Expect(visit.Page.Locator(".hit")).ToHaveCountAsync(40);
        var ids = await visit.Page.Locator(".hit").EvaluateAllAsync<string[]>("all => all.map(h => h.dataset.id)");
        Assert.Equal(40, ids.Distinct().Count());

        var opened = visit.Page.Locator(".hit-title").Nth(33);
        await opened.ScrollIntoViewIfNeededAsync();
        var scrolled = await visit.AskAsync<double>("Math.round(scrollY)");
        Assert.True(scrolled > 1000);
        await opened.ClickAsync();
        await visit.SettleAsync();
        await Expect(visit.Page.Locator(".neighbours")).ToContainTextAsync("34 of 40");
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator(".hit")).ToHaveCountAsync(40);
        await Expect(visit.Page.Locator(".hit-title").Nth(33)).ToBeFocusedAsync();
        Assert.InRange(await visit.AskAsync<double>("Math.round(scrollY)"), scrolled - 60, scrolled + 60);
        await visit.Page.GoForwardAsync();
        await Expect(visit.Page.Locator(".reading h1")).ToBeVisibleAsync();
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Back_and_forward_go_through_every_state()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.Locator("#q").FillAsync("ferry");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "5");
        await visit.Page.Locator(".tools select").SelectOptionAsync("newest");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("sort=newest"));
        await visit.SettleAsync();
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator(".tools select")).ToHaveValueAsync("relevance");
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "96");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync(string.Empty);
        await visit.Page.GoForwardAsync();
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("ferry");
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "5");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Near_duplicates_are_one_hit_and_can_be_seen_side_by_side()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}?q=diver+crack");
        Assert.Equal(3, await visit.Page.Locator(".hit").CountAsync());
        await visit.Page.GetByLabel("One per story").CheckAsync();
        await Expect(visit.Page.Locator(".hit")).ToHaveCountAsync(1);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "and 2 like it" }).ClickAsync();
        await visit.Page.Locator(".side-by-side").First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Side by side");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Who_and_what_a_hit_names_narrow_to_them_and_back()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=strike");
        var before = await visit.TotalAsync();
        var hit = visit.Page.Locator("[data-id=rotterdam-4]");
        var person = hit.Locator(".name.person").First;
        var name = await person.TextContentAsync();
        await Expect(hit.Locator(".name.other").First).ToBeVisibleAsync();
        await person.ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).Not.ToHaveAttributeAsync("data-total", $"{before}");
        await visit.SettleAsync();
        Assert.InRange(await visit.TotalAsync(), 1, before - 1);
        await Expect(visit.Page.Locator(".chips")).ToContainTextAsync(name!);
        var chosen = visit.Page.Locator("[data-id=rotterdam-4] .name[aria-current=true]");
        await Expect(chosen).ToHaveTextAsync(name!);

        // The same without the script.
        await using var plain = await Visit.OpenAsync(newsroom, visit.Where, new() { JavaScript = false });
        Assert.Equal(await visit.TotalAsync(), await plain.TotalAsync());
        Assert.Equal(
            await visit.Page.Locator(".hit .name").AllTextContentsAsync(), await plain.Page.Locator(".hit .name").AllTextContentsAsync());
        await chosen.ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", $"{before}");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Nearly_the_same_articles_open_below_a_hit()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}?q=diver+crack");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "nearly the same" })).ToHaveCountAsync(3);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "2 nearly the same" }).First.ClickAsync();
        await Expect(visit.Page.Locator(".hit .alike > li")).ToHaveCountAsync(2);
        await visit.Page.Locator(".side-by-side").First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Side by side");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task A_query_can_be_written_as_in_other_tools()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.Locator("#q").FillAsync("port w/5 strike");
        await visit.Page.GetByLabel("Written as").SelectOptionAsync("factiva");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("dialect=factiva"));
        await visit.SettleAsync();
        var found = await visit.TotalAsync();
        Assert.True(found > 0);
        await visit.Page.Locator(".hit-title").First.ClickAsync();
        await Expect(visit.Page.Locator(".reading mark").First).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.GetByLabel("Written as")).ToHaveValueAsync("factiva");
        await using var plain = await Visit.OpenAsync(newsroom, visit.Where, new() { JavaScript = false });
        Assert.Equal(found, await plain.TotalAsync());
        await Expect(plain.Page.GetByLabel("Written as")).ToHaveValueAsync("factiva");

        // Where nothing is syntax there are no mistakes; that a word is too common would be said.
        await visit.Page.Locator("#q").FillAsync("\"port (strike");
        await visit.Page.GetByLabel("Written as").SelectOptionAsync("plain");
        await Expect(visit.Page.Locator(".diagnostics")).ToHaveCountAsync(0);
        await plain.Page.GetByLabel("Written as").SelectOptionAsync("lucene");
        await plain.Page.GetByLabel("Search", new() { Exact = true }).FillAsync("+port -ferry");
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        Assert.Contains("dialect=lucene", plain.Where, StringComparison.Ordinal);
        Assert.True(await plain.TotalAsync() > 0);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task An_export_is_a_file_of_all_that_was_found()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=strike");
        var download = await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Page.GetByRole(AriaRole.Link, new() { Name = "JSON" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(await visit.TotalAsync(), lines.Length);
    }

    [BrowserFact]
    public async Task A_moment_is_shown_in_the_readers_zone_and_a_day_as_it_is()
    {
        const string address = $"/c/{Newsroom.Sample}?q=strike";
        await using var here = await Visit.OpenAsync(newsroom, address);
        await Expect(here.Page.Locator("[data-id=rotterdam-4] time")).ToHaveTextAsync("14 Mar 2019, 08:21");
        await using var there = await Visit.OpenAsync(newsroom, address, new() { Zone = "America/New_York" });
        await Expect(there.Page.Locator("[data-id=rotterdam-4] time")).ToHaveTextAsync("14 Mar 2019, 04:21");
        await Expect(there.Page.Locator("[data-id=rotterdam-3] time")).ToHaveTextAsync("11 Mar 2019");
    }

    [BrowserFact]
    public async Task A_busy_service_is_said_plainly_and_asked_again()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}");
        var options = newsroom.Services.GetRequiredService<IOptionsMonitor<SearchCoreOptions>>().Get(Newsroom.Desk);
        var turns = options.MaxSearches > 0 ? options.MaxSearches : Environment.ProcessorCount;
        var index = newsroom.Services.GetRequiredKeyedService<IArticleIndex>(Newsroom.Desk);
        using var go = new ManualResetEventSlim();
        // Every turn is taken, and everybody who may wait waits.
        var held = Enumerable.Range(0, turns + options.MaxWaitingSearches)
            .Select(_ => Task.Run(() => index.ReadAsync(_ => go.Wait(TimeSpan.FromSeconds(60)), null, CancellationToken.None))).ToList();
        await visit.Page.Locator("#q").FillAsync("bridge");
        IResponse? answer = null;
        for (var tries = 0; tries < 50 && answer?.Status != 503; tries++)
        {
            answer = await visit.Page.RunAndWaitForResponseAsync(
                () => visit.Page.Keyboard.PressAsync("Enter"), r => r.Url.Contains("/search?", StringComparison.Ordinal));
        }

        Assert.Equal(503, answer!.Status);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The service is busy.");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Trying again");
        go.Set();
        await Task.WhenAll(held);
        // The page comes again by itself when the service has said that it may.
        await Expect(visit.Page.Locator("#app .hit").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Without_a_connection_the_page_says_so_and_goes_on_afterwards()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Context.SetOfflineAsync(true);
        await visit.Page.Locator("#q").FillAsync("ferry");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("offline");
        await visit.Context.SetOfflineAsync(false);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "5");
    }

    [BrowserFact]
    public async Task What_cannot_be_searched_is_said_with_the_reason()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?from=soon");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("write a day or a moment");
        await visit.GoAsync("/c/nowhere?q=x");
        await Expect(visit.Page.Locator("#app h1")).ToContainTextAsync("There is no archive");
        await visit.GoAsync($"/c/{Newsroom.Sample}/a/nothing");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no article");
    }

    private static async Task BrushAsync(Visit visit, double from, double to)
    {
        var drawing = visit.Page.Locator("#app .timeline svg");
        await drawing.ScrollIntoViewIfNeededAsync();
        var box = (await drawing.BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync((float)(box.X + (box.Width * from) + 2), box.Y + 40);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync((float)(box.X + (box.Width * to)), box.Y + 40, new() { Steps = 6 });
        await visit.Page.Mouse.UpAsync();
    }

    private static async Task ClickBarAsync(Visit visit, string start)
    {
        var box = (await visit.Page.Locator($"#app .bar[data-start='{start}']").BoundingBoxAsync())!;
        await visit.Page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
