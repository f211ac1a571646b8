namespace SearchCore.Benchmarks.Results;

/// <summary>A line of a table of results.</summary>
internal sealed record ResultRow
{
    /// <summary>Of a comparison of engines on a corpus.</summary>
    public const string EnginesKind = "engines";

    /// <summary>Of a measurement of how the cost grows.</summary>
    public const string GrowthKind = "growth";

    /// <summary><see cref="EnginesKind"/> or <see cref="GrowthKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was indexed.</summary>
    public required string Corpus { get; init; }

    /// <summary>By what, and how.</summary>
    public required string Engine { get; init; }

    /// <summary>The corpus's size, in 10⁶ bytes.</summary>
    public double Megabytes { get; init; }

    /// <summary>The speed.</summary>
    public double MegabytesPerSecond { get; init; }

    /// <summary>Articles a second.</summary>
    public double ArticlesPerSecond { get; init; }

    /// <summary>The time of a megabyte over that of one of the corpus nearest to 100 MB; 0 where it was not measured.</summary>
    public double RelativeCost { get; init; }

    /// <summary>The most memory resident, in 10⁶ bytes.</summary>
    public double PeakMegabytes { get; init; }

    /// <summary>Time in merges, in seconds; 0 where it was not measured.</summary>
    public double MergeSeconds { get; init; }

    /// <summary>Segments in the end.</summary>
    public int Segments { get; init; }
}
