namespace SearchCore.Searching.Execution;

/// <summary>Documents that match any of some parts; their scores add up.</summary>
internal sealed class AnyNode : WindowNode
{
    private readonly WindowNode[] parts;
    private readonly ulong[][] found;
    private readonly PartScores scored;

    public AnyNode(IReadOnlyList<WindowNode> parts, Scratch scratch)
    {
        this.parts = [.. parts];
        found = scratch.Words(parts.Count);
        scored = new(scratch);
    }

    public override long Cost
    {
        get
        {
            var cost = 0L;
            foreach (var part in parts)
            {
                cost += part.Cost;
            }

            return cost;
        }
    }

    /// <summary>Its parts, where all are words that can be scored as they are read; else null.</summary>
    public IReadOnlyList<TextNode>? Words =>
        Array.TrueForAll(parts, p => p is TextNode { CanStream: true }) ? Array.ConvertAll(parts, p => (TextNode)p) : null;

    public override int First(int from)
    {
        var first = int.MaxValue;
        foreach (var part in parts)
        {
            first = Math.Min(first, part.First(from));
        }

        return first;
    }

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        into.Clear();
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].Match(from, within, found[i]);
            Window.Or(into, found[i]);
        }
    }

    public override void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            scored.Add(parts[i], found[i], from, documents, scores);
        }
    }
}

/// <summary>
/// Documents that match all of some parts and none of others. Parts that must match and parts that only score add up, in their order.
/// </summary>
/// <remarks>What is rarest is asked first, and each of the others only about what is left.</remarks>
internal sealed class AllNode : WindowNode
{
    private readonly WindowNode[] must;
    private readonly WindowNode[] byCost;
    private readonly WindowNode[] should;
    private readonly WindowNode[] mustNot;
    private readonly ulong[][] optional;
    private readonly ulong[] left;
    private readonly ulong[] other;
    private readonly PartScores? scored;

    /// <summary>Makes the node.</summary>
    /// <param name="must">What must match; one at least.</param>
    /// <param name="should">What only scores.</param>
    /// <param name="mustNot">What must not match.</param>
    /// <param name="scratch">Where room comes from.</param>
    public AllNode(
        IReadOnlyList<WindowNode> must, IReadOnlyList<WindowNode> should, IReadOnlyList<WindowNode> mustNot, Scratch scratch)
    {
        (this.must, this.should, this.mustNot) = ([.. must], [.. should], [.. mustNot]);
        byCost = [.. must];
        Array.Sort(Array.ConvertAll(byCost, m => m.Cost), byCost);
        optional = scratch.Words(should.Count);
        left = scratch.Words();
        other = scratch.Words();
        if (should.Count > 0)
        {
            scored = new(scratch);
        }
    }

    public override long Cost => byCost[0].Cost;

    public override int First(int from) => byCost[0].First(from);

    public override void Match(int from, ReadOnlySpan<ulong> within, Span<ulong> into)
    {
        byCost[0].Match(from, within, into);
        for (var i = 1; i < byCost.Length && !Window.IsEmpty(into); i++)
        {
            into.CopyTo(left);
            byCost[i].Match(from, left, into);
        }

        foreach (var not in mustNot)
        {
            if (Window.IsEmpty(into))
            {
                return;
            }

            not.Match(from, into, other);
            Window.AndNot(into, other);
        }

        for (var i = 0; i < should.Length; i++)
        {
            if (Window.IsEmpty(into))
            {
                optional[i].AsSpan().Clear();
            }
            else
            {
                should[i].Match(from, into, optional[i]);
            }
        }
    }

    public override void Score(int from, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        foreach (var part in must)
        {
            part.Score(from, documents, scores);
        }

        for (var i = 0; i < should.Length; i++)
        {
            scored!.Add(should[i], optional[i], from, documents, scores);
        }
    }
}

/// <summary>Adds the scores of a part that some of the documents match.</summary>
/// <param name="scratch">Where room comes from.</param>
internal sealed class PartScores(Scratch scratch)
{
    private readonly ushort[] places = scratch.Places();
    private readonly ushort[] indices = scratch.Places();
    private readonly double[] numbers = scratch.Numbers();

    /// <summary>Adds what a part scores to the scores of documents.</summary>
    /// <param name="part">The part.</param>
    /// <param name="found">What it matches of the window.</param>
    /// <param name="from">The window's first document.</param>
    /// <param name="documents">The documents, from the window's start.</param>
    /// <param name="scores">As many scores.</param>
    public void Add(WindowNode part, ReadOnlySpan<ulong> found, int from, ReadOnlySpan<ushort> documents, Span<double> scores)
    {
        if (part is ConstantNode constant)
        {
            constant.Score(found, documents, scores);
            return;
        }

        var some = Window.Of(documents, found, places, indices);
        if (some.Length == documents.Length)
        {
            part.Score(from, documents, scores);
            return;
        }

        // Added to what there is, and not by itself: sums of the same numbers in another order may differ.
        var own = numbers.AsSpan(0, some.Length);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = scores[indices[i]];
        }

        part.Score(from, some, own);
        for (var i = 0; i < own.Length; i++)
        {
            scores[indices[i]] = own[i];
        }
    }
}
