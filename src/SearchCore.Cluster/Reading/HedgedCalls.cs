namespace SearchCore.Cluster.Reading;

/// <summary>
/// One question to several who can all answer it, of which the first good answer counts. For one caller; when it is disposed, what nobody
/// waits for any more is cancelled, and what becomes of it is no matter.
/// </summary>
internal sealed class HedgedCalls<TWho, TAnswer> : IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource over;
    private readonly List<(TWho Who, Task<TAnswer> Answer)> calls = [];

    /// <summary>Asks nobody yet.</summary>
    /// <param name="clock">What waiting goes by.</param>
    /// <param name="cancellation">Ends the question.</param>
    public HedgedCalls(TimeProvider clock, CancellationToken cancellation)
    {
        (this.clock, this.cancellation) = (clock, cancellation);
        over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Who has been asked and has not answered, in the order of asking.</summary>
    public IEnumerable<TWho> Asked => calls.Select(c => c.Who);

    /// <summary>How many those are.</summary>
    public int Count => calls.Count;

    /// <summary>Asks one more.</summary>
    public void Ask(TWho who, Func<CancellationToken, Task<TAnswer>> call) => calls.Add((who, call(over.Token)));

    /// <summary>Waits for the next call to end, well or not; null where none does in some time.</summary>
    /// <param name="wait">The time.</param>
    /// <exception cref="OperationCanceledException">The question was cancelled.</exception>
    public async Task<(TWho Who, Task<TAnswer> Answer)?> NextAsync(TimeSpan wait)
    {
        using var enough = new CancellationTokenSource();
        var ended = await Task.WhenAny([Task.Delay(wait, clock, enough.Token), .. calls.Select(c => c.Answer)])
            .WaitAsync(cancellation).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        var at = calls.FindIndex(c => c.Answer == ended);
        if (at < 0)
        {
            return null;
        }

        var done = calls[at];
        calls.RemoveAt(at);
        return done;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync().ConfigureAwait(false);
        foreach (var (_, left) in calls)
        {
            _ = left.ContinueWith(
                static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        over.Dispose();
    }
}
