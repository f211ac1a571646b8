using Microsoft.Extensions.Options;

using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Ingest;

/// <summary>Removes the oldest events of alerts where there are too many.</summary>
internal sealed class EventTrimming(CollectionSet collections, IOptions<ServiceOptions> options, ILogger<EventTrimming> logger)
    : BackgroundService
{
    /// <summary>How often.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var collection in collections.Written)
                {
                    TryTrim(collection);
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

    // What cannot be removed now goes the next time: it is no reason to end the service.
    private void TryTrim(Collection collection)
    {
        try
        {
            Trim(collection.Engine.Standing, options.Value.Limits.MaxEvents);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.EventsStay(logger, collection.Name, e);
        }
    }
}
