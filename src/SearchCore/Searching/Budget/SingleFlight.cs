using Lucene.Net.Index;

namespace SearchCore.Searching.Budget;

/// <summary>
/// Something costly that many searches need and that is made once, when it is first needed. It is made on a thread of its own: when a
/// search's time is up, the work goes on and the next search finds it done. If the work were given up, searches with little time would
/// start it over and over. What failed is tried again by the next search. Thread-safe.
/// </summary>
internal sealed class SingleFlight<T>
    where T : class
{
    // How often one who waits looks at the clock; being done is noticed at once.
    private const int LookMilliseconds = 5;

    private Task<T>? work;

    /// <summary>What was made, if it is done.</summary>
    public T? Known => Volatile.Read(ref work) is { IsCompletedSuccessfully: true } done ? done.Result : null;

    /// <summary>Waits for the value; starts making it where no other search has.</summary>
    /// <param name="reader">What it is made of: held open meanwhile.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="budget">How long to wait.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public T Value(IndexReader reader, Func<T> make, SearchBudget budget)
    {
        var running = Volatile.Read(ref work) ?? Begin(reader, make);
        while (Task.WaitAny([running], LookMilliseconds) < 0)
        {
            budget.Check();
        }

        if (!running.IsCompletedSuccessfully)
        {
            Interlocked.CompareExchange(ref work, null, running);
        }

        return running.GetAwaiter().GetResult();
    }

    private Task<T> Begin(IndexReader reader, Func<T> make)
    {
        reader.IncRef();
        var mine = new Task<T>(Make, TaskCreationOptions.LongRunning);
        if (Interlocked.CompareExchange(ref work, mine, null) is { } others)
        {
            reader.DecRef();
            return others;
        }

        mine.Start(TaskScheduler.Default);
        return mine;

        T Make()
        {
            try
            {
                return make();
            }
            finally
            {
                reader.DecRef();
            }
        }
    }
}
