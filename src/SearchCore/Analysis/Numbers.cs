namespace SearchCore.Analysis;

/// <summary>Lists of numbers in arrays that are kept.</summary>
internal static class Numbers
{
    /// <summary>Appends a number.</summary>
    public static void Append(ref int[] list, ref int count, int value)
    {
        if (count == list.Length)
        {
            Array.Resize(ref list, Capacity.For(count + 1));
        }

        list[count++] = value;
    }
}
