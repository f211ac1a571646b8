using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Facets;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Trends;

namespace SearchCore.Searching.Sharding;

/// <summary>A shard's part of the first round: everything but the values of its facets, which are counted by number.</summary>
/// <param name="Results">The part, without facets.</param>
/// <param name="Facets">The counts.</param>
/// <param name="Shared">For each of them what other shards may count too; empty where articles are counted.</param>
/// <param name="Ranges">The counts of facets of ranges, which say what they are of, and what other shards may count too.</param>
/// <param name="Groups">The groups of the matches, by number too; null where they are not grouped.</param>
/// <param name="Alone">How many matches belong to none.</param>
internal sealed record FoundInShard(
    PartialResults Results, IReadOnlyList<SparseCounts> Facets, IReadOnlyList<IReadOnlyList<StoryRow>> Shared,
    IReadOnlyList<FacetTally> Ranges, IReadOnlyList<MatchGroup>? Groups, long Alone);

/// <summary>Finds the matches.</summary>
internal sealed record CollectRound : Round<FoundInShard>
{
    /// <inheritdoc/>
    public override void Write(MessageWriter writer)
    {
    }

    /// <inheritdoc/>
    public override void WriteAnswer(MessageWriter writer, ShardSearch search, SearchBudget budget)
    {
        var found = search.Found;
        writer.Number(found.Total);
        writer.Number(found.Articles);
        writer.List(found.Hits, WriteHit);
        writer.List([.. found.Facets.Where(f => f.Values is KindOrdinals)], (w, tally) => RemoteValues.WriteCounts(w, tally.Counts));
        writer.List([.. found.Facets.Where(f => f.Values is not KindOrdinals)], WriteRanges);
        writer.Flag(found.Bounds is not null);
        if (found.Bounds is { } bounds)
        {
            writer.Number(bounds.First);
            writer.Number(bounds.Last);
            writer.Number(bounds.Undated);
        }

        Samples.Write(writer, found.Sample);
        writer.Flag(found.Groups is not null);
        if (found.Groups is { } grouped)
        {
            writer.Number(grouped.Alone);
            writer.List(grouped.Groups, (w, group) =>
            {
                w.Number(group.Number);
                w.Number(group.Articles);
                WriteHit(w, group.Best);
            });
        }

        if (search.CountsStories)
        {
            writer.List(found.Facets, (w, tally) => StoryRow.Write(w, tally.Shared));
            writer.List(found.SharedUndated, (w, story) => w.Number(story));
        }
    }

    /// <inheritdoc/>
    public override FoundInShard Read(MessageReader reader, int shard)
    {
        var (total, articles) = (reader.Number(), reader.Number());
        var hits = reader.List(r => ReadHit(r, shard));
        var facets = reader.List(RemoteValues.ReadCounts);
        var ranges = reader.List(ReadRanges);
        TimelineBounds? bounds = reader.Flag() ? new(reader.Number(), reader.Number(), reader.Number()) : null;
        var sample = Samples.Read(reader, shard);
        var (groups, alone) = ((IReadOnlyList<MatchGroup>?)null, 0L);
        if (reader.Flag())
        {
            alone = reader.Number();
            groups = reader.List(r => new MatchGroup(null, r.Small(), r.Number(), ReadHit(r, shard)));
        }

        List<IReadOnlyList<StoryRow>> shared = reader.AtEnd ? [] : reader.List(StoryRow.Read);
        return new(
            new()
            {
                Total = total,
                Hits = hits,
                Facets = [],
                Bounds = bounds,
                SharedUndated = reader.AtEnd ? [] : reader.List(r => r.Small()),
                Sample = sample,
                Articles = articles,
            },
            facets, [.. shared.Take(facets.Count)],
            [.. ranges.Select((r, i) => WithStories(r, shared.ElementAtOrDefault(facets.Count + i)))], groups, alone);
    }

    private static void WriteRanges(MessageWriter writer, FacetTally tally) =>
        writer.List([.. Enumerable.Range(0, tally.Values.Size)], (w, number) =>
        {
            w.Text(tally.Values.Value(number));
            w.Number(tally.Counts[number]);
        });

    private static FacetTally ReadRanges(MessageReader reader)
    {
        var counted = reader.List(r => (r.Text(), r.Small()));
        return counted.DistinctBy(c => c.Item1).Count() == counted.Count
            ? FacetTally.Of(counted)
            : throw new MessageException("it counts a range twice");
    }

    private static FacetTally WithStories(FacetTally ranges, IReadOnlyList<StoryRow>? shared) => shared is null ? ranges
        : shared.All(s => (uint)s.Row < (uint)ranges.Values.Size) ? ranges.With(shared)
        : throw new MessageException("it counts a range that there is not");

    private static void WriteHit(MessageWriter writer, PartialHit hit)
    {
        writer.Real(hit.Key);
        writer.Real(hit.Score);
        writer.Number(hit.Tie.Date);
        writer.Fixed(hit.Tie.Hash);
        writer.Number(hit.Document);
    }

    private static PartialHit ReadHit(MessageReader reader, int shard) =>
        new(reader.Real(), reader.Real(), new Tie(reader.Number(), reader.Fixed()), shard, reader.Small());
}
