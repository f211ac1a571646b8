using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What pairs of words add to the scores of a segment's documents (<see cref="WordPairs"/>). They cost positions, and so are asked for
/// documents that they can decide about alone. For one thread.
/// </summary>
/// <param name="pairs">The pairs that the segment holds.</param>
/// <param name="weightInTwo">The weights of the words that are part of two of the query's pairs.</param>
/// <param name="budget">The time there is.</param>
internal sealed class PairScores(IReadOnlyList<PairCursor> pairs, double weightInTwo, SearchBudget budget)
{
    private const int StepsAPair = 10;

    // Of so many fields of pairs it is known how often both words stand in a document; of more it may be any number.
    private const int MostKnown = sizeof(ulong);

    // Sums of the same numbers in another order may differ by so much of themselves.
    private const double Rounding = 1e-12;

    private readonly PairCursor[] pairs = [.. pairs];

    // What each adds to the document that is asked about, or at most where it was not read yet; and that alone, 0 where it was.
    private readonly double[] added = new double[pairs.Count];
    private readonly double[] open = new double[pairs.Count];

    /// <summary>What a document must score without pairs at least so that it can reach a score with them.</summary>
    public double Least(double score) => WordPairs.Least(score, weightInTwo) * (1 - Rounding);

    /// <summary>What is surely less than a score, or the same sum in another order.</summary>
    public static double Below(double score) => score * (1 - Rounding);

    /// <summary>Adds what pairs score at most to bounds of scores.</summary>
    public void AddTo(ScoreBounds bounds)
    {
        foreach (var pair in pairs)
        {
            pair.AddTo(bounds);
        }
    }

    /// <summary>Begins with the first document again.</summary>
    public void Restart()
    {
        foreach (var pair in pairs)
        {
            pair.Restart();
        }
    }

    /// <summary>How often each pair stands at most in each field of a match of the window that was gone over last.</summary>
    /// <param name="place">The document, from the window's first.</param>
    public ulong Known(int place)
    {
        var (known, count) = (0ul, 0);
        for (var i = 0; i < pairs.Length && count < MostKnown; i++)
        {
            for (var field = 0; field < pairs[i].Fields && count < MostKnown; field++)
            {
                known |= (ulong)pairs[i].Most(field, place) << (8 * count++);
            }
        }

        return known;
    }

    /// <summary>
    /// A document's score with what pairs add, unless that is surely less than what is needed; documents rise. What can add most is read
    /// first, and the others only while they can still decide.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="score">Its score without.</param>
    /// <param name="known">What <see cref="Known"/> said of it.</param>
    /// <param name="needed">What it needs.</param>
    /// <param name="raised">Its score.</param>
    /// <returns>Whether it may be so much.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public bool CanReach(int document, double score, ulong known, double needed, out double raised)
    {
        budget.Spend(pairs.Length);
        needed = Below(needed);
        var (count, most) = (0, score);
        if (pairs is [var only])
        {
            raised = score + only.Most(document, Of(known, ref count, only.Fields));
            if (raised >= needed)
            {
                budget.Spend(StepsAPair);
                raised = score + only.Added(document);
            }

            return raised >= needed;
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            added[i] = open[i] = pairs[i].Most(document, Of(known, ref count, pairs[i].Fields));
            most += added[i];
        }

        while (most >= needed)
        {
            var next = 0;
            for (var i = 1; i < open.Length; i++)
            {
                next = open[i] > open[next] ? i : next;
            }

            if (open[next] <= 0)
            {
                // In the order of the pairs, so that the sum is always the same.
                raised = score;
                foreach (var part in added)
                {
                    raised += part;
                }

                return true;
            }

            budget.Spend(StepsAPair);
            most -= added[next];
            added[next] = pairs[next].Added(document);
            most += added[next];
            open[next] = 0;
        }

        raised = 0;
        return false;
    }

    /// <summary>A document's score with what pairs add; documents rise.</summary>
    /// <param name="document">The document.</param>
    /// <param name="score">Its score without.</param>
    /// <param name="known">What <see cref="Known"/> said of it.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public double Raised(int document, double score, ulong known)
    {
        var count = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            if (Of(known, ref count, pairs[i].Fields) != 0)
            {
                budget.Spend(StepsAPair);
                score += pairs[i].Added(document);
            }
        }

        return score;
    }

    // What is known of the next fields, a byte each.
    private static ulong Of(ulong known, ref int from, int fields)
    {
        var own = 0ul;
        for (var i = 0; i < fields; i++, from++)
        {
            own |= (ulong)(from < MostKnown ? (byte)(known >> (8 * from)) : PairCursor.Often) << (8 * i);
        }

        return own;
    }

    /// <summary>Adds what the pairs score to a window's scores.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Which documents of it.</param>
    /// <param name="scores">The window's scores.</param>
    public void Add(int from, ReadOnlySpan<ulong> documents, double[] scores)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            for (var word = documents[i]; word != 0; word &= word - 1)
            {
                var place = (i << 6) + BitOperations.TrailingZeroCount(word);
                scores[place] = Raised(from + place, scores[place], Known(place));
            }
        }
    }
}
