using System.Numerics;

using SearchCore.Analysis;

namespace SearchCore.Searching.Overlaps;

/// <summary>
/// Which pairs of articles are worth comparing, by what their signatures have in common. A function of the two texts, so that which pairs
/// are compared depends on nothing else.
/// </summary>
internal static class Likeness
{
    /// <summary>From this overlap on two articles are near-duplicates.</summary>
    public const double Near = 0.8;

    /// <summary>The least overlap that may be asked for: below it signatures tell too little.</summary>
    public const double Least = 0.5;

    /// <summary>How many bins make a band: two near-duplicates have all bins of some band in common, nearly always.</summary>
    public const int BandBins = 3;

    /// <summary>How many bands there are; the last bin is in none.</summary>
    public const int Bands = BodySignature.Bins / BandBins;

    // By how many standard deviations fewer bins than expected may be the same.
    private const double Deviations = 3.4;

    // The lowest bin of each band.
    private const ulong Firsts = 0x1249_2492_4924_9249;

    private static readonly int LeastOfNear = LeastCommon(Near);

    /// <summary>How many bins must be the same where two texts overlap so much.</summary>
    public static int LeastCommon(double overlap)
    {
        // Of the shingles of both together, the part that both have: the chance that a bin is the same.
        var part = overlap / (2 - overlap);
        var expected = BodySignature.Bins * part;
        return Math.Max(1, (int)Math.Ceiling(expected - (Deviations * Math.Sqrt(expected * (1 - part)))));
    }

    /// <summary>Whether two articles may be near-duplicates.</summary>
    /// <param name="common">The bins that are the same.</param>
    public static bool MayBeNear(ulong common) => BitOperations.PopCount(common) >= LeastOfNear && FirstBand(common) < Bands;

    /// <summary>What a signature has in a band.</summary>
    public static uint Band(ReadOnlySpan<byte> signature, int band)
    {
        var bins = signature.Slice(sizeof(ulong) + (band * BandBins), BandBins);
        return (uint)(bins[0] | (bins[1] << 8) | (bins[2] << 16));
    }

    /// <summary>The first band of which all bins are the same; <see cref="Bands"/> where there is none.</summary>
    public static int FirstBand(ulong common)
    {
        var bands = common & (common >> 1) & (common >> 2) & Firsts;
        return bands == 0 ? Bands : BitOperations.TrailingZeroCount(bands) / BandBins;
    }
}
