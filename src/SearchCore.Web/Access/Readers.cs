using Microsoft.Extensions.Options;

using SearchCore.Web.Configuration;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Access;

/// <summary>Says who asks. Thread-safe.</summary>
internal sealed class Readers(IOptions<ServiceOptions> options)
{
    /// <summary>The types of claims that the service gives itself, whoever said them first.</summary>
    public const string IdClaim = "searchcore:id", NameClaim = "searchcore:name", RoleClaim = "searchcore:role",
        ScopePrefix = "searchcore:scope:";

    /// <summary>Whether there is one user only.</summary>
    public bool IsEmbedded { get; } = !options.Value.Access.IsConfigured;

    /// <summary>Whoever asks; null where nobody is known.</summary>
    public Reader? Find(HttpContext context)
    {
        if (IsEmbedded)
        {
            return Reader.Embedded;
        }

        var user = context.User;
        return user.Identity is { IsAuthenticated: true } && user.FindFirst(IdClaim)?.Value is { } id
            ? new(
                id,
                user.FindFirst(NameClaim)?.Value ?? id,
                user.Identity.AuthenticationType == KeyHandler.Name ? SignIn.Key : SignIn.Cookie,
                user.FindAll(RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal),
                user.Claims.Where(c => c.Type.StartsWith(ScopePrefix, StringComparison.Ordinal))
                    .ToLookup(c => c.Type[ScopePrefix.Length..], c => c.Value, StringComparer.Ordinal))
            : null;
    }

    /// <summary>What is said to whom nobody knows.</summary>
    public Refusal Unknown => new(
        StatusCodes.Status401Unauthorized,
        "Nobody is known.",
        (options.Value.Access.Oidc is null ? "Send" : "Sign in at /signin, or send") + " a key: Authorization: Bearer KEY.");

    /// <summary>Whoever asks.</summary>
    /// <exception cref="Refusal">Nobody is known.</exception>
    public Reader Of(HttpContext context) => Find(context) ?? throw Unknown;
}
