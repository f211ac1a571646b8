using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>
/// Whether bytes are UTF-8, by tables of half bytes: what each pair of bytes may be part of is looked up thrice, and an error is what all
/// three agree on (Keiser and Lemire, Validating UTF-8 in less than one instruction per byte, 2021). News has quotes and dashes
/// everywhere, at which a check that has a quick way for ASCII alone stops each time.
/// </summary>
internal static class Utf8Check
{
    // What may be wrong with two bytes that follow each other, a bit each. Two that go on are one only where neither of the two bytes
    // before asks for them.
    private const byte TooShort = 1, TooLong = 2, Overlong3 = 4, TooLarge = 8, Surrogate = 16, Overlong2 = 32, TooLarge1000 = 64,
        Overlong4 = 64, GoesOnTwice = 128, OfEither = TooShort | TooLong | GoesOnTwice;

    private const int Size = 32;

    /// <summary>Whether all of it is well-formed.</summary>
    public static bool IsValid(ReadOnlySpan<byte> data) =>
        Avx2.IsSupported && data.Length >= 2 * Size ? IsValidByTables(data) : Utf8.IsValid(data);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsValidByTables(ReadOnlySpan<byte> data)
    {
        var (error, before, unended) = (Vector256<byte>.Zero, Vector256<byte>.Zero, Vector256<byte>.Zero);
        for (; data.Length >= 2 * Size; data = data[(2 * Size)..])
        {
            Check(Vector256.Create(data), Vector256.Create(data[Size..]), ref error, ref before, ref unended);
        }

        Span<byte> rest = stackalloc byte[2 * Size];
        rest.Clear();
        data.CopyTo(rest);
        Check(Vector256.Create<byte>(rest), Vector256.Create<byte>(rest[Size..]), ref error, ref before, ref unended);
        return (error | unended) == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(
        Vector256<byte> first, Vector256<byte> second, ref Vector256<byte> error, ref Vector256<byte> before, ref Vector256<byte> unended)
    {
        if ((first | second).ExtractMostSignificantBits() == 0)
        {
            // What did not end before should have gone on here.
            error |= unended;
            unended = Vector256<byte>.Zero;
        }
        else
        {
            error |= Wrong(before, first) | Wrong(first, second);

            // Above these a byte asks for more than there is behind it.
            unended = Avx2.SubtractSaturate(second, Vector256.Create(
                255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0xF0 - 1, 0xE0 - 1, 0xC0 - 1));
        }

        before = second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Wrong(Vector256<byte> before, Vector256<byte> bytes)
    {
        var halves = Avx2.Permute2x128(before, bytes, 0x21);
        var one = Avx2.AlignRight(bytes, halves, 15);
        var pairs =
            Avx2.Shuffle(
                Lookup(
                    TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong,
                    GoesOnTwice, GoesOnTwice, GoesOnTwice, GoesOnTwice,
                    TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLarge1000 | Overlong4),
                High(one))
            & Avx2.Shuffle(
                Lookup(
                    OfEither | Overlong3 | Overlong2 | Overlong4, OfEither | Overlong2, OfEither, OfEither,
                    OfEither | TooLarge, Larger, Larger, Larger, Larger, Larger, Larger, Larger,
                    Larger, Larger | Surrogate, Larger, Larger),
                one & Vector256.Create((byte)0x0F))
            & Avx2.Shuffle(
                Lookup(
                    TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
                    Second | Overlong3 | TooLarge1000 | Overlong4, Second | Overlong3 | TooLarge, Second | Surrogate | TooLarge,
                    Second | Surrogate | TooLarge, TooShort, TooShort, TooShort, TooShort),
                High(bytes));

        // The third byte of three and the last two of four go on behind one that goes on.
        var third = Avx2.SubtractSaturate(Avx2.AlignRight(bytes, halves, 14), Vector256.Create((byte)(0xE0 - 0x80)));
        var fourth = Avx2.SubtractSaturate(Avx2.AlignRight(bytes, halves, 13), Vector256.Create((byte)(0xF0 - 0x80)));
        return pairs ^ ((third | fourth) & Vector256.Create((byte)0x80));
    }

    private const byte Larger = OfEither | TooLarge | TooLarge1000, Second = TooLong | Overlong2 | GoesOnTwice;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> High(Vector256<byte> bytes) => (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lookup(
        byte a, byte b, byte c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k, byte l, byte m, byte n, byte o, byte p)
    {
        var lane = Vector128.Create(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
        return Vector256.Create(lane, lane);
    }
}
