using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

using SearchCore.Cluster.Alerts;
using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Cluster.Writing;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;

namespace SearchCore.Proofs.Silos;

/// <summary>
/// A cluster of real silos: processes of the node's program on loopback ports of their own, PostgreSQL, and a client. Everything ends and
/// goes with it.
/// </summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private const string Name = "proof";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), LongPatience = TimeSpan.FromMinutes(10);

    private readonly TempFolder folder = new();
    private readonly ConsoleProcess?[] processes;
    private readonly string executable;

    private SiloCluster(int silos, string executable, bool hasPostgres)
    {
        this.executable = executable;
        processes = new ConsoleProcess?[silos];
        Postgres = hasPostgres ? PostgresServer.Start() : null!;
    }

    /// <summary>The server with the catalogue and the membership; none where silos find each other otherwise.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>A client through all gateways.</summary>
    public ClusterClient Client { get; private set; } = null!;

    /// <summary>How many silos there are.</summary>
    public int Silos => processes.Length;

    /// <summary>The node's program, in the configuration of an assembly.</summary>
    public static string Program(string assemblyFolder) => ConsoleProcess.Of("src", "SearchCore.Node", assemblyFolder, "searchcore-node");

    /// <summary>The processor time that all silos have used.</summary>
    public TimeSpan Processor => processes.OfType<ConsoleProcess>().Aggregate(TimeSpan.Zero, (sum, silo) =>
    {
        using var process = Process.GetProcessById(silo.Id);
        return sum + process.TotalProcessorTime;
    });

    /// <summary>
    /// Makes a cluster with an archive and waits until it is complete. Where a client is told how else to find silos, there is no
    /// PostgreSQL, and the catalogue is in files.
    /// </summary>
    public static async Task<SiloCluster> StartAsync(
        int silos, int shards, int replicas, string archive, string executable,
        (ISiloMembership Client, IReadOnlyDictionary<string, object> Settings)? other = null)
    {
        var cluster = new SiloCluster(silos, executable, other is null);
        try
        {
            var ports = FreePorts(2 * silos);
            for (var n = 0; n < silos; n++)
            {
                File.WriteAllText(cluster.Config(n), JsonSerializer.Serialize(new Dictionary<string, object>(
                    other?.Settings ?? new Dictionary<string, object> { ["postgres"] = cluster.Postgres.ConnectionString })
                {
                    ["cluster"] = Name,
                    ["name"] = NameOf(n),
                    ["data"] = NameOf(n),
                    ["share"] = "share",
                    ["siloPort"] = ports[2 * n],
                    ["gatewayPort"] = ports[(2 * n) + 1],
                    ["replicas"] = replicas,
                    ["recognizeEntities"] = false,
                    ["writerMegabytes"] = 16,
                }));
            }

            cluster.Do("create", "--shards", shards.ToString(CultureInfo.InvariantCulture));
            cluster.Do("load", archive);
            for (var n = 0; n < silos; n++)
            {
                cluster.Start(n);
            }

            cluster.Client = await Again(() => ClusterClient.ConnectAsync(
                new() { Cluster = Name, Postgres = cluster.Postgres?.ConnectionString, Membership = other?.Client }));
            await cluster.CompleteAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a silo is called.</summary>
    public static string NameOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"silo-{silo}");

    /// <summary>Runs a command of the program on the first silo's file.</summary>
    /// <returns>What it printed.</returns>
    public string Do(string verb, params string[] arguments)
    {
        using var process = Begin(verb, arguments);
        var result = process.Wait(LongPatience) ?? throw new InvalidOperationException($"{verb} does not end");
        return result.Code is 0 or 1 ? result.Output : throw new InvalidOperationException($"{verb}: {result.Code}, {result.Error}");
    }

    /// <summary>Starts a command of the program on the first silo's file; to be disposed.</summary>
    public ConsoleProcess Begin(string verb, params string[] arguments) =>
        ConsoleProcess.Start(executable, [verb, .. arguments, "--config", Config(0)]);

    /// <summary>The cluster's catalogue, without a silo.</summary>
    public ICatalogue OpenCatalogue() => new PostgresCatalogue(Postgres.ConnectionString, Name);

    /// <summary>The cluster's standing queries and their events, without a silo.</summary>
    public ClusterAlerts OpenAlerts(ICatalogue catalogue) =>
        new(catalogue, ShardPlaces.AlertsUnder(folder["share"]), ShardPlaces.Under(folder["share"]));

    public void Start(int silo) => processes[silo] = ConsoleProcess.Start(executable, "run", "--attached", "--config", Config(silo));

    /// <summary>kill -9, also of one that was stopped.</summary>
    public void Kill(int silo)
    {
        processes[silo]?.Dispose();
        processes[silo] = null;
    }

    /// <summary>SIGSTOP: it is there and says nothing.</summary>
    public void Freeze(int silo) => Signal(silo, "STOP");

    /// <summary>SIGTERM, and waits for its end.</summary>
    public async Task TerminateAsync(int silo)
    {
        var process = processes[silo]!;
        Signal(silo, "TERM");
        await process.Exit.WaitAsync(Patience);
        var result = process.Wait(Patience)!;
        if (result.Code != 0)
        {
            throw new InvalidOperationException($"{NameOf(silo)} ended with {result.Code}: {result.Error}");
        }

        Kill(silo);
    }

    /// <summary>Waits until every silo says that all silos are there and every shard is ready as often as it should be.</summary>
    public async Task CompleteAsync(int? silos = null)
    {
        var waited = Stopwatch.StartNew();
        var (seen, last) = (new HashSet<string>(StringComparer.Ordinal), string.Empty);
        while (seen.Count < (silos ?? Silos))
        {
            try
            {
                var status = await Client.StatusAsync();
                last = JsonSerializer.Serialize(status);
                if (status.IsComplete && status.Silos.Count(s => s.State == "Active") == (silos ?? Silos))
                {
                    seen.Add(status.AnsweredBy);
                    continue;
                }
            }
            catch (IOException e)
            {
                last = e.Message;
            }

            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"The cluster does not become complete ({string.Join(", ", seen)} say it is): {last}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var n = 0; n < processes.Length; n++)
        {
            Kill(n);
        }

        if (Client is not null)
        {
            await Client.DisposeAsync();
        }

        Postgres?.Dispose();
        folder.Dispose();
    }

    private string Config(int silo) => folder[$"{NameOf(silo)}.json"];

    private void Signal(int silo, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", processes[silo]!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<T> Again<T>(Func<Task<T>> work)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
