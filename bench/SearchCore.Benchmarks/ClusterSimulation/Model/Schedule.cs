namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>What happens when, in milliseconds that no clock measures. What is due at one moment happens as it was asked for.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Action, (double At, long Order)> events = new(new ByTime());
    private long order;

    /// <summary>The moment that it is.</summary>
    public double Now { get; private set; }

    /// <summary>Has something happen later.</summary>
    public void In(double after, Action what) => events.Enqueue(what, (Now + after, order++));

    /// <summary>Goes on until something is so, or nothing is left to happen.</summary>
    public void RunUntil(Func<bool> isDone)
    {
        while (!isDone() && events.TryDequeue(out var what, out var when))
        {
            Now = when.At;
            what();
        }
    }

    private sealed class ByTime : IComparer<(double At, long Order)>
    {
        public int Compare((double At, long Order) x, (double At, long Order) y) =>
            x.At < y.At ? -1 : x.At > y.At ? 1 : x.Order.CompareTo(y.Order);
    }
}
