namespace SearchCore.Analysis;

/// <summary>
/// The words of a segment as they are written, each with its term: what wildcards look for. What pairs there are is remembered from segment
/// to segment. Not safe for use by two threads at a time.
/// </summary>
/// <param name="expected">How many words there are to be room for at first.</param>
internal sealed class SegmentWords(int expected)
{
    /// <summary>What stands between a form and its term. No word has it.</summary>
    public const byte Separator = 0;

    private readonly ByteKeys pairs = new(expected);
    private int[] seen = new int[256];
    private bool[] isSeen = new bool[256];
    private int count;

    /// <summary>The memory it holds.</summary>
    public long Bytes => pairs.Bytes + (seen.Length * (long)sizeof(int)) + isSeen.Length;

    /// <summary>Of it, what pairs use.</summary>
    public long UsedBytes => pairs.UsedBytes;

    /// <summary>Begins a segment: none was seen.</summary>
    public void Begin()
    {
        foreach (var number in seen.AsSpan(0, count))
        {
            isSeen[number] = false;
        }

        count = 0;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Begin();
        pairs.Clear();
    }

    /// <summary>The same, and gives back the memory that it has grown to.</summary>
    public void Release()
    {
        pairs.Release();
        (seen, isSeen, count) = (new int[256], new bool[256], 0);
    }

    /// <summary>The hash of a pair that is added soon.</summary>
    public ulong Expect(ReadOnlySpan<byte> pair) => pairs.Expect(pair);

    /// <summary>The number of a pair: a form, <see cref="Separator"/>, its term.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="hash">Its hash, as by <see cref="Expect"/>.</param>
    public int Add(ReadOnlySpan<byte> pair, ulong hash)
    {
        var number = pairs.AddExpected(pair, hash);
        if (pairs.Count > isSeen.Length)
        {
            Array.Resize(ref isSeen, Capacity.For(pairs.Count));
        }

        return number;
    }

    /// <summary>The segment has a pair.</summary>
    public void See(int number)
    {
        if (!isSeen[number])
        {
            isSeen[number] = true;
            Numbers.Append(ref seen, ref count, number);
        }
    }

    /// <summary>
    /// The segment's words, each as its form, <see cref="Separator"/> and its term, in the order of their bytes. Valid until the next word.
    /// </summary>
    /// <param name="scratch">Room to sort in; exchanged for a larger one where it is too small.</param>
    public WordOrder Sorted(ref ulong[] scratch)
    {
        pairs.Sort(seen.AsSpan(0, count), ref scratch);
        return new(pairs, seen.AsMemory(0, count));
    }
}

/// <summary>Byte strings in an order.</summary>
/// <param name="Keys">All of them.</param>
/// <param name="Order">Numbers of some, in order.</param>
internal readonly record struct WordOrder(ByteKeys Keys, ReadOnlyMemory<int> Order)
{
    public int Count => Order.Length;

    public ReadOnlySpan<byte> this[int place] => Keys[Order.Span[place]];
}
