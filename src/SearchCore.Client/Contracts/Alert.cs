namespace SearchCore.Client.Contracts;

/// <summary>The alerts of a user in a collection.</summary>
public sealed record AlertList
{
    /// <summary>The alerts, by name.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>Where events to come begin: what <c>after</c> is to be for those of now on.</summary>
    public string? Last { get; init; }
}

/// <summary>A query that stands beside a collection: its owner is told of every article that comes in and matches.</summary>
public sealed record Alert
{
    /// <summary>What it is called.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What articles must match (docs/standing-queries.md).</summary>
    public required SearchRequest Request { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset? Stored { get; init; }
}

/// <summary>An article that came in and matches an alert; or why articles could not be matched.</summary>
public sealed record AlertEvent
{
    /// <summary>Its place among the events: what <c>after</c> or <c>Last-Event-ID</c> is to be for those behind it.</summary>
    public required string Id { get; init; }

    /// <summary>The alert's name.</summary>
    public required string Alert { get; init; }

    /// <summary>When it was matched.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The commit that it came with; null for a reader who may not see all articles.</summary>
    public long? Commit { get; init; }

    /// <summary>The article; null where there is a fault.</summary>
    public SearchHit? Article { get; init; }

    /// <summary>Why articles could not be matched; null where one was.</summary>
    public string? Fault { get; init; }
}
