namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>A cost that grows with the articles of a shard.</summary>
/// <param name="Fixed">Milliseconds, whatever there are.</param>
/// <param name="PerArticle">Nanoseconds an article.</param>
internal readonly record struct Cost(double Fixed, double PerArticle)
{
    private const double NanosecondsAMillisecond = 1e6;

    public double Of(double articles) => Fixed + (PerArticle * articles / NanosecondsAMillisecond);
}

/// <summary>What one class of searches costs a shard.</summary>
/// <param name="Name">The class.</param>
/// <param name="Weight">Its share of all searches: assumed.</param>
/// <param name="LookUps">Planning, where the coordinator does not know the terms yet.</param>
/// <param name="Collect">The round that finds.</param>
/// <param name="CollectFacets">The same with three facets and a timeline.</param>
/// <param name="Count">The timeline's counts.</param>
internal sealed record ClassCosts(string Name, double Weight, Cost LookUps, Cost Collect, Cost CollectFacets, Cost Count);

/// <summary>
/// Figures measured by <c>round-costs</c>: processor time a shard, by a straight line through indexes of one and three million articles.
/// One of 200,000 was measured too; what it is above the line is mostly code that was being compiled.
/// </summary>
internal static class MeasuredCosts
{
    /// <summary>Reading one hit with its snippet, and what such a call costs besides.</summary>
    public const double FetchCall = 0.15, FetchHit = 0.02;

    /// <summary>The days on which a shard has articles.</summary>
    public const double Days = 0.005;

    /// <summary>The coordinator's work on a shard's answer, without facets and with.</summary>
    public const double Merge = 0.012, MergeFacets = 0.055;

    /// <summary>
    /// What the first search on a replica reads that all later ones use, in nanoseconds an article: bench/results/2026-11-28-large.md.
    /// </summary>
    public const double FirstWords = 16, FirstFacets = 40;

    /// <summary>A collect round's time over the median of its query.</summary>
    public static IReadOnlyList<(double Share, double Value)> Spread { get; } =
    [
        (0, 0.535), (0.01, 0.804), (0.1, 0.946), (0.25, 0.978), (0.5, 1), (0.75, 1.027), (0.9, 1.105), (0.95, 1.212), (0.99, 1.542),
        (0.999, 2.989), (1, 5.871),
    ];

    public static IReadOnlyList<ClassCosts> Classes { get; } =
    [
        new("one word", 0.25, new(0.02, 0), new(0.07, 0.95), new(0.5, 3.3), new(0.2, 7.2)),
        new("AND", 0.30, new(0.02, 0), new(0.37, 2.73), new(0.15, 5.42), new(0, 7.4)),
        new("OR", 0.10, new(0.02, 0), new(0, 2.0), new(0, 5.4), new(0, 7.4)),
        new("phrase", 0.15, new(0.02, 0), new(0, 3.0), new(0.1, 5.05), new(0, 7.2)),
        new("near", 0.03, new(0.02, 0), new(0, 13.5), new(0, 15.4), new(0, 7.2)),
        new("wildcard", 0.05, new(0.45, 0.08), new(0.2, 3.24), new(0.1, 6.44), new(0.1, 7.35)),
        new("date", 0.10, new(0.7, 0), new(0, 0.62), new(0, 0.83), new(0, 4.9)),
        new("all", 0.02, new(0.01, 0), new(2, 13), new(1.7, 22.2), new(0, 7.55)),
    ];
}
