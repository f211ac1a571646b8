using Npgsql;

namespace SearchCore.Cluster.Orleans.Membership;

/// <summary>
/// The tables in which Orleans keeps its membership, and the statements that it reads from one of them: the package brings neither. They
/// stand in a schema of the cluster's own, so that two clusters can share a database.
/// </summary>
/// <remarks>
/// Each statement changes the version and the row of a silo together or neither: the second part is made of what the first one returns.
/// </remarks>
internal static class MembershipTables
{
    /// <summary>The name by which Orleans finds the driver.</summary>
    public const string Driver = "Npgsql";

    private const string Row = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string Columns =
        "v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, "
        + "m.IAmAliveTime, v.Version";

    private static readonly (string Key, string Text)[] Statements =
    [
        ("UpdateIAmAlivetimeKey", $"UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {Row}"),
        ("InsertMembershipVersionKey",
            """
            WITH made AS (
                INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM made
            """),
        ("InsertMembershipKey",
            $"""
            WITH next AS (
                UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
                WHERE DeploymentId = @DeploymentId AND Version = @Version
                    AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Row})
                RETURNING 1),
            made AS (
                INSERT INTO OrleansMembershipTable (
                    DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                FROM next RETURNING 1)
            SELECT count(*)::int FROM made
            """),
        ("UpdateMembershipKey",
            $"""
            WITH next AS (
                UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
                WHERE DeploymentId = @DeploymentId AND Version = @Version
                    AND EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {Row})
                RETURNING 1),
            made AS (
                UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
                WHERE {Row} AND EXISTS (SELECT 1 FROM next) RETURNING 1)
            SELECT count(*)::int FROM made
            """),
        ("MembershipReadRowKey",
            $"""
            SELECT {Columns} FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m
                ON v.DeploymentId = m.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
            WHERE v.DeploymentId = @DeploymentId
            """),
        ("MembershipReadAllKey",
            $"""
            SELECT {Columns} FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON v.DeploymentId = m.DeploymentId
            WHERE v.DeploymentId = @DeploymentId
            """),
        ("DeleteMembershipTableEntriesKey",
            """
            DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
            DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
            """),
        ("GatewaysQueryKey",
            """
            SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
            WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
            """),

        // Six is dead. Only those go: a silo that could not write that it lives for long may live all the same.
        ("CleanupDefunctSiloEntriesKey",
            "DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status = 6"),
    ];

    /// <summary>The connection string for Orleans: its names stand in the schema of the cluster.</summary>
    public static string ConnectionString(string connectionString, string cluster) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = SchemaOf(cluster),
            Timeout = 5,
            CommandTimeout = 5,
            MaxPoolSize = 8,
        }.ConnectionString;

    /// <summary>Makes what is not there, and brings the statements up to date.</summary>
    /// <exception cref="NpgsqlException">The server is away, or refuses it.</exception>
    public static async Task CreateAsync(string connectionString, string cluster, CancellationToken cancellation)
    {
        var source = new NpgsqlSlimDataSourceBuilder(ConnectionString(connectionString, cluster));
        source.EnableTransportSecurity();
        var built = source.Build();
        await using (built.ConfigureAwait(false))
        {
            var connection = await built.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    // Silos that start at one moment make it one after another.
                    await Execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", cancellation, SchemaOf(cluster))
                        .ConfigureAwait(false);
                    await Execute(connection, Tables(cluster), cancellation).ConfigureAwait(false);
                    foreach (var (key, text) in Statements)
                    {
                        await Execute(
                            connection,
                            "INSERT INTO OrleansQuery VALUES ($1, $2) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText",
                            cancellation, key, text).ConfigureAwait(false);
                    }

                    await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    private static string SchemaOf(string cluster) => $"{cluster}_silos";

    private static string Tables(string cluster) =>
        $"""
        CREATE SCHEMA IF NOT EXISTS "{SchemaOf(cluster)}";
        CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText text NOT NULL);
        CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
            DeploymentId varchar(150) PRIMARY KEY, Timestamp timestamptz(3) NOT NULL DEFAULT now(), Version int NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
            DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable, Address varchar(45) NOT NULL, Port int NOT NULL,
            Generation int NOT NULL, SiloName varchar(150) NOT NULL, HostName varchar(150) NOT NULL, Status int NOT NULL,
            ProxyPort int, SuspectTimes varchar(8000), StartTime timestamptz(3) NOT NULL, IAmAliveTime timestamptz(3) NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation));
        """;

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[] values)
    {
        // What stands in the text itself is the cluster's name alone, a plain word; all else is a parameter.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }
}
