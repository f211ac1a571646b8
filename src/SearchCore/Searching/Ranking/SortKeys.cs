using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using Lucene.Net.Index;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Ranking;

/// <summary>What hits are sorted by: a number, larger is better.</summary>
internal readonly struct SortKeys
{
    private readonly string? column;
    private readonly KeywordRanks? keywords;
    private readonly bool isSortable;

    private SortKeys(string? column, KeywordRanks? keywords, bool greatestFirst, bool isSortable) =>
        (this.column, this.keywords, GreatestFirst, this.isSortable) = (column, keywords, greatestFirst, isSortable);

    /// <summary>The newest first, which is how those come that are otherwise equal.</summary>
    public static SortKeys Newest => new(FieldNames.Published, null, greatestFirst: true, isSortable: false);

    /// <summary>Whether the greatest number comes first.</summary>
    public bool GreatestFirst { get; }

    /// <summary>Whether scores decide, and no numbers.</summary>
    public bool IsByScore => column is null && keywords is null;

    /// <summary>Those of an order.</summary>
    /// <param name="sort">The order.</param>
    /// <param name="by">The field of the archive's own that takes its place; null for none.</param>
    /// <param name="point">The index.</param>
    /// <param name="ordered">The values of the field over everything that is searched, where it is sorted by values; else null.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static SortKeys Of(SearchSort sort, FieldSort? by, PointInTime point, OrderedValues? ordered, SearchBudget budget)
    {
        if (by is not null && ordered is not null)
        {
            return new(null, KeywordRanks.Of(point, by.Field, ordered, budget), by.Descending, isSortable: false);
        }

        if (by is not null)
        {
            var isNumber = point.Fields?.GetValueOrDefault(by.Field) == FieldType.Number;
            return new(IndexSchema.ColumnOf(by.Field), null, by.Descending, isNumber);
        }

        return sort == SearchSort.Relevance ? default : new(FieldNames.Published, null, sort == SearchSort.Newest, isSortable: false);
    }

    /// <summary>The numbers of a segment that decide. For one thread.</summary>
    public ISortNumbers Numbers(SegmentColumns columns, AtomicReader segment) =>
        keywords?.Numbers(segment, GreatestFirst) ?? columns.Numbers(column!, GreatestFirst);

    /// <summary>
    /// The key of a number; articles without one come last. Exact: the seconds of ten thousand years are far below 2⁵³.
    /// </summary>
    public double Key(long number)
    {
        if (number == OptionalNumbers.None)
        {
            return double.NegativeInfinity;
        }

        var value = isSortable ? SortableNumber.From(number) : number;
        return GreatestFirst ? value : -value;
    }

    /// <summary>Which of 64 numbers may have a key between two, both inclusive: a bit each.</summary>
    /// <param name="numbers">The numbers, and any behind them.</param>
    /// <param name="least">The least key.</param>
    /// <param name="most">The greatest key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Between(ReadOnlySpan<long> numbers, double least, double most)
    {
        if (isSortable || numbers.Length < 64)
        {
            return ulong.MaxValue;
        }

        var bits = double.IsNegativeInfinity(least) ? ulong.MaxValue
            : GreatestFirst ? AtLeast(numbers, (long)least)
            : AtMost(numbers, (long)-least);

        if (double.IsPositiveInfinity(most))
        {
            return bits;
        }

        // Those without a number come last in any order.
        return bits & (double.IsNegativeInfinity(most) ? AtMost(numbers, OptionalNumbers.None)
            : GreatestFirst ? AtMost(numbers, (long)most)
            : AtLeast(numbers, (long)-most) | AtMost(numbers, OptionalNumbers.None));
    }

    /// <summary>What the best of a stretch of numbers is sorted by.</summary>
    public double Best(NumberEnds ends) =>
        GreatestFirst || ends.Greatest == OptionalNumbers.None ? Key(ends.Greatest) : Key(ends.Least);

    /// <summary>What the last of a stretch of numbers is sorted by.</summary>
    public double Last(NumberEnds ends) =>
        !ends.AreAll ? double.NegativeInfinity : Key(GreatestFirst ? ends.Least : ends.Greatest);

    private static ulong AtLeast(ReadOnlySpan<long> numbers, long limit) =>
        limit == long.MinValue ? ulong.MaxValue : Above(numbers, limit - 1);

    private static ulong AtMost(ReadOnlySpan<long> numbers, long limit) => ~Above(numbers, limit);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Above(ReadOnlySpan<long> numbers, long limit)
    {
        ref var number = ref MemoryMarshal.GetReference(numbers[..64]);
        ulong bits = 0;
        for (var i = 0; i < 64; i += 4)
        {
            var some = Vector256.GreaterThan(Vector256.LoadUnsafe(ref number, (nuint)i), Vector256.Create(limit));
            bits |= (ulong)some.ExtractMostSignificantBits() << i;
        }

        return bits;
    }
}
