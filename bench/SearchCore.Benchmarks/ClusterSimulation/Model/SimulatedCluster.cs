using System.Globalization;

using SearchCore.Cluster.Reading;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Benchmarks.ClusterSimulation;

/// <summary>
/// Nodes with replicas by <see cref="Placement"/>, coordinators that ask them, a network, searches that come at random, and failures.
/// Deterministic: one seed, one result.
/// </summary>
internal sealed class SimulatedCluster
{
    // How far apart a message's times are, and how often a packet is lost and sent again after a while: assumed, as in a data centre.
    private const double LatencySigma = 0.5, Lost = 1e-5, SentAgainAfter = 200;

    // The numbers of searches' draws begin behind those of everything else.
    private const ulong FirstSearch = 1 << 20;

    private readonly Func<Draws, IReadOnlyList<SimulatedRound>> workload;
    private readonly Draws arrivals;
    private readonly Draws network;
    private readonly Draws notices;
    private readonly double[] slow;
    private readonly int most;
    private readonly double[,] warmAt;
    private readonly int[,] outstanding;
    private readonly bool[,] has;
    private readonly int[] underway;
    private readonly List<string> live = [];
    private readonly HashSet<string>[] ready;
    private readonly IReadOnlyList<int>[] replicas;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<SimulatedAnswer> answers = [];
    private readonly Dictionary<CallEnd, long> calls = Enum.GetValues<CallEnd>().ToDictionary(e => e, _ => 0L);
    private readonly int coordinators;
    private int begun;
    private int done;
    private int refused;

