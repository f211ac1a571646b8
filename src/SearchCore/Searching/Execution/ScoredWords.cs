using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Searching.Execution;

/// <summary>
/// Words of which any is enough, scored as they are read. Once it is known what the best score, all documents are counted, and those
/// scored that may be among the best (<see cref="ScoreBounds"/>). For one thread.
/// </summary>
internal sealed class ScoredWords
{
    private readonly IReadOnlyList<TextNode> words;
    private readonly ScoreBounds bounds;
    private readonly byte[] sums;
    private readonly ulong[] best;
    private readonly ushort[] places;
    private readonly double[] numbers;
    private int count;

    /// <summary>Makes it.</summary>
    /// <param name="words">The words, all of which can be scored as they are read.</param>
    /// <param name="pairs">What pairs of them add to scores; null for nothing.</param>
    /// <param name="scratch">Where room comes from.</param>
    public ScoredWords(IReadOnlyList<TextNode> words, PairScores? pairs, Scratch scratch)
    {
        (this.words, bounds, sums, best) = (words, scratch.Bounds(), scratch.Marks, scratch.Words());
        (places, numbers) = (scratch.Places(), scratch.Numbers());
        for (var i = 0; i < words.Count; i++)
        {
            words[i].AddTo(bounds);
        }

        pairs?.AddTo(bounds);
    }

    /// <summary>How many words there are.</summary>
    public int Count => words.Count;

    /// <summary>
    /// Those of the matches of the window that was gone over last that have a score of their own (<see cref="Scores"/>): all others score
    /// less than was needed. Null where the window's scores have all.
    /// </summary>
    public ulong[]? Best { get; private set; }

    /// <summary>As <see cref="Best"/>, from the window's start.</summary>
    public ReadOnlySpan<ushort> Documents => places.AsSpan(0, count);

    /// <summary>The scores of <see cref="Documents"/>.</summary>
    public ReadOnlySpan<double> Scores => numbers.AsSpan(0, count);

    /// <summary>The words of a node that can be scored as they are read; null where it is something else.</summary>
    public static IReadOnlyList<TextNode>? Of(WindowNode node) => node switch
    {
        TextNode { CanStream: true } text => [text],
        AnyNode any => any.Words,
        _ => null,
    };

    /// <summary>Finds the documents of a window that match, and their scores.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="within">The documents that are asked about.</param>
    /// <param name="needed">
    /// What a document must score, with what pairs add, so that its score matters: those which surely score less are not scored, and
    /// <see cref="Best"/> says which are. 0 or less where all matter.
    /// </param>
    /// <param name="matches">Takes those that match.</param>
    /// <param name="scores">
    /// The window's scores, all 0 before and where there are <see cref="Best"/>; else some that do not match may have one afterwards.
    /// </param>
    public void Match(int from, ReadOnlySpan<ulong> within, double needed, ulong[] matches, double[] scores)
    {
        if (needed > 0)
        {
            MatchBest(from, within, needed, matches);
            return;
        }

        for (var i = 0; i < words.Count; i++)
        {
            words[i].Stream(from, scores);
        }

        // What scores more than nothing matches.
        Positive(scores, matches);
        Window.And(matches, within);
        Best = null;
    }

    private void MatchBest(int from, ReadOnlySpan<ulong> within, double needed, ulong[] matches)
    {
        matches.AsSpan().Clear();
        for (var i = 0; i < words.Count; i++)
        {
            words[i].Count(from, matches);
        }

        Window.And(matches, within);
        bounds.Find(from, needed, sums, best);
        Window.And(best, matches);
        var documents = Window.Places(best, places);
        (Best, count) = (best, documents.Length);
        numbers.AsSpan(0, count).Clear();
        for (var i = 0; count > 0 && i < words.Count; i++)
        {
            words[i].Score(from, documents, numbers.AsSpan(0, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Positive(double[] scores, ulong[] matches)
    {
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        for (var word = 0; word < Window.Words; word++)
        {
            ulong bits = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (var i = 0; i < 64; i += 8)
                {
                    var positive = Vector512.GreaterThan(Vector512.LoadUnsafe(ref score, (nuint)((word * 64) + i)), Vector512<double>.Zero);
                    bits |= positive.ExtractMostSignificantBits() << i;
                }
            }
            else
            {
                for (var i = 0; i < 64; i += 4)
                {
                    var positive = Vector256.GreaterThan(Vector256.LoadUnsafe(ref score, (nuint)((word * 64) + i)), Vector256<double>.Zero);
                    bits |= (ulong)positive.ExtractMostSignificantBits() << i;
                }
            }

            matches[word] = bits;
        }
    }
}
