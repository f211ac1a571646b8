using System.Numerics;
using System.Runtime.InteropServices;

using Lucene.Net.Index;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Takes the matches that belong to groups out of the others, and keeps of each group the best and how many there were. The best of all
/// matches, whatever was shown before: so no later page shows a group again. Which articles make a group is the keys' matter. For one
/// thread.
/// </summary>
/// <param name="keys">The groups.</param>
/// <param name="order">The hits' order.</param>
/// <param name="budget">The time there is.</param>
internal sealed class CollapsedMatches(IArticleKeys keys, SortKeys order, SearchBudget budget)
{
    private const int StepsAMatch = 4;

    private readonly Dictionary<int, (RankedHit Best, long Articles)> groups = [];
    private AtomicReaderContext? leaf;
    private HitColumns? columns;
    private PairScores? pairs;

    /// <summary>Whether it asks for what pairs of words add itself; else that must be part of the scores it takes.</summary>
    public bool AsksForPairs => keys.AreFew;

    /// <summary>The groups, in no order.</summary>
    public IReadOnlyDictionary<int, (RankedHit Best, long Articles)> Groups => groups;

    /// <summary>How many matches belong to none.</summary>
    public long Alone { get; private set; }

    /// <summary>Goes on to a segment.</summary>
    public void Enter(SegmentView segment, PairScores? next)
    {
        (leaf, columns, pairs) = (segment.Leaf, new(segment.Reader), next);
        keys.Enter(segment.Leaf);
    }

    /// <summary>Ends a segment: what pairs add may be asked for from its first document on again.</summary>
    public void Leave() => pairs?.Restart();

    /// <summary>Takes the matches of a window that belong to groups out of it.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Its matches; those that are left belong to none.</param>
    /// <param name="scores">Their scores, whole unless <see cref="AsksForPairs"/>; empty where nobody asked for them.</param>
    /// <param name="numbers">What they are sorted by, where the order is not by scores.</param>
    public void Take(int from, Span<ulong> matches, ReadOnlySpan<double> scores, ISortNumbers? numbers)
    {
        budget.Spend(StepsAMatch * Window.Count(matches));
        var window = numbers is null ? default : numbers.Window(from);
        for (var i = 0; i < matches.Length; i++)
        {
            for (var word = matches[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                var group = keys.Of(from + place);
                if (group == IArticleKeys.None)
                {
                    continue;
                }

                matches[i] &= ~(1ul << place);
                var score = !order.IsByScore || scores.IsEmpty ? 0
                    : pairs?.Raised(from + place, scores[place], pairs.Known(place)) ?? scores[place];
                var key = order.IsByScore ? score : order.Key(window[place]);
                ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, group, out var isKnown);
                held.Articles++;
                if (!isKnown || key >= held.Best.Key)
                {
                    var hit = new RankedHit(key, score, columns!, leaf!, from + place);
                    held.Best = isKnown && RankedHit.Compare(held.Best, hit) <= 0 ? held.Best : hit;
                }
            }
        }

        Alone += Window.Count(matches);
    }

    /// <summary>Adds what another thread took of other segments of the index.</summary>
    public void Add(CollapsedMatches other)
    {
        Alone += other.Alone;
        foreach (var (group, (best, articles)) in other.groups)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, group, out var isKnown);
            held.Best = isKnown && RankedHit.Compare(held.Best, best) <= 0 ? held.Best : best;
            held.Articles += articles;
        }
    }
}
