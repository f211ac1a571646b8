using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// Where a word stands in a text: <paramref name="Length"/> bytes from <paramref name="Start"/>; no length where it is too long and
/// dropped.
/// </summary>
internal readonly record struct WordSpan(int Start, int Length)
{
    /// <summary>Whether the word is dropped: it takes a position and leaves it empty.</summary>
    public bool IsGap => Length == 0;
}

/// <summary>
/// Finds the words of a UTF-8 text, the same ones that StandardTokenizer finds in the text as UTF-16 (<see cref="WordBreakAutomaton"/>).
/// </summary>
/// <remarks>
/// What 64 bytes are is told at once (<see cref="TextBlock"/>), and where words begin and end follows by shifts; the automaton is asked
/// only where something else touches them. Linear in the length of any text. A word of more than the longest length, in UTF-16 units, is
/// dropped whole and leaves a gap of one position, as StandardTokenizer does it. Bytes that are not UTF-8 separate words. The text must
/// stay in place while this is used.
/// </remarks>
internal ref struct WordBreaker
{
    // So many words of a block are written at once.
    private const int AtOnce = 4;

    // No block has more words, with one that goes over from the block before, and what is written behind the last one.
    private const int MostOfABlock = (TextBlock.Size / 2) + 1 + AtOnce - 1;

    private readonly ReadOnlySpan<byte> text;
    private readonly int longest;
    private TextBlock masks;

    // Words of the block that a sentence may begin with, and whether it may with the first of the next block.
    private ulong opening;
    private bool goesOn;
    private int block;
    private int from;
    private bool isFresh;

    // Where a word began that has not ended, or -1; whether a sentence may begin with it, and with the next word.
    private int pending = -1;
    private bool pendingOpens;
    private bool opens;
    private int barren;

    public WordBreaker(ReadOnlySpan<byte> text, int longest = TextAnalysis.MaxTokenLength)
    {
        this.text = text;
        this.longest = longest;
        Load(0);
    }

    /// <summary>The next words.</summary>
    /// <returns>How many were put into <paramref name="words"/>; 0 at the end of the text.</returns>
    public int Next(scoped Span<WordSpan> words) => Next(words, [], out _);

    /// <summary>The next words, and which of them <see cref="SentenceBreaks.Between"/> has to be asked about.</summary>
    /// <param name="words">Where they go.</param>
    /// <param name="openings">
    /// Where the places go of all words that a sentence may begin with, but for the text's first; room for as many as
    /// <paramref name="words"/>, or none.
    /// </param>
    /// <param name="opened">How many of these there are.</param>
    /// <returns>How many were put into <paramref name="words"/>; 0 at the end of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(scoped Span<WordSpan> words, scoped Span<int> openings, out int opened)
    {
        var count = opened = 0;
        while (count < words.Length && (block < text.Length || pending >= 0))
        {
            if (isFresh && masks.Doubtful == 0 && words.Length >= MostOfABlock)
            {
                if (words.Length - count < MostOfABlock)
                {
                    break;
                }

                Plain(ref words[count], ref count, openings, ref opened);
                Load(block + TextBlock.Size);
                continue;
            }

            isFresh = false;
            Step(words, openings, ref count, ref opened);
            if (from >= block + TextBlock.Size)
            {
                Load(from);
            }
        }

        return count;
    }

    // All words of a block without doubts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plain(ref WordSpan words, ref int counted, scoped Span<int> openings, ref int opened)
    {
        var own = masks.Words;
        var before = (own << 1) | (pending >= 0 ? 1UL : 0);
        var (starts, ends) = (own & ~before, ~own & before);
        if (pending >= 0)
        {
            if (ends == 0)
            {
                return;
            }

            Add(ref words, pending, block + BitOperations.TrailingZeroCount(ends), pendingOpens, openings, ref counted, ref opened);
            words = ref Unsafe.Add(ref words, 1);
            ends &= ends - 1;
            pending = -1;
        }

        var some = opening;
        if (opens && starts != 0)
        {
            some |= starts & (0 - starts);
            opens = false;
        }

        // The last word ends in another block.
        if ((long)own < 0)
        {
            var last = 63 - BitOperations.LeadingZeroCount(starts);
            pending = block + last;
            pendingOpens = ((some >> last) & 1) != 0;
            some &= ~(1UL << last);
        }

        if (!openings.IsEmpty)
        {
            for (; some != 0; some &= some - 1)
            {
                openings[opened++] = counted + BitOperations.PopCount(starts & ((some & (0 - some)) - 1));
            }
        }

        counted += BitOperations.PopCount(ends);
        if (longest < TextBlock.Size)
        {
            for (; ends != 0; starts &= starts - 1, ends &= ends - 1)
            {
                var start = BitOperations.TrailingZeroCount(starts);
                words = Word(block + start, BitOperations.TrailingZeroCount(ends) - start);
                words = ref Unsafe.Add(ref words, 1);
            }

            return;
        }

        // Four at a time, for the end of a loop is guessed wrong: what is behind the last one is written over by the next block, or stays
        // unread.
        for (; ends != 0; words = ref Unsafe.Add(ref words, AtOnce))
        {
            for (var i = 0; i < AtOnce; i++)
            {
                var start = BitOperations.TrailingZeroCount(starts);
                Unsafe.Add(ref words, i) = new(block + start, BitOperations.TrailingZeroCount(ends) - start);
                starts &= starts - 1;
                ends &= ends - 1;
            }
        }
    }

    // What comes next in a block: nothing, the beginning of a word, or its end, or something for the automaton.
    private void Step(scoped Span<WordSpan> words, scoped Span<int> openings, ref int count, ref int opened)
    {
        var within = from - block;
        if (pending >= 0)
        {
            var rest = ~masks.Words >> within;
            if (rest == 0)
            {
                from = block + TextBlock.Size;
                return;
            }

            from += BitOperations.TrailingZeroCount(rest);
            var end = from;
            if (((masks.Doubtful >> (from - block)) & 1) != 0)
            {
                end = from = WordBreakAutomaton.Match(text, pending, out _, ref barren);
                opens = true;
            }

            Add(ref words[count], pending, end, pendingOpens, openings, ref count, ref opened);
            pending = -1;
            return;
        }

        var ahead = (masks.Words | masks.Odd) >> within;
        if (ahead == 0)
        {
            from = block + TextBlock.Size;
            return;
        }

        from += BitOperations.TrailingZeroCount(ahead);
        if (((masks.Odd >> (from - block)) & 1) == 0)
        {
            (pending, pendingOpens, opens) = (from, opens || ((opening >> (from - block)) & 1) != 0, false);
            return;
        }

        var start = from;
        from = WordBreakAutomaton.Match(text, start, out var scanned, ref barren);
        opens = true;
        if (from > start)
        {
            Add(ref words[count], start, from, opens: true, openings, ref count, ref opened);
        }
        else
        {
            from = scanned;
        }
    }

    private readonly void Add(
        ref WordSpan word, int start, int end, bool opens, scoped Span<int> openings, ref int count, ref int opened)
    {
        word = Word(start, end - start);
        if (opens && !openings.IsEmpty)
        {
            openings[opened++] = count;
        }

        count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly WordSpan Word(int start, int length) =>
        new(start, length <= longest || Encoding.UTF8.GetCharCount(text.Slice(start, length)) <= longest ? length : 0);

    private void Load(int at)
    {
        var start = at & ~(TextBlock.Size - 1);
        var carried = at == start && goesOn ? 1UL : 0;
        (block, from, isFresh) = (start, at, true);
        if (start >= text.Length)
        {
            (masks, opening) = (default, 0);
            return;
        }

        TextBlock.Read(text, start, out masks);
        if (at > start)
        {
            var rest = ulong.MaxValue << (at - start);
            masks.Words &= rest;
            masks.Odd &= rest;
            masks.Doubtful &= rest;
            masks.Breaks &= rest;
        }

        // What is between words, added to what a sentence may begin after, carries over to the first byte of the next word.
        var between = ~masks.Words;
        var breaks = masks.Breaks & between;
        var sum = breaks + between + carried;
        goesOn = carried == 0 ? sum < breaks : sum <= breaks;
        opening = sum & masks.Words;
    }
}
