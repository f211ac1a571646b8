using Deque.AxeCore.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>Every view, in both colours, at three widths: nothing that axe objects to, nothing wider than the window.</summary>
[Collection(NewsroomTests.Name)]
public class AccessibilityTests(Newsroom newsroom)
{
    private static readonly (string Name, string Path, string? Then)[] Views =
    [
        ("archives", "/", null),
        ("search", $"/c/{Newsroom.Sample}?q=port+strike&select=place%3DRotterdam&from=2019-01-01&to=2021-01-01", null),
        ("search with a mistake", $"/c/{Newsroom.Sample}?q=persn:x+AND+strike", ".diagnostics"),
        ("search of many scripts", $"/c/{Newsroom.Desk}?unique=true", null),
        ("nothing found", $"/c/{Newsroom.Sample}?q=zyzzyva", ".nothing"),
        ("article", $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike", ".similar li"),
        ("article in Arabic", $"/c/{Newsroom.Desk}/a/arabic-1?q=Maasvlakte", null),
        ("article with near-duplicates", $"/c/{Newsroom.Desk}/a/bridge/wire", ".alike li"),
        ("entity", $"/c/{Newsroom.Sample}/e/place/Rotterdam", null),
        ("compare", $"/c/{Newsroom.Sample}/compare?a=ferry&b=port", ".totals a.both"),
        ("side by side", $"/c/{Newsroom.Desk}/diff?left=bridge/wire&right=bridge/ledger", null),
        ("saved", $"/c/{Newsroom.Desk}/saved", null),
        ("failure", $"/c/{Newsroom.Sample}?from=soon", ".failed"),
    ];

    public static TheoryData<string, bool, int> All()
    {
        var rows = new TheoryData<string, bool, int>();
        foreach (var (name, _, _) in Views)
        {
            foreach (var dark in new[] { false, true })
            {
                foreach (var width in new[] { 360, 768, 1280 })
                {
                    rows.Add(name, dark, width);
                }
            }
        }

        return rows;
    }

    [BrowserTheory]
    [MemberData(nameof(All))]
    public async Task Axe_finds_nothing(string name, bool dark, int width)
    {
        var (_, path, then) = Views.Single(v => v.Name == name);
        await using var visit = await Visit.OpenAsync(newsroom, path, new() { Dark = dark, Width = width });
        if (then is not null)
        {
            await visit.Page.Locator(then).First.WaitForAsync();
        }

        await RequireCleanAsync(visit);
        Assert.Empty(visit.Foreign);
    }

    [BrowserTheory]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    public async Task Axe_finds_nothing_in_what_opens(bool dark, int width)
    {
        await using var visit = await Visit.OpenAsync(
            newsroom, $"/c/{Newsroom.Desk}?q=diver&unique=true", new() { Dark = dark, Width = width });
        await visit.Page.Keyboard.PressAsync("?");
        await RequireCleanAsync(visit);
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Locator(".save > button").ClickAsync();
        await RequireCleanAsync(visit);
        await visit.Page.Keyboard.PressAsync("Escape");
        if (width < 760)
        {
            await visit.Page.Locator(".filters-toggle").ClickAsync();
        }

        await visit.Page.Locator(".hit .name").First.WaitForAsync();
        await visit.Page.Locator(".hit [aria-expanded]").First.ClickAsync();
        await visit.Page.Locator(".hit .alike li").First.WaitForAsync();
        await visit.Page.Locator("#q").FillAsync("persn:x brid");
        await visit.Page.Locator(".diagnostics").WaitForAsync();
        await visit.Page.Locator(".suggestions").WaitForAsync();
        await RequireCleanAsync(visit);
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_in_the_served_pages(bool dark)
    {
        foreach (var path in new[]
        {
            "/", $"/c/{Newsroom.Sample}?q=strike&select=place%3DRotterdam", $"/c/{Newsroom.Desk}/a/arabic-1",
            $"/c/{Newsroom.Sample}/e/place/Rotterdam", "/c/nowhere",
        })
        {
            await using var visit = await Visit.OpenAsync(newsroom, path, new() { Dark = dark, Width = 360, ScriptIsLost = true });
            await RequireCleanAsync(visit);
        }
    }

    private static async Task RequireCleanAsync(Visit visit)
    {
        var found = await visit.Page.RunAxe();
        Assert.True(
            found.Violations.Length == 0,
            string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html))}")));
        Assert.True(await visit.AskAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "wider than the window");
    }
}
