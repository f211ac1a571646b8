using System.Collections.Concurrent;

using SearchCore.Articles.Checksums;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// The stories of an archive whose shards are elsewhere: which articles of which shard each has. Eight bytes for each article that is not
/// alone, and what is told to shards of it. Thread-safe.
/// </summary>
internal sealed class ShardedStories
{
    private readonly (int Shard, int Document)[] articles;
    private readonly int[] starts;
    private readonly ReadOnlyMemory<byte>[] messages;

    /// <summary>Puts stories together.</summary>
    /// <param name="members">
    /// The articles that are not alone, in any order, each with a number that those of one story have in common.
    /// </param>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="missing">The shards that did not take part, and why.</param>
    public ShardedStories(
        IEnumerable<(int Shard, int Document, int Story)> members, int shards, IReadOnlyList<(int Shard, string Reason)> missing)
    {
        // Numbered by their first articles, so that whoever makes them has the same.
        var numbers = new Dictionary<int, int>();
        var stories = new List<List<(int Shard, int Document)>>();
        foreach (var (shard, document, story) in members.Order())
        {
            if (numbers.TryAdd(story, stories.Count))
            {
                stories.Add([]);
            }

            stories[numbers[story]].Add((shard, document));
        }

        (Count, Missing) = (stories.Count, missing);
        articles = [.. stories.SelectMany(s => s)];
        starts = new int[stories.Count + 1];
        var own = Enumerable.Range(0, shards).Select(_ => new List<(int, bool, int[])>()).ToArray();
        for (var story = 1; story <= stories.Count; story++)
        {
            starts[story] = starts[story - 1] + stories[story - 1].Count;
            foreach (var part in stories[story - 1].GroupBy(a => a.Shard))
            {
                int[] documents = [.. part.Select(a => a.Document)];
                own[part.Key].Add((story, documents.Length < stories[story - 1].Count, documents));
            }
        }

        messages = Array.ConvertAll(own, o =>
        {
            var writer = new MessageWriter();
            MemberStories.Write(writer, o);
            return writer.Written;
        });
        Key = Fingerprint.ShortOf(string.Join(' ', messages.Select(m => Fingerprint.Of(m.Span))));
    }

    /// <summary>How many stories of two articles or more there are; they have the numbers from 1 on.</summary>
    public int Count { get; }

    /// <summary>A number that other stories of the same shards do not have: shards keep stories by it.</summary>
    public ulong Key { get; }

    /// <summary>The shards that did not take part, and why: their articles are in no story.</summary>
    public IReadOnlyList<(int Shard, string Reason)> Missing { get; }

    /// <summary>What stories are called, as far as somebody asked.</summary>
    public ConcurrentDictionary<int, string> Names { get; } = new();

    /// <summary>The articles of a story.</summary>
    public ReadOnlySpan<(int Shard, int Document)> Articles(int story) =>
        articles.AsSpan(starts[story - 1], starts[story] - starts[story - 1]);

    /// <summary>What a shard is told (<see cref="MemberStories.Read"/>).</summary>
    public ReadOnlyMemory<byte> Message(int shard) => messages[shard];
}
