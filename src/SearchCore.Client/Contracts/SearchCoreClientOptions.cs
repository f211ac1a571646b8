namespace SearchCore.Client.Contracts;

/// <summary>How a client asks.</summary>
public sealed class SearchCoreClientOptions
{
    /// <summary>The key that the service knows the client by; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// How often a request that a busy service refuses (429, 503) is sent again, each time after as long as the service says. Default 0: it
    /// is for the caller to decide. Uploads of streams are never sent again.
    /// </summary>
    public int Retries { get; init; }

    /// <summary>How long it waits for a busy service at most before each time; where the service says longer, it gives up. Default 30 s.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);
}
