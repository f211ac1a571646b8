using SearchCore.Files;
using SearchCore.Standing;
using SearchCore.Storage;

namespace SearchCore;

/// <content>The queries that stand beside the index.</content>
public sealed partial class ArticleIndex
{
    private const string StandingFolder = "standing";

    /// <summary>
    /// The queries that stand beside the index, and their events: what comes into it and matches one is told of, with its commit. They are
    /// files in the index's folder and no part of its commits: a snapshot has none.
    /// </summary>
    /// <exception cref="IndexException">
    /// What is stored of them is damaged, or of a later version. An index that is opened for writing says so when it is opened.
    /// </exception>
    public StandingQueries Standing => standing.Value;

    private StandingQueries OpenStanding()
    {
        var folder = System.IO.Path.Combine(Path, StandingFolder);
        var files = options.Files;
        var (table, log, consumers) = IndexFolder.Guard(
            Path,
            () => (new QueryTable(Path, folder, files), EventsOf(Path, files), new Consumers(folder, files)),
            files);
        if (writer is null)
        {
            return new(
                table, log, consumers, LeasePointInTime,
                () => Look(point => CommitData.Read(Path, point.Reader.IndexCommit.UserData).Event ?? 0), Refresh, options.Clock,
                isWritable: false);
        }

        writer.PassEvents(IndexFolder.Guard(Path, () => Recover(log, consumers, writer.LastEvent, writer.Sequence), files));
        var watch = new StandingWatch(table, log, LeasePointInTime, options.Clock);
        var queries = new StandingQueries(
            table, log, consumers, LeasePointInTime, () => writer.LastEvent!.Value, () => { }, options.Clock, isWritable: true);
        watch.Kept += queries.Wake;
        writer.Watch = watch;
        return queries;
    }

    private static EventLog EventsOf(string path, IFileOperations files) =>
        new(path, System.IO.Path.Combine(path, StandingFolder), files);

    // No consumer may be ahead of the events to come: an index that was damaged may have been restored from before what it has dealt with.
    private static long Recover(EventLog log, Consumers consumers, long? last, long sequence)
    {
        var recovered = log.Recover(last, sequence);
        var highest = consumers.Highest();
        if (highest > recovered)
        {
            log.Pass(highest, sequence);
        }

        return Math.Max(recovered, highest);
    }
}
