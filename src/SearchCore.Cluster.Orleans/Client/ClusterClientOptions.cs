using System.Net;

namespace SearchCore.Cluster.Orleans.Client;

/// <summary>How a program outside of the cluster reaches it. Immutable.</summary>
public sealed record ClusterClientOptions
{
    /// <summary>The cluster's name.</summary>
    public required string Cluster { get; init; }

    /// <summary>The connection string of PostgreSQL that the silos have: it knows which silos there are. Null where gateways are named.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>How the silos find each other where it is not by <see cref="Postgres"/>; it then says which there are.</summary>
    public ISiloMembership? Membership { get; init; }

    /// <summary>The gateways of silos, where neither says which there are.</summary>
    public IReadOnlyList<IPEndPoint> Gateways { get; init; } = [];

    /// <summary>How long one silo is waited for before the next one is asked too, for what only reads. Default 250 ms.</summary>
    public TimeSpan HedgeAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a call goes on where silos cannot be reached; four times as long for what writes. Default 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for both.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What a client needs of a silo's configuration: so that one file serves both.</summary>
    /// <param name="node">The silo's options.</param>
    public static ClusterClientOptions Of(ClusterNodeOptions node)
    {
        ArgumentNullException.ThrowIfNull(node);
        node.Validate();
        return new()
        {
            Cluster = node.Cluster!,
            Postgres = node.Postgres,
            Membership = node.Membership,
            Gateways = node is { Postgres: null, Membership: null }
                ? [new IPEndPoint(IPAddress.Parse(node.Address), node.GatewayPort)] : [],
        };
    }

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is missing or out of bounds.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Cluster))
        {
            faults.Add("Cluster is missing.");
        }

        if (string.IsNullOrWhiteSpace(Postgres) && Membership is null && Gateways.Count == 0)
        {
            faults.Add("Postgres, Membership and Gateways are all missing; one of them says where the silos are.");
        }

        if (HedgeAfter <= TimeSpan.Zero || Patience <= TimeSpan.Zero)
        {
            faults.Add("HedgeAfter and Patience must be more than zero.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}

/// <summary>The cluster could not be reached, or could not answer, for as long as the client was to try.</summary>
/// <param name="message">What was tried, and what the last silo said.</param>
/// <param name="inner">The last failure.</param>
public sealed class ClusterUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
