using System.Text.Json;

using SearchCore.Cluster.Alerts;
using SearchCore.Proofs.Hosted;

namespace SearchCore.Proofs.Silos;

/// <summary>The events of a cluster as they are read bit by bit, what was delivered of them, and what is wrong with either.</summary>
internal sealed class AlertLedger
{
    private readonly HashSet<(int Shard, long Number, string Query)> events = [];
    private readonly HashSet<(string Query, string Id, int Version)> told = [];
    private readonly HashSet<(int Shard, long Number, string Query)> delivered = [];
    private readonly Dictionary<int, SnapshotName> commits = [];
    private readonly Dictionary<string, int> versions = new(StringComparer.Ordinal);
    private string? position;
    private int known;

    /// <summary>How many events there were, and how many of them were of a version that had been told of before.</summary>
    public (int All, int Again) Events => (events.Count, events.Count - told.Count);

    /// <summary>Reads what came since the last time; says what is wrong with it.</summary>
    public async Task<string?> ReadAsync(ClusterAlerts alerts, AlertLoad load)
    {
        // An acknowledged change is published, and its events are there before that.
        var sure = load.Sure(known);
        await foreach (var batch in alerts.ReadAsync(position))
        {
            position = batch.Position;
            if (commits.TryGetValue(batch.Shard, out var before) && batch.Generation <= before)
            {
                return $"shard {batch.Shard}: commit {batch.Generation} comes behind {before}";
            }

            commits[batch.Shard] = batch.Generation;
            foreach (var found in batch.Events)
            {
                if (Wrong(found, load) is { } wrong)
                {
                    return wrong;
                }

                events.Add((batch.Shard, found.Number, found.Query));
            }
        }

        known += sure.Count;
        foreach (var (id, version) in sure)
        {
            var missing = StandingVictim.Queries.Where(q => q.Matches(version) && !told.Contains((q.Query, id, version))).ToList();
            if (missing.Count > 0)
            {
                return $"'{missing[0].Query}' was not told of {id}, version {version}";
            }
        }

        return null;
    }

    /// <summary>Takes what one life of a consumer's process printed; says what is wrong with it.</summary>
    /// <param name="lines">Its lines; where it was killed the last may be half of one.</param>
    public string? Take(IReadOnlyList<string> lines)
    {
        var numbers = new Dictionary<int, (long Number, string Query)>();
        for (var n = 0; n < lines.Count; n++)
        {
            (int Shard, long Number, string Query) found;
            try
            {
                using var json = JsonDocument.Parse(lines[n]);
                var told = json.RootElement.GetProperty("event");
                found = (json.RootElement.GetProperty("shard").GetInt32(), told.GetProperty("number").GetInt64(),
                    told.GetProperty("query").GetString()!);
            }
            catch (JsonException) when (n == lines.Count - 1)
            {
                return null;
            }

            if (numbers.TryGetValue(found.Shard, out var before) && found.Number <= before.Number)
            {
                return $"event {found.Number} of shard {found.Shard} was delivered behind {before.Number}";
            }

            numbers[found.Shard] = (found.Number, found.Query);
            delivered.Add(found);
        }

        return null;
    }

    /// <summary>What was never delivered, or was delivered and is not there.</summary>
    public string? Undelivered() => events.Except(delivered).ToList() is [var lost, ..]
        ? $"event {lost.Number} of shard {lost.Shard} was never delivered"
        : delivered.Except(events).ToList() is [var invented, ..]
            ? $"event {invented.Number} of shard {invented.Shard} was delivered and is not there"
            : null;

    private string? Wrong(StandingEvent found, AlertLoad load)
    {
        if (found.Article is not { } article)
        {
            return $"'{found.Query}' has a fault: {found.Fault}";
        }

        var (id, version) = (article.Id, StandingVictim.VersionOf(article.Title));
        if (!load.HasSent(id, version))
        {
            return $"'{found.Query}' was told of {id}, version {version}, which nobody sent";
        }

        if (!StandingVictim.Queries.Single(q => q.Query == found.Query).Matches(version))
        {
            return $"'{found.Query}' was told of version {version}";
        }

        if (version < versions.GetValueOrDefault(id))
        {
            return $"{id}, version {version}, comes behind version {versions[id]}";
        }

        versions[id] = version;
        told.Add((found.Query, id, version));
        return null;
    }
}
