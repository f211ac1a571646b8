using System.Net;
using System.Security.Cryptography;
using System.Text;

using Microsoft.IdentityModel.Tokens;

using SearchCore.Articles;
using SearchCore.TestKit;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Access;

/// <summary>People sign in at a provider by OpenID Connect; what it says of them decides what they may do and see.</summary>
public sealed class SignInTests
{
    private const string Search = "v1/collections/news/search?limit=0";

    [Fact]
    public async Task Who_signs_in_sees_what_their_claims_allow()
    {
        using var folder = new TempFolder();
        await using var provider = await TestProvider.StartAsync();
        provider.Claims["desk"] = "sport";
        provider.Claims["roles"] = new[] { "ingest", "searcher" };
        await using var service = await StartAsync(folder, provider);
        await service.IngestAsync(
            "news", "k", new() { Id = "1", Title = "x", Entities = [new("acl", "sport")] },
            new() { Id = "2", Title = "x", Entities = [new("acl", "politics")] });
        using var browser = Browser(service);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Search)).StatusCode);
        using var signed = await FollowAsync(browser, new(service.Address, "signin?to=/v1/me"));
        Assert.Contains("\"name\":\"Ada\",\"signIn\":\"cookie\"", await signed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await TestService.GetAsync(browser, Search)).GetProperty("total").GetInt32());

        // By a cookie alone no other site may act; a page of the service may.
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, ("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(browser, ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(browser, ("Origin", service.Address.ToString().TrimEnd('/'))));

        using var leaving = new HttpRequestMessage(HttpMethod.Post, "signout");
        leaving.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(leaving)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Search)).StatusCode);
        Assert.DoesNotContain(service.Log, line => line.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claims_cannot_name_what_the_service_says_itself()
    {
        using var folder = new TempFolder();
        await using var provider = await TestProvider.StartAsync();
        provider.Claims["searchcore:role"] = "ingest";
        provider.Claims["searchcore:scope:desk"] = "sport";
        await using var service = await StartAsync(folder, provider);
        await service.IngestAsync("news", "k", new Article { Id = "1", Title = "x", Entities = [new("acl", "sport")] });
        using var browser = Browser(service);
        using var signed = await FollowAsync(browser, new(service.Address, "signin?to=/v1/me"));
        Assert.Equal(0, (await TestService.GetAsync(browser, Search)).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, ("Sec-Fetch-Site", "same-origin")));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Signing_in_leads_to_no_other_site(string to)
    {
        using var folder = new TempFolder();
        await using var provider = await TestProvider.StartAsync();
        await using var service = await StartAsync(folder, provider);
        using var browser = Browser(service);
        using var last = await FollowAsync(browser, new(service.Address, $"signin?to={Uri.EscapeDataString(to)}"));
        Assert.Equal(service.Address.Authority, last.RequestMessage!.RequestUri!.Authority);
    }

    [Fact]
    public async Task A_token_that_the_provider_did_not_sign_is_refused()
    {
        using var folder = new TempFolder();
        await using var provider = await TestProvider.StartAsync();
        using var forger = RSA.Create(2048);
        provider.Forging = new RsaSecurityKey(forger) { KeyId = "test" };
        await using var service = await StartAsync(folder, provider);
        using var browser = Browser(service);
        using var refused = await FollowAsync(browser, new(service.Address, "signin"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Search)).StatusCode);
    }

    [Fact]
    public async Task Pages_send_to_the_sign_in_and_the_API_does_not()
    {
        using var folder = new TempFolder();
        await using var provider = await TestProvider.StartAsync();
        await using var service = await StartAsync(folder, provider);
        using var browser = Browser(service);
        using var page = await browser.GetAsync("c/news?q=strike");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith(provider.Address, page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var api = await browser.GetAsync(Search);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    private static Task<TestService> StartAsync(TempFolder folder, TestProvider provider) => TestService.StartAsync(
    [
        TestService.Collection(folder, "news"), $"Access:Oidc:Authority={provider.Address}", "Access:Oidc:ClientId=searchcore",
        "Access:Oidc:ClientSecret=hush", "Access:Oidc:RequireHttps=false",
        .. TestService.Key(0, "loader", "k", ["ingest"], ("desk", "sport")),
        "Access:Scopes:0:Claim=desk", "Access:Scopes:0:Kind=acl",
    ]);

    private static HttpClient Browser(TestService service) => new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new(), UseCookies = true })
    { BaseAddress = service.Address };

    private static async Task<HttpResponseMessage> FollowAsync(HttpClient browser, Uri address)
    {
        for (var i = 0; i < 10; i++)
        {
            var response = await browser.GetAsync(address);
            if (response.Headers.Location is not { } next)
            {
                return response;
            }

            response.Dispose();
            address = new(address, next);
        }

        throw new InvalidOperationException($"Too many steps, the last to {address}.");
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient browser, (string Name, string Value)? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/collections/news/articles")
        {
            Content = new StringContent("{\"id\":\"3\"}", Encoding.UTF8, "text/plain"),
        };
        if (header is { } one)
        {
            request.Headers.TryAddWithoutValidation(one.Name, one.Value);
        }

        using var response = await browser.SendAsync(request);
        return response.StatusCode;
    }
}
