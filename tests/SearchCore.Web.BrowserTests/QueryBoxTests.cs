using System.Text.RegularExpressions;

using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>The query box: diagnostics while one types, fixes, completion, history; the keys.</summary>
[Collection(NewsroomTests.Name)]
public class QueryBoxTests(Newsroom newsroom)
{
    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    [BrowserFact]
    public async Task A_mistake_is_underlined_while_one_types_and_mended_by_a_key()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.Locator("#q").PressSequentiallyAsync("persn:\"Joost Brandsma\" AND strike");
        await Expect(visit.Page.Locator(".query-under .error.under")).ToHaveTextAsync("persn");
        await Expect(visit.Page.Locator(".diagnostics")).ToContainTextAsync("unknown field 'persn'");
        Assert.DoesNotContain("q=", visit.Where, StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Alt+Enter");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("person:\"Joost Brandsma\" AND strike");
        await Expect(visit.Page.Locator(".diagnostics")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("q=person"));
        await visit.SettleAsync();
        Assert.InRange(await visit.TotalAsync(), 1, 20);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task A_mistake_is_mended_by_its_button_and_a_missing_mark_has_a_caret()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.Locator("#q").FillAsync("port \"strike");
        await Expect(visit.Page.Locator(".query-under .error")).ToHaveCountAsync(1);
        await visit.Page.Locator(".fix").First.ClickAsync();
        await Expect(visit.Page.Locator(".query-under .error")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Answers_about_an_older_text_are_dropped()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        // The first answer is held back until the second is there.
        var late = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/parse?q=persn*", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await visit.Page.Locator("#q").FillAsync("persn:x");
        await visit.Page.WaitForRequestAsync("**/parse?q=persn*");
        await visit.Page.Locator("#q").FillAsync("plce:x");
        await Expect(visit.Page.Locator(".diagnostics")).ToContainTextAsync("plce");
        late.SetResult();
        await visit.Page.WaitForTimeoutAsync(300);
        await Expect(visit.Page.Locator(".diagnostics")).Not.ToContainTextAsync("persn");
        await Expect(visit.Page.Locator(".diagnostics")).ToContainTextAsync("plce");
    }

    [BrowserFact]
    public async Task What_is_typed_is_completed_with_counts()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.Locator("#q").PressSequentiallyAsync("strike joost bra");
        var options = visit.Page.Locator(".suggestions [role=option]");
        await Expect(options.First).ToContainTextAsync("Joost Brandsma");
        await Expect(options.First).ToContainTextAsync("person · 6 articles");
        await Expect(visit.Page.Locator("#q")).ToHaveAttributeAsync("aria-expanded", "true");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        var active = await visit.Page.Locator("#q").GetAttributeAsync("aria-activedescendant");
        Assert.Equal(await options.First.GetAttributeAsync("id"), active);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("strike person:\"Joost Brandsma\" ");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#app .total")).ToHaveAttributeAsync("data-total", "6");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Searches_that_were_made_are_offered_again_and_can_be_forgotten()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=ferry");
        await visit.GoAsync($"/c/{Newsroom.Sample}?q=strike");
        await visit.Page.Locator("#q").FillAsync(string.Empty);
        var options = visit.Page.Locator(".suggestions [role=option]");
        await Expect(options).ToHaveTextAsync(["strike", "ferry"]);
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("ferry");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("q=ferry$"));
        await visit.Page.Locator("#q").FillAsync(string.Empty);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Forget these searches" }).ClickAsync();
        await Expect(options).ToHaveCountAsync(0);
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Single_keys_lead_through_the_page()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}?q=strike");
        var keys = visit.Page.Keyboard;
        await keys.PressAsync("j");
        await Expect(visit.Page.Locator(".hit-title").First).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await Expect(visit.Page.Locator(".hit-title").Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Expect(visit.Page.Locator(".hit-title").First).ToBeFocusedAsync();
        await keys.PressAsync("/");
        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
        await keys.TypeAsync("j/?");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("j/?");
        await keys.PressAsync("Escape");
        await keys.PressAsync("Escape");
        await Expect(visit.Page.Locator("#q")).Not.ToBeFocusedAsync();
        await keys.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await keys.PressAsync("j");
        var title = await visit.Page.Locator(".hit-title").First.TextContentAsync();
        await keys.PressAsync("o");
        await Expect(visit.Page.Locator(".reading h1")).ToHaveTextAsync(title!);
        await keys.PressAsync("j");
        await Expect(visit.Page.Locator(".neighbours")).ToContainTextAsync("2 of 7");
        await keys.PressAsync("/");
        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
        visit.RequireNoFaults();
    }
}
