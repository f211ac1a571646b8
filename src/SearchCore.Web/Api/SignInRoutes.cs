using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

using SearchCore.Client.Contracts;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>Who is asking; signing in and out.</summary>
internal static class SignInRoutes
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/signin";

    private const string SignedOutPath = "/signedout";

    /// <summary>Whether an address is of those that people who are not known may see.</summary>
    public static bool IsOpen(PathString path) =>
        path.StartsWithSegments(SignInPath) || path.StartsWithSegments(SignedOutPath) || path.StartsWithSegments("/healthz")
        || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/v1");

    public static void MapMe(this IEndpointRouteBuilder routes) => routes
        .MapGet("/me", (Call call) => Answers.Of(
            new ReaderInfo { Name = call.Reader.Name, SignIn = call.Reader.Kind.ToString().ToLowerInvariant() },
            ServiceJsonContext.Default.ReaderInfo))
        .WithName("me")
        .WithSummary("Who you are here")
        .Produces<ReaderInfo>();

    /// <summary>Where people sign in; only where they can.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, (string? to) => Results.Challenge(
            new() { RedirectUri = IsLocal(to) ? to : "/" }, [OpenIdConnectDefaults.AuthenticationScheme])).ExcludeFromDescription();
        routes.MapPost("/signout", async (HttpContext context) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            context.Response.Headers.Location = SignedOutPath;
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
        }).ExcludeFromDescription();
        routes.MapGet(SignedOutPath, () => Results.Text("You are signed out. Go to /signin to sign in again.\n")).ExcludeFromDescription();
    }

    // An address of this service: what begins with two slashes is another's.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
