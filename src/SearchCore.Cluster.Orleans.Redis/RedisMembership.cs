using Microsoft.Extensions.Hosting;

using Orleans.Clustering.Redis;

using StackExchange.Redis;

namespace SearchCore.Cluster.Orleans.Redis;

/// <summary>
/// Silos and clients that find each other by Redis. It has the list of silos alone, in one key a cluster; the catalogue stays where it is.
/// The server must keep it over a restart (<c>appendonly yes</c>): without the list no silo can join or be found dead. Thread-safe.
/// </summary>
public sealed class RedisMembership : ISiloMembership
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Pause = TimeSpan.FromSeconds(1);

    private readonly ConfigurationOptions connection;
    private readonly TimeProvider clock;

    /// <summary>Names the server; nothing is connected yet.</summary>
    /// <param name="connection">What StackExchange.Redis takes: <c>host:6379,password=…,ssl=true</c>.</param>
    /// <param name="clock">
    /// The clock by which a server that is not there yet is waited for, a minute at most; null for the system's.
    /// </param>
    /// <exception cref="ArgumentException">It cannot be read, or names no server.</exception>
    public RedisMembership(string connection, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        this.clock = clock ?? TimeProvider.System;
        this.connection = ConfigurationOptions.Parse(connection);
        if (this.connection.EndPoints.Count == 0)
        {
            throw new ArgumentException($"'{this.connection.ToString(includePassword: false)}' names no server, as host:6379 does.",
                nameof(connection));
        }
    }

    /// <inheritdoc/>
    public void Configure(ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.UseRedisClustering(Set);
    }

    /// <inheritdoc/>
    public void Configure(IClientBuilder client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.UseRedisClustering(Set);
    }

    private void Set(RedisClusteringOptions options)
    {
        options.ConfigurationOptions = connection;
        options.CreateMultiplexer = async _ => (await ConnectAsync().ConfigureAwait(false), false);
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ConnectionMultiplexer.ConnectAsync(connection.Clone()).ConfigureAwait(false);
            }
            catch (RedisConnectionException) when (clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock).ConfigureAwait(false);
            }
        }
    }
}
