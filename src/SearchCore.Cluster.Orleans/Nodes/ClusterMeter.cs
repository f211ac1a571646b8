using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>What this silo measures, by shard: the meter <c>SearchCore.Cluster</c>. Costs next to nothing where nobody listens.</summary>
internal sealed class ClusterMeter : IDisposable
{
    public const string Name = "SearchCore.Cluster";

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> searches;
    private readonly TimeProvider clock;

    public ClusterMeter(IMeterFactory meters, ShardNode node, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create(Name);
        duration = meter.CreateHistogram<double>(
            "searchcore.cluster.shard.duration", "s", "How long a replica took to answer one question, by shard, node and outcome.");
        searches = meter.CreateHistogram<double>(
            "searchcore.cluster.search.duration", "s", "How long searches of this silo's coordinator took, by outcome.");
        meter.CreateObservableGauge(
            "searchcore.cluster.node.waiting", () => node.Waiting, "{question}",
            "Questions that wait for a thread.");
        meter.CreateObservableGauge(
            "searchcore.cluster.shard.articles",
            () => node.Ready.GroupBy(g => g.Shard).Select(g => new Measurement<long>(g.Last().Articles, ShardTag(g.Key))),
            "{article}", "Articles of each shard that this node has ready.");
    }

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

    private static KeyValuePair<string, object?> ShardTag(int shard) =>
        new("searchcore.shard", shard.ToString(CultureInfo.InvariantCulture));
}
