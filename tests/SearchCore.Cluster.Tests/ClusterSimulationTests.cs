using SearchCore.Benchmarks.ClusterSimulation;
using SearchCore.Cluster.Reading;

using Xunit.Abstractions;

namespace SearchCore.Cluster.Tests;

/// <summary>The simulation of a cluster (bench/SearchCore.Benchmarks/ClusterSimulation) against what is known without one.</summary>
public sealed class ClusterSimulationTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261_129;

    private static readonly SimulationSettings Quiet = new()
    {
        Nodes = 2,
        Shards = 1,
        Processors = 10_000,
        Articles = 1_000,
        Rate = 1,
        Searches = 40_000,
        WarmUp = 0,
        Latency = 0,
        Pauses = 0,
        UntilNoticed = 0,
        Seed = Seed,
        SlowFor = 0,
        TimeLimit = 1e9,
    };

    private static readonly SimulationSettings Small = new()
    {
        Nodes = 4,
        Shards = 16,
        Processors = 2,
        Articles = 4_000_000,
        Rate = 20,
        Searches = 3_000,
        MostWaiting = 20,
        Seed = Seed,
    };

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1, 0.8)]
    [InlineData(4, 0.8)]
    [InlineData(16, 0.9)]
    public void A_queue_is_as_Erlang_says(int processors, double load)
    {
        output.WriteLine($"seed {Seed}");
        const double Mean = 10;
        var (times, refused) = Queue(processors, load, Mean, int.MaxValue, 300_000);
        Assert.Equal(0, refused);

        // Erlang's C, the chance to wait, by the recursion of his B.
        var (offered, blocked) = (load * processors, 1.0);
        for (var n = 1; n <= processors; n++)
        {
            blocked = offered * blocked / (n + (offered * blocked));
        }

        var waits = blocked / (1 - (load * (1 - blocked)));
        Near(Mean + (waits * Mean / (processors * (1 - load))), times.Average(), 0.04);
        if (processors == 1)
        {
            // The whole time at a single server is exponential.
            times.Sort();
            Near(Math.Log(100) * Mean / (1 - load), times[times.Count * 99 / 100], 0.06);
        }
    }

    [Fact]
    public void A_full_queue_refuses_as_often_as_it_must()
    {
        output.WriteLine($"seed {Seed}");
        const int Waiting = 4;
        const double Load = 0.9;
        var (times, refused) = Queue(1, Load, 10, Waiting, 400_000);

        // M/M/1/K, of which one is worked on.
        var blocked = (1 - Load) * Math.Pow(Load, Waiting + 1) / (1 - Math.Pow(Load, Waiting + 2));
        Near(blocked, (double)refused / (times.Count + refused), 0.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(128)]
    public void A_search_takes_as_long_as_the_slowest_of_its_shards(int shards)
    {
        output.WriteLine($"seed {Seed}");
        const double Mean = 10;
        var result = new SimulatedCluster(
            Quiet with { Shards = shards, Searches = 20_000, HedgeAfter = double.PositiveInfinity },
            draws => [new(null, () => draws.Exponential(Mean))]).Run();
        foreach (var percent in new[] { 50, 90, 99 })
        {
            Near(-Mean * Math.Log(1 - Math.Pow(percent / 100.0, 1.0 / shards)), result.At(percent), 0.04);
        }
    }

    [Fact]
    public void A_hedged_call_is_as_fast_and_as_costly_as_the_sum_over_its_cases()
    {
        output.WriteLine($"seed {Seed}");
        const double Fast = 10, Slow = 1_000, After = 30, Chance = 0.1;
        var result = new SimulatedCluster(
            Quiet with { HedgeAfter = After }, draws => [new(null, () => draws.Uniform() < Chance ? Slow : Fast)]).Run();

        // The first is fast; it is slow and the second is fast; both are slow.
        var (first, second, neither) = (1 - Chance, Chance * (1 - Chance), Chance * Chance);
        Near((first * Fast) + (second * (After + Fast)) + (neither * Slow), result.Answers.Average(a => a.Took), 0.03);
        Near(first, result.Answers.Count(a => Math.Abs(a.Took - Fast) < 1e-6) / 40_000.0, 0.01);
        Near(second, result.Answers.Count(a => Math.Abs(a.Took - After - Fast) < 1e-6) / 40_000.0, 0.05);
        Near(neither, result.Answers.Count(a => Math.Abs(a.Took - Slow) < 1e-6) / 40_000.0, 0.12);
        Near(Chance * 40_000, result.Hedged, 0.05);

        // The slow first one works until the second has answered; two slow ones until the first has.
        var work = (first * Fast) + (second * (After + Fast + Fast)) + (neither * (Slow + Slow - After));
        Near(work / ((first * Fast) + (second * Fast) + (neither * Slow)), result.Work / result.Useful, 0.04);
    }

    [Fact]
    public void A_cancelled_question_costs_what_was_worked_on_it_and_nothing_in_the_queue()
    {
        var schedule = new Schedule();
        var node = new SimulatedNode(schedule, 1, 10, () => 5);
        var ends = new List<(CallEnd, double)>();
        var (running, waiting, last) = (Call(), Call(), Call());
        node.Ask(running);
        node.Ask(waiting);
        node.Ask(last);
        schedule.In(20, () => node.Cancel(waiting));
        schedule.In(30, () => node.Cancel(running));
        schedule.In(50, () => node.Pause(7));
        schedule.RunUntil(() => ends.Count == 3);
        Assert.Equal([(CallEnd.Cancelled, 20.0), (CallEnd.Cancelled, 35.0), (CallEnd.Answered, 142.0)], ends);

        // 35 of the one that was cancelled and 100 of the last; the pause is no work.
        Assert.Equal(135, node.WorkDone, 1e-6);

        SimulatedCall Call() => new(() => 100, how => ends.Add((how, schedule.Now)));
    }

    [Fact]
    public void A_seed_has_one_result()
    {
        static string Told(ulong seed)
        {
            var settings = Small with { Seed = seed, Searches = 500 };
            var result = new SimulatedCluster(settings, new NewsWorkload(settings).Draw).Run((5_000, c => c.Hang("node-2", 9_000)));
            return string.Join(";", result.Answers.Select(a => $"{a.Begun:R} {a.Took:R} {a.Missing}")) + $" {result.Asked} {result.Work:R}";
        }

        Assert.Equal(Told(1), Told(1));
        Assert.NotEqual(Told(1), Told(2));
    }

    [Theory]
    [InlineData(20, 2, 0)]
    [InlineData(2_000, 2, 0)]
    [InlineData(2_000, 2, 4)]
    [InlineData(20, 1, 0)]
    public void Whatever_is_asked_ends_once(double rate, int replicas, int mostSearches)
    {
        output.WriteLine($"seed {Seed}");
        var settings = Small with { Rate = rate, Replicas = replicas, MostSearches = mostSearches, HedgeAfter = 20 };
        var cluster = new SimulatedCluster(settings, new NewsWorkload(settings).Draw);
        var result = cluster.Run((10, c => c.Kill("node-1", 1_200)), (500, c => c.Hang("node-2", 9_000)), (700, c => c.Add()));
        cluster.Drain();
        Assert.Equal(settings.Searches, result.Answers.Count + result.Refused);
        Assert.Equal(mostSearches > 0, result.Refused > 0);
        Assert.Equal(cluster.Asked, result.Calls.Values.Sum());
        Assert.True(cluster.Asked >= cluster.Questions - result.Calls[CallEnd.Failed]);
        Assert.True(result.Calls[CallEnd.Failed] > 0 && result.Calls[CallEnd.Cancelled] > 0);
        Assert.True(rate < 1_000 || mostSearches > 0 || result.Calls[CallEnd.Refused] > 0);
        Assert.InRange(result.Useful, 0, result.Work + 0.001);
        Assert.InRange(result.Busy, 0, 1);
    }

    [Fact]
    public void A_second_replica_stands_in_for_a_node_that_is_killed_or_hangs()
    {
        foreach (var hangs in new[] { false, true })
        {
            foreach (var replicas in new[] { 1, 2 })
            {
                var settings = Small with
                {
                    Replicas = replicas,
                    Processors = 16,
                    Pauses = 0,
                    Searches = 1_500,
                    Rate = 10,
                    Coordinators = 1,
                };
                var cluster = new SimulatedCluster(settings, new NewsWorkload(settings).Draw);
                Action<SimulatedCluster> loses = hangs ? c => c.Hang("node-3", 9_000) : c => c.Kill("node-3", 9_000);
                var result = cluster.Run((50_000, loses));
                Assert.Equal(replicas == 1, result.Partial > 0);
                if (replicas == 1)
                {
                    // Until its shards are elsewhere, which takes longer than noticing that it is gone.
                    var gaps = result.Answers.Where(a => a.Missing > 0).ToList();
                    Assert.All(gaps, a => Assert.InRange(a.Begun, 47_000, cluster.CompleteAt!.Value));
                    Assert.Contains(gaps, a => a.Begun > 60_000);
                }
                else
                {
                    // Each question waits for the node that hangs once, and then no more for a while.
                    Assert.Equal(hangs, result.Answers.Any(a => a.Took > 300));
                    Assert.InRange(result.Answers.Count(a => a.Took > 300), 0, 8);
                }
            }
        }
    }

    [Fact]
    public void A_node_that_comes_is_sent_its_own_share_by_the_projects_placement()
    {
        var settings = Small with { Shards = 256, Nodes = 16, Searches = 100, Rate = 5 };
        var names = Enumerable.Range(1, 17).Select(n => $"node-{n}").ToList();
        var cluster = new SimulatedCluster(settings, new NewsWorkload(settings).Draw);
        cluster.Run((1_000, c => c.Add()));
        Assert.Equal(
            Enumerable.Range(0, 256).Count(s => Placement.Of(s, names, 2).Contains("node-17")), cluster.Moved);
        foreach (var shard in cluster.AllShards)
        {
            Assert.Equal(Placement.Of(shard, names, 2).Select(cluster.NumberOf), cluster.ReplicasOf(shard).Take(2));
        }
    }

    private static (List<double> Times, int Refused) Queue(int processors, double load, double mean, int mostWaiting, int calls)
    {
        var (schedule, arrivals, work) = (new Schedule(), new Draws(Seed, 1), new Draws(Seed, 2));
        var node = new SimulatedNode(schedule, processors, mostWaiting, () => 0);
        var (times, refused, begun) = (new List<double>(), 0, 0);
        Next();
        schedule.RunUntil(() => times.Count + refused == calls);
        return (times, refused);

        void Next() => schedule.In(arrivals.Exponential(mean / (load * processors)), () =>
        {
            var at = schedule.Now;
            node.Ask(new(() => work.Exponential(mean), how =>
            {
                if (how == CallEnd.Answered)
                {
                    times.Add(schedule.Now - at);
                }
                else
                {
                    refused++;
                }
            }));
            if (++begun < calls)
            {
                Next();
            }
        });
    }

    private static void Near(double expected, double actual, double share) =>
        Assert.InRange(actual, expected * (1 - share), expected * (1 + share));
}
