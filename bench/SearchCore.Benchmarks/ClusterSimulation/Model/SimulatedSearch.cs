namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>A search of all shards: rounds one after another, each of which waits for its last shard or for the deadline.</summary>
internal sealed class SimulatedSearch
{
    private readonly SimulatedCluster cluster;
    private readonly long number;
    private readonly int coordinator;
    private readonly IReadOnlyList<SimulatedRound> rounds;
    private readonly Action<SimulatedAnswer> ended;
    private readonly double begun;
    private readonly bool[] missing;

    // The node that has this search's matches, by shard.
    private readonly int[] knows;
    private readonly List<ReplicatedCall> calls = [];
    private int round = -1;
    private int left;
    private int asked;
    private double roundBegun;

    public SimulatedSearch(
        SimulatedCluster cluster, long number, int coordinator, IReadOnlyList<SimulatedRound> rounds, Action<SimulatedAnswer> ended)
    {
        (this.cluster, this.number, this.coordinator, this.rounds, this.ended) = (cluster, number, coordinator, rounds, ended);
        begun = cluster.Schedule.Now;
        (missing, knows) = (new bool[cluster.Settings.Shards], new int[cluster.Settings.Shards]);
        Array.Fill(knows, -1);
        Next();
    }

    private void Next()
    {
        if (++round == rounds.Count)
        {
            ended(new(begun, cluster.Schedule.Now - begun, missing.Count(m => m)));
            return;
        }

        var (asks, turn) = (rounds[round], round);
        int[] shards = [.. (asks.Shards ?? cluster.AllShards).Where(s => !missing[s])];
        calls.Clear();
        (left, asked, roundBegun) = (shards.Length, shards.Length, cluster.Schedule.Now);
        if (left == 0)
        {
            Next();
            return;
        }

        var cutoff = Math.Max(begun + cluster.Settings.TimeLimit, cluster.Schedule.Now) + cluster.Settings.Grace;
        cluster.Schedule.In(cutoff - cluster.Schedule.Now, () =>
        {
            if (round == turn)
            {
                // Ending the last of them goes on to the next round, which has calls of its own.
                foreach (var call in calls.ToArray())
                {
                    call.GiveUp();
                }
            }
        });
        foreach (var shard in shards)
        {
            calls.Add(new ReplicatedCall(
                cluster, (coordinator, number, shard), node => WorkOf(asks, shard, node), node => Ended(asks, turn, shard, node)));
        }
    }

    private double WorkOf(SimulatedRound asks, int shard, int node) =>
        asks.Work() + (knows[shard] == node ? 0 : asks.Again?.Invoke() ?? 0) + cluster.Warming(shard, node, asks.First);

    private void Ended(SimulatedRound asks, int turn, int shard, int? node)
    {
        if (turn != round)
        {
            throw new InvalidOperationException("A shard answered a round that was over.");
        }

        (missing[shard], knows[shard]) = node is { } n ? (false, n) : (true, -1);
        if (--left == 0)
        {
            cluster.Schedule.In(asks.Coordinator, Next);
        }
        else if (cluster.Settings.HedgeRelative > 0 && left == asked / 2)
        {
            var took = cluster.Schedule.Now - roundBegun;
            var after = Math.Max(cluster.Settings.HedgeAfter, cluster.Settings.HedgeRelative * took) - took;
            cluster.Schedule.In(Math.Max(0, after), () =>
            {
                if (round == turn)
                {
                    calls.ForEach(c => c.Hedge());
                }
            });
        }
    }
}
