using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Client;
using SearchCore.Node.Operating;

namespace SearchCore.Node.Local;

/// <summary>A whole cluster on this machine: PostgreSQL, silos as processes of their own, an archive.</summary>
internal static class LocalCommand
{
    private const string Name = "searchcore-node";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(
        IReadOnlyList<string> files, int silos, int shards, string? folder, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silos, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silos, 32);
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
            var ports = FreePorts((2 * silos) + 1);
            await Say("PostgreSQL starts …");
            postgres = await LocalPostgres.StartAsync(Path.Combine(root, "postgres"), ports[^1], TimeProvider.System, cancellation);
            var configs = Enumerable.Range(0, silos).Select(n => Write(root, n, ports, postgres.ConnectionString)).ToList();
            var first = NodeFile.Read(new(configs[0]));
            await Building.CreateAsync(first, shards, null, false, [], cancellation);
            await Say("The archive is loaded …");
            await Loading.LoadAsync(first, files.Count > 0 ? files : [Samples()], null, null, Console.Out, cancellation);
            await Say($"{silos} silos start …");
            running.AddRange(configs.Select(Start));
            await WaitAsync(first, running, silos, cancellation);
            await Say(
                $"""
                Ready. In another terminal:
                  {Command} search 'storm AND rescue' --config {configs[0]}
                  {Command} status --config {configs[0]}
                Kill a silo (kill -9 {running[^1].Id}) and search again: with two replicas nothing is missing.
                Ctrl-C stops everything and removes it.
                """);
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

    private static string Write(string root, int n, int[] ports, string postgres)
    {
        var path = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}.json"));
        File.WriteAllText(path, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["cluster"] = "local",
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}"),
            ["data"] = string.Create(CultureInfo.InvariantCulture, $"silo-{n + 1}"),
            ["share"] = "share",
            ["postgres"] = postgres,
            ["siloPort"] = ports[2 * n],
            ["gatewayPort"] = ports[(2 * n) + 1],
        }));
        return path;
    }

    private static Process Start(string config)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        string[] arguments = ["run", "--attached", "--config", config];
        var start = File.Exists(beside) ? new ProcessStartInfo(beside, arguments)
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

    // As it can be typed, also where it is on no path.
    private static string Command =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == Name ? path : Name;

    private static Task Say(string text) => Console.Out.WriteLineAsync(text);
}
