using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;

using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

using SearchCore.Web.Configuration;

namespace SearchCore.Web.Access;

/// <summary>
/// Knows machines by their key: <c>Authorization: Bearer KEY</c>, or as the password of <c>Basic</c>, which is all that readers of feeds
/// can do.
/// </summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> monitor, ILoggerFactory loggers, UrlEncoder encoder, IOptions<ServiceOptions> options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(monitor, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Key";

    private const string Bearer = "Bearer ", Basic = "Basic ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // By the hash: how long a comparison takes tells nothing of a key.
        var hash = ApiKey.Hash(key);
        return Task.FromResult(options.Value.Access.Keys.Find(k => k.Hash.Equals(hash, StringComparison.OrdinalIgnoreCase)) is { } known
            ? AuthenticateResult.Success(new(PrincipalOf(known), Name))
            : AuthenticateResult.Fail("There is no such key."));
    }

    private static ClaimsPrincipal PrincipalOf(KeyOptions key)
    {
        var identity = new ClaimsIdentity(Name, Readers.NameClaim, Readers.RoleClaim);
        identity.AddClaim(new(Readers.IdClaim, $"key:{key.Name}"));
        identity.AddClaim(new(Readers.NameClaim, key.Name));
        identity.AddClaims(key.Roles.Select(role => new Claim(Readers.RoleClaim, role)));
        identity.AddClaims(key.Claims.SelectMany(c => c.Value.Select(v => new Claim(Readers.ScopePrefix + c.Key, v))));
        return new(identity);
    }

    private static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        var bytes = new byte[header.Length];
        // A browser that was told a password once sends it by itself, also for other sites: enough to read a feed, too little to change.
        return HttpMethods.IsGet(request.Method) && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
                ? password
                : null;
    }
}
