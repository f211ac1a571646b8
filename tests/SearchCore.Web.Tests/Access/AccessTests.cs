using System.Net;
using System.Text;

using SearchCore.Articles;
using SearchCore.Client;
using SearchCore.Client.Contracts;
using SearchCore.TestKit;
using SearchCore.Web.Configuration;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Access;

/// <summary>Who may do what, and how the service keeps others out.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Roles_say_what_a_key_may_do()
    {
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync(
        [
            TestService.Collection(folder, "news"), TestService.Collection(folder, "secret"), "Collections:secret:Allow:Read:0=chief",
            "Collections:news:Allow:Export:0=editor",
            .. TestService.Key(0, "reader", "r"), .. TestService.Key(1, "loader", "l", ["ingest", "delete"]),
            .. TestService.Key(2, "chief", "c", ["chief", "editor", "admin"]), $"SnapshotFolder={folder["snapshots"]}",
        ]);
        Assert.Equal(["news"], (await new SearchCoreClient(service.Http, new() { Key = "r" }).CollectionsAsync()).Select(c => c.Name));
        Assert.Equal(["news", "secret"],
            (await new SearchCoreClient(service.Http, new() { Key = "c" }).CollectionsAsync()).Select(c => c.Name));
        await service.IngestAsync("news", "l", new Article { Id = "1", Title = "Zebra" });
        var (reader, loader, chief) = (service.Collection("news", "r"), service.Collection("news", "l"), service.Collection("news", "c"));
        Assert.Equal(1, (await reader.SearchAsync(new())).Results.Total.Value);
        await Refused(HttpStatusCode.Forbidden, () => reader.IngestAsync([new Article { Id = "2" }]));
        await Refused(HttpStatusCode.Forbidden, () => reader.DeleteAsync("1"));
        await Refused(HttpStatusCode.Forbidden, () => reader.TakeSnapshotAsync("x"));
        await Refused(HttpStatusCode.Forbidden, async () => await reader.ExportAsync(new()).FirstAsync());
        await Refused(HttpStatusCode.NotFound, () => service.Collection("secret", "r").SearchAsync(new()));
        await Refused(HttpStatusCode.NotFound, () => service.Collection("none", "r").SearchAsync(new()));
        Assert.Equal("1", (await chief.ExportAsync(new()).FirstAsync()).Article.Id);
        var snapshot = await chief.TakeSnapshotAsync("monday-1");
        Assert.Equal((1, "news/monday-1"), (snapshot.Articles, snapshot.Path));
        await Refused(HttpStatusCode.Conflict, () => chief.TakeSnapshotAsync("monday-1"));
        foreach (var name in new[] { "../x", "a/b", ".x", "", new string('x', 65) })
        {
            await Refused(HttpStatusCode.BadRequest, () => chief.TakeSnapshotAsync(name));
        }

        // A receipt is its owner's.
        var receipt = await loader.IngestAsync([new Article { Id = "3" }]);
        Assert.Null(await reader.ReceiptAsync(receipt.Id));
        Assert.NotNull(await loader.ReceiptAsync(receipt.Id));
        Assert.True(await loader.DeleteAsync("1"));

        // What was taken as a snapshot can be searched after it was restored.
        ArticleIndex.Restore(folder["snapshots/news/monday-1"], folder["restored"]);
        using var restored = ArticleIndex.Open(folder["restored"], new() { Access = IndexAccess.ReadOnly });
        Assert.NotNull(restored.Get("1"));
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_key_and_no_key_is_written_down()
    {
        var key = ApiKey.New();
        await using var service = await TestService.StartAsync(TestService.Key(0, "reader", key));
        foreach (var address in new[] { "v1/me", "v1/collections", "v1/collections/sample/search", "v1/collections/none/search", "" })
        {
            using var response = await service.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }

        using var wrong = service.With("sck_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("v1/me")).StatusCode);
        using var right = service.With(key);
        Assert.Equal("reader", (await TestService.GetAsync(right, "v1/me")).GetProperty("name").GetString());
        using var basic = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Address, "v1/me"));
        basic.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"any:{key}")));
        Assert.Equal(HttpStatusCode.OK, (await service.Http.SendAsync(basic)).StatusCode);
        using var writing = new HttpRequestMessage(HttpMethod.Delete, new Uri(service.Address, "v1/collections/sample/articles/x"));
        writing.Headers.Authorization = basic.Headers.Authorization;
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Http.SendAsync(writing)).StatusCode);
        using var feed = await service.Http.GetAsync("v1/collections/sample/alerts/a/feed");
        Assert.Equal(["Bearer", "Basic"], feed.Headers.WwwAuthenticate.Select(h => h.Scheme));
        foreach (var address in new[] { "signin", "signedout" })
        {
            using var people = await service.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, people.StatusCode);
        }

        Assert.NotEmpty(service.Log);
        Assert.DoesNotContain(service.Log,
            line => line.Contains(key, StringComparison.Ordinal) || line.Contains("sck_", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(service.Folder, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_asks_too_often_is_told_when_to_come_again_and_others_are_not()
    {
        await using var service = await TestService.StartAsync(
            [.. TestService.Key(0, "a", "ka"), .. TestService.Key(1, "b", "kb"), "Limits:RequestBurst=5", "Limits:RequestsPerSecond=1"]);
        using var one = service.With("ka");
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            var response = await one.GetAsync("v1/collections/sample/search");
            refused = response.StatusCode == HttpStatusCode.TooManyRequests ? response : null;
        }

        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        using var other = service.With("kb");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("v1/collections/sample/search")).StatusCode);
    }

    [Fact]
    public async Task A_user_has_so_many_streams()
    {
        await using var service = await TestService.StartAsync("Limits:MaxStreams=2");
        const string Events = "v1/collections/sample/alerts/events";
        using var first = await service.Http.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead);
        using (await service.Http.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead))
        {
            using var third = await service.Http.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        }

        // One that is left makes room, as soon as the service notices.
        var status = HttpStatusCode.TooManyRequests;
        for (var i = 0; i < 200 && status != HttpStatusCode.OK; i++)
        {
            await Task.Delay(50);
            using var again = await service.Http.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead);
            status = again.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public async Task Without_anybody_known_it_listens_on_this_machine_alone(string address)
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => StartOnAsync(address));
        Assert.Contains("searchcore-web key new", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_sites_and_proxies_cannot_use_the_one_user()
    {
        await using var service = await TestService.StartAsync();
        async Task<HttpStatusCode> Ask(HttpMethod method, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, "v1/collections/sample/articles?id=rotterdam-3");
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await service.Http.SendAsync(request);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Ask(HttpMethod.Get, ("Host", "localhost")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Get, ("Host", "rebound.example")));
        foreach (var proxy in new[] { "X-Forwarded-For", "X-Forwarded-Proto", "X-Original-For", "Via", "CF-Connecting-IP" })
        {
            Assert.Equal((proxy, HttpStatusCode.Forbidden), (proxy, await Ask(HttpMethod.Get, (proxy, "10.0.0.1"))));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Get, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")));
        Assert.Equal(HttpStatusCode.OK, await Ask(HttpMethod.Get, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Delete, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Delete, ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Delete, ("Origin", "http://localhost:1")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(HttpMethod.Delete, ("Origin", "null")));
        Assert.Equal(HttpStatusCode.NoContent, await Ask(HttpMethod.Delete, ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task Settings_that_cannot_be_are_all_named()
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => TestService.StartAsync(
            "Collections:Bad Name:Path=x", "Access:Keys:0:Name=a", "Access:Keys:0:Hash=short", "Access:Oidc:Authority=http://x/",
            "Access:Scopes:0:Claim=desk", "Limits:MaxHits=0", "Telemetry:Protocol=soap"));
        foreach (var part in new[] { "Bad Name", "SHA-256", "https", "ClientId", "Kind", "MaxHits", "soap" })
        {
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }

        var misspelled = await Assert.ThrowsAsync<SettingsException>(() => TestService.StartAsync(
            [.. TestService.Key(0, "a", "test"), "Access:Scope:0:Claim=desk", "Limits:MaxHit=3", "Collections:news:Allow:Raed:0=x",
             "Collections:news:Pfad=y", "Access:Keys:0:Role:0=z", "Limits:MaxUploadBytes=9000000000"]));
        foreach (var part in new[] { "Access:Scope is", "Limits:MaxHit is", "Allow:Raed is", "news:Pfad is", "Keys:0:Role is", "guesses",
                     "largest" })
        {
            Assert.Contains(part, misspelled.Message, StringComparison.Ordinal);
        }

        var proxied = await Assert.ThrowsAsync<SettingsException>(
            () => StartOnAsync("http://127.0.0.1:0", "--ForwardedHeaders_Enabled=true"));
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED", proxied.Message, StringComparison.Ordinal);
        var useless = await Assert.ThrowsAsync<SettingsException>(
            () => TestService.StartAsync("Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl"));
        Assert.Contains("neither a key nor a sign-in", useless.Message, StringComparison.Ordinal);
    }

    private static async Task StartOnAsync(string address, params string[] more)
    {
        using var folder = new TempFolder();
        await using var app = Web.Startup.ServiceHost.Build(["--urls", address, $"--SearchCore:DataFolder={folder.Path}", .. more]);
        await app.StartAsync();
    }

    private static async Task Refused(HttpStatusCode status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAnyAsync<SearchServiceException>(call)).Status);
}
