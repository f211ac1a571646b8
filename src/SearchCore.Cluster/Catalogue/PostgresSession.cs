using System.Net.Sockets;

using Npgsql;

namespace SearchCore.Cluster.Catalogue;

/// <summary>Connections to the database, and what is done again where one is lost. Thread-safe.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source;
    private readonly string name;
    private readonly TimeSpan patience;
    private readonly TimeProvider clock;

    public PostgresSession(string connectionString, string name, TimeSpan patience, TimeProvider clock)
    {
        (this.name, this.patience, this.clock) = (name, patience, clock);
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var wanted = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // A server that hangs is one that is away.
            Timeout = given.ContainsKey("Timeout") ? given.Timeout : 5,
            CommandTimeout = given.ContainsKey("Command Timeout") ? given.CommandTimeout : 10,
            KeepAlive = given.ContainsKey("Keepalive") ? given.KeepAlive : 10,
            MaxPoolSize = given.ContainsKey("Maximum Pool Size") ? given.MaxPoolSize : 16,
        };
        var builder = new NpgsqlSlimDataSourceBuilder(wanted.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        source = builder.Build();
    }

    /// <summary>Opens a connection; what fails comes out as itself.</summary>
    public ValueTask<NpgsqlConnection> Open(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    /// <summary>Does something on a connection, again and again where the connection is lost or cannot be made.</summary>
    /// <param name="work">What to do, told whether an earlier attempt may have been made without an answer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CatalogueUnavailableException">The server is away for longer than the patience.</exception>
    /// <exception cref="CatalogueException">There are no tables.</exception>
    public async Task<T> Run<T>(Func<NpgsqlConnection, bool, Task<T>> work, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var pause = FirstPause;
        for (var isRepeated = false; ; isRepeated = true)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await work(connection, isRepeated).ConfigureAwait(false);
                }
            }
            catch (PostgresException e) when (
                e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName
                    or PostgresErrorCodes.InvalidCatalogName)
            {
                throw Missing(e);
            }
            catch (PostgresException e) when (!IsAway(e))
            {
                throw new CatalogueException(
                    CatalogueFault.Refused,
                    $"PostgreSQL refuses what the cluster '{name}' asks of it: {e.MessageText} ({e.SqlState}). The user needs the right to "
                        + "create a schema, and to read and write its tables.",
                    e);
            }
            catch (Exception e) when (IsAway(e) && !cancellation.IsCancellationRequested)
            {
                if (clock.GetElapsedTime(started) + pause > patience)
                {
                    throw new CatalogueUnavailableException(
                        $"The catalogue of the cluster '{name}' cannot be reached in PostgreSQL for {patience.TotalSeconds:0.#} s: "
                            + $"{e.Message} What was asked for may be done or not; the same call can be made again.",
                        e);
                }
            }

            // Many come back at once where a server was restarted: not all at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock, cancellation).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The fault where there are no tables.</summary>
    public CatalogueException Missing(Exception? cause) => new(
        CatalogueFault.Missing, $"There is no cluster '{name}' in this database. Create one first, or name another.", cause);

    /// <summary>Whether the connection or the server is to blame, so that the same may succeed later.</summary>
    public static bool IsAway(Exception e) => e switch
    {
        // Connections, resources, an operator or a crash, and transactions in each other's way.
        PostgresException known => known.IsTransient || known.SqlState[..2] is "08" or "53" or "57" or "40",
        NpgsqlException or SocketException or TimeoutException or IOException and not
            (CatalogueException or CatalogueUnavailableException or ShardHeldException)
            => true,
        _ => false,
    };

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
