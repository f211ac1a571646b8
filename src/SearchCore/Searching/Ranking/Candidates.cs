using System.Buffers;

namespace SearchCore.Searching.Ranking;

/// <summary>A document that may be among the best.</summary>
/// <param name="Document">The document.</param>
/// <param name="Score">Its score as it is.</param>
/// <param name="Parts">What is known of each part that may be added to its score, a byte each.</param>
internal readonly record struct Candidate(int Document, double Score, ulong Parts);

/// <summary>
/// Documents of a segment that may be among the best once something is added to their scores.
/// For one thread; to be disposed.
/// </summary>
/// <param name="size">How many hits are wanted.</param>
/// <param name="isLimited">
/// Whether the best scores so far say what is left behind: not where hits before a place are passed over, of which these may be.
/// </param>
internal sealed class Candidates(int size, bool isLimited) : IDisposable
{
    private const int First = 32, Most = 8_192;

    private readonly PriorityQueue<double, double> best = new();
    private Candidate[] held = [];
    private int count;

    /// <summary>Those that are held, rising.</summary>
    public ReadOnlySpan<Candidate> Held => held.AsSpan(0, count);

    /// <summary>What a hit must have at least in the end.</summary>
    /// <param name="threshold">What it must have by what was ranked until now.</param>
    public double Threshold(double threshold) =>
        // Scores only rise: what so many have before, the last of the best has afterwards at least.
        isLimited && best.Count == size && size > 0 ? Math.Max(threshold, best.Peek()) : threshold;

    /// <summary>Adds a document, higher than any before.</summary>
    /// <returns>Whether it is one of the best so far.</returns>
    public bool Add(in Candidate candidate)
    {
        var score = candidate.Score;
        if (count == held.Length)
        {
            var larger = ArrayPool<Candidate>.Shared.Rent(Math.Max(First, 2 * count));
            held.AsSpan(0, count).CopyTo(larger);
            Give();
            held = larger;
        }

        held[count++] = candidate;
        if (best.Count < size)
        {
            best.Enqueue(score, score);
            return true;
        }

        if (size > 0 && score > best.Peek())
        {
            best.EnqueueDequeue(score, score);
            return true;
        }

        return false;
    }

    /// <summary>Whether it is time to let go of those that are not worth holding any more.</summary>
    public bool IsFull => count >= Most && (count & (Most - 1)) == 0;

    /// <summary>Lets go of what scores less.</summary>
    public void Keep(double least)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (held[i].Score >= least)
            {
                held[kept++] = held[i];
            }
        }

        count = kept;
    }

    /// <summary>Lets go of all: the segment ends.</summary>
    public void Clear() => count = 0;

    /// <summary>Lets go of the room too.</summary>
    public void Dispose()
    {
        Give();
        (held, count) = ([], 0);
    }

    private void Give()
    {
        if (held.Length > 0)
        {
            ArrayPool<Candidate>.Shared.Return(held);
        }
    }
}
