using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SearchCore.Measuring;

/// <summary>
/// What the engine tells about itself through .NET's own <see cref="Meter"/> and <see cref="ActivitySource"/>, both named
/// <c>SearchCore</c>. Names follow OpenTelemetry's: seconds, and <c>{article}</c> for what is counted. Where nobody listens, it costs a
/// look at a flag. Thread-safe.
/// </summary>
internal static class Measurements
{
    /// <summary>The name of meter and source.</summary>
    public const string SourceName = "SearchCore";

    private static readonly Meter Meter = new(SourceName);
    private static readonly ActivitySource Activities = new(SourceName);
    private static readonly OpenIndexes Open = new();

    // Where those who collect histograms are to draw lines: they would count in milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Histogram<double> SearchDuration =
        Meter.CreateHistogram<double>("searchcore.search.duration", "s", "How long searches took, by outcome.", null, Seconds);

    private static readonly Counter<long> PartialSearches =
        Meter.CreateCounter<long>("searchcore.search.partial", "{search}", "Searches that a time limit cut short.");

    private static readonly Counter<long> Articles =
        Meter.CreateCounter<long>("searchcore.ingest.articles", "{article}", "Articles that were taken.");

    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("searchcore.ingest.rejected", "{article}", "Articles that were refused.");

    private static readonly Histogram<double> CommitDuration =
        Meter.CreateHistogram<double>("searchcore.commit.duration", "s", "How long commits took, by outcome.", null, Seconds);

    private static readonly Histogram<double> RefreshDuration =
        Meter.CreateHistogram<double>(
            "searchcore.refresh.duration", "s", "How long it took to make changes visible, by outcome.", null, Seconds);

    static Measurements()
    {
        Meter.CreateObservableGauge(
            "searchcore.segments", () => Open.Each(i => i.Segments), "{segment}", "Segments that searches see.");
        Meter.CreateObservableGauge(
            "searchcore.deleted", () => Open.Each(i => i.Deleted), "{article}", "Deleted articles that still take room.");
        Meter.CreateObservableGauge(
            "searchcore.disk.bytes", () => Open.Each(i => i.Bytes), "By", "Bytes of the index's files.");
        Meter.CreateObservableGauge(
            "searchcore.cursors.held", () => Open.Each(i => i.CursorsHeld), "{point}", "Points in time that are kept for cursors.");
        Meter.CreateObservableCounter(
            "searchcore.merge.failures", () => Open.Each(i => i.FailedMerges), "{merge}", "Merges that failed.");
    }

    /// <summary>Has gauges read an index from now on, until it is closed or collected.</summary>
    public static void Observe(IMeasuredIndex index) => Open.Add(index);

    /// <summary>Ends it.</summary>
    public static void Forget(IMeasuredIndex index) => Open.Remove(index);

    /// <summary>Counts articles that were taken.</summary>
    public static void Take(string index, long articles) => Articles.Add(articles, Tag(index));

    /// <summary>Counts an article that was refused.</summary>
    public static void Reject(string index) => Rejected.Add(1, Tag(index));

    /// <summary>Measures a search.</summary>
    /// <param name="index">The index's name.</param>
    /// <param name="query">What was asked for, where it may be told; null tells nothing of it.</param>
    /// <param name="search">The search.</param>
    public static SearchResults Search(string index, string? query, Func<SearchResults> search)
    {
        if (!SearchDuration.Enabled && !PartialSearches.Enabled && !Activities.HasListeners())
        {
            return search();
        }

        using var activity = Activities.StartActivity("searchcore.search");
        activity?.SetTag("searchcore.index", index);
        if (query is not null)
        {
            activity?.SetTag("searchcore.query", query);
        }

        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var results = search();
            outcome = results.IsPartial ? "partial" : "complete";
            if (results.IsPartial)
            {
                PartialSearches.Add(1, Tag(index));
            }

            activity?.SetTag("searchcore.total", results.Total.Value);
            activity?.SetTag("searchcore.hits", results.Hits.Count);
            return results;
        }
        catch (Exception e)
        {
            outcome = OutcomeOf(e);
            throw;
        }
        finally
        {
            SearchDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Tag(index), new("outcome", outcome));
            End(activity, outcome);
        }
    }

    /// <summary>Measures a commit.</summary>
    public static long Commit(string index, Func<long> commit)
    {
        using var activity = Activities.StartActivity("searchcore.commit");
        activity?.SetTag("searchcore.index", index);
        return Measure(CommitDuration, index, activity, () =>
        {
            var sequence = commit();
            activity?.SetTag("searchcore.sequence", sequence);
            return sequence;
        });
    }

    /// <summary>Measures how long it takes to make changes visible.</summary>
    public static void Refresh(string index, Action refresh) => Measure(RefreshDuration, index, activity: null, () =>
    {
        refresh();
        return true;
    });

    private static T Measure<T>(Histogram<double> duration, string index, Activity? activity, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var done = work();
            outcome = "complete";
            return done;
        }
        catch (Exception e)
        {
            outcome = OutcomeOf(e);
            throw;
        }
        finally
        {
            duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Tag(index), new("outcome", outcome));
            End(activity, outcome);
        }
    }

    // Neither the query nor the message of a fault, which may quote it.
    private static void End(Activity? activity, string outcome)
    {
        activity?.SetTag("searchcore.outcome", outcome);
        if (outcome == "failed")
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string OutcomeOf(Exception e) => e switch
    {
        OperationCanceledException => "cancelled",
        QueryException or ArgumentException => "refused",
        _ => "failed",
    };

    private static KeyValuePair<string, object?> Tag(string index) => new("index", index);
}
