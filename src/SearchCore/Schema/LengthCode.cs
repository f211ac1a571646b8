using System.Numerics;

namespace SearchCore.Schema;

/// <summary>
/// The length of a field, in words, as a byte: exact up to 39, and from there on within an eighth. The coding of Lucene 7's norms
/// (<c>SmallFloat.intToByte4</c>).
/// </summary>
internal static class LengthCode
{
    /// <summary>How many codes there are.</summary>
    public const int Count = 256;

    // Lengths below are codes of their own: as many as the codes of all lengths of an int leave over.
    private const int Exact = 24, Mantissa = 3;

    private const int FewWords = 4_096;

    private static readonly byte[] Known = [.. Enumerable.Range(0, FewWords).Select(words => Make(words))];

    /// <summary>The code of a length.</summary>
    /// <param name="words">From 0.</param>
    public static byte Of(int words) => words < Known.Length ? Known[words] : Make(words);

    /// <summary>The length that a code stands for: the middle of those that have it.</summary>
    public static double Length(byte code) =>
        code < Exact ? code : Exact + ((Unpack(code - Exact) + Unpack(code - Exact + 1) - 1) / 2.0);

    private static byte Make(int words) => (byte)(words < Exact ? words : Exact + Pack(words - Exact));

    private static int Pack(int number)
    {
        var bits = 32 - BitOperations.LeadingZeroCount((uint)number);
        if (bits <= Mantissa)
        {
            return number;
        }

        var shift = bits - Mantissa - 1;
        return ((number >>> shift) & ((1 << Mantissa) - 1)) | ((shift + 1) << Mantissa);
    }

    // The least number of a code.
    private static long Unpack(int packed)
    {
        long bits = packed & ((1 << Mantissa) - 1);
        var shift = (packed >>> Mantissa) - 1;
        return shift < 0 ? bits : (bits | (1 << Mantissa)) << shift;
    }
}
