namespace SearchCore.Cluster.Orleans;

/// <summary>
/// How silos and clients of a cluster find each other, where it is not by the PostgreSQL of its catalogue: an adapter of another provider
/// of Orleans. Used once for each silo or client that is made with it; thread-safe.
/// </summary>
public interface ISiloMembership
{
    /// <summary>Has a silo join by it.</summary>
    /// <param name="silo">The silo that is made.</param>
    void Configure(ISiloBuilder silo);

    /// <summary>Has a client look for gateways by it.</summary>
    /// <param name="client">The client that is made.</param>
    void Configure(IClientBuilder client);
}
