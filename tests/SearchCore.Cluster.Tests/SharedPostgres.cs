using SearchCore.TestKit;

namespace SearchCore.Cluster.Tests;

/// <summary>One server for the tests of a class, started by the first one that needs it.</summary>
public sealed class SharedPostgres : IDisposable
{
    private readonly Lazy<PostgresServer> server = new(PostgresServer.Start);

    public PostgresServer Server => server.Value;

    public void Dispose()
    {
        if (server.IsValueCreated)
        {
            server.Value.Dispose();
        }
    }
}
