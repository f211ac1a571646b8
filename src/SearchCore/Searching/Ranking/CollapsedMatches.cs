using System.Runtime.InteropServices;

using Lucene.Net.Index;

namespace SearchCore.Searching.Ranking;

/// <summary>Says to which group each article of an index belongs. For one thread.</summary>
internal interface IArticleKeys
{
    /// <summary>Goes on to a segment.</summary>
    void Enter(AtomicReaderContext segment);

    /// <summary>The key of the group of an article of the segment, the same over all segments; null where it belongs to none.</summary>
    long? Of(int document);
}

/// <summary>
/// Of the matches of an index the best one of each group, and how many each has. Which articles make a group is the keys' matter. For one
/// thread.
/// </summary>
internal sealed class CollapsedMatches(IArticleKeys keys)
{
    private readonly Dictionary<long, (RankedHit Best, long Articles)> groups = [];
    private AtomicReaderContext? leaf;
    private HitColumns? columns;

    /// <summary>The groups, in no order.</summary>
    public IReadOnlyDictionary<long, (RankedHit Best, long Articles)> Groups => groups;

    /// <summary>Goes on to a segment.</summary>
    public void Enter(AtomicReaderContext segment)
    {
        (leaf, columns) = (segment, new(segment.AtomicReader));
        keys.Enter(segment);
    }

    /// <summary>Takes a match of the segment.</summary>
    /// <returns>Whether it belongs to a group.</returns>
    public bool Take(double key, double score, int document)
    {
        if (keys.Of(document) is not { } group)
        {
            return false;
        }

        Add(group, new(key, score, columns!, leaf!, document), 1);
        return true;
    }

    /// <summary>Adds what another thread took of other segments of the index.</summary>
    public void Add(CollapsedMatches other)
    {
        foreach (var (group, (best, articles)) in other.groups)
        {
            Add(group, best, articles);
        }
    }

    private void Add(long group, in RankedHit hit, long articles)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, group, out var isKnown);
        held.Best = isKnown && RankedHit.Compare(held.Best, hit) <= 0 ? held.Best : hit;
        held.Articles += articles;
    }
}
