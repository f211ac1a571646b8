using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SearchCore.Analysis;

/// <summary>
/// Makes the signature of a text from its words, in one pass: a fingerprint of all its shingles, and a sketch by which the likeness of two
/// texts is estimated without reading them.
/// </summary>
/// <remarks>
/// <para>
/// The sketch is MinHash by one permutation: shingles fall into <see cref="Bins"/> bins by six bits of their hash, and of the least hash of
/// each bin eight bits are kept (Li, Owen and Zhang, One permutation hashing, 2012; Li and König, b-bit minwise hashing, 2010). A bin
/// without a shingle takes the bits of another that a hash of its number chooses (Shrivastava, Optimal densification, 2017).
/// </para>
/// <para>It depends on the text alone. For one thread: (Add* <see cref="Finish"/>)*.</para>
/// </remarks>
internal sealed class BodySignature
{
    /// <summary>How many bins a sketch has, a byte each.</summary>
    public const int Bins = 64;

    /// <summary>How many bytes a signature has: the fingerprint, then the sketch.</summary>
    public const int Bytes = sizeof(ulong) + Bins;

    private const int BinShift = 58;

    private static readonly byte[] Donors = MakeDonors();

    private readonly ulong[] least = new ulong[Bins];
    private ulong first;
    private ulong second;
    private ulong sum;

    /// <summary>How many words the text has until now.</summary>
    public int Words { get; private set; }

    public BodySignature() => Array.Fill(least, ulong.MaxValue);

    /// <summary>Goes on with the next words of the text.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="words">The words.</param>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<WordSpan> words)
    {
        foreach (var word in words)
        {
            Add([FoldedWords.Hash(text, word)]);
        }
    }

    /// <summary>Goes on with the next words of the text.</summary>
    /// <param name="hashes">Their hashes, as <see cref="FoldedWords.Hash"/> gives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<ulong> hashes)
    {
        for (; Words < Shingles.Words - 1 && !hashes.IsEmpty; hashes = hashes[1..], Words++)
        {
            (first, second) = (second, hashes[0]);
        }

        var (a, b, total) = (first, second, sum);
        ref var bins = ref MemoryMarshal.GetArrayDataReference(least);
        foreach (var c in hashes)
        {
            var shingle = FoldedWords.Join(a, b, c);
            ref var bin = ref Unsafe.Add(ref bins, (nint)(shingle >> BinShift));
            bin = Math.Min(bin, shingle);
            total += shingle;
            (a, b) = (b, c);
        }

        (first, second, sum) = (a, b, total);
        Words += hashes.Length;
    }

    /// <summary>Ends the text and begins the next.</summary>
    /// <param name="signature">Where its signature goes, <see cref="Bytes"/> bytes; all are 0 where the text has no word.</param>
    public void Finish(Span<byte> signature)
    {
        signature.Clear();
        if (Words is > 0 and < Shingles.Words)
        {
            var only = FoldedWords.Join(0, first, second);
            (least[only >> BinShift], sum) = (only, only);
        }

        if (Words > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(signature, Math.Max(1, WideProduct.Folded(sum, ~sum)));
            var sketch = signature.Slice(sizeof(ulong), Bins);
            var bins = least;
            var empty = 0UL;
            for (var bin = 0; bin < sketch.Length; bin++)
            {
                sketch[bin] = (byte)bins[bin];
                empty |= (bins[bin] == ulong.MaxValue ? 1UL : 0) << bin;
            }

            for (; empty != 0; empty &= empty - 1)
            {
                var bin = BitOperations.TrailingZeroCount(empty);
                var donor = bin << 6;
                while (bins[Donors[donor]] == ulong.MaxValue)
                {
                    donor++;
                }

                sketch[bin] = (byte)bins[Donors[donor]];
            }

            Array.Fill(bins, ulong.MaxValue);
        }

        (first, second, sum, Words) = (0, 0, 0, 0);
    }

    /// <summary>The signature of a text by its shingles. Its sketch is that of the text; its fingerprint is none.</summary>
    public static byte[] Of(Shingles shingles)
    {
        var (made, signature) = (new BodySignature(), new byte[Bytes]);
        foreach (var shingle in shingles.Sorted)
        {
            ref var bin = ref made.least[shingle >> BinShift];
            bin = Math.Min(bin, shingle);
            made.Words = Shingles.Words;
        }

        made.Finish(signature);
        return signature;
    }

    // The order in which each bin asks the others, by hashes of both numbers.
    private static byte[] MakeDonors()
    {
        var donors = new byte[Bins * Bins];
        Span<ulong> hashes = stackalloc ulong[Bins];
        for (var bin = 0; bin < Bins; bin++)
        {
            var order = donors.AsSpan(bin * Bins, Bins);
            for (var other = 0; other < Bins; other++)
            {
                var hash = WideProduct.Folded(0x9E37_79B9_7F4A_7C15 * (ulong)(bin + 1), 0xD6E8_FEB8_6659_FD93 * (ulong)(other + Bins));
                var place = other;
                for (; place > 0 && hashes[place - 1] > hash; place--)
                {
                    (hashes[place], order[place]) = (hashes[place - 1], order[place - 1]);
                }

                (hashes[place], order[place]) = (hash, (byte)other);
            }
        }

        return donors;
    }

    /// <summary>Of which shingles a text is made, as a number; 0 where it has no word.</summary>
    public static ulong Fingerprint(ReadOnlySpan<byte> signature) => BinaryPrimitives.ReadUInt64LittleEndian(signature);

    /// <summary>A bit for each bin in which two texts have the same.</summary>
    public static ulong Common(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> other)
    {
        var a = signature.Slice(sizeof(ulong), Bins);
        var b = other.Slice(sizeof(ulong), Bins);
        ulong low = Vector256.Equals(Vector256.Create(a[..32]), Vector256.Create(b[..32])).ExtractMostSignificantBits();
        ulong high = Vector256.Equals(Vector256.Create(a[32..]), Vector256.Create(b[32..])).ExtractMostSignificantBits();
        return low | (high << 32);
    }
}
