using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>
/// Counts the matches of a search over time, in two rounds: first every index finds between which dates its matches lie, then each counts
/// into the buckets that hold the matches of all.
/// </summary>
internal static class TimelineRun
{
    /// <summary>Between which dates the matches of an index lie.</summary>
    /// <param name="point">The index.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static TimelineBounds Bounds(PointInTime point, IReadOnlyList<FixedBitSet?> matched, SearchBudget budget)
    {
        var (first, last, undated) = TimelineBounds.None;
        foreach (var leaf in point.Reader.Leaves)
        {
            if (matched[leaf.Ord] is not { } hits)
            {
                continue;
            }

            var dates = SegmentColumns.Of(leaf.AtomicReader).Dates;
            var each = hits.GetIterator();
            for (var doc = each.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.NextDoc())
            {
                budget.Spend(1);
                if (dates.Window(doc)[0] is var date && date == DateColumn.NoDate)
                {
                    undated++;
                    continue;
                }

                first = Math.Min(first, date);
                last = Math.Max(last, date);
            }
        }

        return new(first, last, undated);
    }

    /// <summary>The buckets that hold the matches of all indexes.</summary>
    /// <exception cref="QueryException">There are more than <see cref="QueryLimits.MaxBuckets"/> of them.</exception>
    public static TimelineBuckets Buckets(TimelineBounds bounds, TimelineRequest request, TimeZoneInfo zone)
    {
        var (first, last, _) = bounds;
        return TimelineBuckets.Between(first, last, request.Unit, zone)
            ?? throw new QueryException(
                string.Empty, [Faults.TooManyBuckets(request.Unit, TimelineBuckets.Count(first, last, request.Unit, zone), first, last)]);
    }

    /// <summary>Counts the articles of an index.</summary>
    /// <param name="point">The index.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="by">The kind whose values get a timeline each; null for none.</param>
    /// <param name="values">Those values.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static TimelineCounts Count(
        PointInTime point, TimelineBuckets buckets, IReadOnlyList<FixedBitSet?> matched, KindOrdinals? by, IReadOnlyList<string> values,
        SearchBudget budget)
    {
        var (counts, articles) = (Row(), Row());
        var series = values.Select(_ => Row()).ToList();
        var rows = Rows(by, values, series);
        foreach (var leaf in point.Reader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var dates = SegmentColumns.Of(reader).Dates;
            var (live, hits, column) = (reader.LiveDocs, matched[leaf.Ord], by?.Column(leaf.Ord));
            ReadOnlySpan<long> block = [];
            for (var doc = 0; doc < reader.MaxDoc; doc++)
            {
                budget.Spend(1);
                var place = doc & (NumberColumn.BlockSize - 1);
                block = place == 0 ? dates.Window(doc) : block;
                var date = block[place];
                if (date == DateColumn.NoDate || (live is not null && !live.Get(doc))
                    || buckets.IndexOf(date) is not (>= 0 and var bucket))
                {
                    continue;
                }

                articles[bucket]++;
                if (hits?.Get(doc) != true)
                {
                    continue;
                }

                counts[bucket]++;
                if (column is not null)
                {
                    foreach (var number in column.Of(doc))
                    {
                        if (rows.TryGetValue(by!.Global(leaf.Ord, number - column.First), out var row))
                        {
                            row[bucket]++;
                        }
                    }
                }
            }
        }

        return new(counts, articles, series);

        long[] Row()
        {
            budget.Spend(buckets.Days.Count);
            return new long[buckets.Days.Count];
        }
    }

    /// <summary>The timeline of the counts of all indexes.</summary>
    public static Timeline Finish(
        TimelineRequest request, TimeZoneInfo zone, long undated, TimelineBuckets buckets, TimelineCounts counts,
        IReadOnlyList<string> values, SearchBudget budget)
    {
        return new()
        {
            Unit = request.Unit,
            Zone = zone.Id,
            Buckets = Marked(counts.Matches),
            Undated = undated,
            Series = [.. values.Select((v, i) => new TimelineSeries { Value = v, Buckets = Marked(counts.Series[i]) })],
        };

        TimelineBucket[] Marked(long[] row)
        {
            budget.Spend(row.Length);
            return Bursts.Mark(buckets.Days, row, counts.Articles);
        }
    }

    // The row of each value, by the value's number in the index. An index need not have all of them.
    private static Dictionary<int, long[]> Rows(KindOrdinals? by, IReadOnlyList<string> values, List<long[]> series)
    {
        var rows = new Dictionary<int, long[]>();
        for (var i = 0; by is not null && i < values.Count; i++)
        {
            if (by.Find(values[i]) is >= 0 and var number)
            {
                rows.Add(number, series[i]);
            }
        }

        return rows;
    }
}
