using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Lifetime;

/// <summary>
/// Gives a consumer the events of an index's standing queries while the host runs. Where a delivery fails it is logged, and the event comes
/// again, after a second first and then after longer.
/// </summary>
internal sealed class StandingDelivery(
    string name, string consumer, Func<IServiceProvider, StandingEvent, CancellationToken, ValueTask> deliver, IServiceProvider services,
    ILogger<StandingDelivery> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var handle = services.GetRequiredKeyedService<IndexHandle>(name);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await handle.Index.Standing.DeliverAsync(
                    consumer,
                    async (found, cancellation) =>
                    {
                        await deliver(services, found, cancellation).ConfigureAwait(false);
                        pause = FirstPause;
                    },
                    stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Log.DeliveryFailed(logger, name, consumer, e);
                await Task.Delay(pause, CancellationToken.None).WaitAsync(stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
