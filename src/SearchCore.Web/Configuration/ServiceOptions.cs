namespace SearchCore.Web.Configuration;

/// <summary>The section <c>SearchCore</c> of the configuration (docs/operating.md has every member with its default).</summary>
internal sealed class ServiceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SearchCore";

    /// <summary>
    /// Where the service keeps what is its own: uploads under way, saved searches, the keys of its cookies, the sample archive.
    /// </summary>
    public string? DataFolder { get; set; }

    /// <summary>The archives, by the names that they have in addresses.</summary>
    public Dictionary<string, CollectionOptions> Collections { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Who may ask.</summary>
    public AccessOptions Access { get; set; } = new();

    /// <summary>How much anybody may ask for.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>Below which folder snapshots of running indexes are taken; without it there are none.</summary>
    public string? SnapshotFolder { get; set; }

    /// <summary>Where measurements and traces go.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();
}

/// <summary>One archive. Its section also holds the members of <see cref="Hosting.SearchCoreOptions"/>: Path, ReadOnly, Fields …</summary>
internal sealed class CollectionOptions
{
    /// <summary>What people call it; its name where it is missing.</summary>
    public string? Title { get; set; }

    /// <summary>Why it cannot be searched; null where it can. Found out when the service starts.</summary>
    public string? Problem { get; internal set; }

    /// <summary>The folder that the problem names, without links and slashes at its end.</summary>
    public string? ProblemFolder { get; internal set; }

    /// <summary>Which roles may do what; null for what <see cref="AllowOptions"/> says by itself.</summary>
    public AllowOptions Allow { get; set; } = new();
}

/// <summary>Which roles may do what in a collection. <c>*</c> is whoever is known, <c>none</c> nobody.</summary>
internal sealed class AllowOptions
{
    public string[]? Read { get; set; }

    public string[]? Export { get; set; }

    public string[]? Ingest { get; set; }

    public string[]? Delete { get; set; }

    public string[]? Snapshot { get; set; }

    public string[]? Restore { get; set; }
}

/// <summary>How much anybody may ask for.</summary>
internal sealed class LimitOptions
{
    /// <summary>How many hits an answer has at most.</summary>
    public int MaxHits { get; set; } = 1_000;

    /// <summary>How many values of a facet, and how many facets, at most.</summary>
    public int MaxFacetValues { get; set; } = 1_000;

    /// <summary>How long a search may take at most, whatever is asked for.</summary>
    public TimeSpan MaxSearchTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a search may wait for its turn beside that.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many bytes an upload of articles has at most.</summary>
    public long MaxUploadBytes { get; set; } = 256_000_000;

    /// <summary>How many bytes uploads that wait may take together.</summary>
    public long MaxWaitingUploadBytes { get; set; } = 4_000_000_000;

    /// <summary>How many bytes any other body has at most.</summary>
    public int MaxRequestBytes { get; set; } = 256_000;

    /// <summary>How many requests one user may make at once beyond the rate.</summary>
    public int RequestBurst { get; set; } = 200;

    /// <summary>How many requests a second one user may make; 0 for any number. The single user of the embedded mode has no rate.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>How many streams (exports, events) one user may have open.</summary>
    public int MaxStreams { get; set; } = 8;

    /// <summary>How many events of alerts a collection keeps.</summary>
    public int MaxEvents { get; set; } = 100_000;

    /// <summary>How many receipts of uploads that are dealt with a collection keeps.</summary>
    public int MaxReceipts { get; set; } = 10_000;

    /// <summary>How many saved searches, and how many alerts of a collection, a user may have.</summary>
    public int MaxSaved { get; set; } = 500;

    /// <summary>How long requests may take to end when the service is told to stop.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where measurements and traces go.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The address of an OTLP collector, as <c>http://localhost:4317</c>; null (the default) sends nothing.</summary>
    public string? Endpoint { get; set; }

    /// <summary><c>grpc</c> (the default) or <c>http</c>.</summary>
    public string Protocol { get; set; } = "grpc";
}