    public SimulatedCluster(SimulationSettings settings, Func<Draws, IReadOnlyList<SimulatedRound>> workload)
    {
        (Settings, this.workload) = (settings, workload);
        (arrivals, network, notices) = (new(settings.Seed, 1), new(settings.Seed, 3), new(settings.Seed, 4));
        coordinators = settings.Coordinators > 0 ? settings.Coordinators : settings.Nodes;

        // Room for nodes that are added.
        most = settings.Nodes + 4;
        (slow, warmAt) = (new double[coordinators * settings.Shards * most], new double[settings.Shards, most]);
        Array.Fill(slow, double.NegativeInfinity);
        (outstanding, has, underway) = (new int[coordinators, most], new bool[most, settings.Shards], new int[coordinators]);
        AllShards = [.. Enumerable.Range(0, settings.Shards)];
        ready = [.. AllShards.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        replicas = new IReadOnlyList<int>[settings.Shards];
        for (var node = 0; node < settings.Nodes; node++)
        {
            live.Add(MakeNode());
        }

        foreach (var shard in AllShards)
        {
            ready[shard].UnionWith(Placement.Of(shard, live, settings.Replicas));
            foreach (var node in ready[shard])
            {
                has[numbers[node], shard] = true;
            }

            replicas[shard] = AskedOf(shard);
        }
    }

    public SimulationSettings Settings { get; }

    public Schedule Schedule { get; } = new();

    public List<SimulatedNode> Nodes { get; } = [];

    public IReadOnlyList<int> AllShards { get; }

    public IReadOnlyList<SimulatedAnswer> Answers => answers;

    public long Asked { get; set; }

    public long Hedged { get; set; }

    public long Questions { get; set; }

    public double Useful { get; set; }

    /// <summary>When every shard had all its replicas again after the last change; null while not.</summary>
    public double? CompleteAt { get; private set; } = 0;

    /// <summary>Shards that were sent to nodes.</summary>
    public int Moved { get; private set; }

    public int NumberOf(string node) => numbers[node];

    /// <summary>Which nodes a shard is asked of, whoever is slow.</summary>
    public IReadOnlyList<int> ReplicasOf(int shard) => replicas[shard];

    /// <summary>Whether a node has a shard, as far as the coordinators know.</summary>
    public bool Has(int node, int shard) => has[node, shard];

    /// <summary>Runs the searches of the settings to their ends.</summary>
    /// <param name="events">What happens besides, and when.</param>
    public SimulationResult Run(params (double At, Action<SimulatedCluster> What)[] events)
    {
        foreach (var (at, what) in events)
        {
            Schedule.In(at, () => what(this));
        }

        if (Settings.PublishEvery > 0)
        {
            Publish();
        }

        var all = Settings.Searches + Settings.WarmUp;
        Arrive(all);
        Schedule.RunUntil(() => done == all);
        var (time, spent) = (Schedule.Now, Nodes.Sum(n => n.WorkDone));
        return new(
            [.. answers], refused, calls, Asked, Questions, Hedged, spent, Useful, spent / (time * Nodes.Count * Settings.Processors), time,
            Nodes.Max(n => n.MostSeenWaiting));
    }

    /// <summary>Lets all calls end that are under way still, the cancelled ones too.</summary>
    public void Drain() => Schedule.RunUntil(() => calls.Values.Sum() == Asked);

    public double Latency() => Settings.Latency <= 0
        ? 0
        : network.LogNormal(Settings.Latency, LatencySigma) + (network.Uniform() < Lost ? SentAgainAfter : 0);

    public void Count(CallEnd how) => calls[how]++;

    public void CancelLater(int node, SimulatedCall call) => Schedule.In(Latency(), () => Nodes[node].Cancel(call));

    public void Remember(int coordinator, int shard, int node) => slow[Slot(coordinator, shard, node)] = Schedule.Now;

    /// <summary>The order in which a coordinator asks the nodes of a shard in a search.</summary>
    public IReadOnlyList<int> Ordered(int coordinator, int shard, long search)
    {
        var asked = replicas[shard];
        asked = asked.Count < 2 ? asked : Settings.First switch
        {
            AskFirst.Random => [.. asked.Skip(Turn()), .. asked.Take(Turn())],
            AskFirst.Fewest => [.. asked.OrderBy(n => outstanding[coordinator, n])],
            _ => asked,
        };
        return asked.Any(n => IsSlow(coordinator, shard, n))
            ? [.. asked.OrderBy(n => IsSlow(coordinator, shard, n) ? 1 : 0)]
            : asked;

        // The same in all rounds of a search, so that the replica that has its matches is asked again.
        int Turn() => (int)(new SeededRandom((ulong)search, (ulong)shard).Next() % (ulong)asked.Count);
    }

    /// <summary>A coordinator has one more question at a node, or one less.</summary>
    public void Counts(int coordinator, int node, int change) => outstanding[coordinator, node] += change;

    /// <summary>What a call has to wait for on a replica that was just received: the first one reads what all others use.</summary>
    public double Warming(int shard, int node, double first)
    {
        if (warmAt[shard, node] < 0)
        {
            warmAt[shard, node] = Schedule.Now + first;
        }

        return Math.Max(0, warmAt[shard, node] - Schedule.Now);
    }

    /// <summary>A node is gone: its calls fail from now on, and the coordinators' list of nodes loses it later.</summary>
    public void Kill(string node, double noticedAfter)
    {
        Nodes[numbers[node]].Kill();
        Leaves(node, noticedAfter);
    }

    /// <summary>A node answers nothing from now on.</summary>
    public void Hang(string node, double noticedAfter)
    {
        Nodes[numbers[node]].Hang();
        Leaves(node, noticedAfter);
    }

    /// <summary>A node comes, without any shard.</summary>
    public void Add()
    {
        live.Add(MakeNode());
        Place();
    }

    private bool IsSlow(int coordinator, int shard, int node) =>
        Schedule.Now - slow[Slot(coordinator, shard, node)] < Settings.SlowFor;

    private int Slot(int coordinator, int shard, int node) => (((coordinator * Settings.Shards) + shard) * most) + node;

    private void Leaves(string node, double noticedAfter)
    {
        CompleteAt = null;
        Schedule.In(noticedAfter, () =>
        {
            live.Remove(node);
            foreach (var shard in AllShards)
            {
                ready[shard].Remove(node);
                has[numbers[node], shard] = false;
            }

            Place();
        });
    }

    private string MakeNode()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"node-{Nodes.Count + 1}");
        numbers.Add(name, Nodes.Count);
        var node = new SimulatedNode(
            Schedule, Settings.Processors, Settings.MostWaiting,
            () => Settings.UntilNoticed <= 0 ? 0 : notices.Exponential(Settings.UntilNoticed));
        Nodes.Add(node);
        if (Settings.Pauses > 0)
        {
            NodePauses.Begin(Schedule, node, new(Settings.Seed, 100 + (ulong)Nodes.Count), Settings.Pauses);
        }

