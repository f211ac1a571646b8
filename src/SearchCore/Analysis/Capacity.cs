namespace SearchCore.Analysis;

/// <summary>How large an array is made that must hold so much: half as much again.</summary>
internal static class Capacity
{
    public static int For(long needed) => (int)Math.Min(Array.MaxLength, Math.Max(256, needed + (needed >> 1)));
}
