namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>How a call to a node ended.</summary>
internal enum CallEnd
{
    Answered,
    Refused,
    Failed,
    Cancelled,
}

/// <summary>A question to one node.</summary>
/// <param name="work">How long a processor works on it, in milliseconds; asked for when it begins.</param>
/// <param name="ended">What happens at its end, on the node's side.</param>
internal sealed class SimulatedCall(Func<double> work, Action<CallEnd> ended)
{
    public bool IsEnded { get; private set; }

    public double Work { get; private set; }

    /// <summary>When a processor began with it; negative before.</summary>
    public double Begun { get; set; } = -1;

    /// <summary>The node's pauses that its end is after already.</summary>
    public double PausesSeen { get; set; }

    /// <summary>Its place in the queue of the node.</summary>
    public LinkedListNode<SimulatedCall>? Place { get; set; }

    public bool HasArrived { get; set; }

    /// <summary>Whether nobody waits for it any more: that may be known before the question has come.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether it is no question, but something else that takes a processor.</summary>
    public bool IsAside { get; init; }

    public void Begin() => Work = work();

    public void End(CallEnd how)
    {
        if (IsEnded)
        {
            throw new InvalidOperationException("A call ended twice.");
        }

        IsEnded = true;
        ended(how);
    }
}

/// <summary>
/// A node as <c>ShardNode</c> is one: as many questions at once as there are processors, a bounded queue in the order of arrival, what is
/// beyond it refused. A cancelled question leaves the queue for nothing; one that is worked on costs until its thread looks up.
/// </summary>
/// <param name="schedule">What happens when.</param>
/// <param name="processors">How many questions are worked on at once.</param>
/// <param name="mostWaiting">How many may wait.</param>
/// <param name="untilNoticed">How long a question is worked on after it was cancelled.</param>
internal sealed class SimulatedNode(Schedule schedule, int processors, int mostWaiting, Func<double> untilNoticed)
{
    private readonly LinkedList<SimulatedCall> waiting = new();
    private readonly HashSet<SimulatedCall> running = [];
    private double pausedUntil;
    private double pauses;

    public bool IsKilled { get; private set; }

    public bool IsHung { get; private set; }

    /// <summary>Processor time spent, pauses not counted.</summary>
    public double WorkDone { get; private set; }

    public int MostSeenWaiting { get; private set; }

    public void Ask(SimulatedCall call)
    {
        call.HasArrived = true;
        if (call.IsCancelled)
        {
            call.End(CallEnd.Cancelled);
        }
        else if (IsKilled)
        {
            call.End(CallEnd.Failed);
        }
        else if (IsHung)
        {
            call.Place = waiting.AddLast(call);
        }
        else if (running.Count < processors)
        {
            Start(call);
        }
        else if (waiting.Count >= mostWaiting)
        {
            call.End(CallEnd.Refused);
        }
        else
        {
            call.Place = waiting.AddLast(call);
            MostSeenWaiting = Math.Max(MostSeenWaiting, waiting.Count);
        }
    }

    public void Cancel(SimulatedCall call)
    {
        call.IsCancelled = true;
        if (call.IsEnded || !call.HasArrived)
        {
            return;
        }

        if (call.Place is { } place)
        {
            waiting.Remove(place);
            call.Place = null;
            call.End(CallEnd.Cancelled);
        }
        else if (IsHung)
        {
            running.Remove(call);
            call.End(CallEnd.Cancelled);
        }
        else
        {
            schedule.In(untilNoticed(), () =>
            {
                if (!call.IsEnded && !IsHung)
                {
                    Finish(call, CallEnd.Cancelled);
                }
            });
        }
    }

    /// <summary>Nothing is worked on for a while: a collection of garbage, or a host that takes its processors away.</summary>
    public void Pause(double duration)
    {
        pausedUntil = Math.Max(pausedUntil, schedule.Now) + duration;
        pauses += duration;
    }

    /// <summary>One processor has something else to do for a while, once it is free.</summary>
    public void Occupy(double duration)
    {
        if (!IsKilled && !IsHung && running.Count < processors)
        {
            var job = new SimulatedCall(() => duration, _ => { }) { IsAside = true };
            Start(job);
        }
    }

    /// <summary>All calls fail from now on, and those under way.</summary>
    public void Kill()
    {
        IsKilled = true;
        SimulatedCall[] lost = [.. running, .. waiting];
        running.Clear();
        waiting.Clear();
        foreach (var call in lost)
        {
            call.End(CallEnd.Failed);
        }
    }

    /// <summary>Nothing is answered from now on.</summary>
    public void Hang() => IsHung = true;

    private void Start(SimulatedCall call)
    {
        running.Add(call);
        call.Begin();
        (call.Place, call.Begun, call.PausesSeen) = (null, schedule.Now, pauses);
        schedule.In(Math.Max(0, pausedUntil - schedule.Now) + call.Work, () => Due(call));
    }

    private void Due(SimulatedCall call)
    {
        if (call.IsEnded || IsHung)
        {
            return;
        }

        if (pauses > call.PausesSeen)
        {
            var later = pauses - call.PausesSeen;
            call.PausesSeen = pauses;
            schedule.In(later, () => Due(call));
            return;
        }

        Finish(call, CallEnd.Answered);
    }

    private void Finish(SimulatedCall call, CallEnd how)
    {
        running.Remove(call);
        WorkDone += call.IsAside ? 0 : Math.Min(call.Work, schedule.Now - call.Begun);
        if (waiting.First is { } next)
        {
            waiting.RemoveFirst();
            Start(next.Value);
        }

        call.End(how);
    }
}
