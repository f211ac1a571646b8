using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Npgsql;

namespace SearchCore.Cluster.Orleans.Membership;

/// <summary>Makes the tables before the silo starts; waits for a server that is not there yet.</summary>
internal sealed partial class MembershipSetup(ClusterNodeOptions options, TimeProvider clock, ILogger<MembershipSetup> log) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await MembershipTables.CreateAsync(options.Postgres!, options.Cluster!, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException e) when (e is not PostgresException { IsTransient: false } && clock.GetElapsedTime(started) < Patience)
            {
                LogWaiting(e.Message);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Waiting for PostgreSQL: {Reason}")]
    private partial void LogWaiting(string reason);
}
