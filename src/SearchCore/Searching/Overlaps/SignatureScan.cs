using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Overlaps;

/// <summary>Goes over the signatures of a segment's articles.</summary>
internal static class SignatureScan
{
    private const int AtATime = 1_024, StepsASignature = 2;

    /// <summary>Takes an article's signature.</summary>
    internal delegate void Visitor(int document, ReadOnlySpan<byte> signature);

    /// <summary>Whether all segments have signatures: an index of an earlier version has none until it is rebuilt.</summary>
    public static bool IsPossible(PointInTime point) => point.Segments.All(segment => segment.Columns.Signatures is not null);

    /// <summary>Passes the signature of every article that is not deleted and whose body has a word.</summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static void Visit(SegmentView segment, SearchBudget budget, Visitor visitor) => Visit(segment, budget, visitor, 0, int.MaxValue);

    /// <summary>As the other, of some articles that follow each other.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="budget">The time there is.</param>
    /// <param name="visitor">What takes them.</param>
    /// <param name="from">The number of the first one; it may lie outside of the segment.</param>
    /// <param name="most">How many, deleted ones included.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static void Visit(SegmentView segment, SearchBudget budget, Visitor visitor, int from, int most)
    {
        if (segment.Columns.Signatures is not { } column)
        {
            return;
        }

        var room = new byte[AtATime * BodySignature.Bytes];
        var end = (int)Math.Min(column.Count, (long)from + most);
        for (var start = Math.Max(0, from); start < end; start += AtATime)
        {
            var count = Math.Min(AtATime, end - start);
            budget.Spend(StepsASignature * count);
            column.Read(start, room.AsSpan(0, count * BodySignature.Bytes));
            for (var i = 0; i < count; i++)
            {
                var signature = room.AsSpan(i * BodySignature.Bytes, BodySignature.Bytes);
                var document = start + i;
                var isLive = segment.Live is not { } live || ((live[document >> 6] >> document) & 1) != 0;
                if (isLive && BodySignature.Fingerprint(signature) != 0)
                {
                    visitor(document, signature);
                }
            }
        }
    }
}
