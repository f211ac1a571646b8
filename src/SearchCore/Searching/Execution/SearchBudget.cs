namespace SearchCore.Searching.Execution;

/// <summary>The time one search may take: a deadline, after which it returns what it has, and a token, after which it returns nothing.</summary>
internal sealed class SearchBudget
{
    private readonly TimeProvider clock;
    private readonly long started;
    private readonly TimeSpan limit;
    private readonly CancellationToken cancellation;

    public SearchBudget(TimeProvider clock, TimeSpan limit, CancellationToken cancellation)
    {
        this.clock = clock;
        this.limit = limit;
        this.cancellation = cancellation;
        started = clock.GetTimestamp();
    }

    /// <summary>A budget without an end.</summary>
    public static SearchBudget Unlimited { get; } = new(TimeProvider.System, Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <summary>Whether the deadline was found passed, by any earlier look.</summary>
    public bool WasExceeded { get; private set; }

    /// <summary>How long the search has been running.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    /// <summary>Ends the search with what it has, as if its time were over: it would take more than it may.</summary>
    public void GiveUp() => WasExceeded = true;

    /// <summary>Looks at the clock.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool IsExceeded()
    {
        cancellation.ThrowIfCancellationRequested();
        if (!WasExceeded && limit != Timeout.InfiniteTimeSpan && Elapsed > limit)
        {
            WasExceeded = true;
        }

        return WasExceeded;
    }

    /// <summary>Ends the search where its time is up.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Check()
    {
        if (IsExceeded())
        {
            throw new BudgetExceededException();
        }
    }
}

/// <summary>The deadline passed in the middle of scoring: the way out of Lucene's loops. It never leaves a search.</summary>
internal sealed class BudgetExceededException : Exception;
