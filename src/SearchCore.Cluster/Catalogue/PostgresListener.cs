using Npgsql;

namespace SearchCore.Cluster.Catalogue;

/// <summary>
/// One connection that is told of each publication, from when somebody first waits for one. Where the connection is lost nobody is told
/// until there is another; whoever waits looks by itself too. Thread-safe.
/// </summary>
internal sealed class PostgresListener(PostgresSession session, string channel, TimeSpan pause, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private TaskCompletionSource next = New();
    private Task? running;

    /// <summary>Done at the next notice.</summary>
    public Task Next()
    {
        lock (gate)
        {
            running ??= Task.Run(Listen);
            return next.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (running is { } last)
        {
            await last.ConfigureAwait(false);
        }

        Tell();
        stop.Dispose();
    }

    private async Task Listen()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var connection = await session.Open(stop.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    connection.Notification += (_, _) => Tell();
                    var command = new NpgsqlCommand($"listen {channel}", connection);
                    await using (command.ConfigureAwait(false))
                    {
                        await command.ExecuteNonQueryAsync(stop.Token).ConfigureAwait(false);
                    }

                    // What was published while nobody listened.
                    Tell();
                    while (true)
                    {
                        await connection.WaitAsync(stop.Token).ConfigureAwait(false);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException || PostgresSession.IsAway(e))
            {
                // Another connection is tried; who waits looks by itself until then.
            }

            try
            {
                await Task.Delay(pause, clock, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Tell()
    {
        TaskCompletionSource told;
        lock (gate)
        {
            (told, next) = (next, New());
        }

        told.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
