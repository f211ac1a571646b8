namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>
/// A question to a shard, by the rules of <c>ReplicatedShard</c>: the first replica is asked, the next one too where nobody has answered
/// after a while or one failed; the first answer counts, the others are cancelled; who failed or kept somebody waiting is asked last for
/// some time. The call that is not waited for any more goes on costing until its node hears of it.
/// </summary>
internal sealed class ReplicatedCall
{
    private readonly SimulatedCluster cluster;
    private readonly int coordinator;
    private readonly int shard;
    private readonly Func<int, double> work;
    private readonly Action<int?> ended;
    private readonly IReadOnlyList<int> nodes;
    private readonly List<(int Node, SimulatedCall Call)> calls = [];
    private int next;
    private int turn;
    private bool isEnded;

    /// <summary>Makes it and asks.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="question">Who asks, in which search, and which shard.</param>
    /// <param name="work">What a node has to do for it.</param>
    /// <param name="ended">Called once with the node that answered, or null where none did.</param>
    public ReplicatedCall(
        SimulatedCluster cluster, (int Coordinator, long Search, int Shard) question, Func<int, double> work, Action<int?> ended)
    {
        (this.cluster, coordinator, shard, this.work, this.ended) = (cluster, question.Coordinator, question.Shard, work, ended);
        nodes = cluster.Ordered(coordinator, shard, question.Search);
        cluster.Questions++;
        GoOn();
    }

    /// <summary>Nobody waits for it any more.</summary>
    public void GiveUp()
    {
        if (!isEnded)
        {
            End(null);
        }
    }

    /// <summary>Nobody has answered for a while: the next replica is asked too, if there is one.</summary>
    public void Hedge()
    {
        if (!isEnded && next < nodes.Count && calls.Count > 0)
        {
            cluster.Remember(coordinator, shard, calls[^1].Node);
            cluster.Hedged++;
            GoOn();
        }
    }

    private void GoOn()
    {
        if (next < nodes.Count)
        {
            Send(nodes[next++]);
        }
        else if (calls.Count == 0)
        {
            End(null);
            return;
        }

        // Each time that something happened the wait begins anew.
        var waits = ++turn;
        if (next < nodes.Count && cluster.Settings.HedgeRelative <= 0 && !double.IsInfinity(cluster.Settings.HedgeAfter))
        {
            cluster.Schedule.In(cluster.Settings.HedgeAfter, () =>
            {
                if (turn == waits)
                {
                    Hedge();
                }
            });
        }
    }

    private void Send(int node)
    {
        SimulatedCall? call = null;
        call = new SimulatedCall(() => work(node), how =>
        {
            cluster.Count(how);

            // A refusal and an answer travel back; what ends it otherwise was the coordinator's wish, and is known there.
            if (how != CallEnd.Cancelled)
            {
                cluster.Schedule.In(cluster.Latency(), () => Heard(call!, node, how));
            }
        });
        calls.Add((node, call));
        cluster.Asked++;
        cluster.Counts(coordinator, node, 1);
        cluster.Schedule.In(cluster.Latency(), () =>
        {
            if (cluster.Has(node, shard))
            {
                cluster.Nodes[node].Ask(call);
            }
            else
            {
                // It is not ready yet.
                call.End(CallEnd.Failed);
            }
        });
    }

    private void Heard(SimulatedCall call, int node, CallEnd how)
    {
        if (isEnded)
        {
            return;
        }

        calls.RemoveAll(c => c.Call == call);
        cluster.Counts(coordinator, node, -1);
        if (how == CallEnd.Answered)
        {
            cluster.Useful += call.Work;
            End(node);
        }
        else
        {
            cluster.Remember(coordinator, shard, node);
            GoOn();
        }
    }

    private void End(int? answeredBy)
    {
        isEnded = true;
        foreach (var (node, call) in calls)
        {
            cluster.CancelLater(node, call);
            cluster.Counts(coordinator, node, -1);
        }

        ended(answeredBy);
    }
}
