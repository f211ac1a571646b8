using System.Numerics;
using System.Runtime.InteropServices;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Partials;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Takes the matches that are no story by themselves out of the others, and keeps of each story the best and how many there were. The best
/// of all matches, whatever was shown before: so no later page shows a story again. For one thread.
/// </summary>
/// <param name="stories">The stories.</param>
/// <param name="points">The indexes that are searched.</param>
/// <param name="member">Which of them this is.</param>
/// <param name="order">The hits' order.</param>
/// <param name="budget">The time there is.</param>
internal sealed class StoryMatches(StoryGroups stories, PointInTimeSet points, int member, SortKeys order, SearchBudget budget)
{
    private const int StepsAMatch = 2;

    private readonly Dictionary<int, StoryPart> found = [];
    private HitColumns? columns;
    private PairScores? pairs;
    private int first;
    private int docBase;
    private int articles;

    /// <summary>What was found, in no order.</summary>
    public IReadOnlyCollection<StoryPart> Found => found.Values;

    /// <summary>Goes on to a segment.</summary>
    public void Enter(SegmentView segment, PairScores? next)
    {
        columns = new HitColumns(segment.Reader);
        (pairs, docBase, articles) = (next, segment.Leaf.DocBase, segment.DocumentCount);
        first = points.Document(member, docBase);
    }

    /// <summary>Ends a segment: what pairs add may be asked for from its first document on again.</summary>
    public void Leave() => pairs?.Restart();

    /// <summary>Takes the matches of a window that belong to stories out of it.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">Its matches; those that are left are alone.</param>
    /// <param name="scores">Their scores, without what pairs add; where the order is by score.</param>
    /// <param name="numbers">What they are sorted by, where the order is by a column.</param>
    public void Take(int from, Span<ulong> matches, ReadOnlySpan<double> scores, OptionalNumbers? numbers)
    {
        var window = stories.Of(first + from, Math.Min(matches.Length << 6, articles - from));
        var keys = numbers is null ? default : numbers.Window(from);
        for (var i = 0; i < matches.Length; i++)
        {
            for (var word = matches[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                if (window[place] is > 0 and var story)
                {
                    budget.Spend(StepsAMatch);
                    matches[i] &= ~(1ul << place);
                    var score = !order.IsByScore || scores.IsEmpty ? 0
                        : pairs?.Raised(from + place, scores[place], double.NegativeInfinity) ?? scores[place];
                    Offer(story, from + place, order.IsByScore ? score : order.Key(keys[place]), score);
                }
            }
        }
    }

    private void Offer(int story, int document, double key, double score)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(found, story, out var isKnown);
        var best = known.Best;
        if (!isKnown || key >= best.Key)
        {
            var hit = new PartialHit(key, score, columns!.Tie(document), member, docBase + document);
            best = !isKnown || PartialHit.Compare(hit, best) < 0 ? hit : best;
        }

        known = new(story, best, known.Matches + 1);
    }
}
