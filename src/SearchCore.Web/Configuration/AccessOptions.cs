namespace SearchCore.Web.Configuration;

/// <summary>Who may ask. Without a key and without a sign-in the service has one user, and listens on this machine alone.</summary>
internal sealed class AccessOptions
{
    /// <summary>What machines prove themselves by.</summary>
    public List<KeyOptions> Keys { get; set; } = [];

    /// <summary>Where people sign in.</summary>
    public OidcOptions? Oidc { get; set; }

    /// <summary>Which articles there are for whom.</summary>
    public List<ScopeOptions> Scopes { get; set; } = [];

    /// <summary>Whether anybody is known: whether the service may be reached from other machines.</summary>
    public bool IsConfigured => Keys.Count > 0 || Oidc is not null;
}

/// <summary>A key of a machine: 256 random bits, of which only the SHA-256 is written down (<c>searchcore-web key new</c>).</summary>
internal sealed class KeyOptions
{
    /// <summary>Whose it is, for logs and for what is kept by user.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The key's SHA-256 in 64 hexadecimal digits.</summary>
    public string Hash { get; set; } = string.Empty;

    /// <summary>What its owner may do.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>What else is known of its owner, for scopes: <c>"desk": ["sport"]</c>.</summary>
    public Dictionary<string, string[]> Claims { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>An OpenID Connect provider; signing in is by code with PKCE.</summary>
internal sealed class OidcOptions
{
    public string Authority { get; set; } = string.Empty;

    public string ClientId { get; set; } = string.Empty;

    public string? ClientSecret { get; set; }

    /// <summary>What is asked for beside <c>openid</c> and <c>profile</c>.</summary>
    public string[] Scope { get; set; } = [];

    /// <summary>The claim that says what somebody may do.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that says what somebody is called.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>Whether the provider must be reached by HTTPS; only tests say no.</summary>
    public bool RequireHttps { get; set; } = true;

    /// <summary>How long somebody stays signed in without asking for anything.</summary>
    public TimeSpan SessionTime { get; set; } = TimeSpan.FromHours(8);
}

/// <summary>
/// Who has a claim sees the articles that have its values as a facet, and no others; who has no such claim sees none. Several must
/// all hold.
/// </summary>
internal sealed class ScopeOptions
{
    /// <summary>The claim's type.</summary>
    public string Claim { get; set; } = string.Empty;

    /// <summary>The kind of facet that its values are of.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>In which collections it holds; none named for all.</summary>
    public string[] Collections { get; set; } = [];

    /// <summary>Roles that it does not hold for.</summary>
    public string[] Except { get; set; } = [];
}
