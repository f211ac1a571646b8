namespace SearchCore.Searching.Budget;

/// <summary>
/// The time one search may take: a deadline, after which it returns what it has, and a token, after which it returns nothing. For one
/// thread.
/// </summary>
/// <remarks>
/// Loops charge their work in steps of about ten nanoseconds. The clock is read once in <see cref="StepsALook"/> of them, well under a
/// millisecond; what takes longer than that at once calls <see cref="Check"/> first.
/// </remarks>
internal sealed class SearchBudget
{
    /// <summary>After how many steps the clock is read.</summary>
    public const int StepsALook = 50_000;

    private readonly TimeProvider clock;
    private readonly long started;
    private readonly TimeSpan limit;
    private readonly CancellationToken cancellation;
    private int left = StepsALook;

    public SearchBudget(TimeProvider clock, TimeSpan limit, CancellationToken cancellation)
        : this(clock, clock.GetTimestamp(), limit, cancellation)
    {
    }

    private SearchBudget(TimeProvider clock, long started, TimeSpan limit, CancellationToken cancellation) =>
        (this.clock, this.started, this.limit, this.cancellation) = (clock, started, limit, cancellation);

    /// <summary>A new budget without an end.</summary>
    public static SearchBudget Unlimited => new(TimeProvider.System, Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <summary>Whether the deadline was found passed, by any earlier look.</summary>
    public bool WasExceeded { get; private set; }

    /// <summary>How long the search has been running.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    /// <summary>The same without a deadline, for what no answer can do without; it can be cancelled.</summary>
    public SearchBudget WithoutDeadline() => new(clock, started, Timeout.InfiniteTimeSpan, cancellation);

    /// <summary>The same time for another thread of the search; <see cref="Join"/> takes it back.</summary>
    public SearchBudget Fork() => new(clock, started, limit, cancellation) { WasExceeded = WasExceeded };

    /// <summary>Takes over what another thread found of the time, when it has ended.</summary>
    public void Join(SearchBudget other) => WasExceeded |= other.WasExceeded;

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

    /// <summary>Charges work; throws past the deadline.</summary>
    /// <param name="steps">How much, in steps of some ten nanoseconds.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Spend(int steps)
    {
        if ((left -= steps) < 0)
        {
            left = StepsALook;
            Check();
        }
    }

    /// <summary>Charges work; true past the deadline, for a loop that then ends with what it has.</summary>
    /// <param name="steps">How much, in steps of some ten nanoseconds.</param>
    /// <returns>Whether the clock was read and the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool IsSpent(int steps)
    {
        if ((left -= steps) < 0)
        {
            left = StepsALook;
            return IsExceeded();
        }

        return false;
    }
}

/// <summary>The deadline passed in the middle of a loop: the way out of it, and of Lucene's. It never leaves a search.</summary>
internal sealed class BudgetExceededException : Exception;
