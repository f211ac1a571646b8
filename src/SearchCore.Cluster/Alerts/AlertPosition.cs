using System.Globalization;

using SearchCore.Cluster.Objects;

namespace SearchCore.Cluster.Alerts;

/// <summary>How far somebody has come with the events of each shard. As a text: <c>0:3.12,2:1.9</c>, shard, epoch and sequence.</summary>
internal static class AlertPosition
{
    /// <summary>Reads a position.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static SortedDictionary<int, SnapshotName> Parse(string? text)
    {
        var shards = new SortedDictionary<int, SnapshotName>();
        foreach (var part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            long[] numbers = [.. part.Split(':', '.').Select(CheckedObjects.Number)];
            if (numbers is not [>= 0 and <= int.MaxValue and var shard, >= 0 and var epoch, >= 0 and var sequence]
                || !shards.TryAdd((int)shard, new(epoch, sequence)))
            {
                throw new ArgumentException($"'{text}' is no position of events; use one that a batch of them has.", nameof(text));
            }
        }

        return shards;
    }

    /// <summary>Writes a position.</summary>
    public static string Write(SortedDictionary<int, SnapshotName> shards) => string.Join(
        ',', shards.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}:{s.Value.Epoch}.{s.Value.Sequence}")));
}
