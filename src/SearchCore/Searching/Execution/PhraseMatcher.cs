using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>Words that stand together in a field: first the documents that have all of them, then where they stand there.</summary>
internal abstract class PhraseMatcher : TextMatcher
{
    private const int StepsADocument = 5;

    private readonly TermMatcher[] words;
    private readonly byte[] marks;
    private readonly ulong[] left;
    private readonly ulong[] next;

    /// <summary>Makes the matcher.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="terms">Where each word's postings stand, and its place in the phrase.</param>
    /// <param name="scratch">Where room comes from.</param>
    /// <param name="budget">The time there is.</param>
    protected PhraseMatcher(
        SegmentPostings segment, IReadOnlyList<(PostingList List, int Place)> terms, Scratch scratch, SearchBudget budget)
    {
        Budget = budget;
        var rarestFirst = terms.OrderBy(t => t.List.DocumentCount).ToList();
        words = [.. rarestFirst.Select(t => Open(t.List))];
        Words = [.. rarestFirst.Select(t => (OpenPositions(t.List), t.Place))];
        Some = scratch.Matches();
        marks = scratch.Marks;
        left = scratch.Words();
        next = scratch.Words();

        TermMatcher Open(PostingList list)
        {
            var cursor = scratch.Cursor();
            cursor.Open(segment, list);
            return new(cursor, budget);
        }

        PositionCursor OpenPositions(PostingList list)
        {
            var cursor = scratch.Positions();
            cursor.Open(segment, list);
            return cursor;
        }
    }

    /// <summary>Where each word stands, and its place in the phrase; the rarest first.</summary>
    protected (PositionCursor Positions, int Place)[] Words { get; }

    /// <summary>Room for the documents of a window that were asked about.</summary>
    protected FieldMatches Some { get; }

    /// <summary>The time there is.</summary>
    protected SearchBudget Budget { get; }

    public override long Cost => words[0].Cost;

    public override int First(int from) => words[0].First(from);

    public override void Match(int from, ReadOnlySpan<ulong> within, FieldMatches into, bool withFrequencies)
    {
        into.Clear();
        within.CopyTo(left);
        foreach (var word in words)
        {
            next.AsSpan().Clear();
            if (word.IsDense(left))
            {
                word.Mark(from, left, next, marks);
                Window.And(next, left);
            }
            else
            {
                word.Match(from, left, Some, withFrequencies: false);
                Window.Add(next, Some.Documents.AsSpan(0, Some.Count), marks);
            }

            if (Window.IsEmpty(next))
            {
                return;
            }

            next.CopyTo(left.AsSpan());
        }

        if (MatchMany(from, left, into))
        {
            return;
        }

        for (var i = 0; i < left.Length; i++)
        {
            for (var word = left[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                Budget.Spend(StepsADocument);
                var frequency = FrequencyIn(from + place);
                if (frequency > 0)
                {
                    into.Documents[into.Count++] = (ushort)place;
                    into.Frequencies[place] = frequency;
                }
            }
        }
    }

    /// <summary>Finds out of all documents of a window that have all words at once how often these stand together in each.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="candidates">The documents that have all words.</param>
    /// <param name="into">Takes those in which they stand together.</param>
    /// <returns>Whether it did; else each document is asked by itself.</returns>
    protected virtual bool MatchMany(int from, ReadOnlySpan<ulong> candidates, FieldMatches into) => false;

    /// <summary>How often the words stand together in a document that has all of them; 0 where they do not.</summary>
    protected abstract float FrequencyIn(int document);
}
