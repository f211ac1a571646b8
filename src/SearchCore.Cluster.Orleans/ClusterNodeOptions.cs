using System.Net;

namespace SearchCore.Cluster.Orleans;

/// <summary>
/// How a silo runs: what its one configuration file says. Everything but <see cref="Cluster"/>, <see cref="Data"/> and <see cref="Share"/>
/// has a default. Validated before anything is started, with every fault named.
/// </summary>
public sealed class ClusterNodeOptions
{
    /// <summary>The cluster's name: 1 to 48 lower-case letters, digits and underscores, a letter first. Needed.</summary>
    public string? Cluster { get; set; }

    /// <summary>
    /// What this silo is called: unique in the cluster, the same after a restart, because it decides which shards it gets. Default: the
    /// machine's name and <see cref="SiloPort"/>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>A folder on a local disk for replicas and for shards that are written, of this silo alone. Needed.</summary>
    public string? Data { get; set; }

    /// <summary>The folder of the shards' places, which every silo reaches under the same contents, as on a share. Needed.</summary>
    public string? Share { get; set; }

    /// <summary>
    /// A connection string of PostgreSQL, which has the catalogue and the membership of the cluster. Null (the default) for a catalogue in
    /// files under <see cref="Share"/>, and one silo alone if there is no <see cref="Membership"/>.
    /// </summary>
    public string? Postgres { get; set; }

    /// <summary>How silos find each other where it is not by <see cref="Postgres"/>. Null (the default) for that.</summary>
    public ISiloMembership? Membership { get; set; }

    /// <summary>The IP address that other silos and clients reach this one at. Default: 127.0.0.1, so only from this machine.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port that silos talk on. Default 11111.</summary>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port that clients come to. Default 30000.</summary>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>How many silos have each shard: 1 or more, default 2. Of fewer silos all have it.</summary>
    public int Replicas { get; set; } = 2;

    /// <summary>How many questions to shards are worked on at once. 0 (the default) for one a processor.</summary>
    public int Threads { get; set; }

    /// <summary>How many questions may wait for a thread before more are refused. Default 2,048.</summary>
    public int MostWaiting { get; set; } = 2_048;

    /// <summary>How long one replica is waited for before the next one is asked too. Default 300 ms.</summary>
    public TimeSpan HedgeAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How many versions are held ready for cursors of earlier ones, of those that somebody searched. Default 16.</summary>
    public int HeldVersions { get; set; } = 16;

    /// <summary>How long a new version may take to be ready before it is read without shards that are not. Default 5 minutes.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often silos ask each other whether they live. Default one second.</summary>
    public TimeSpan Probe { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many missed probes a silo is said to be dead. Default 2.</summary>
    public int MissedProbes { get; set; } = 2;

    /// <summary>How long a silo that leaves goes on answering, until the others know. Default two seconds.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Megabytes of memory for each shard that is written here. Default 64.</summary>
    public int WriterMegabytes { get; set; } = 64;

    /// <summary>Whether entities are found in articles that come without. Default: they are.</summary>
    public bool RecognizeEntities { get; set; } = true;

    /// <summary>The name that counts: <see cref="Name"/>, or the machine's with the port.</summary>
    public string NodeName => Name is { Length: > 0 } name
        ? name
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Environment.MachineName.ToLowerInvariant()}-{SiloPort}");

    /// <summary>Finds every fault at once.</summary>
    /// <exception cref="ArgumentException">Something is missing or out of bounds; the message names everything that is.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Need(Cluster, "cluster", "the cluster's name, as in \"news\"");
        Need(Data, "data", "a folder on a local disk");
        Need(Share, "share", "the folder that all silos share");
        if (!IPAddress.TryParse(Address, out _))
        {
            faults.Add($"address is '{Address}'; it is an IP address that the other silos reach, as 10.0.0.5.");
        }

        if (Postgres is { Length: 0 })
        {
            faults.Add("postgres is empty; leave it out for one silo alone.");
        }

        if (NodeName.Length > 100 || NodeName.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            faults.Add($"name is '{NodeName}'; it is at most 100 letters, digits, '-', '_' and '.'.");
        }

        Within(SiloPort, 1, 65_535, "siloPort");
        Within(GatewayPort, 1, 65_535, "gatewayPort");
        if (SiloPort == GatewayPort)
        {
            faults.Add($"siloPort and gatewayPort are both {SiloPort}; they must differ.");
        }

        Within(Replicas, 1, 64, "replicas");
        Within(Threads, 0, 1_024, "threads");
        Within(MostWaiting, 0, 1_000_000, "mostWaiting");
        Within(HeldVersions, 1, 1_000, "heldVersions");
        Within(MissedProbes, 1, 100, "missedProbes");
        Within(WriterMegabytes, 8, 1_000_000, "writerMegabytes");
        Positive(HedgeAfter, "hedgeAfter");
        Positive(Patience, "patience");
        Positive(Probe, "probe");
        if (Drain < TimeSpan.Zero)
        {
            faults.Add($"drain is {Drain}; it must be zero or more.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        void Need(string? value, string name, string what)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                faults.Add($"{name} is missing: {what}.");
            }
        }

        void Within(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                faults.Add($"{name} is {value}; it goes from {least} to {most}.");
            }
        }

        void Positive(TimeSpan value, string name)
        {
            if (value <= TimeSpan.Zero)
            {
                faults.Add($"{name} is {value}; it must be more than zero.");
            }
        }
    }
}
