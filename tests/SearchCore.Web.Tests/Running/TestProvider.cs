using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SearchCore.Web.Tests.Running;

/// <summary>
/// A small OpenID Connect provider on a loopback port: discovery, authorization by code with PKCE, signed tokens. Whoever comes is signed
/// in at once, with the claims that the test sets.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "test" };
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Client)> codes = new(StringComparer.Ordinal);

    private TestProvider()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Discover);
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)Token);
    }

    public string Address => app.Urls.First();

    /// <summary>What is said of who signs in.</summary>
    public Dictionary<string, object> Claims { get; set; } = new(StringComparer.Ordinal) { ["sub"] = "42", ["name"] = "Ada" };

    /// <summary>Another key to sign with, that nobody is told of; null for the right one.</summary>
    public RsaSecurityKey? Forging { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Discover() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["subject_types_supported"] = new[] { "public" },
    });

    private IResult Keys()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new Dictionary<string, object>
        {
            ["keys"] = new[]
            {
                new Dictionary<string, string>
                {
                    ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.KeyId, ["alg"] = "RS256",
                    ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
                },
            },
        });
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Assert.Equal("S256", query["code_challenge_method"]);
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (query["code_challenge"]!, query["nonce"]!, query["client_id"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(
            query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!codes.TryRemove(form["code"].ToString(), out var asked) || asked.Challenge != challenge || form["client_secret"] != "hush")
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = asked.Client,
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked.Nonce },
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new(Forging ?? key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = "unused",
            ["token_type"] = "Bearer",
            ["expires_in"] = 300,
            ["id_token"] = token,
        });
    }
}
