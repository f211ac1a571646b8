using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Analysis;

/// <summary>
/// Many words at once: first the keys of all, then their slots. Whatever is waited for is on its way by then, and both loops are short
/// enough to stay in registers.
/// </summary>
internal sealed unsafe partial class TermMemo
{
    private const int AtATime = 256;

    private readonly Key[] keys = NewKeys();

    /// <summary>The terms of words.</summary>
    /// <param name="text">The text the words stand in.</param>
    /// <param name="words">Where.</param>
    /// <param name="terms">
    /// Where the numbers of their terms go, as by <see cref="TermOf"/>, and <see cref="Dropped"/> for gaps: as many as there are words.
    /// </param>
    /// <param name="hashes">Where the words' hashes go, as by <see cref="FoldedWords"/>: as many as there are words.</param>
    /// <returns>How many have a term.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int TermsOf(ReadOnlySpan<byte> text, ReadOnlySpan<WordSpan> words, Span<int> terms, Span<ulong> hashes)
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

        // The slots are read by their address.
        GC.KeepAlive(this);
        return count;
    }

    // Makes keys of words, and has the memory of their slots brought nearer: most of the time of a look-up is waiting for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadKeys(byte* text, int length, WordSpan* words, int count, Key* all)
    {
        var last = BitConverter.IsLittleEndian ? length - LongestKey : -1;
        var (seed, multiplier) = KeyHash.Secrets;
        fixed (ulong* masks = Masks)
        {
            var slot = slots.First;
            var home = slots.HomeMask;
            for (var i = 0; i < count; i++)
            {
                var word = words[i];
                var key = all + i;
                if ((uint)(word.Length - 1) >= LongestKey || word.Start > last)
                {
                    (key->Low, key->High, key->Hash) = (0, 0, 0);
                    continue;
                }

                var first = text + word.Start;
                var low = *(ulong*)first & masks[word.Length + sizeof(ulong)];
                var high = *(ulong*)(first + sizeof(ulong)) & masks[word.Length];
                (key->Low, key->High) = (low, high);
                var hash = (uint)KeyHash.Of(low, high, seed, multiplier);
                key->Hash = hash;
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(slot + (hash & home));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<byte> text, Key* all, ReadOnlySpan<WordSpan> words, Span<int> terms, Span<ulong> hashes)
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
            var (term, folded) = all[i].IsNone ? Slow(word) : Probe(all[i].Low, all[i].High, (uint)all[i].Hash, word);
            terms[i] = term;
            hashes[i] = folded;
            dropped -= term >> 31;
        }

        return words.Length - dropped;
    }

    // The next word that does not stand at home. Both slots of a home are looked at, and which one it is takes no branch: it would be
    // guessed wrong half of the time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindSeen(Key* all, int from, Span<int> terms, Span<ulong> hashes, ref int dropped)
    {
        var i = from;
        var none = 0;
        fixed (int* numbers = terms)
        fixed (ulong* folded = hashes)
        {
            var first = slots.First;
            var home = slots.HomeMask;
            for (var key = all + i; i < terms.Length; i++, key++)
            {
                var slot = first + (key->Hash & home);
                var wanted = Vector256.Load((int*)key);
                var isOther = IsOther(slot, wanted);
                if ((isOther & IsOther(slot + 1, wanted)) != 0)
                {
                    break;
                }

                slot += isOther;
                numbers[i] = slot->Term;
                folded[i] = slot->Folded;
                none -= slot->Term >> 31;
            }
        }

        dropped += none;
        return i;
    }

    // 1 where a slot is not that of a key, else 0: of its eight numbers of 32 bits the first four and the last one are compared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint IsOther(Slot* slot, Vector256<int> key)
    {
        const uint compared = 0b1000_1111;
        var differs = ~Vector256.Equals(Vector256.Load((int*)slot), key).ExtractMostSignificantBits() & compared;
        return (differs + byte.MaxValue) >> 8;
    }

    // The bits of eight bytes that a word uses of so many bytes less eight.
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    /// <summary>
    /// A word that is its own key, or none: zeros, which no slot of a word has. As large as a slot, and laid out like one.
    /// </summary>
    private struct Key
    {
        public ulong Low;
        public ulong High;
        public ulong Hash;
        public int None;
        public int Kind;

        public readonly bool IsNone => (Low | High) == 0;
    }

    private static Key[] NewKeys()
    {
        var made = new Key[AtATime];
        Array.Fill(made, new Key { Kind = Inline });
        return made;
    }
}
