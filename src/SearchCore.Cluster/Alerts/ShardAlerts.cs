namespace SearchCore.Cluster.Alerts;

/// <summary>
/// What a shard's writer does about standing queries: has those of the cluster stand beside its index, and sends the events of each commit
/// to the shard's place before the commit is published. For one caller at a time.
/// </summary>
/// <param name="queries">Where the cluster's queries are.</param>
/// <param name="place">The shard's place.</param>
/// <param name="index">The shard's index, of this epoch.</param>
/// <param name="epoch">The epoch.</param>
internal sealed class ShardAlerts(ISnapshotTransport queries, ISnapshotTransport place, ArticleIndex index, long epoch)
{
    private readonly QueryRegister register = new(queries);
    private readonly EventObjects objects = new(place);
    private readonly Dictionary<(string Query, long Version), string> refused = [];
    private readonly List<StandingEvent> faults = [];
    private Dictionary<string, StandingQuery> standing = new(StringComparer.Ordinal);
    private long sent = index.Standing.Last;
    private bool isBehind;

    /// <summary>Takes up what was changed of the queries: what is committed afterwards is matched with them.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        // What was seen and could not be taken up is taken up the next time.
        isBehind |= await register.LookAsync(cancellation).ConfigureAwait(false);
        if (!isBehind)
        {
            return;
        }

        var wanted = new Dictionary<string, StandingQuery>(register.Queries, StringComparer.Ordinal);
        foreach (var gone in standing.Keys.Where(n => !wanted.ContainsKey(n)).ToList())
        {
            index.Standing.Remove(gone);
        }

        var changed = wanted.Values.Where(q => standing.GetValueOrDefault(q.Name)?.Version != q.Version).ToList();
        try
        {
            index.Standing.Put(changed, register.Kinds);
        }
        catch (Exception e) when (e is QueryException or ArgumentException)
        {
            // One of them: the others stand all the same.
            changed.ForEach(PutAlone);
        }

        (standing, isBehind) = (wanted, false);
    }

    /// <summary>Sends the events of a commit, which is the index's last.</summary>
    public async Task SendAsync(long sequence, CancellationToken cancellation)
    {
        // Of the index's own versions none is told: they count the changes of this epoch.
        var events = index.Standing.Read(sent)
            .Select(e => e with { Version = standing.GetValueOrDefault(e.Query)?.Version ?? 0 })
            .Concat(faults.Select(f => f with { Commit = sequence })).ToList();
        if (events.Count > 0)
        {
            await objects.WriteAsync(new(epoch, sequence), events, cancellation).ConfigureAwait(false);
        }

        faults.Clear();
        sent = index.Standing.Last;
        index.Standing.RemoveEvents(sent);
    }

    // A query that this shard refuses, such as one that a later version stored, is told of once and tried again with its next change.
    private void PutAlone(StandingQuery query)
    {
        try
        {
            index.Standing.Put([query], register.Kinds);
        }
        catch (Exception e) when (e is QueryException or ArgumentException)
        {
            if (index.Standing.Find(query.Name) is not null)
            {
                index.Standing.Remove(query.Name);
            }

            if (refused.TryAdd((query.Name, query.Version), e.Message))
            {
                faults.Add(new()
                {
                    Number = sent,
                    Query = query.Name,
                    Version = query.Version,
                    Commit = 0,
                    At = query.Stored ?? default,
                    Fault = e.Message,
                });
            }
        }
    }
}
