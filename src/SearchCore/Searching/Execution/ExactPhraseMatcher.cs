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
        var first = rarest.Positions();
        if (starts.Length < first.Length)
        {
            starts = new int[2 * first.Length];
        }

        for (var i = 0; i < first.Length; i++)
        {
            starts[i] = first[i] - offset;
        }

        var count = first.Length;
        for (var word = 1; word < Words.Count && count > 0; word++)
        {
            Words[word].Positions.Advance(document);
            count = Keep(count, Words[word].Positions.Positions(), Words[word].Place);
        }

        return count;
    }

    // Leaves of the starts those at which the next word stands where it must.
    private int Keep(int count, ReadOnlySpan<int> positions, int offset)
    {
        Budget.Spend((count + positions.Length) / PositionsAStep);
        var kept = 0;
        for (int i = 0, at = 0; i < count; i++)
        {
            var wanted = starts[i] + offset;
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
