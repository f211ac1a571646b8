namespace SearchCore.Entities.Recognition;

/// <summary>
/// A text is worked off in blocks, which bounds the memory; what was learned of the document goes on from block to block.
/// </summary>
internal static class TextBlocks
{
    /// <summary>No block is longer; in UTF-16 code units.</summary>
    private const int Longest = 1 << 18;

    /// <summary>
    /// Where the block that starts at a position ends (exclusive): after a line, a sentence or a word, as late as possible.
    /// </summary>
    public static int End(ReadOnlySpan<char> text, int from)
    {
        if (text.Length - from <= Longest)
        {
            return text.Length;
        }

        const int Shortest = Longest / 2;
        var block = text.Slice(from, Longest);
        var cut = block.LastIndexOf('\n');
        if (cut < Shortest)
        {
            cut = block.LastIndexOf(". ");
        }

        if (cut < Shortest)
        {
            cut = block.LastIndexOf(' ');
        }

        return from + (cut < Shortest ? Longest : cut + 1);
    }
}
