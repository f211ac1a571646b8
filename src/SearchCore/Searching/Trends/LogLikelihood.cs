namespace SearchCore.Searching.Trends;

/// <summary>Dunning's log-likelihood ratio: how surprising it is that something is so frequent in a part.</summary>
internal static class LogLikelihood
{
    /// <summary>Chance alone reaches this once in a hundred values (χ², one degree of freedom).</summary>
    public const double Least = 6.63;

    /// <summary>G² of a table of two rows: with the value and without, in the part and in the rest.</summary>
    /// <param name="part">How many of the part have it.</param>
    /// <param name="partSize">The part's size.</param>
    /// <param name="all">How many of the whole have it, the part included.</param>
    /// <param name="allSize">The whole's size.</param>
    /// <returns>0 where it is no more frequent in the part than in the rest.</returns>
    public static double Of(long part, long partSize, long all, long allSize)
    {
        // The whole's counts can be from before a deletion; the rest is never negative.
        var (rest, restSize) = (Math.Max(0, all - part), Math.Max(0, allSize - partSize));
        rest = Math.Min(rest, restSize);
        if (part == 0 || partSize == 0 || restSize == 0 || (double)part / partSize <= (double)rest / restSize)
        {
            return 0;
        }

        double total = partSize + restSize, with = part + rest, without = total - with;
        return 2 * (Term(part, partSize * with / total) + Term(partSize - part, partSize * without / total)
            + Term(rest, restSize * with / total) + Term(restSize - rest, restSize * without / total));
    }

    private static double Term(double observed, double expected) => observed <= 0 ? 0 : observed * Math.Log(observed / expected);
}
