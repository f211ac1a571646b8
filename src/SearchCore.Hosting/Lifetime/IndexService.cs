using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using SearchCore.Hosting.Ingest;
using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Lifetime;

/// <summary>
/// Opens an index before anything of the host starts, so that what is wrong with it ends the start; drains its queue when everything else
/// has stopped; a follower's looks for commits meanwhile.
/// </summary>
internal sealed class IndexService(string name, IServiceProvider services, ILogger<IndexService> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task following = Task.CompletedTask;
    private Task travelling = Task.CompletedTask;

    private IndexHandle Handle => services.GetRequiredKeyedService<IndexHandle>(name);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var handle = Handle;
        var link = Link(handle);
        if (link is { Sends: false })
        {
            await link.ReceiveFirst(handle, cancellationToken).ConfigureAwait(false);
        }

        await Task.Run(() => handle.Index, cancellationToken).ConfigureAwait(false);
        if (handle.Options.ReadOnly)
        {
            following = Task.Run(() => Follow(handle), CancellationToken.None);
        }
        else
        {
            services.GetRequiredKeyedService<HostedIngest>(name).Start();
        }

        if (link is not null)
        {
            travelling = Task.Run(() => link.Run(handle, stop.Token), CancellationToken.None);
        }
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        var handle = Handle;
        if (!handle.Options.ReadOnly)
        {
            // First: a place that hangs must not keep what was taken from becoming durable.
            await services.GetRequiredKeyedService<HostedIngest>(name).StopAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await Task.WhenAll(following, travelling).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!handle.Options.ReadOnly && Link(handle) is { } link)
            {
                await link.Once(handle, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host does not wait; the next start sends it.
        }
    }

    public void Dispose() => stop.Dispose();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SnapshotLink? Link(IndexHandle handle)
    {
        var link = services.GetKeyedService<SnapshotLink>(name);
        return link is null || link.Sends != handle.Options.ReadOnly && !handle.Options.InMemory
            ? link
            : throw new InvalidOperationException(link.Sends
                ? $"The index '{name}' cannot send snapshots: only one that is written to, in a folder, has commits of its own to send."
                : $"The index '{name}' cannot receive snapshots: set ReadOnly and a Path, so that nothing else writes there.");
    }

    // A fault is told, and looked at again: whoever writes may be in the middle of mending it.
    private async Task Follow(IndexHandle handle)
    {
        using var timer = new PeriodicTimer(handle.Options.RefreshInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                try
                {
                    handle.Index.Refresh();
                    handle.Failure = null;
                }
                catch (Exception e) when (e is not (OutOfMemoryException or ObjectDisposedException))
                {
                    if (handle.Failure is null)
                    {
                        Log.RefreshFailed(logger, name, e);
                    }

                    handle.Failure = e;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops.
        }
    }
}
