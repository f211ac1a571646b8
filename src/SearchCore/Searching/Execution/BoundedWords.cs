namespace SearchCore.Searching.Execution;

/// <summary>
/// Words of which any is enough, where the best are wanted: all documents are counted, and those scored that may be among the best
/// (<see cref="ScoreBounds"/>). For one thread.
/// </summary>
internal sealed class BoundedWords
{
    private readonly IReadOnlyList<TextNode> words;
    private readonly ScoreBounds bounds;
    private readonly byte[] sums;
    private readonly ulong[] worthy;
    private readonly ushort[] places;

    /// <summary>Makes it.</summary>
    /// <param name="words">The words, all of which can be scored as they are read.</param>
    /// <param name="pairs">What pairs of them add; null for nothing.</param>
    /// <param name="scratch">Where room comes from.</param>
    public BoundedWords(IReadOnlyList<TextNode> words, PairScores? pairs, Scratch scratch)
    {
        (this.words, bounds, sums, worthy, places) = (words, scratch.Bounds(), scratch.Marks, scratch.Words(), scratch.Places());
        for (var i = 0; i < words.Count; i++)
        {
            words[i].AddTo(bounds);
        }

        pairs?.AddTo(bounds);
    }

    /// <summary>Finds the documents of a window that match, and scores those that may be among the best.</summary>
    /// <param name="from">The window's first document.</param>
    /// <param name="within">The documents that are asked about.</param>
    /// <param name="needed">What a document must score, with what pairs add, to be among the best.</param>
    /// <param name="matches">Takes those that match.</param>
    /// <param name="scores">The window's scores: those of others stay 0.</param>
    /// <returns>Those that are scored.</returns>
    public ReadOnlySpan<ushort> Take(int from, ReadOnlySpan<ulong> within, double needed, Span<ulong> matches, double[] scores)
    {
        matches.Clear();
        for (var i = 0; i < words.Count; i++)
        {
            words[i].Count(from, matches);
        }

        Window.And(matches, within);
        bounds.Find(from, needed, sums, worthy);
        Window.And(worthy, matches);
        var scored = Window.Places(worthy, places);
        for (var i = 0; scored.Length > 0 && i < words.Count; i++)
        {
            words[i].Score(from, scored, scores);
        }

        return scored;
    }
}
