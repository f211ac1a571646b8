using Microsoft.Extensions.Logging;

using SearchCore.Hosting.Opening;

namespace SearchCore.Hosting.Lifetime;

/// <summary>
/// What ties a host's index to a place between machines: a writer sends each commit there, a follower receives them from there. Nothing
/// that goes wrong with the place ends anything: it is logged once, told by the health check, and tried again.
/// </summary>
internal sealed class SnapshotLink(
    string name, ISnapshotTransport transport, bool sends, TimeSpan interval, ILogger<SnapshotLink> logger)
{
    private volatile Exception? failure;

    /// <summary>Whether a writer sends; else a follower receives.</summary>
    public bool Sends => sends;

    /// <summary>Why the last try failed; null where it did not.</summary>
    public Exception? Failure => failure;

    /// <summary>Receives what there is before a follower is opened. Where it has a commit already, a place that is away is no hindrance.
    /// </summary>
    /// <exception cref="IndexException">There is nothing to open.</exception>
    public async Task ReceiveFirst(IndexHandle handle, CancellationToken cancellation)
    {
        try
        {
            await ArticleIndex.ReceiveSnapshotAsync(transport, handle.Options.Path!, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && Directory.Exists(handle.Options.Path)
            && Directory.EnumerateFiles(handle.Options.Path, "segments_*").Any())
        {
            Tell(e);
        }
    }

    /// <summary>Sends or receives again and again until it is stopped; a writer once more after that.</summary>
    public async Task Run(IndexHandle handle, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await Once(handle, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Sends or receives.</summary>
    public async Task Once(IndexHandle handle, CancellationToken cancellation)
    {
        try
        {
            var moved = sends
                ? await ArticleIndex.SendSnapshotAsync(handle.Index.Path, transport, cancellation).ConfigureAwait(false)
                : await ArticleIndex.ReceiveSnapshotAsync(transport, handle.Index.Path, cancellation).ConfigureAwait(false);
            failure = null;
            if (moved.Files > 0)
            {
                Log.SnapshotMoved(logger, name, moved.Sequence, moved.Files, moved.Bytes);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Tell(e);
        }
    }

    private void Tell(Exception e)
    {
        if (failure is null)
        {
            Log.SnapshotFailed(logger, name, e);
        }

        failure = e;
    }
}
