namespace SearchCore.Tests.Searching.Budget;

/// <summary>Time that stands still until somebody has looked at it often enough: then the deadline is over.</summary>
/// <param name="deadline">The look that finds the deadline over.</param>
/// <param name="cancelAt">The look at which <paramref name="cancellation"/> is cancelled.</param>
/// <param name="cancellation">What is cancelled.</param>
internal sealed class LookClock(long deadline, long cancelAt = long.MaxValue, CancellationTokenSource? cancellation = null) : TimeProvider
{
    /// <summary>How often it was looked at; the first look is the beginning.</summary>
    public long Looks { get; private set; } = -1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        if (++Looks == cancelAt)
        {
            cancellation!.Cancel();
        }

        return Looks >= deadline ? 10 : 0;
    }
}
