using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

using Xunit;

namespace SearchCore.TestKit;

/// <summary>
/// A PostgreSQL server of the tests' own: made in a temporary folder, listening on a free loopback port, stopped and deleted with all it
/// has. Where the tests run as root it runs as another user, because it refuses root.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string folder;
    private readonly int port;
    private Process? process;

    private PostgresServer(string folder, int port) => (this.folder, this.port) = (folder, port);

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>; null where there is none.</summary>
    public static string? Binaries { get; } = FindBinaries();

    /// <summary>Why there can be no server here; null where there can.</summary>
    public static string? Missing =>
        Binaries is null ? "needs PostgreSQL's initdb and postgres, in the path or in /usr/lib/postgresql"
        : IsRoot && OtherUser is null ? "needs setpriv and the user postgres or nobody, because PostgreSQL refuses root"
        : null;

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static string? OtherUser { get; } = !File.Exists("/usr/bin/setpriv") || !File.Exists("/etc/passwd") ? null
        : new[] { "postgres", "nobody" }.FirstOrDefault(
            user => File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{user}:", StringComparison.Ordinal)));

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database=postgres;Username=searchcore;Include Error Detail=true");

    public int ProcessId => process!.Id;

    /// <summary>Makes a server and starts it.</summary>
    public static PostgresServer Start()
    {
        var folder = Directory.CreateTempSubdirectory("searchcore-postgres-").FullName;
        if (IsRoot)
        {
            Wait(Process.Start("chown", [OtherUser!, folder]));
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            var server = new PostgresServer(folder, ((IPEndPoint)listener.LocalEndpoint).Port);
            Wait(server.Run("initdb", "-D", server.Data, "-U", "searchcore", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"));
            listener.Stop();
            server.Restart();
            return server;
        }
    }

    private string Data => Path.Combine(folder, "data");

    /// <summary>kill -9 of all its processes, as a crash of it would end them.</summary>
    public void Kill()
    {
        process!.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Ends it in order, with whatever is under way broken off.</summary>
    public void Stop()
    {
        Wait(Run("pg_ctl", "stop", "-D", Data, "-m", "fast", "-w"));
        process!.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Starts it again on what it has, and waits until it answers.</summary>
    public void Restart()
    {
        process = Run(
            "postgres", "-D", Data, "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder,
            "-c", "max_connections=60", "-c", "shared_buffers=16MB",

            // A server that is killed leaves what it shares behind; in its folder it goes with that.
            "-c", "dynamic_shared_memory_type=mmap");
        var waited = Stopwatch.StartNew();
        while (!Answers())
        {
            if (process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException("PostgreSQL does not start");
            }

            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }

        Directory.Delete(folder, recursive: true);
    }

    private bool Answers()
    {
        using var asking = Run("pg_isready", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-t", "2");
        asking.WaitForExit();
        return asking.ExitCode == 0;
    }

    private Process Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        var start = IsRoot
            ? new ProcessStartInfo("/usr/bin/setpriv", ["--reuid", OtherUser!, "--regid", "nogroup", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private static void Wait(Process started)
    {
        using (started)
        {
            started.WaitForExit();
            if (started.ExitCode != 0)
            {
                throw new InvalidOperationException($"{started.StartInfo.FileName} ended with {started.ExitCode}");
            }
        }
    }

    private static string? FindBinaries()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(v => v, StringComparer.Ordinal)
                .Select(v => Path.Combine(v, "bin"))
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'))
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")));
    }
}

/// <summary>A test with a real PostgreSQL server: skipped, with a word, where there are no binaries of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
