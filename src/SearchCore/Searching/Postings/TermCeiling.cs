using Lucene.Net.Index;

using SearchCore.Storage;

namespace SearchCore.Searching.Postings;

/// <summary>
/// Finds the first term of a field from a place in their order on, by the dictionary alone: from the block at the root down, without the
/// automaton beside it. For one thread.
/// </summary>
internal ref struct TermCeiling
{
    // A block that a prefix leads to stands before the one that names it, and a prefix grows by a byte at least: more is damage.
    private const int MostDepth = 512, MostBlocks = 1_000_000;

    private readonly SegmentPostings segment;
    private readonly ReadOnlySpan<byte> from;
    private int blocks;

    private TermCeiling(SegmentPostings segment, ReadOnlySpan<byte> from)
    {
        this.segment = segment;
        this.from = from;
    }

    /// <summary>Finds it.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="root">Where the block at the root stands.</param>
    /// <param name="from">The place: itself or what comes after it.</param>
    /// <returns>The term; null where there is none.</returns>
    /// <exception cref="CorruptIndexException">The dictionary is damaged.</exception>
    public static byte[]? Find(SegmentPostings segment, long root, ReadOnlySpan<byte> from) =>
        new TermCeiling(segment, from).In(root, [], depth: 0);

    private byte[]? In(long position, byte[] prefix, int depth)
    {
        if (depth > MostDepth)
        {
            throw Damaged();
        }

        for (var isLast = false; !isLast;)
        {
            if (++blocks > MostBlocks)
            {
                throw Damaged();
            }

            var block = segment.TermBlock(position, out var entries, out isLast, out var isLeaf, out var next);
            var at = new ByteCursor(block, segment.TermsName);
            for (; entries > 0; entries--)
            {
                var head = at.VInt();
                var isTerm = isLeaf || (head & 1) == 0;
                byte[] whole = [.. prefix, .. at.Take(isLeaf ? head : head >>> 1)];
                if (isTerm)
                {
                    if (from.SequenceCompareTo(whole) <= 0)
                    {
                        return whole;
                    }

                    continue;
                }

                // All terms that begin so.
                var back = at.VLong();
                if (back <= 0 || back > position || whole.Length == prefix.Length)
                {
                    throw Damaged();
                }

                if ((from.SequenceCompareTo(whole) <= 0 || from.StartsWith(whole)) && In(position - back, whole, depth + 1) is { } found)
                {
                    return found;
                }
            }

            position = next;
        }

        return null;
    }

    private readonly CorruptIndexException Damaged() => new($"{segment.TermsName} is damaged: its blocks lead nowhere");
}
