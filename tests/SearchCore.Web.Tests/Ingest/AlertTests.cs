using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.Client.Contracts;
using SearchCore.Hosting;
using SearchCore.TestKit;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;
using SearchCore.Web.Ingest;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Ingest;

/// <summary>Alerts tell their owner of what comes in, and nobody else; saved searches are their owner's too.</summary>
public sealed class AlertTests
{
    [Fact]
    public async Task Events_come_once_each_also_to_who_comes_back()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        var news = service.Collection("news");
        await news.PutAlertAsync("zebras / all", new() { Query = "zebra" });
        var alerts = await news.AlertsAsync();
        Assert.Equal(["zebras / all"], alerts.Alerts.Select(a => a.Name));
        Assert.Equal("zebra", alerts.Alerts[0].Request.Query);
        await service.IngestAsync("news", null, new() { Id = "1", Title = "A zebra" }, new() { Id = "2", Title = "A horse" });
        var first = await First(news, alerts.Last);
        Assert.Equal(("zebras / all", "1"), (first.Alert, first.Article!.Id));
        await service.IngestAsync("news", null, new Article { Id = "3", Title = "Another zebra" });
        Assert.Equal("3", (await First(news, first.Id)).Article!.Id);
        var feed = await service.Http.GetStringAsync("v1/collections/news/alerts/zebras%20%2F%20all/feed");
        var entries = System.Xml.Linq.XDocument.Parse(feed).Descendants("{http://www.w3.org/2005/Atom}entry").ToList();
        Assert.Equal(["Another zebra", "A zebra"], entries.Select(e => e.Element("{http://www.w3.org/2005/Atom}title")!.Value));
        var wrong = await Assert.ThrowsAsync<QueryRefusedException>(() => news.PutAlertAsync("x", new() { Query = "\"open" }));
        Assert.Equal("SC107", wrong.Diagnostics[0].Code);
        Assert.True(await news.RemoveAlertAsync("zebras / all"));
        Assert.False(await news.RemoveAlertAsync("zebras / all"));
    }

    [Fact]
    public async Task Old_events_that_cannot_be_removed_end_nothing()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        var options = service.Services.GetRequiredService<IOptions<ServiceOptions>>();

        // Whatever goes wrong with a collection: here its index is not there.
        await using var nothing = new ServiceCollection().BuildServiceProvider();
        var collections = new CollectionSet(options, service.Services.GetRequiredService<IOptionsMonitor<SearchCoreOptions>>(), nothing);
        using var trimming = new EventTrimming(
            collections, options, service.Services.GetRequiredService<ILogger<EventTrimming>>())
        { Every = TimeSpan.FromMilliseconds(10) };
        await trimming.StartAsync(CancellationToken.None);
        for (var i = 0; i < 1_000 && !IsTold() && !trimming.ExecuteTask!.IsCompleted; i++)
        {
            await Task.Delay(10);
        }

        Assert.False(trimming.ExecuteTask!.IsCompleted, $"{trimming.ExecuteTask.Exception}");
        Assert.True(IsTold());
        await trimming.StopAsync(CancellationToken.None);

        bool IsTold() => service.Log.Any(l => l.Contains("could not be removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restricted_owner_hears_of_their_articles_alone()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"),
            .. TestService.Key(0, "loader", "k0", ["ingest"], ("desk", "sport"), ("desk", "politics")),
            .. TestService.Key(1, "sport", "k1", null, ("desk", "sport")), .. TestService.Key(2, "other", "k2", null, ("desk", "sport")),
            "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl",
        ]);
        var sport = service.Collection("news", "k1");
        await sport.PutAlertAsync("all", new() { Query = "zebra" });
        var begin = (await sport.AlertsAsync()).Last;
        Assert.Empty((await service.Collection("news", "k2").AlertsAsync()).Alerts);
        await service.IngestAsync(
            "news", "k0",
            new() { Id = "p", Title = "A zebra in parliament", Entities = [new("acl", "politics")] },
            new() { Id = "s", Title = "A zebra in the race", Entities = [new("acl", "sport")] });
        var found = await First(sport, begin);
        Assert.Equal("s", found.Article!.Id);
        Assert.Null(found.Commit);
        Assert.False(long.TryParse(found.Id, out _));
        var feed = await service.With("k1").GetStringAsync("v1/collections/news/alerts/all/feed");
        Assert.Contains("in the race", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("parliament", feed, StringComparison.Ordinal);
        Assert.False(await service.Collection("news", "k2").RemoveAlertAsync("all"));
    }

    [Fact]
    public async Task Who_may_see_less_than_before_is_not_told_what_was_matched_before()
    {
        using var folder = new TempFolder();
        string[] Settings(params string[] roles) =>
        [
            TestService.Collection(folder, "news"), .. TestService.Key(0, "loader", "k0", ["ingest", "chief"]),
            .. TestService.Key(1, "reader", "k1", roles, ("desk", "sport")),
            "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl", "Access:Scopes:0:Except:0=chief",
        ];
        const string Feed = "v1/collections/news/alerts/all/feed";
        await using (var service = await TestService.StartAsync(folder, Settings("chief")))
        {
            await service.Collection("news", "k1").PutAlertAsync("all", new() { Query = "dossier" });
            await service.IngestAsync("news", "k0", Make("business", "A secret dossier"));
            Assert.Contains("secret", await service.With("k1").GetStringAsync(Feed), StringComparison.Ordinal);
        }

        await using var later = await TestService.StartAsync(folder, Settings());
        var reader = later.Collection("news", "k1");
        await later.IngestAsync("news", "k0", Make("sport", "Cleaned"));
        Assert.DoesNotContain("secret", await later.With("k1").GetStringAsync(Feed), StringComparison.Ordinal);
        await later.IngestAsync("news", "k0", Make("business", "Another secret dossier") with { Id = "d2" });
        await later.IngestAsync("news", "k0", Make("sport", "The dossier of the race") with { Id = "d3" });
        var feed = await later.With("k1").GetStringAsync(Feed);
        Assert.Contains("of the race", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", feed, StringComparison.Ordinal);
        Assert.Single((await reader.AlertsAsync()).Alerts);

        static Article Make(string desk, string title) => new() { Id = "d1", Title = title, Entities = [new("acl", desk)] };
    }

    [Fact]
    public async Task An_alert_of_an_address_has_the_days_of_its_zone()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(TestService.Collection(folder, "news"));
        using var put = await service.Http.PutAsync(
            "v1/collections/news/alerts/z",
            new StringContent(
                "{\"address\":\"q=zebra&from=2019-03-01&zone=America/New_York\"}", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        var request = (await service.Collection("news").AlertsAsync()).Alerts.Single().Request;
        Assert.Equal("2019-03-01T05:00:00Z", request.Published!.From.ToString());
        foreach (var body in new[] { "{}", "{\"request\":null}", "{\"address\":\"q=x\",\"request\":{}}", "{\"address\":\"from=soon\"}" })
        {
            using var refused = await service.Http.PutAsync(
                "v1/collections/news/alerts/y", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Saved_searches_last_and_are_their_owners()
    {
        using var folder = new TempFolder();
        string[] settings =
        [
            TestService.Collection(folder, "news"), .. TestService.Key(0, "a", "k0"), .. TestService.Key(1, "b", "k1"), "Limits:MaxSaved=2",
        ];
        await using (var service = await TestService.StartAsync(folder, settings))
        {
            var mine = service.Collection("news", "k0");
            await mine.SaveSearchAsync("../one", "q=strike&facet=person:3&sort=newest");
            await mine.SaveSearchAsync("two", "?q=bridge");
            await mine.SaveSearchAsync("two", "q=bridges");
            var full = await Assert.ThrowsAsync<ServiceRefusedException>(() => mine.SaveSearchAsync("three", "q=x"));
            Assert.Contains("remove one first", full.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ServiceRefusedException>(() => mine.SaveSearchAsync("two", "q=x&sort=best"));
            Assert.Empty(await service.Collection("news", "k1").SavedSearchesAsync());
        }

        await using (var service = await TestService.StartAsync(folder, settings))
        {
            var mine = service.Collection("news", "k0");
            Assert.Equal([("../one", "q=strike&facet=person:3&sort=newest"), ("two", "q=bridges")],
                (await mine.SavedSearchesAsync()).Select(s => (s.Name, s.Address)));
            Assert.True(await mine.RemoveSearchAsync("../one"));
            Assert.False(await mine.RemoveSearchAsync("../one"));
        }
    }

    private static async Task<AlertEvent> First(CollectionClient collection, string? after)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var found in collection.AlertEventsAsync(after, patience.Token))
        {
            return found;
        }

        throw new InvalidOperationException("The events ended.");
    }
}
