using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>Counts the matches of a search over time.</summary>
internal static class TimelineRun
{
    /// <summary>Makes the timeline.</summary>
    /// <param name="point">The point in time.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="zone">The zone in which days begin.</param>
    /// <param name="matched">The matches, by segment.</param>
    /// <param name="by">The kind and the numbers of the values that get a timeline each; null for none.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>The timeline; one without buckets where the time was not enough, because counts of a part of the archive say nothing about its course.</returns>
    /// <exception cref="QueryException">There are more than <see cref="QueryLimits.MaxBuckets"/> buckets.</exception>
    public static Timeline Make(
        PointInTime point, TimelineRequest request, TimeZoneInfo zone, IReadOnlyList<FixedBitSet?> matched, (KindOrdinals Kind, IReadOnlyList<int> Values)? by, SearchBudget budget)
    {
        try
        {
            budget.Check();
            return Count(point, request, zone, matched, by, budget);
        }
        catch (BudgetExceededException)
        {
            return new() { Unit = request.Unit, Zone = zone.Id };
        }
    }

    private static Timeline Count(
        PointInTime point, TimelineRequest request, TimeZoneInfo zone, IReadOnlyList<FixedBitSet?> matched, (KindOrdinals Kind, IReadOnlyList<int> Values)? by, SearchBudget budget)
    {
        var (first, last, undated) = Bounds(point, matched, budget);
        if (first > last)
        {
            return new()
            {
                Unit = request.Unit,
                Zone = zone.Id,
                Undated = undated,
                Series = [.. (by?.Values ?? []).Select(v => new TimelineSeries { Value = by!.Value.Kind.Value(v) })],
            };
        }

        if (TimelineBuckets.Between(first, last, request.Unit, zone) is not { } buckets)
        {
            throw new QueryException(string.Empty, [Faults.TooManyBuckets(request.Unit, TimelineBuckets.Count(first, last, request.Unit, zone), first, last)]);
        }

        var size = buckets.Days.Count;
        var (counts, articles) = (new long[size], new long[size]);
        var series = by?.Values.ToDictionary(v => v, _ => Row());
        foreach (var leaf in point.Reader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var dates = SegmentColumns.Of(reader).Dates(reader, budget);
            var (live, hits, column) = (reader.LiveDocs, matched[leaf.Ord], by?.Kind.Column(leaf.Ord));
            for (var doc = 0; doc < dates.Length; doc++)
            {
                budget.Spend(1);
                if (dates[doc] == SegmentColumns.NoDate || (live is not null && !live.Get(doc)) || buckets.IndexOf(dates[doc]) is not (>= 0 and var bucket))
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
                        if (series!.TryGetValue(by!.Value.Kind.Global(leaf.Ord, number), out var row))
                        {
                            row[bucket]++;
                        }
                    }
                }
            }
        }

        return new()
        {
            Unit = request.Unit,
            Zone = zone.Id,
            Buckets = Marked(counts),
            Undated = undated,
            Series = [.. (by?.Values ?? []).Select(v => new TimelineSeries { Value = by!.Value.Kind.Value(v), Buckets = Marked(series![v]) })],
        };

        long[] Row()
        {
            budget.Spend(size);
            return new long[size];
        }

        TimelineBucket[] Marked(long[] row)
        {
            budget.Spend(size);
            return Bursts.Mark(buckets.Days, row, articles);
        }
    }

    private static (long First, long Last, long Undated) Bounds(PointInTime point, IReadOnlyList<FixedBitSet?> matched, SearchBudget budget)
    {
        var (first, last, undated) = (long.MaxValue, long.MinValue, 0L);
        foreach (var leaf in point.Reader.Leaves)
        {
            if (matched[leaf.Ord] is not { } hits)
            {
                continue;
            }

            var dates = SegmentColumns.Of(leaf.AtomicReader).Dates(leaf.AtomicReader, budget);
            var each = hits.GetIterator();
            for (var doc = each.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.NextDoc())
            {
                budget.Spend(1);
                if (dates[doc] == SegmentColumns.NoDate)
                {
                    undated++;
                    continue;
                }

                first = Math.Min(first, dates[doc]);
                last = Math.Max(last, dates[doc]);
            }
        }

        return (first, last, undated);
    }
}
