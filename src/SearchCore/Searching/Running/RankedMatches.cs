using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Execution;
using SearchCore.Searching.Ranking;

namespace SearchCore.Searching.Running;

/// <summary>
/// Finds the best of a search's matches by their scores. Where pairs of words add to scores, matches that may be among the best with it are
/// held as candidates until their segment ends, and only of those it is asked. For one thread; to be
/// disposed.
/// </summary>
/// <param name="top">Keeps the best.</param>
/// <param name="size">How many hits are wanted.</param>
/// <param name="isLimited">As <see cref="Candidates"/> has it.</param>
internal sealed class RankedMatches(TopHits top, int size, bool isLimited) : IDisposable
{
    private const int FewMatches = 6;

    private readonly Candidates candidates = new(size, isLimited);
    private PairScores? pairs;

    // What a document must score at least so that it is worth offering. Rounding keeps nothing out.
    private double threshold;

    // What the date of a hit that ties with the last of the best must be at least; asked for where some tie.
    private double? leastDate;
    private OptionalNumbers? dates;

    /// <summary>What a document must score in the end to be among the best.</summary>
    public double LeastScore => candidates.Threshold(top.Threshold);

    /// <summary>Goes on to a segment.</summary>
    /// <param name="next">What pairs of words add there; null for nothing.</param>
    /// <param name="articleDates">When the segment's articles were published.</param>
    public void Enter(PairScores? next, OptionalNumbers articleDates)
    {
        (pairs, dates, leastDate) = (next, articleDates, null);
        threshold = Needed();
    }

    /// <summary>Takes the matches of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="matches">The matches.</param>
    /// <param name="worthy">All of them that may be among the best; documents that do not match may be in it too.</param>
    /// <param name="scores">The window's scores.</param>
    public void Take(int from, ReadOnlySpan<ulong> matches, ReadOnlySpan<ulong> worthy, ReadOnlySpan<double> scores)
    {
        if (double.IsPositiveInfinity(threshold))
        {
            return;
        }

        for (var i = 0; i < matches.Length; i++)
        {
            var word = matches[i] & worthy[i];
            if (word == 0)
            {
                continue;
            }

            var some = scores.Slice(i << 6, 64);
            if (BitOperations.PopCount(word) > FewMatches)
            {
                word &= AtLeast(some, threshold);
            }

            for (; word != 0; word &= word - 1)
            {
                var place = BitOperations.TrailingZeroCount(word);
                if (some[place] >= threshold && !(some[place] == threshold && IsOlder(from + (i << 6) + place)))
                {
                    Offer(some[place], from, (i << 6) + place);
                }
            }
        }
    }

    /// <summary>Takes matches of a window.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">The matches that may be among the best, from the window's start, rising.</param>
    /// <param name="scores">As many scores.</param>
    public void Take(int from, ReadOnlySpan<ushort> documents, ReadOnlySpan<double> scores)
    {
        for (var at = 0; at < documents.Length; at++)
        {
            at += Below(scores[at..], threshold);
            if (at < documents.Length && !(scores[at] == threshold && IsOlder(from + documents[at])))
            {
                Offer(scores[at], from, documents[at]);
            }
        }
    }

    /// <summary>Takes matches of a segment where no pairs add anything.</summary>
    public void Take(ReadOnlySpan<int> documents, ReadOnlySpan<double> scores)
    {
        for (var at = 0; at < documents.Length; at++)
        {
            at += Below(scores[at..], threshold);
            if (at < documents.Length)
            {
                top.Offer(scores[at], scores[at], documents[at]);
                threshold = top.Threshold;
            }
        }
    }

