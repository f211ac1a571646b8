using Microsoft.Extensions.Options;

using SearchCore.Web.Configuration;

namespace SearchCore.Web.Requests;

/// <summary>
/// What ends when the service is told to stop: streams of events at once, for their listeners come again; exports a little before the time
/// is over, so that they can say that they were cut.
/// </summary>
internal sealed class Draining : IDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource exports = new();
    private readonly CancellationTokenRegistration registration;

    public Draining(IHostApplicationLifetime lifetime, IOptions<ServiceOptions> options)
    {
        var time = options.Value.Limits.DrainTime - LastWords;
        EventsEnd = lifetime.ApplicationStopping;
        registration = EventsEnd.Register(() => exports.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero));
    }

    /// <summary>Cancelled when streams of events are to end.</summary>
    public CancellationToken EventsEnd { get; }

    /// <summary>Cancelled when exports are to end.</summary>
    public CancellationToken ExportsEnd => exports.Token;

    public void Dispose()
    {
        registration.Dispose();
        exports.Dispose();
    }
}
