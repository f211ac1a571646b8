using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

using Xunit;

namespace SearchCore.TestKit;

/// <summary>
/// A Redis server of the tests' own (or Valkey, which speaks the same): in a temporary folder, on a free loopback port, stopped and deleted
/// with all it has. It keeps what it was told over a restart.
/// </summary>
public sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder folder = new();
    private readonly int port;
    private Process? process;

    private RedisServer(int port) => this.port = port;

    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(f => new[] { "redis-server", "valkey-server" }.Select(p => Path.Combine(f, p))).FirstOrDefault(File.Exists);

    /// <summary>Why there can be no server here; null where there can.</summary>
    public static string? Missing => Program is null ? "needs redis-server or valkey-server in the path" : null;

    /// <summary>What clients connect with.</summary>
    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>Makes a server and starts it.</summary>
    public static RedisServer Start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new RedisServer(((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        server.Restart();
        return server;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Starts it on what it has, and waits until it answers.</summary>
    public void Restart()
    {
        var start = new ProcessStartInfo(
            Program!,
            [
                "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.Path, "--save", "",
                "--appendonly", "yes", "--appendfsync", "always",
            ])
        {
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        for (var waited = Stopwatch.StartNew(); !Answers(); Thread.Sleep(20))
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException("Redis does not start");
            }
        }
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }

        folder.Dispose();
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            client.GetStream().Write("PING\r\n"u8);
            var answer = new byte[5];
            client.GetStream().ReadExactly(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}

/// <summary>A test with a real Redis server: skipped, with a word, where there is no program of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RedisServer.Missing;
}