    /// <summary>
    /// Ends a segment. What pairs add is asked of the best as they are first, by which most of the others are out of the question.
    /// </summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public void Leave()
    {
        if (pairs is null)
        {
            return;
        }

        candidates.Keep(Needed());
        var held = candidates.Held;
        var best = candidates.Threshold(top.Threshold);
        var (rankedBest, rankedOthers) = (0, 0);
        try
        {
            for (; rankedBest < held.Length; rankedBest++)
            {
                if (held[rankedBest].Score >= best)
                {
                    OfferRaised(held[rankedBest]);
                }
            }

            var isAtStart = false;
            for (; rankedOthers < held.Length; rankedOthers++)
            {
                ref readonly var other = ref held[rankedOthers];
                if (other.Score >= best || other.Score < pairs.Least(top.Threshold))
                {
                    continue;
                }

                if (!isAtStart)
                {
                    pairs.Restart();
                    isAtStart = true;
                }

                if (pairs.CanReach(other.Document, other.Score, other.Parts, top.Threshold, out var score))
                {
                    top.Offer(score, score, other.Document);
                }
            }
        }
        catch (BudgetExceededException)
        {
            // What was not ranked yet is taken as it is.
            for (var at = 0; at < held.Length; at++)
            {
                if (at >= (held[at].Score >= best ? rankedBest : rankedOthers))
                {
                    top.Offer(held[at].Score, held[at].Score, held[at].Document);
                }
            }

            throw;
        }
        finally
        {
            candidates.Clear();
        }
    }

    /// <summary>Ends the search: where the time was up within a segment, its best are taken as they are.</summary>
    public void Finish()
    {
        foreach (var held in candidates.Held)
        {
            top.Offer(held.Score, held.Score, held.Document);
        }
    }

    /// <summary>Gives its room back.</summary>
    public void Dispose() => candidates.Dispose();

    private double Needed() => pairs is null || double.IsInfinity(candidates.Threshold(top.Threshold))
        ? top.Threshold
        : pairs.Least(candidates.Threshold(top.Threshold));

    private void Offer(double score, int from, int place)
    {
        if (pairs is null)
        {
            top.Offer(score, score, from + place);
            (threshold, leastDate) = (top.Threshold, null);
            return;
        }

        if (candidates.Add(new(from + place, score, pairs.Known(place))))
        {
            threshold = Needed();
        }

        if (candidates.IsFull)
        {
            candidates.Keep(threshold);
        }
    }

    // Whether a hit that scores as the last of the best comes behind it by its date: of conditions with few different scores most do.
    private bool IsOlder(int document) =>
        pairs is null && SortKeys.Newest.Key(dates!.Window(document)[0]) < (leastDate ??= top.LeastDate(threshold));

    private void OfferRaised(in Candidate held)
    {
        var score = pairs!.Raised(held.Document, held.Score, held.Parts);
        top.Offer(score, score, held.Document);
    }

    // How many scores in front are below a threshold.
    private static int Below(ReadOnlySpan<double> scores, double threshold)
    {
        ref var score = ref MemoryMarshal.GetReference(scores);
        var at = 0;
        for (; Vector512.IsHardwareAccelerated && at + 8 <= scores.Length; at += 8)
        {
            var some = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref score, (nuint)at), Vector512.Create(threshold))
                .ExtractMostSignificantBits();
            if (some != 0)
            {
                return at + BitOperations.TrailingZeroCount(some);
            }
        }

        for (; at + 4 <= scores.Length; at += 4)
        {
            var some = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref score, (nuint)at), Vector256.Create(threshold))
                .ExtractMostSignificantBits();
            if (some != 0)
            {
                return at + BitOperations.TrailingZeroCount(some);
            }
        }

        while (at < scores.Length && scores[at] < threshold)
        {
            at++;
        }

        return at;
    }

    // A bit for each of 64 scores that is not less than a threshold.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong AtLeast(ReadOnlySpan<double> scores, double threshold)
    {
        ref var score = ref MemoryMarshal.GetReference(scores[..64]);
        ulong bits = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (var i = 0; i < 64; i += 8)
            {
                var atLeast = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref score, (nuint)i), Vector512.Create(threshold));
                bits |= atLeast.ExtractMostSignificantBits() << i;
            }
        }
        else
        {
            for (var i = 0; i < 64; i += 4)
            {
                var atLeast = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref score, (nuint)i), Vector256.Create(threshold));
                bits |= (ulong)atLeast.ExtractMostSignificantBits() << i;
            }
        }

        return bits;
    }
}
