namespace SearchCore.Web.Configuration;

/// <summary>Finds every fault of the settings at once, each with what to do.</summary>
internal static class OptionsCheck
{
    private const int MaxName = 64;

    // The hashes of what people try out, and of the examples of other documents.
    private static readonly string[] Guessed =
        [.. new[] { "", "test", "key", "KEY", "secret", "password", "admin", "changeme", "123456" }.Select(ApiKey.Hash)];

    /// <summary>What is wrong; empty where nothing is.</summary>
    public static IReadOnlyList<string> Faults(ServiceOptions options) =>
        [.. Collections(options), .. Keys(options.Access), .. Provider(options.Access), .. Scopes(options), .. Limits(options)];

    private static IEnumerable<string> Collections(ServiceOptions options) => options.Collections.Keys
        .Where(name => name.Length is 0 or > MaxName || !char.IsAsciiLetterOrDigit(name[0])
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
        .Select(name => $"Collections: '{name}' is no name; it has small letters, digits, dashes and underlines, {MaxName} at most.");

    private static IEnumerable<string> Keys(AccessOptions access)
    {
        foreach (var key in access.Keys)
        {
            if (string.IsNullOrWhiteSpace(key.Name))
            {
                yield return "Access:Keys: a key has no Name; give it one, it says whose it is.";
            }

            if (!ApiKey.IsHash(key.Hash))
            {
                yield return
                    $"Access:Keys: the Hash of '{key.Name}' is no SHA-256 in 64 hexadecimal digits; searchcore-web key new makes one.";
            }
        }

        foreach (var key in access.Keys.Where(k => Guessed.Contains(k.Hash, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"Access:Keys: the key of '{key.Name}' is one that everybody guesses; searchcore-web key new makes one.";
        }

        foreach (var name in access.Keys.GroupBy(k => k.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"Access:Keys: two keys are called '{name.Key}'; each needs a name of its own.";
        }
    }

    private static IEnumerable<string> Provider(AccessOptions access)
    {
        if (access.Oidc is not { } oidc)
        {
            yield break;
        }

        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority))
        {
            yield return "Access:Oidc:Authority is missing; it is the provider's address, as https://login.example.org/.";
        }
        else if (oidc.RequireHttps && authority.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"Access:Oidc:Authority is {oidc.Authority}; it must be reached by https.";
        }

        if (string.IsNullOrWhiteSpace(oidc.ClientId))
        {
            yield return "Access:Oidc:ClientId is missing; the provider gives it to this service.";
        }
    }

    private static IEnumerable<string> Scopes(ServiceOptions options)
    {
        foreach (var scope in options.Access.Scopes)
        {
            if (string.IsNullOrWhiteSpace(scope.Claim) || string.IsNullOrWhiteSpace(scope.Kind))
            {
                yield return "Access:Scopes: a scope needs both Claim and Kind; without them it would hide nothing.";
            }

            foreach (var name in scope.Collections.Where(c => !options.Collections.ContainsKey(c)))
            {
                yield return $"Access:Scopes: there is no collection '{name}', for which '{scope.Claim}' is to hold.";
            }
        }

        if (options.Access is { Scopes.Count: > 0, IsConfigured: false })
        {
            yield return "Access:Scopes hide articles from nobody: there is neither a key nor a sign-in. Configure one of them.";
        }
    }

    private static IEnumerable<string> Limits(ServiceOptions options)
    {
        var limits = options.Limits;
        foreach (var (value, name) in new (double, string)[]
        {
            (limits.MaxHits, nameof(limits.MaxHits)), (limits.MaxFacetValues, nameof(limits.MaxFacetValues)),
            (limits.MaxSearchTime.TotalMilliseconds, nameof(limits.MaxSearchTime)), (limits.MaxUploadBytes, nameof(limits.MaxUploadBytes)),
            (limits.MaxWaitingUploadBytes, nameof(limits.MaxWaitingUploadBytes)), (limits.MaxRequestBytes, nameof(limits.MaxRequestBytes)),
            (limits.MaxStreams, nameof(limits.MaxStreams)), (limits.MaxSaved, nameof(limits.MaxSaved)),
            (limits.MaxEvents, nameof(limits.MaxEvents)), (limits.MaxReceipts, nameof(limits.MaxReceipts)),
            (limits.DrainTime.TotalMilliseconds, nameof(limits.DrainTime)), (limits.MaxWait.TotalMilliseconds, nameof(limits.MaxWait)),
        })
        {
            if (value <= 0)
            {
                yield return $"Limits:{name} must be positive.";
            }
        }

        if (limits.RequestsPerSecond < 0)
        {
            yield return "Limits:RequestsPerSecond is 0, for any number, or positive.";
        }

        if (limits.MaxUploadBytes > limits.MaxWaitingUploadBytes)
        {
            yield return "Limits:MaxUploadBytes must not be more than MaxWaitingUploadBytes: the largest upload could never be taken.";
        }

        if (limits.MaxSearchTime > TimeSpan.FromDays(1) || limits.MaxWait > TimeSpan.FromDays(1))
        {
            yield return "Limits:MaxSearchTime and MaxWait are a day at most.";
        }

        if (options.Telemetry.Endpoint is { Length: > 0 } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
        {
            yield return $"Telemetry:Endpoint is '{endpoint}'; it is an address as http://localhost:4317.";
        }

        if (options.Telemetry.Protocol is not ("grpc" or "http"))
        {
            yield return $"Telemetry:Protocol is '{options.Telemetry.Protocol}'; it is grpc or http.";
        }
    }
}
