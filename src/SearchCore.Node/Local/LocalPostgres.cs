using System.Diagnostics;
using System.Globalization;

namespace SearchCore.Node.Local;

/// <summary>
/// A PostgreSQL server in a folder of its own, on loopback. Started as root it runs as another user, because it refuses root.
/// </summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(50);

    private static readonly string[] OtherUsers = ["postgres", "nobody"];

    private readonly string folder;
    private readonly string binaries;
    private readonly int port;
    private Process? process;

    private LocalPostgres(string folder, string binaries, int port) => (this.folder, this.binaries, this.port) = (folder, binaries, port);

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>; null where there is none.</summary>
    public static string? Binaries
    {
        get
        {
            var debian = Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(v => v, StringComparer.Ordinal)
                    .Select(v => Path.Combine(v, "bin"))
                : [];
            return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
                .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")));
        }
    }

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Database=postgres;Username=searchcore");

    /// <summary>Makes one and starts it.</summary>
    /// <exception cref="InvalidOperationException">There are no binaries, or it does not start.</exception>
    public static async Task<LocalPostgres> StartAsync(string folder, int port, TimeProvider clock, CancellationToken cancellation)
    {
        var server = new LocalPostgres(
            folder, Binaries ?? throw new InvalidOperationException(
                "PostgreSQL is not here. On Debian and Ubuntu: apt install postgresql; elsewhere put initdb and postgres into the path."),
            port);
        Directory.CreateDirectory(folder);
        if (User is { } user)
        {
            await WaitAsync(Process.Start("chown", [user, folder]), "chown", cancellation);
        }

        await WaitAsync(
            server.Start("initdb", "-D", server.Data, "-U", "searchcore", "-A", "trust", "-E", "UTF8", "--no-locale"), "initdb",
            cancellation);
        server.process = server.Start(
            "postgres", "-D", server.Data, "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder);
        var started = clock.GetTimestamp();
        while (!await server.AnswersAsync(cancellation))
        {
            if (server.process.HasExited || clock.GetElapsedTime(started) > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException("PostgreSQL does not start.");
            }

            await Task.Delay(Pause, clock, cancellation);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            await WaitAsync(Start("pg_ctl", "stop", "-D", Data, "-m", "fast", "-w"), null, CancellationToken.None);
        }

        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private static string? User => Environment.UserName != "root" || !File.Exists("/etc/passwd") ? null
        : OtherUsers.FirstOrDefault(
            user => File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{user}:", StringComparison.Ordinal)));

    private string Data => Path.Combine(folder, "data");

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var asking = Start("pg_isready", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-t", "2");
        await asking.WaitForExitAsync(cancellation);
        return asking.ExitCode == 0;
    }

    private Process Start(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);

        // In a session of its own: Ctrl-C is for this program, which stops the server after the silos.
        string[] line = User is { } user
            ? ["setsid", "-w", "setpriv", "--reuid", user, "--regid", "nogroup", "--clear-groups", path, .. arguments]
            : ["setsid", "-w", path, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += static (_, _) => { };
        started.ErrorDataReceived += static (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private static async Task WaitAsync(Process started, string? needed, CancellationToken cancellation)
    {
        using (started)
        {
            await started.WaitForExitAsync(cancellation);
            if (started.ExitCode != 0 && needed is not null)
            {
                throw new InvalidOperationException($"{needed} of PostgreSQL ended with {started.ExitCode}.");
            }
        }
    }
}
