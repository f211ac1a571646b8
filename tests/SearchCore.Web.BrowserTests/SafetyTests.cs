using Microsoft.Playwright;

namespace SearchCore.Web.BrowserTests;

/// <summary>Texts of archives and addresses stay texts.</summary>
[Collection(NewsroomTests.Name)]
public class SafetyTests(Newsroom newsroom)
{
    private const string Markup = "a[href^='javascript:' i], [onerror], [onload], [onfocus], iframe, object, embed, base";

    [BrowserFact]
    public async Task Two_hundred_hostile_texts_run_no_script_in_articles_and_queries()
    {
        Assert.Equal(200, HostileTexts.All.Distinct().Count());
        await using var visit = await Visit.OpenAsync(newsroom, "/");
        foreach (var article in HostileTexts.Articles)
        {
            var text = article.Source!;
            await visit.GoAsync($"/c/{Newsroom.Hostile}/a?id={Uri.EscapeDataString(article.Id)}&q={Uri.EscapeDataString(text)}");
            Assert.Equal(article.Title, await visit.Page.Locator("#app h1").TextContentAsync());
            Assert.Equal(0, await visit.Page.Locator(Markup).CountAsync());
            Assert.True(!visit.Faults.Any(), $"{text}: {string.Join('\n', visit.Faults)}");
        }

        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task Hostile_texts_run_no_script_in_searches_facets_entities_and_comparisons()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Hostile}?q=strike");
        await visit.Page.Locator(".facet[data-kind=person] button.quiet").ClickAsync();
        await visit.Page.Locator(".facet[data-kind=person] li").Nth(30).WaitForAsync();
        for (var more = 0; more < 9; more++)
        {
            await visit.Page.Locator(".more-hits").ClickAsync();
            await Assertions.Expect(visit.Page.Locator(".hit")).ToHaveCountAsync(20 * (more + 2));
        }

        Assert.Equal(200, await visit.TotalAsync());
        foreach (var text in HostileTexts.All.Where((_, number) => number % 8 == 0))
        {
            var escaped = Uri.EscapeDataString(text);
            await visit.GoAsync($"/c/{Newsroom.Hostile}?q={escaped}&select=person%3D{escaped}&dialect=plain&sort=newest");
            await visit.GoAsync($"/c/{Newsroom.Hostile}/e/person?name={escaped}");
            // Names that differ in case alone are one entity.
            Assert.Equal(text, await visit.Page.Locator("#app h1").TextContentAsync(), ignoreCase: true);
            await visit.GoAsync($"/c/{Newsroom.Hostile}?unique={escaped}&zone={escaped}");
        }

        // What is no zone is refused by name, which the console calls an error; nothing else is one.
        Assert.All(visit.Faults, fault => Assert.Contains("400 (Bad Request)", fault, StringComparison.Ordinal));
        Assert.Empty(visit.Foreign);
    }

    [BrowserFact]
    public async Task Hostile_texts_that_are_typed_run_no_script()
    {
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Hostile}");
        foreach (var text in HostileTexts.All.Where((_, number) => number % 20 == 3))
        {
            await visit.Page.Locator("#q").FillAsync(text.ReplaceLineEndings(" "));
            await visit.Page.Locator(".diagnostics, .suggestions").First.WaitForAsync();
        }

        await visit.GoAsync($"/c/{Newsroom.Hostile}/diff?left={Uri.EscapeDataString(HostileTexts.Articles.First().Id)}"
            + $"&right={Uri.EscapeDataString(HostileTexts.Articles.Last().Id)}");
        await visit.Page.Locator(".side-row").First.WaitForAsync();
        visit.RequireNoFaults();
    }

    [BrowserFact]
    public async Task The_policy_blocks_what_would_be_in_the_page()
    {
        // The other way round: a script that somebody got into the document would not run, so the tests above could see it.
        await using var visit = await Visit.OpenAsync(newsroom, $"/c/{Newsroom.Sample}");
        await visit.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: 'ran()' }))");
        Assert.Contains(visit.Faults, fault => fault.Contains("inline script violates", StringComparison.Ordinal));
        Assert.DoesNotContain(visit.Faults, fault => fault.Contains("a script of an archive ran", StringComparison.Ordinal));
    }
}
