using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

using SearchCore.Web.Access;
using SearchCore.Web.Api;
using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Startup;

/// <summary>Shows pages to people who are known; sends others to sign in.</summary>
internal sealed class PeopleFirst(RequestDelegate next, Readers readers, IOptions<ServiceOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (SignInRoutes.IsOpen(context.Request.Path) || readers.Find(context) is not null)
        {
            return next(context);
        }

        return options.Value.Access.Oidc is null || !HttpMethods.IsGet(context.Request.Method)
            ? Problems.Of(readers.Unknown)!.ExecuteAsync(context)
            : context.ChallengeAsync(
                OpenIdConnectDefaults.AuthenticationScheme,
                new() { RedirectUri = context.Request.PathBase + context.Request.Path + context.Request.QueryString });
    }
}
