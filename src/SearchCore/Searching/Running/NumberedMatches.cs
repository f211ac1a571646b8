using System.Numerics;

using SearchCore.Searching.Columns;
using SearchCore.Searching.Ranking;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>
/// Finds the best of a search's matches by a number of each: the one that they are sorted by, or, where all score the same, the date, by
/// which the newest come first. For one thread.
/// </summary>
/// <param name="top">Keeps the best.</param>
/// <param name="order">The order, where it is by numbers.</param>
/// <param name="score">What all matches score, where the order is by scores.</param>
internal sealed class NumberedMatches(TopHits top, SortKeys order, double? score)
{
    private const int FewMatches = 6;

    private const int WordsAStretch = NumberEnds.Stretch / 64;

    // With so many matches for each block of numbers hardly any block would be left unread.
    private const int ManyInBlock = 4;

    private readonly SortKeys keys = score is null ? order : SortKeys.Newest;
    private ISortNumbers? numbers;
    private OptionalNumbers? known;
    private int[] stretches = [];
    private int next;

    private double Least => score is { } all ? top.LeastDate(all) : top.Threshold;

    private double Most => score is { } all ? top.GreatestDate(all) : top.Ceiling;

    /// <summary>Goes on to a segment.</summary>
    public void Enter(SegmentView segment)
    {
        numbers = keys.Numbers(segment.Columns, segment.Reader);
        known = numbers as OptionalNumbers;
    }

    /// <summary>Takes the matches of a window.</summary>
    public void Take(int from, ReadOnlySpan<ulong> matches)
    {
        if (double.IsPositiveInfinity(Least))
        {
            return;
        }

        // Archives are loaded in the order of time: the best stand at one end.
        for (var i = 0; i < matches.Length; i += WordsAStretch)
        {
            var at = keys.GreatestFirst ? matches.Length - WordsAStretch - i : i;
            TakeStretch(from + (at << 6), matches.Slice(at, WordsAStretch));
        }
    }

    private void TakeStretch(int from, ReadOnlySpan<ulong> matches)
    {
        var (least, most) = (Least, Most);
        if (matches.IndexOfAnyExcept(0ul) < 0 || (known?.KnowsEnds == true && IsBeside(known.Ends(from), least, most)))
        {
            return;
        }

        // Where numbers rise, each would be better than all before: what has the best goes first.
        Span<ulong> worthy = stackalloc ulong[WordsAStretch];
        Span<double> best = stackalloc double[WordsAStretch];
        Span<int> order = stackalloc int[WordsAStretch];
        var window = numbers!.Window(from);
        var count = 0;
        for (var i = 0; i < matches.Length; i++)
        {
            var word = matches[i];
            if (BitOperations.PopCount(word) > FewMatches)
            {
                word &= keys.Between(window[(i << 6)..], least, most);
            }

            if (word == 0)
            {
                continue;
            }

            worthy[i] = word;
            var own = Best(window[(i << 6)..], word);
            var at = count++;
            for (; at > 0 && best[at - 1] < own; at--)
            {
                (best[at], order[at]) = (best[at - 1], order[at - 1]);
            }

            (best[at], order[at]) = (own, i);
        }

        for (var i = 0; i < count && best[i] >= Least; i++)
        {
            var at = order[i] << 6;
            TakeWord(from + at, window[at..], worthy[order[i]]);
        }
    }

    private double Best(ReadOnlySpan<long> window, ulong word)
    {
        var best = double.NegativeInfinity;
        for (; word != 0; word &= word - 1)
        {
            best = Math.Max(best, keys.Key(window[BitOperations.TrailingZeroCount(word)]));
        }

        return best;
    }

    private void TakeWord(int from, ReadOnlySpan<long> window, ulong word)
    {
        var (least, most) = (Least, Most);
        var isRising = keys.Key(window[BitOperations.TrailingZeroCount(word)]) <= keys.Key(window[BitOperations.Log2(word)]);
        while (word != 0)
        {
            var place = isRising ? BitOperations.Log2(word) : BitOperations.TrailingZeroCount(word);
            word &= ~(1ul << place);
            var key = keys.Key(window[place]);
            if (key >= least && key <= most)
            {
                top.Offer(score ?? key, score ?? 0, from + place);
                least = Least;
            }
        }
    }

    /// <summary>
    /// Begins to ask for stretches of the segment, the one with the best number first (<see cref="NextStretch"/>): where so many articles
    /// match that the numbers of all have to be known anyway.
    /// </summary>
    /// <returns>Whether it does.</returns>
    public bool Begin(long matches)
    {
        if (double.IsPositiveInfinity(Least))
        {
            stretches = [];
        }
        else if (known is null || (!known.KnowsEnds && matches < (long)ManyInBlock * known.Blocks))
        {
            return false;
        }
        else
        {
            stretches = known.Stretches(keys.GreatestFirst);
        }

        next = 0;
        return true;
    }

    /// <summary>The first article of the next stretch that may have one of the best; -1 where none has.</summary>
    public int NextStretch()
    {
        var (least, most) = (Least, Most);
        for (; next < stretches.Length; next++)
        {
            var from = stretches[next] << NumberEnds.Shift;
            var ends = known!.Ends(from);
            if (keys.Best(ends) < least)
            {
                // So are those that come behind it.
                return -1;
            }

            if (!IsBeside(ends, least, most))
            {
                next++;
                return from;
            }
        }

        return -1;
    }

    private bool IsBeside(NumberEnds ends, double least, double most) => keys.Best(ends) < least || keys.Last(ends) > most;
}
