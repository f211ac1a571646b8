using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>Reading an article: at the match, from match to match, in any script, on paper.</summary>
[Collection(NewsroomTests.Name)]
public class ArticleTests(Newsroom newsroom)
{
    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [BrowserFact]
    public async Task An_article_opens_at_the_first_match_and_keys_go_from_match_to_match()
    {
        await using var visit = await Visit.OpenAsync(
            newsroom, $"/c/{Newsroom.Sample}/a/rotterdam-4?q=bakery+OR+bananas", new() { Height = 420 });
        var current = visit.Page.Locator("mark.current");
        await Expect(current).ToHaveTextAsync("bananas");
        await Expect(current).ToBeInViewportAsync();
        await Expect(visit.Page.GetByText("Match 1 of 2")).ToBeVisibleAsync();
        Assert.True(await visit.AskAsync<double>("scrollY") > 100);
        await visit.Page.Keyboard.PressAsync("n");
        await Expect(current).ToHaveTextAsync("bakery");
        await Expect(current).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("n");
        await Expect(current).ToHaveTextAsync("bananas");
        await visit.Page.Keyboard.PressAsync("Shift+N");
        await Expect(current).ToHaveTextAsync("bakery");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Next match" }).ClickAsync();
        await Expect(current).ToHaveTextAsync("bananas");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task The_text_is_whole_and_unchanged_whatever_is_marked_in_it()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike+OR+marieke+OR+the");
        var marked = await visit.Page.Locator(".body").InnerTextAsync();
        await using var plain = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/a/rotterdam-4");
        Assert.Equal(await plain.Page.Locator(".body").InnerTextAsync(), marked);
        Assert.Contains("Under the settlement nobody will work more than two nights in a row", marked, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Entities_are_links_to_their_pages_and_the_mark_can_be_taken_off()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike");
        var inText = visit.Page.Locator(".body a.entity");
        var hanneke = inText.Filter(new() { HasText = "Hanneke Prins" }).First;
        await Expect(hanneke).ToHaveAttributeAsync("href", "/c/sample/e/person/Hanneke%20Prins");
        await visit.Page.GetByLabel("Mark entities").UncheckAsync();
        await Expect(inText).ToHaveCountAsync(0);
        await visit.Page.ReloadAsync();
        await visit.SettleAsync();
        await Expect(visit.Page.GetByLabel("Mark entities")).Not.ToBeCheckedAsync();
        await visit.Page.GetByLabel("Mark entities").CheckAsync();
        await hanneke.ClickAsync();
        await Expect(visit.Page.Locator(".entity-view h1")).ToHaveTextAsync("Hanneke Prins");
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Similar_articles_and_near_duplicates_stand_beside_it()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}/a/bridge/wire");
        await Expect(visit.Page.Locator(".beside .alike > li")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".beside .alike")).ToContainTextAsync("% the same");
        await Expect(visit.Page.Locator(".beside .similar")).ToContainTextAsync("Saint-Aubin Gets a Ferry, and a Queue");
        visit.RequireNoFaults();
    }

    [BrowserTheory]
    [InlineData("arabic-1", "rtl", "الميناء")]
    [InlineData("hebrew-1", "rtl", "הספרייה")]
    [InlineData("chinese-1", "ltr", "罢工")]
    [InlineData("japanese-1", "ltr", "灯台")]
    public async Task Every_script_is_set_in_its_direction_with_its_matches_marked(string id, string direction, string query)
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Desk}?q={Uri.EscapeDataString(query)}");
        var hit = visit.Page.Locator($"[data-id={id}]");
        Assert.Equal(direction, await DirectionOf(hit.Locator(".hit-title")));
        Assert.Equal(direction, await DirectionOf(hit.Locator(".snippet")));
        await hit.Locator(".hit-title").ClickAsync();
        await visit.SettleAsync();
        Assert.Equal(direction, await DirectionOf(visit.Page.Locator(".reading h1")));
        Assert.Equal(direction, await DirectionOf(visit.Page.Locator(".body p").First));
        var language = id[..2] switch { "ch" => "zh", var same => same };
        await Expect(visit.Page.Locator(".reading")).ToHaveAttributeAsync("lang", language);
        var marks = await visit.Page.Locator(".reading mark").AllTextContentsAsync();
        Assert.Contains(marks, mark => mark.Contains(query[^2..], StringComparison.Ordinal));
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task On_paper_there_is_the_article_alone()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike", new() { Dark = true });
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var part in new[] { ".masthead", ".reading-tools", ".beside", ".path" })
        {
            await Expect(visit.Page.Locator(part).First).ToBeHiddenAsync();
        }

        await Expect(visit.Page.Locator(".reading h1")).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await visit.AskAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await visit.AskAsync<string>("getComputedStyle(document.querySelector('.body')).color"));
        Assert.True((await visit.Page.PdfAsync()).Length > 5_000);
    }

    private static Task<string> DirectionOf(ILocator element) => element.EvaluateAsync<string>("e => getComputedStyle(e).direction");
}
