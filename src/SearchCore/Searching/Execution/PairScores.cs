using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What pairs of words add to the scores of a segment's documents (<see cref="WordPairs"/>). They cost positions, and so are asked for
/// documents that they can decide about alone. For one thread.
/// </summary>
/// <param name="pairs">The pairs that the segment holds, at their start.</param>
/// <param name="weightInTwo">The weights of the words that are part of two of the query's pairs.</param>
/// <param name="budget">The time there is.</param>
internal sealed class PairScores(IReadOnlyList<PairCursor> pairs, double weightInTwo, SearchBudget budget)
{
    private const int StepsAPair = 10;

    // Sums of the same numbers in another order may differ by so much of themselves.
    private const double Rounding = 1e-12;

    private readonly PairCursor[] pairs = [.. pairs];

    /// <summary>What a document must score without pairs at least so that it can reach a score with them.</summary>
    public double Least(double score) => WordPairs.Least(score, weightInTwo) * (1 - Rounding);

    /// <summary>Begins with the first document again.</summary>
    public void Restart()
    {
        foreach (var pair in pairs)
        {
            pair.Restart();
        }
    }

    /// <summary>A document's score with what the pairs add; documents rise.</summary>
    /// <param name="document">The document.</param>
    /// <param name="score">Its score without.</param>
    /// <param name="threshold">What counts at least: where the document cannot reach it, its score may come back as it is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public double Raised(int document, double score, double threshold)
    {
        budget.Spend(StepsAPair * pairs.Length);
        var most = score;
        foreach (var pair in pairs)
        {
            most += pair.Most(document);
        }

        if (most == score || most < threshold * (1 - Rounding))
        {
            return score;
        }

        foreach (var pair in pairs)
        {
            score += pair.Added(document);
        }

        return score;
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
                scores[place] = Raised(from + place, scores[place], double.NegativeInfinity);
            }
        }
    }
}
