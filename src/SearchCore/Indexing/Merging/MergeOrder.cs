namespace SearchCore.Indexing.Merging;

/// <summary>
/// Sequences in order, read as one: the least of their items first, equal ones in the order of the sequences. A tournament that remembers
/// who lost where, so that a step plays the matches of one path again: half of the comparisons of a heap. For one thread.
/// </summary>
/// <typeparam name="T">What the sequences are.</typeparam>
internal sealed class MergeOrder<T>
    where T : MergeHead
{
    private const int Nobody = -1;

    private readonly T[] heads;
    private readonly bool[] isOver;

    // Who lost the match at each place; the first has who won all of them. Those who play stand below, as if the places went on.
    private readonly int[] losers;

    /// <summary>Takes each sequence to its first item.</summary>
    /// <param name="sequences">The sequences.</param>
    public MergeOrder(IEnumerable<T> sequences)
    {
        heads = [.. sequences];
        isOver = new bool[heads.Length];
        losers = new int[Math.Max(1, heads.Length)];
        Array.Fill(losers, Nobody);
        for (var i = heads.Length - 1; i >= 0; i--)
        {
            isOver[i] = !heads[i].Next();
            Play(i);
        }
    }

    /// <summary>The sequence whose item is next; null where all are over.</summary>
    public T? First => losers[0] is not Nobody and var first && !isOver[first] ? heads[first] : null;

    /// <summary>Goes on in the sequence that is the first.</summary>
    public void Advance()
    {
        var first = losers[0];
        isOver[first] = !heads[first].Next();
        Play(first);
    }

    private void Play(int player)
    {
        for (var place = (player + heads.Length) / 2; place > 0; place /= 2)
        {
            var other = losers[place];
            if (other == Nobody)
            {
                // Waits for whoever wins the other half; only while all come to their first items.
                losers[place] = player;
                return;
            }

            if (IsBefore(other, player))
            {
                (losers[place], player) = (player, other);
            }
        }

        losers[0] = player;
    }

    private bool IsBefore(int one, int other)
    {
        if (isOver[one] || isOver[other])
        {
            return isOver[other] && !isOver[one];
        }

        var (a, b) = (heads[one], heads[other]);
        if (a.Start != b.Start)
        {
            return a.Start < b.Start;
        }

        var order = a.CompareTo(b);
        return order != 0 ? order < 0 : one < other;
    }
}
