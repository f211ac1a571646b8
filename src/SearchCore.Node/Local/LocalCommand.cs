using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Node.Configuration;
using SearchCore.Node.Operating;

namespace SearchCore.Node.Local;

/// <summary>A whole cluster on this machine: PostgreSQL, silos as processes of their own, an archive.</summary>
internal static class LocalCommand
{
    private const string Name = "searchcore-node";

    private const int PortsEach = 4, MostSilos = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(
        IReadOnlyList<string> files, int? wanted, int shards, string? folder, bool hasDashboard, CancellationToken cancellation)
    {
        if (wanted is < 1 or > MostSilos)
        {
            throw new InvalidDataException($"--silos is {wanted}; it goes from 1 to {MostSilos}.");
        }

        // Several silos find each other by it; one has its catalogue in files.
        var hasPostgres = LocalPostgres.Binaries is not null || wanted > 1;
        var silos = wanted ?? (hasPostgres ? 3 : 1);
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException($"{folder} is not empty: everything in it would be removed at the end. Name another one.");
        }

        var root = folder is null
            ? Directory.CreateTempSubdirectory("searchcore-local-").FullName : Directory.CreateDirectory(folder).FullName;

        // PostgreSQL may run as another user, who must come through.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        }

        var running = new List<Process>();
        LocalPostgres? postgres = null;
        try
        {
            var ports = FreePorts((PortsEach * silos) + 1);
            await Say(hasPostgres
                ? "PostgreSQL starts …"
                : "Without PostgreSQL (apt install postgresql): one silo, with its catalogue in files.");
            postgres = hasPostgres
                ? await LocalPostgres.StartAsync(Path.Combine(root, "postgres"), ports[^1], TimeProvider.System, cancellation) : null;
            var configs = Enumerable.Range(0, silos).Select(n => Write(root, n, ports, hasDashboard, postgres?.ConnectionString)).ToList();
            var settings = NodeFile.ReadAll(new(configs[0]));
            var first = settings.Silo;
            await Building.CreateAsync(first, shards, null, false, [], cancellation);
            await Say("The archive is loaded …");
            await Loading.LoadAsync(first, files.Count > 0 ? files : [Samples()], null, null, Console.Out, cancellation);
            await Say(silos == 1 ? "The silo starts …" : $"{silos} silos start …");
            running.AddRange(configs.Select(Start));
            await WaitAsync(first, running, silos, cancellation);
            await Say(
                $"""
                Ready. In another terminal:
                  {Command} search 'port AND strike' --config {configs[0]}
                  {Command} status --config {configs[0]}
                  curl http://{settings.Http}/healthz/complete  (and /metrics)
                """);
            await Say(settings.Dashboard is { } dashboard
                ? $"Orleans' dashboard: http://{dashboard}/" : "With --dashboard there is Orleans' dashboard too.");
            if (silos > 1)
            {
                await Say($"Kill a silo (kill -9 {running[^1].Id}) and search again: with two replicas nothing is missing.");
            }

            await Say("Ctrl-C stops everything and removes it.");
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            await Say("Stopping …");
            return 0;
        }
        finally
        {
            await StopAsync(running);
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Ports of loopback that nobody has now.</summary>
    internal static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    private static string Write(string root, int n, int[] ports, bool hasDashboard, string? postgres)
    {
        var path = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}.json"));
        var own = ports.AsSpan(PortsEach * n, PortsEach);
        var settings = new Dictionary<string, object>
        {
            ["cluster"] = "local",
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}"),
            ["data"] = string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}"),
            ["share"] = "share",
            ["siloPort"] = own[0],
            ["gatewayPort"] = own[1],
            ["httpPort"] = own[2],
        };
        if (postgres is not null)
        {
            settings["postgres"] = postgres;
        }

        if (hasDashboard)
        {
            settings["dashboardPort"] = own[3];
        }

        File.WriteAllText(path, JsonSerializer.Serialize(settings));
        return path;
    }

    private static Process Start(string config)
    {
        string[] arguments = ["run", "--attached", "--config", config];
        var start = File.Exists(Beside) ? new ProcessStartInfo(Beside, arguments)
            : new ProcessStartInfo(Environment.ProcessPath!, [typeof(LocalCommand).Assembly.Location, .. arguments]);

        // Its standard input ends with this process, however that ends.
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task WaitAsync(ClusterNodeOptions node, List<Process> running, int silos, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (running.Find(p => p.HasExited) is { } ended)
            {
                throw new InvalidOperationException($"A silo ended with {ended.ExitCode}; what it said stands above.");
            }

            try
            {
                await using var client = await ClusterClient.ConnectAsync(ClusterClientOptions.Of(node), cancellation: cancellation);
                var status = await client.StatusAsync(cancellation);
                if (status.IsComplete && status.Silos.Count(s => s.State == "Active") == silos)
                {
                    return;
                }
            }
            catch (IOException)
            {
                // Not yet.
            }

            await Task.Delay(Pause, cancellation);
        }

        throw new InvalidOperationException("The silos do not find each other.");
    }

    private static async Task StopAsync(List<Process> running)
    {
        foreach (var process in running.Where(p => !p.HasExited))
        {
            process.StandardInput.Close();
        }

        foreach (var process in running)
        {
            try
            {
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }

    private static string Samples()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "samples");
        return Directory.Exists(beside) ? beside : throw new InvalidDataException("The samples are not here. Name files of articles.");
    }

    private static string Beside => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);

    // As it can be typed, also where it is on no path.
    private static string Command => File.Exists(Beside) ? Beside : Name;

    private static Task Say(string text) => Console.Out.WriteLineAsync(text);
}
