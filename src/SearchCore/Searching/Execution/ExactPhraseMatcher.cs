using System.Numerics;
using System.Runtime.Intrinsics.X86;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>Words that stand at exactly their distances.</summary>
internal sealed class ExactPhraseMatcher(
    SegmentPostings segment, IReadOnlyList<(PostingList List, int Place)> terms, Scratch scratch, SearchBudget budget)
    : PhraseMatcher(segment, terms, scratch, budget)
{
    private const int PositionsAStep = 8;

    private int[] starts = new int[64];

    protected override float FrequencyIn(int document)
    {
        var (rarest, offset) = Words[0];
        rarest.Advance(document);
        if (Avx2.IsSupported && rarest.IsFew(out var differences, out var few))
        {
            var shared = uint.MaxValue;
            for (var word = 1; word < Words.Length && shared != 0; word++)
            {
                var (other, at) = Words[word];
                other.Advance(document);
                Budget.Spend(1 + (other.Frequency / PositionsAStep));
                shared &= PositionPair.Shared(rarest, differences, few, at - offset, other);
            }

            return BitOperations.PopCount(shared);
        }

        var first = rarest.PaddedPositions();
        var count = first.Length - PositionCursor.Pad;
        if (Words.Length > 2)
        {
            if (starts.Length < first.Length)
            {
                starts = new int[2 * first.Length];
            }

            first.CopyTo(starts);
            for (var word = 1; word < Words.Length - 1 && count > 0; word++)
            {
                Words[word].Positions.Advance(document);
                count = Keep(count, Words[word].Positions.Positions(), Words[word].Place - offset);
            }

            if (count == 0)
            {
                return 0;
            }

            first = starts;
        }

        var (last, place) = Words[^1];
        last.Advance(document);
        var others = last.PaddedPositions();
        Budget.Spend((count + others.Length) / PositionsAStep);
        return BlockSums.CountShared(first, count, place - offset, others, others.Length - PositionCursor.Pad);
    }

    // Leaves of the starts those at which the next word stands where it must.
    private int Keep(int count, ReadOnlySpan<int> positions, int distance)
    {
        Budget.Spend((count + positions.Length) / PositionsAStep);
        var kept = 0;
        for (int i = 0, at = 0; i < count; i++)
        {
            var wanted = starts[i] + distance;
            while (at < positions.Length && positions[at] < wanted)
            {
                at++;
            }

            if (at == positions.Length)
            {
                break;
            }

            if (positions[at] == wanted)
            {
                starts[kept++] = starts[i];
            }
        }

        return kept;
    }
}
