namespace SearchCore.Web.Access;

/// <summary>How somebody is known.</summary>
internal enum SignIn
{
    /// <summary>The one user of a service that only this machine reaches.</summary>
    Embedded,

    /// <summary>By a key in the header <c>Authorization</c>.</summary>
    Key,

    /// <summary>By a cookie after signing in.</summary>
    Cookie,
}

/// <summary>Whoever asks.</summary>
/// <param name="Id">What is kept for them is kept under this; no two have the same.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Kind">How they are known.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="Claims">What else is known of them, by type.</param>
internal sealed record Reader(
    string Id, string Name, SignIn Kind, IReadOnlySet<string> Roles, ILookup<string, string> Claims)
{
    /// <summary>The one user of a service that only this machine reaches.</summary>
    public static Reader Embedded { get; } = new(
        "local", "local", SignIn.Embedded, new HashSet<string>(StringComparer.Ordinal),
        Array.Empty<(string Type, string Value)>().ToLookup(c => c.Type, c => c.Value, StringComparer.Ordinal));
}
