namespace SearchCore.Schema;

/// <summary>Numbers as whole numbers of the same order, for columns: the bits of IEEE 754 with those of negative numbers turned.</summary>
internal static class SortableNumber
{
    /// <summary>The whole number of a number that is one; both zeros have the same.</summary>
    public static long Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return bits < 0 ? bits ^ long.MaxValue : bits;
    }

    /// <summary>The number of a whole number.</summary>
    public static double From(long sortable) => BitConverter.Int64BitsToDouble(sortable < 0 ? sortable ^ long.MaxValue : sortable);
}
