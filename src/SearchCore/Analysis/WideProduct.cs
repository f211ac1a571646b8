using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SearchCore.Analysis;

/// <summary>Products of 128 bits.</summary>
internal static class WideProduct
{
    /// <summary>The upper half of a product and the lower, joined by XOR.</summary>
    /// <remarks>Two multiplications, where there are such: of one for both halves the lower one goes by way of memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Folded(ulong left, ulong right)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.MultiplyNoFlags(left, right) ^ (left * right);
        }

        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
