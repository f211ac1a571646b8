using Microsoft.Playwright;

using SearchCore.TestKit;

namespace SearchCore.Web.BrowserTests;

/// <summary>
/// The pictures of docs/newsroom.md. Each is taken in every run; with SEARCHCORE_APPROVE=1 it is written to docs/pictures. They are not
/// compared: letters look different with every machine's fonts.
/// </summary>
[Collection(NewsroomTests.Name)]
public class PictureTests(Newsroom newsroom)
{
    private const int MostBytes = 200_000;

    private static readonly string Folder = Path.Combine(SharedData.Root, "docs", "pictures");

    [BrowserTheory]
    [InlineData("search.png", $"/c/{Newsroom.Sample}?q=port+OR+ferry+OR+harbour", 1200, 730, false)]
    [InlineData("narrowed.png", $"/c/{Newsroom.Sample}?q=strike&select=place%3DRotterdam&from=2019-03-01&to=2019-04-01", 1200, 640, true)]
    [InlineData("article.png", $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike+OR+bananas", 1200, 700, false)]
    [InlineData("entity.png", $"/c/{Newsroom.Sample}/e/place/Rotterdam", 1200, 640, false)]
    [InlineData("compare.png", $"/c/{Newsroom.Sample}/compare?a=ferry&b=strike", 1200, 700, false)]
    [InlineData("side-by-side.png", $"/c/{Newsroom.Desk}/diff?left=bridge/wire&right=bridge/ledger", 1200, 620, false)]
    [InlineData("scripts.png", $"/c/{Newsroom.Desk}?q=港口+OR+الميناء+OR+הספרייה+OR+灯台", 1200, 640, true)]
    [InlineData("phone.png", $"/c/{Newsroom.Sample}/a/rotterdam-4?q=strike", 390, 760, true)]
    public async Task Each_view_has_its_picture(string name, string path, int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(newsroom, path, new() { Width = width, Height = height, Dark = dark });
        await WaitForAllAsync(visit);
        await KeepAsync(visit, name);
    }

    [BrowserFact]
    public async Task A_mistake_has_its_picture()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}", new() { Width = 1200, Height = 420 });
        await visit.Page.Locator("#q").FillAsync("persn:\"Joost Brandsma\" AND str");
        await visit.Page.Locator(".diagnostics").WaitForAsync();
        await visit.Page.Locator(".suggestions").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await KeepAsync(visit, "mistake.png");
    }

    [BrowserFact]
    public void Every_picture_is_shown_and_small()
    {
        var shown = string.Concat(
            new[] { "docs/newsroom.md", "README.md" }.Select(name => File.ReadAllText(Path.Combine(SharedData.Root, name))));
        foreach (var file in new DirectoryInfo(Folder).GetFiles())
        {
            Assert.Contains($"pictures/{file.Name}", shown, StringComparison.Ordinal);
            Assert.InRange(file.Length, 1_000, MostBytes);
        }
    }

    private static async Task WaitForAllAsync(Visit visit)
    {
        foreach (var late in new[] { ".beside", ".totals" })
        {
            if (await visit.Page.Locator(late).CountAsync() > 0)
            {
                await visit.Page.Locator($"{late} a").Last.WaitForAsync();
            }
        }

        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task KeepAsync(Visit visit, string name)
    {
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.True(picture.Length > 1_000);
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllBytesAsync(Path.Combine(Folder, name), picture);
        }

        Assert.True(File.Exists(Path.Combine(Folder, name)), "Take it with SEARCHCORE_APPROVE=1.");
    }
}
