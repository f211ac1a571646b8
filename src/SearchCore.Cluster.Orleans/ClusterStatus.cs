namespace SearchCore.Cluster.Orleans;

/// <summary>A cluster as one of its silos sees it.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="AnsweredBy">The silo that says this.</param>
/// <param name="Version">The number of the version that it reads.</param>
/// <param name="Articles">How many articles that has.</param>
/// <param name="Silos">The silos that are not known to be dead.</param>
/// <param name="Shards">The shards that something is published of.</param>
public sealed record ClusterStatus(
    string Cluster, string AnsweredBy, long Version, long Articles, IReadOnlyList<SiloState> Silos, IReadOnlyList<ShardState> Shards)
{
    /// <summary>Whether every shard is ready on as many silos as it should be.</summary>
    public bool IsComplete => Shards.All(s => s.Silos.Count >= s.Wanted);

    /// <summary>Whether every shard is ready on a silo at least, so that answers are complete.</summary>
    public bool IsAnswering => Shards.All(s => s.Silos.Count > 0);
}

/// <summary>A silo.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it is.</param>
/// <param name="State">What the membership says: <c>Active</c>, <c>Joining</c>, <c>ShuttingDown</c> and so on.</param>
public sealed record SiloState(string Name, string Address, string State);

/// <summary>A shard.</summary>
/// <param name="Shard">Its number, from 0.</param>
/// <param name="Epoch">The epoch of its generation that is read.</param>
/// <param name="Sequence">The generation's number.</param>
/// <param name="Articles">How many articles it has.</param>
/// <param name="Silos">The silos that have it ready.</param>
/// <param name="Wanted">How many should.</param>
public sealed record ShardState(int Shard, long Epoch, long Sequence, long Articles, IReadOnlyList<string> Silos, int Wanted);
