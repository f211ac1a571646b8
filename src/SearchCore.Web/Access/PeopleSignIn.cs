using System.Security.Claims;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

using SearchCore.Web.Configuration;

namespace SearchCore.Web.Access;

/// <summary>How people sign in: at a provider by OpenID Connect; a cookie remembers it.</summary>
internal static class PeopleSignIn
{
    private const string Chooser = "Chooser", CookieName = "searchcore", Callback = "/signin/done";

    /// <summary>Adds keys, and signing in where a provider is configured.</summary>
    public static void AddSignIn(this IServiceCollection services, AccessOptions access)
    {
        var authentication = services.AddAuthentication(options => options.DefaultScheme = Chooser)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, configureOptions: null)
            .AddPolicyScheme(Chooser, displayName: null, options => options.ForwardDefaultSelector = context =>
                access.Oidc is null || context.Request.Headers.Authorization.Count > 0
                    ? KeyHandler.Name
                    : CookieAuthenticationDefaults.AuthenticationScheme);
        if (access.Oidc is { } oidc)
        {
            authentication.AddCookie(options => Cookie(options, oidc)).AddOpenIdConnect(options => Provider(options, access, oidc));
        }
    }

    private static void Cookie(CookieAuthenticationOptions options, OidcOptions oidc)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = oidc.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = oidc.SessionTime;
        options.SlidingExpiration = true;
    }

    private static void Provider(OpenIdConnectOptions options, AccessOptions access, OidcOptions oidc)
    {
        options.Authority = oidc.Authority;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.RequireHttpsMetadata = oidc.RequireHttps;
        options.CallbackPath = Callback;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            // The provider sends people back by an address, not by a form: Lax is enough.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = oidc.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        foreach (var scope in oidc.Scope)
        {
            options.Scope.Add(scope);
        }

        options.Events.OnTokenValidated = context =>
        {
            context.Principal = Kept(context.Principal!, access, oidc);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            // Why is in the log; whoever came back is told what to do.
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync("Signing in did not succeed. Go to /signin to try again.\n");
        };
    }

    // Only what the service asks for stays in the cookie, under names that no provider can give.
    private static ClaimsPrincipal Kept(ClaimsPrincipal told, AccessOptions access, OidcOptions oidc)
    {
        var subject = told.FindFirst("sub") ?? throw new AuthenticationFailureException("The provider did not say who signed in.");
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme, Readers.NameClaim, Readers.RoleClaim);
        identity.AddClaim(new(Readers.IdClaim, $"oidc:{subject.Issuer}:{subject.Value}"));
        identity.AddClaim(new(Readers.NameClaim, told.FindFirst(oidc.NameClaim)?.Value ?? subject.Value));
        identity.AddClaims(told.FindAll(oidc.RoleClaim).Select(c => new Claim(Readers.RoleClaim, c.Value)));
        foreach (var type in access.Scopes.Select(s => s.Claim).Distinct(StringComparer.Ordinal))
        {
            identity.AddClaims(told.FindAll(type).Select(c => new Claim(Readers.ScopePrefix + type, c.Value)));
        }

        return new(identity);
    }
}
