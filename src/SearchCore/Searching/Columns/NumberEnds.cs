namespace SearchCore.Searching.Columns;

/// <summary>
/// The least and the greatest number of a stretch of articles, of those that have one: what a search has to know to leave the stretch out,
/// or to take all of it.
/// </summary>
/// <param name="Least">The least; <see cref="long.MaxValue"/> where none has any.</param>
/// <param name="Greatest">The greatest; <see cref="OptionalNumbers.None"/> where none has any.</param>
/// <param name="AreAll">Whether every article has one.</param>
internal readonly record struct NumberEnds(long Least, long Greatest, bool AreAll)
{
    /// <summary>The shift from an article to its stretch: of a window of a search an eighth.</summary>
    public const int Shift = 9;

    /// <summary>Articles of a stretch.</summary>
    public const int Stretch = 1 << Shift;

    /// <summary>Those of some numbers.</summary>
    public static NumberEnds Of(ReadOnlySpan<long> numbers)
    {
        var (least, greatest, areAll) = (long.MaxValue, OptionalNumbers.None, true);
        foreach (var number in numbers)
        {
            // Without a branch: numbers rise and fall as they like.
            least = Math.Min(least, number == OptionalNumbers.None ? long.MaxValue : number);
            greatest = Math.Max(greatest, number);
            areAll &= number != OptionalNumbers.None;
        }

        return new(least, greatest, areAll);
    }
}
