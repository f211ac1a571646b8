using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using SearchCore.Storage.Columns;

namespace SearchCore.Searching.Columns;

/// <summary>
/// Which of some articles have each value of a kind: of a value that many have a bit for each article, so that matches are counted 64 at a
/// time; of all others the pairs of article and value. Immutable.
/// </summary>
internal sealed class KindBlock
{
    // A value that fewer articles have, one of so many, takes less room as pairs; and so many values have bits at most.
    private const int OfOneFrequent = 64, MostFrequent = 64;

    // A pair: its value, and behind that its article.
    private const int PlaceBits = NumberColumn.BlockShift, MostValues = 1 << (32 - PlaceBits);

    // What a value with bits costs in 64 words of them, in pairs.
    private const int PairsABitset = 24;

    private readonly int[] frequent;
    private readonly ulong[] bits;
    private readonly uint[] pairs;
    private readonly int[] starts;
    private readonly int words;

    private KindBlock(int[] frequent, ulong[] bits, uint[] pairs, int[] starts, int words) =>
        (this.frequent, this.bits, this.pairs, this.starts, this.words) = (frequent, bits, pairs, starts, words);

    /// <summary>Whether it can be counted by: else articles have too many values each of which few have.</summary>
    public bool IsWhole => starts.Length > 0;

    /// <summary>How much memory it holds.</summary>
    public int Bytes => (sizeof(int) * (frequent.Length + pairs.Length + starts.Length)) + (sizeof(ulong) * bits.Length);

    /// <summary>Makes one.</summary>
    /// <param name="block">What the articles have, of all kinds.</param>
    /// <param name="articles">How many articles there are.</param>
    /// <param name="first">The number of the kind's first value.</param>
    /// <param name="size">How many values the kind has.</param>
    public static KindBlock Of(OrdinalBlock block, int articles, int first, int size)
    {
        var counts = new int[size];
        var all = 0;
        for (var article = 0; article < articles; article++)
        {
            foreach (var value in block.Of(article))
            {
                if ((uint)(value - first) < (uint)size)
                {
                    counts[value - first]++;
                    all++;
                }
            }
        }

        var frequent = Enumerable.Range(0, size).Where(v => counts[v] > articles / OfOneFrequent).OrderByDescending(v => counts[v])
            .Take(MostFrequent).ToArray();
        var rest = all - frequent.Sum(v => counts[v]);
        var words = (articles + 63) >> 6;
        if (rest > articles || size > MostValues)
        {
            return new([], [], [], [], 0);
        }

        // From here on: which of the frequent ones a value is, and one more; 0 for none.
        counts.AsSpan().Clear();
        for (var i = 0; i < frequent.Length; i++)
        {
            counts[frequent[i]] = i + 1;
        }

        var (bits, pairs, starts, found) = (new ulong[words * frequent.Length], new uint[rest], new int[words + 1], 0);
        for (var article = 0; article < articles; article++)
        {
            foreach (var value in block.Of(article))
            {
                if ((uint)(value - first) >= (uint)size)
                {
                    continue;
                }

                if (counts[value - first] is > 0 and var one)
                {
                    bits[((one - 1) * words) + (article >> 6)] |= 1ul << article;
                }
                else
                {
                    pairs[found++] = ((uint)(value - first) << PlaceBits) | (uint)article;
                }
            }

            starts[(article >> 6) + 1] = found;
        }

        return new(frequent, bits, pairs, starts, words);
    }

    /// <summary>What counting in some articles costs, in pairs.</summary>
    /// <param name="word">The first 64 of them.</param>
    /// <param name="count">How many times 64.</param>
    public int Cost(int word, int count) =>
        (frequent.Length * PairsABitset * count / 64) + starts[Math.Min(word + count, words)] - starts[Math.Min(word, words)];

    /// <summary>Counts how many of some articles have each value.</summary>
    /// <param name="word">The first 64 articles that are asked about, counted in so many.</param>
    /// <param name="matches">Which of the articles count.</param>
    /// <param name="into">A number for each value of the kind.</param>
    public void Count(int word, ReadOnlySpan<ulong> matches, Span<int> into)
    {
        if (word >= words)
        {
            return;
        }

        matches = matches[..Math.Min(matches.Length, words - word)];
        for (var i = 0; i < frequent.Length; i++)
        {
            into[frequent[i]] += Both(matches, bits.AsSpan((i * words) + word, matches.Length));
        }

        CountPairs(word, matches, pairs.AsSpan(starts[word]..starts[word + matches.Length]), into);
    }

    // A method by itself, as the other: among others its few variables are kept in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Both(ReadOnlySpan<ulong> matches, ReadOnlySpan<ulong> bits)
    {
        ref var match = ref MemoryMarshal.GetReference(matches);
        ref var bit = ref MemoryMarshal.GetReference(bits[..matches.Length]);
        var (count, i) = (0, 0);
        for (; i + 4 <= matches.Length; i += 4)
        {
            count += BitOperations.PopCount(Unsafe.Add(ref match, i) & Unsafe.Add(ref bit, i))
                + BitOperations.PopCount(Unsafe.Add(ref match, i + 1) & Unsafe.Add(ref bit, i + 1))
                + BitOperations.PopCount(Unsafe.Add(ref match, i + 2) & Unsafe.Add(ref bit, i + 2))
                + BitOperations.PopCount(Unsafe.Add(ref match, i + 3) & Unsafe.Add(ref bit, i + 3));
        }

        for (; i < matches.Length; i++)
        {
            count += BitOperations.PopCount(Unsafe.Add(ref match, i) & Unsafe.Add(ref bit, i));
        }

        return count;
    }

    // Whether an article counts nobody can foretell.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CountPairs(int word, ReadOnlySpan<ulong> matches, ReadOnlySpan<uint> pairs, Span<int> into)
    {
        foreach (var pair in pairs)
        {
            var match = matches[((int)(pair >> 6) & ((NumberColumn.BlockSize / 64) - 1)) - word];
            into[(int)(pair >> PlaceBits)] += (int)(match >> (int)pair) & 1;
        }
    }
}
