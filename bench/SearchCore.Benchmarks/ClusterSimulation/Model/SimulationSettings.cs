namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>Which replica of a shard is asked first, of those that are not slow.</summary>
internal enum AskFirst
{
    /// <summary>The first one by placement: the project's rule.</summary>
    Placement,

    /// <summary>Any, drawn for each search and shard.</summary>
    Random,

    /// <summary>The one that has the fewest questions of this coordinator; where that is equal, the first by placement.</summary>
    Fewest,
}

/// <summary>A cluster, what is asked of it, and what happens to it. Times are milliseconds.</summary>
internal sealed record SimulationSettings
{
    public int Shards { get; init; } = 128;

    public int Nodes { get; init; } = 16;

    public int Processors { get; init; } = 16;

    public double Articles { get; init; } = 1e9;

    public int Replicas { get; init; } = 2;

    /// <summary>Searches a second, at random moments (Poisson).</summary>
    public double Rate { get; init; } = 10;

    /// <summary>How many searches are counted.</summary>
    public int Searches { get; init; } = 10_000;

    /// <summary>How many come before those, so that the queues are as they are in the long run.</summary>
    public int WarmUp { get; init; } = 300;

    /// <summary>As in <c>ClusterReaderOptions</c>; infinity never asks a second replica but after a failure.</summary>
    public double HedgeAfter { get; init; } = 300;

    /// <summary>
    /// A rule the project does not have: the next replica is asked at this many times the moment at which half of a round's shards had
    /// answered, and no sooner than <see cref="HedgeAfter"/>; 0 for the project's.
    /// </summary>
    public double HedgeRelative { get; init; }

    /// <summary>Another rule it does not have, but for <see cref="AskFirst.Placement"/>.</summary>
    public AskFirst First { get; init; }

    /// <summary>
    /// A rule the coordinator does not have by itself: it refuses a search while it is at so many; 0 for no limit.
    /// </summary>
    public int MostSearches { get; init; }

    /// <summary>How often a version is published, with which coordinators forget who is slow; 0 for never.</summary>
    public double PublishEvery { get; init; }

    /// <summary>As in <c>ClusterReaderOptions</c>.</summary>
    public double SlowFor { get; init; } = 10_000;

    /// <summary>As in <c>ShardNodeOptions</c>.</summary>
    public int MostWaiting { get; init; } = 256;

    /// <summary>As in <c>SearchRequest</c>.</summary>
    public double TimeLimit { get; init; } = 2_000;

    /// <summary>What an answer may come late by before its shard is missing.</summary>
    public double Grace { get; init; } = 250;

    /// <summary>Coordinators, each of which remembers by itself which replicas are slow; 0 for one on each node.</summary>
    public int Coordinators { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>One way, half of the messages take less. Their spread and the lost packets are in <see cref="SimulatedCluster"/>.</summary>
    public double Latency { get; init; } = 0.25;

    /// <summary>How much of the stated pauses and merges there is; 0 for none.</summary>
    public double Pauses { get; init; } = 1;

    /// <summary>Bytes a second that a node receives at most of shards that it is to have.</summary>
    public double NodeBandwidth { get; init; } = 500e6;

    /// <summary>Bytes a second that the store of the shards gives to all of them together.</summary>
    public double StoreBandwidth { get; init; } = 5e9;

    /// <summary>Bytes of index an article: measured as 0.89 of its JSON, of which 3 KB are assumed.</summary>
    public double BytesPerArticle { get; init; } = 2_670;

    /// <summary>How long a cancelled question is worked on still, on average.</summary>
    public double UntilNoticed { get; init; } = 5;

    public double ArticlesPerShard => Articles / Shards;
}

/// <summary>A round of a search: what shards are asked at once.</summary>
/// <param name="Shards">Which are asked; null for all.</param>
/// <param name="Work">A shard's work on one call, drawn anew for each call.</param>
/// <param name="Again">What a replica has to do besides that did not take part in the search before.</param>
/// <param name="Coordinator">The coordinator's work once all have answered.</param>
/// <param name="First">What the first such call costs a replica that was just received.</param>
internal sealed record SimulatedRound(
    IReadOnlyList<int>? Shards, Func<double> Work, Func<double>? Again = null, double Coordinator = 0, double First = 0);

/// <summary>What happened to one search.</summary>
/// <param name="Begun">When it came.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Missing">How many shards are missing from its answer.</param>
internal readonly record struct SimulatedAnswer(double Begun, double Took, int Missing);

/// <summary>What a run showed.</summary>
/// <param name="Answers">Every counted search, in the order of their ends.</param>
/// <param name="Refused">How many searches were not begun.</param>
/// <param name="Calls">Calls by how they ended.</param>
/// <param name="Asked">Calls that were made.</param>
/// <param name="Questions">Questions to a shard, whatever calls that took.</param>
/// <param name="Hedged">Calls that were made because another one had not answered.</param>
/// <param name="Work">Processor time of all nodes for calls.</param>
/// <param name="Useful">That of the answers that counted.</param>
/// <param name="Busy">The share of the processors' time.</param>
/// <param name="Time">How long the run was.</param>
/// <param name="MostWaiting">The longest queue of a node.</param>
internal sealed record SimulationResult(
    IReadOnlyList<SimulatedAnswer> Answers, int Refused, IReadOnlyDictionary<CallEnd, long> Calls, long Asked, long Questions, long Hedged,
    double Work, double Useful, double Busy, double Time, int MostWaiting)
{
    private readonly double[] sorted = [.. Answers.Select(a => a.Took).Order()];

    public double At(double percent) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];

    public double Partial => (double)Answers.Count(a => a.Missing > 0) / Answers.Count;

    /// <summary>Processor time beyond that of the answers that counted.</summary>
    public double Extra => Math.Max(0, (Work / Useful) - 1);
}