        return name;
    }

    // As the coordinator does: every shard that a node should have and has not is sent to it, all at the same time.
    private void Place()
    {
        CompleteAt = null;
        var wanted = AllShards.SelectMany(s => Placement.Of(s, live, Settings.Replicas).Select(n => (Shard: s, Node: n)))
            .Where(w => !ready[w.Shard].Contains(w.Node)).ToList();
        var bytes = Settings.ArticlesPerShard * Settings.BytesPerArticle;
        foreach (var shard in AllShards)
        {
            replicas[shard] = AskedOf(shard);
        }

        var left = wanted.Count;
        Moved += left;
        CompleteAt = left == 0 ? Schedule.Now : null;
        foreach (var group in wanted.GroupBy(w => w.Node))
        {
            var seconds = Math.Max(group.Count() * bytes / Settings.NodeBandwidth, wanted.Count * bytes / Settings.StoreBandwidth);
            Schedule.In(seconds * 1000, () =>
            {
                foreach (var (shard, node) in group.Where(w => live.Contains(w.Node)))
                {
                    ready[shard].Add(node);
                    has[numbers[node], shard] = true;
                    warmAt[shard, numbers[node]] = -1;
                    replicas[shard] = AskedOf(shard);
                }

                left -= group.Count();
                CompleteAt = left == 0 ? Schedule.Now : CompleteAt;
            });
        }
    }

    // As in ClusterReader: those that should have it and do, then others that have it; where none has, those that should.
    private IReadOnlyList<int> AskedOf(int shard)
    {
        var wanted = Placement.Of(shard, live, Settings.Replicas);
        string[] have = [.. ready[shard].Order(StringComparer.Ordinal)];
        IEnumerable<string> asked = have.Length == 0 ? wanted : [.. wanted.Where(have.Contains), .. have.Except(wanted)];
        return [.. asked.Select(n => numbers[n])];
    }

    private void Arrive(int most) => Schedule.In(arrivals.Exponential(1000 / Settings.Rate), () =>
    {
        var (number, coordinator) = (begun++, arrivals.Below(coordinators));
        if (Settings.MostSearches > 0 && underway[coordinator] >= Settings.MostSearches)
        {
            done++;
            refused += number >= Settings.WarmUp ? 1 : 0;
        }
        else
        {
            Search(number, coordinator);
        }

        if (begun < most)
        {
            Arrive(most);
        }
    });

    private void Search(int number, int coordinator)
    {
        underway[coordinator]++;

        // What a search is does not depend on the rules that it is run by, so that these can be compared.
        var draws = new Draws(Settings.Seed, FirstSearch + (ulong)number);
        _ = new SimulatedSearch(this, number, coordinator, workload(draws), answer =>
        {
            done++;
            underway[coordinator]--;
            if (number >= Settings.WarmUp)
            {
                answers.Add(answer);
            }
        });
    }

    // A version that is published has shards of its own at the coordinator, which know nothing of who is slow.
    private void Publish() => Schedule.In(Settings.PublishEvery, () =>
    {
        Array.Fill(slow, double.NegativeInfinity);
        Publish();
    });
}
