using System.Numerics;
using System.Runtime.Intrinsics.X86;


namespace SearchCore.Searching.Postings;

/// <summary>How often two terms stand at a distance in the document that their cursors stand on.</summary>
internal static class PositionPair
{
    /// <summary>
    /// Which of the places of a term that stands in its document a few times have another at a distance: a bit for each. Only where
    /// <see cref="Avx2"/> is there.
    /// </summary>
    /// <param name="few">The term that stands there a few times.</param>
    /// <param name="distance">How far behind it the other is to stand.</param>
    /// <param name="other">The other, which stands on the same document.</param>
    /// <param name="differences">What <see cref="PositionCursor.IsFew"/> said of the first.</param>
    /// <param name="count">As <paramref name="differences"/>.</param>
    public static uint Shared(PositionCursor few, ReadOnlySpan<int> differences, int count, int distance, PositionCursor other)
    {
        uint shared;
        bool areValid;
        if (other.IsFew(out var others, out var othersCount))
        {
            shared = BlockSums.SharedOfFew(differences, count, distance, others, othersCount, out areValid);
        }
        else
        {
            var places = other.PaddedPositions();
            shared = BlockSums.SharedOfFewAndMany(differences, count, distance, places, places.Length - PositionCursor.Pad, out areValid);
        }

        return areValid ? shared : throw few.Damaged();
    }

    /// <summary>How often two terms stand at a distance.</summary>
    /// <param name="first">The first, the rarer of the two.</param>
    /// <param name="distance">How far behind it the other is to stand.</param>
    /// <param name="other">The other, which stands on the same document.</param>
    public static int Count(PositionCursor first, int distance, PositionCursor other)
    {
        if (Avx2.IsSupported && first.IsFew(out var differences, out var count))
        {
            return BitOperations.PopCount(Shared(first, differences, count, distance, other));
        }

        var places = first.PaddedPositions();
        var others = other.PaddedPositions();
        return BlockSums.CountShared(places, places.Length - PositionCursor.Pad, distance, others, others.Length - PositionCursor.Pad);
    }
}
