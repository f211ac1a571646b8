using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What pairs of words add to the scores of a segment's documents (<see cref="WordPairs"/>). They cost positions, and so are asked for
/// documents that they can decide about alone. Windows rise. For one thread.
/// </summary>
/// <param name="make">Makes nodes of the pairs that the segment holds, at their start.</param>
/// <param name="weightInTwo">The weights of the words that are part of two of the query's pairs.</param>
/// <param name="scratch">Where room comes from.</param>
/// <param name="budget">The time there is.</param>
internal sealed class PairScores(Func<IReadOnlyList<TextNode>> make, double weightInTwo, Scratch scratch, SearchBudget budget)
{
    private const int StepsAPair = 10;

    private readonly ulong[] found = scratch.Words();
    private readonly ushort[] places = scratch.Places();
    private IReadOnlyList<TextNode> nodes = make();

    /// <summary>What a document must score without pairs at least so that it can reach a score with them.</summary>
    public double Least(double score) => WordPairs.Least(score, weightInTwo);

    /// <summary>Whether the segment holds any pair's words.</summary>
    public bool HasAny => nodes.Count > 0;

    /// <summary>Begins with the first document again.</summary>
    public void Restart() => nodes = make();

    /// <summary>A document's score with what the pairs add; documents rise. Not together with <see cref="Add"/>.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public double Raised(int document, double score)
    {
        budget.Spend(StepsAPair * nodes.Count);
        foreach (var node in nodes)
        {
            score += node.ScoreOf(document);
        }

        return score;
    }

    /// <summary>Adds what the pairs score to a window's scores.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">Which documents of it.</param>
    /// <param name="scores">The window's scores.</param>
    public void Add(int from, ReadOnlySpan<ulong> documents, double[] scores)
    {
        foreach (var node in nodes)
        {
            node.Match(from, documents, found);
            node.Score(from, Window.Places(found, places), scores);
        }
    }
}
