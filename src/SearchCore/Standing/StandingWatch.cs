using System.Buffers;
using System.Text;
using System.Text.Json;

using Lucene.Net.Index;

using SearchCore.Indexing.Publication;
using SearchCore.Indexing.Segments;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Standing;

/// <summary>
/// Matches standing queries with articles on their way into an index, and writes what they found with the commit. Thread-safe; batches of
/// several threads are matched side by side.
/// </summary>
/// <param name="table">The queries.</param>
/// <param name="log">Where events go.</param>
/// <param name="lease">Leases the index as it is.</param>
/// <param name="clock">The time.</param>
internal sealed class StandingWatch(QueryTable table, EventLog log, Func<PointInTime> lease, TimeProvider clock) : IBatchWatch
{
    // For one query and one batch; a search box has two seconds for the whole archive.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    // Around what is told of an article; and what is asked for at once.
    private const int BytesAnEvent = 200, MostRoom = 1 << 28;

    // Batches of one load may differ in the kinds and languages that they have, in turns.
    private const int MostSets = 3;

    private readonly Lock making = new();
    private readonly Lock telling = new();
    private readonly SegmentWords words = new();
    private readonly HashSet<(string Query, long Version, string Fault)> told = [];
    private readonly List<(string Key, QuerySet Set)> made = [];
    private List<BatchFinding> published = [];

    /// <summary>Called when a commit is one.</summary>
    public event Action? Kept;

    /// <inheritdoc/>
    public IReadOnlyList<BatchFinding> Look(StagedSegment segment)
    {
        if (table.Queries.Count == 0 || segment.LiveDocuments == 0)
        {
            return [];
        }

        segment.Commit();
        var archive = lease();
        PointInTime batch;
        try
        {
            batch = new(DirectoryReader.Open(segment.Directory), archive.Schema, archive.Aliases, archive.Synonyms);
        }
        catch
        {
            archive.Release();
            throw;
        }

        // Where there is nothing yet, what there is said to be is what comes.
        try
        {
            var view = new PointInTimeSet(archive.Articles == 0 ? [batch] : [archive, batch]);
            return Match(view, batch, segment);
        }
        finally
        {
            batch.Release();
            archive.Release();
        }
    }

    /// <inheritdoc/>
    public void Published(IReadOnlyList<BatchFinding> found) => published.AddRange(found);

    /// <inheritdoc/>
    public IReadOnlyList<BatchFinding> Take()
    {
        var taken = published;
        published = [];
        return taken;
    }

    /// <inheritdoc/>
    public void Keep(IReadOnlyList<BatchFinding> found, long first, long commit, DirectoryReader index)
    {
        var lines = new ArrayBufferWriter<byte>((int)Math.Min(found.Sum(f => (long)f.Text.Length + BytesAnEvent), MostRoom));
        var number = first;
        var ordered = IsInOrder(found) ? found : [.. found.OrderBy(f => f.Place).ThenBy(f => f.Query, StringComparer.Ordinal)];
        var held = new HeldArticles(index);
        using var json = new Utf8JsonWriter(lines);
        foreach (var finding in ordered)
        {
            if (finding.Article.IsEmpty)
            {
                EventLine.Write(
                    lines, json, number, commit, finding.Query, finding.Version, finding.At, default,
                    Encoding.UTF8.GetString(finding.Text.Span));
            }
            else if (held.Has(finding.Article, finding.Place))
            {
                EventLine.Write(lines, json, number, commit, finding.Query, finding.Version, finding.At, finding.Text.Span, fault: null);
            }

            number++;
        }

        EventLine.WriteMark(lines, commit, number - 1);
        log.Append(first, lines.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Committed() => Kept?.Invoke();

    private List<BatchFinding> Match(PointInTimeSet view, PointInTime batch, StagedSegment segment)
    {
        var now = clock.GetUtcNow();
        var matching = new BatchMatching(
            view, batch, now, table.Current.Kinds, words, () => new SearchBudget(clock, MostTime, CancellationToken.None));
        var archive = view.Members.Count > 1 ? view.Members[0] : null;
        foreach (var query in SetFor(view, now).Candidates(archive, batch.Segments[0]))
        {
            matching.Find(query);
        }

        var found = matching.Findings(segment.Sequence);
        found.RemoveAll(f => f.Article.IsEmpty && !IsNew(f));
        return found;
    }

    // As those of one batch are.
    private static bool IsInOrder(IReadOnlyList<BatchFinding> found)
    {
        for (var i = 1; i < found.Count; i++)
        {
            if (found[i - 1].Place > found[i].Place
                || (found[i - 1].Place == found[i].Place && string.CompareOrdinal(found[i - 1].Query, found[i].Query) > 0))
            {
                return false;
            }
        }

        return true;
    }

    // What is wrong with a query is told once, not with every batch. Of articles for which there was no time each batch's are others.
    private bool IsNew(BatchFinding fault)
    {
        lock (telling)
        {
            return fault.LastingFault is not { } why || told.Add((fault.Query, fault.Version, why));
        }
    }

    private QuerySet SetFor(PointInTimeSet view, DateTimeOffset now)
    {
        var (version, queries, more) = table.Current;
        var first = view.Members[0];
        string[] kinds = [.. view.Kinds.Order(StringComparer.Ordinal)];
        string[] parts = [$"{version}", first.Schema.Text, .. kinds, string.Empty, .. view.Analyses.Select(a => a.Code)];
        var key = string.Join('\n', parts);
        lock (making)
        {
            var at = made.FindIndex(m => m.Key == key);
            (string Key, QuerySet Set) used = at >= 0
                ? made[at]
                : (Key: key, Set: new(queries.Values.OrderBy(q => q.Name, StringComparer.Ordinal), view, first.Aliases, more, now));
            if (at >= 0)
            {
                made.RemoveAt(at);
            }

            made.Insert(0, used);
            if (made.Count > MostSets)
            {
                made.RemoveAt(MostSets);
            }

            return used.Set;
        }
    }
}
