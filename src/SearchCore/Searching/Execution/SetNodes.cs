using System.Buffers;
using System.Numerics;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Postings;

namespace SearchCore.Searching.Execution;

/// <summary>Documents that all score the same.</summary>
internal abstract class ConstantNode(double score) : WindowNode
{
    public override void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        if (score == 0)
        {
            return;
        }

        foreach (ref var each in scores)
        {
            each += score;
        }
    }

    /// <summary>Adds its score where a document is in a set: who knows that it matches all of them needs no list of them.</summary>
    /// <param name="found">What it matches of the window.</param>
    /// <param name="documents">The documents, from the window's start.</param>
    /// <param name="scores">As many scores, none of them negative.</param>
    public void Score(ReadOnlySpan<ulong> found, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        if (score == 0)
        {
            return;
        }

        // All bits of the score or none: adding 0 changes nothing.
        var bits = BitConverter.DoubleToInt64Bits(score);
        for (var i = 0; i < documents.Length; i++)
        {
            int place = documents[i];
            scores[i] += BitConverter.Int64BitsToDouble(bits & -(long)((found[place >> 6] >> place) & 1));
        }
    }
}

/// <summary>All documents.</summary>
internal sealed class EveryNode(int documents, double score) : ConstantNode(score)
{
    public override long Cost => documents;

    public override long? Count(ulong[]? live)
    {
        if (live is null)
        {
            return documents;
        }

        // Nothing is live behind the last.
        var count = 0L;
        foreach (var word in live)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public override void Restart()
    {
    }

    public override int First(int from) => from < documents ? from : int.MaxValue;

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into) => within.CopyTo(into);
}

/// <summary>What another node matches, whatever it would score.</summary>
internal sealed class MatchingNode(WindowNode inner, double score) : ConstantNode(score)
{
    public override long Cost => inner.Cost;

    public override long? Count(ulong[]? live) => inner.Count(live);

    public override void Restart() => inner.Restart();

    public override int First(int from) => inner.First(from);

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into) => inner.Match(from, within, into);
}

/// <summary>Documents of some terms, of which there are few.</summary>
internal sealed class TermsNode(IReadOnlyList<TermMatcher> terms, double score, Scratch scratch) : ConstantNode(score)
{
    private readonly FieldMatches matches = scratch.Matches();
    private readonly byte[] marks = scratch.Marks;

    public override long Cost
    {
        get
        {
            var cost = 0L;
            foreach (var term in terms)
            {
                cost += term.Cost;
            }

            return cost;
        }
    }

    public override long? Count(ulong[]? live) => live is null && terms is [var only] ? only.Cost : null;

    public override void Restart()
    {
        foreach (var term in terms)
        {
            term.Restart();
        }
    }

    public override int First(int from)
    {
        var first = int.MaxValue;
        foreach (var term in terms)
        {
            first = Math.Min(first, term.First(from));
        }

        return first;
    }

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        into.Clear();
        var isMore = false;
        foreach (var term in terms)
        {
            if (term.IsDense(within))
            {
                term.Mark(from, within, into, marks);
                isMore = true;
            }
            else
            {
                term.Match(from, within, matches, withFrequencies: false);
                Window.Add(into, matches.Documents.AsSpan(0, matches.Count), marks);
            }
        }

        if (isMore)
        {
            Window.And(into, within);
        }
    }
}

/// <summary>A set of a segment's documents, a bit each.</summary>
internal sealed class SetNode : ConstantNode
{
    // So many documents of a window are sooner marked than added bit by bit.
    private const int ManyInWindow = 96;

    private readonly ulong[] bits;
    private readonly int words;

    /// <summary>Makes the node.</summary>
    /// <param name="bits">The documents, in an array of <see cref="ArrayPool{T}.Shared"/>; it is given back.</param>
    /// <param name="documents">How many the segment has.</param>
    /// <param name="score">What each of them scores.</param>
    public SetNode(ulong[] bits, int documents, double score)
        : base(score)
    {
        this.bits = bits;
        words = WordsOf(documents);
        foreach (var word in bits.AsSpan(0, words))
        {
            Cost += BitOperations.PopCount(word);
        }
    }

    public override long Cost { get; }

    public override long? Count(ulong[]? live)
    {
        if (live is null)
        {
            return Cost;
        }

        var count = 0L;
        for (var i = 0; i < words; i++)
        {
            count += BitOperations.PopCount(bits[i] & live[i]);
        }

        return count;
    }

    public override void Restart()
    {
    }

    /// <summary>How many words the set of so many documents takes: whole windows.</summary>
    public static int WordsOf(int documents) => (documents + Window.Size - 1) / Window.Size * Window.Words;

    /// <summary>Room for a set, empty.</summary>
    public static ulong[] Rent(int documents)
    {
        var bits = ArrayPool<ulong>.Shared.Rent(Math.Max(1, WordsOf(documents)));
        bits.AsSpan().Clear();
        return bits;
    }

    /// <summary>Adds all documents of a term to a set.</summary>
    /// <param name="cursor">Stands in front of them.</param>
    /// <param name="bits">The set.</param>
    /// <param name="marks">Room for a window's documents, all 0 before and after.</param>
    /// <param name="budget">The time there is.</param>
    public static void Add(PostingCursor cursor, ulong[] bits, byte[] marks, SearchBudget budget)
    {
        const int stepsABlock = 25;
        if (cursor.Among(Window.Size) < ManyInWindow)
        {
            while (cursor.Next())
            {
                budget.Spend(stepsABlock);
                foreach (var document in cursor.Documents.AsSpan(0, cursor.Count))
                {
                    bits[document >> 6] |= 1ul << document;
                }
            }

            return;
        }

        // Bits of one word wait for each other: of many documents it is faster to mark bytes and to make words of those.
        var from = 0;
        while (cursor.Next())
        {
            budget.Spend(stepsABlock);
            while (cursor.At < cursor.Count)
            {
                var start = Window.Start(cursor.Documents[cursor.At]);
                if (start != from)
                {
                    Window.AddMarked(bits.AsSpan(from >> 6, Window.Words), marks);
                    from = start;
                }

                var stop = cursor.End(from + Window.Size);
                Window.Mark(from, cursor.Documents.AsSpan(cursor.At, stop - cursor.At), marks);
                cursor.At = stop;
            }
        }

        Window.AddMarked(bits.AsSpan(from >> 6, Window.Words), marks);
    }

    public override int First(int from)
    {
        for (var at = from >> 6; at < words; at++)
        {
            var word = at == from >> 6 ? bits[at] & (ulong.MaxValue << from) : bits[at];
            if (word != 0)
            {
                return (at << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return int.MaxValue;
    }

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        within.CopyTo(into);
        Window.And(into, bits.AsSpan(from >> 6, Window.Words));
    }

    /// <summary>Gives the room back.</summary>
    public void Return() => ArrayPool<ulong>.Shared.Return(bits);
}
