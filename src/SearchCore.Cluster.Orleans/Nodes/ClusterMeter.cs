using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>What this silo measures, by shard: the meter <c>SearchCore.Cluster</c>. Costs next to nothing where nobody listens.</summary>
internal sealed class ClusterMeter : IDisposable
{
    public const string Name = "SearchCore.Cluster";

    // Where those who collect histograms are to draw lines: they would count in milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> searches;
    private readonly TimeProvider clock;
    private volatile ClusterReader? reader;

    public ClusterMeter(IMeterFactory meters, ShardNode node, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create(Name);
        duration = meter.CreateHistogram<double>(
            "searchcore.cluster.shard.duration", "s", "How long a replica took to answer one question, by shard, node and outcome.",
            tags: null, Seconds);
        searches = meter.CreateHistogram<double>(
            "searchcore.cluster.search.duration", "s", "How long searches of this silo's coordinator took, by outcome.", tags: null,
            Seconds);
        meter.CreateObservableGauge(
            "searchcore.cluster.node.waiting", () => node.Waiting, "{question}",
            "Questions that wait for a thread.");
        meter.CreateObservableGauge(
            "searchcore.cluster.shard.articles",
            () => node.Ready.GroupBy(g => g.Shard).Select(g => new Measurement<long>(g.Last().Articles, ShardTag(g.Key))),
            "{article}", "Articles of each shard that this node has ready.");
        meter.CreateObservableGauge(
            "searchcore.cluster.shard.replicas", () => OfShards(h => h.Nodes.Count), "{replica}",
            "Silos that have what is read of each shard ready, as this silo's coordinator sees it.");
        meter.CreateObservableGauge(
            "searchcore.cluster.shard.replicas.wanted", () => OfShards(h => h.Wanted), "{replica}",
            "Silos that should have each shard ready.");
        meter.CreateObservableGauge<long>(
            "searchcore.cluster.version", () => reader is { } now ? [new(now.Version.Number)] : [], "{version}",
            "The version that this silo's coordinator reads.");
    }

    /// <summary>Tells of what a coordinator reads from now on.</summary>
    public void Follow(ClusterReader coordinator) => reader = coordinator;

    /// <summary>Measures one question.</summary>
    public async Task<T> MeasureAsync<T>(int shard, string node, Func<Task<T>> work)
    {
        if (!duration.Enabled)
        {
            return await work().ConfigureAwait(false);
        }

        var (started, outcome) = (clock.GetTimestamp(), "failed");
        try
        {
            var answer = await work().ConfigureAwait(false);
            outcome = "done";
            return answer;
        }
        catch (Exception e)
        {
            outcome = e switch
            {
                NodeOverloadedException => "overloaded",
                ShardNotReadyException => "not_ready",
                OperationCanceledException => "cancelled",
                _ => outcome,
            };
            throw;
        }
        finally
        {
            duration.Record(
                clock.GetElapsedTime(started).TotalSeconds, ShardTag(shard), new("searchcore.node", node),
                new("searchcore.outcome", outcome));
        }
    }

    /// <summary>Counts one search of this silo's coordinator.</summary>
    public void Searched(TimeSpan took, bool isPartial) =>
        searches.Record(took.TotalSeconds, new TagList { { "searchcore.outcome", isPartial ? "partial" : "done" } });

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> OfShards(Func<ShardHealth, int> value) =>
        reader?.Health.Select(h => new Measurement<int>(value(h), ShardTag(h.Generation.Shard))) ?? [];

    private static KeyValuePair<string, object?> ShardTag(int shard) =>
        new("searchcore.shard", shard.ToString(CultureInfo.InvariantCulture));
}
