using Microsoft.Extensions.Options;

using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Ingest;

/// <summary>Removes the oldest events of alerts where there are too many.</summary>
internal sealed class EventTrimming(CollectionSet collections, IOptions<ServiceOptions> options) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var collection in collections.Written)
                {
                    Trim(collection.Engine.Standing, options.Value.Limits.MaxEvents);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    /// <summary>Leaves the newest events.</summary>
    public static void Trim(StandingQueries standing, int most)
    {
        if (standing.Last - standing.First >= most)
        {
            standing.RemoveEvents(standing.Last - most);
        }
    }
}
