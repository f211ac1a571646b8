using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Analysis;

/// <summary>
/// Many words at once: first the keys of all, then their slots. Whatever is waited for is on its way by then, and both loops are short
/// enough to stay in registers.
/// </summary>
internal sealed partial class TermMemo
{
    private const int AtATime = 256;

    private readonly Key[] keys = new Key[AtATime];

    /// <summary>The terms of words.</summary>
    /// <param name="text">The text the words stand in.</param>
    /// <param name="words">Where.</param>
    /// <param name="terms">
    /// Where the numbers of their terms go, as by <see cref="TermOf"/>, and <see cref="Dropped"/> for gaps: as many as there are words.
    /// </param>
    /// <param name="hashes">Where the words' hashes go, as by <see cref="FoldedWords"/>: as many as there are words.</param>
    /// <returns>How many have a term.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe int TermsOf(ReadOnlySpan<byte> text, ReadOnlySpan<WordSpan> words, Span<int> terms, Span<ulong> hashes)
    {
        var count = 0;
        fixed (byte* bytes = text)
        fixed (Key* all = keys)
        {
            for (; !words.IsEmpty; words = words[Math.Min(AtATime, words.Length)..])
            {
                var some = words[..Math.Min(AtATime, words.Length)];
                fixed (WordSpan* spans = some)
                {
                    ReadKeys(bytes, text.Length, spans, some.Length, all);
                    count += Find(text, all, some, terms, hashes);
                }

                terms = terms[some.Length..];
                hashes = hashes[some.Length..];
            }
        }

        return count;
    }

    // Makes keys of words, and has the memory of their slots brought nearer: most of the time of a look-up is waiting for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void ReadKeys(byte* text, int length, WordSpan* words, int count, Key* all)
    {
        var last = BitConverter.IsLittleEndian ? length - LongestKey : -1;
        var (seed, multiplier) = KeyHash.Secrets;
        fixed (ulong* masks = Masks)
        fixed (Slot* slot = slots)
        {
            var mask = (uint)slots.Length - 1;
            for (var i = 0; i < count; i++)
            {
                var word = words[i];
                var key = all + i;
                if ((uint)(word.Length - 1) >= LongestKey || word.Start > last)
                {
                    key->IsNone = 1;
                    continue;
                }

                var first = text + word.Start;
                key->IsNone = 0;
                key->Low = *(ulong*)first & masks[word.Length + sizeof(ulong)];
                key->High = *(ulong*)(first + sizeof(ulong)) & masks[word.Length];
                key->Hash = (uint)KeyHash.Of(key->Low, key->High, seed, multiplier);
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(slot + (key->Hash & mask));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int Find(ReadOnlySpan<byte> text, Key* all, ReadOnlySpan<WordSpan> words, Span<int> terms, Span<ulong> hashes)
    {
        var dropped = 0;
        terms = terms[..words.Length];
        hashes = hashes[..words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            i = FindSeen(all, i, terms, hashes, ref dropped);
            if (i == words.Length)
            {
                break;
            }

            if (words[i].IsGap)
            {
                (terms[i], hashes[i]) = (Dropped, FoldedWords.OfNothing);
                dropped++;
                continue;
            }

            var word = text.Slice(words[i].Start, words[i].Length);
            ref var slot = ref all[i].IsNone != 0 ? ref Slow(word) : ref Probe(all[i].Low, all[i].High, all[i].Hash, word);
            terms[i] = slot.Term;
            hashes[i] = slot.Folded;
            dropped -= slot.Term >> 31;
        }

        return words.Length - dropped;
    }

    // The next word that does not stand where it is looked for first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int FindSeen(Key* all, int from, Span<int> terms, Span<ulong> hashes, ref int dropped)
    {
        var i = from;
        var none = 0;
        fixed (Slot* first = slots)
        fixed (int* numbers = terms)
        fixed (ulong* folded = hashes)
        {
            var mask = (uint)slots.Length - 1;
            for (var key = all + i; i < terms.Length; i++, key++)
            {
                var slot = first + (key->Hash & mask);
                if (((slot->Low ^ key->Low) | (slot->High ^ key->High) | (uint)(slot->Key - Inline) | key->IsNone) != 0)
                {
                    break;
                }

                numbers[i] = slot->Term;
                folded[i] = slot->Folded;
                none -= slot->Term >> 31;
            }
        }

        dropped += none;
        return i;
    }

    // The bits of eight bytes that a word uses of so many bytes less eight.
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    /// <summary>A word that is its own key, or none.</summary>
    private struct Key
    {
        public ulong Low;
        public ulong High;
        public uint Hash;
        public uint IsNone;
    }
}
