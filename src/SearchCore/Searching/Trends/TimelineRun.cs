using Lucene.Net.Search;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Overlaps;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Trends;

/// <summary>
/// What one index adds to a timeline, in rounds: between which dates its matches lie; where many buckets lie between those of all indexes,
/// on which days it has articles; how many fall into each of the common buckets; and of single values how many. Where stories are counted,
/// an article that is alone in its own is one, and <see cref="StoryTimeline"/> counts the others.
/// </summary>
internal static class TimelineRun
{
    /// <summary>Between which dates the matches of an index lie.</summary>
    /// <param name="point">The index.</param>
    /// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="stories">The stories to count; null where articles are counted.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>The bounds, and the stories with undated matches that other indexes may count too.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static (TimelineBounds Bounds, IReadOnlyList<int> SharedUndated) Bounds(
        PointInTime point, string? field, IReadOnlyList<FixedBitSet?> matched, MemberStories? stories, SearchBudget budget)
    {
        var (first, last, undated) = TimelineBounds.None;
        foreach (var leaf in point.Reader.Leaves)
        {
            if (matched[leaf.Ord] is not { } hits)
            {
                continue;
            }

            var dates = new ArticleDates(SegmentColumns.Of(leaf.AtomicReader), field);
            var each = hits.GetIterator();
            for (var doc = each.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.NextDoc())
            {
                budget.Spend(1);
                if (dates.Of(doc) is not { IsEmpty: false } own)
                {
                    undated += stories?.Of(leaf.DocBase + doc) is null or 0 ? 1 : 0;
                    continue;
                }

                first = Math.Min(first, own[0]);
                last = Math.Max(last, own[^1]);
            }
        }

        var shared = stories is null ? [] : new StoryTimeline(point, field, stories, budget).Undated(matched, ref undated);
        return (new(first, last, undated), shared);
    }

    /// <summary>
    /// The days since 1970, of UTC and in order, on which an index has articles; those of deleted ones may be among them.
    /// </summary>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static IReadOnlyList<int> Days(PointInTime point, string? field, SearchBudget budget)
    {
        var days = new SortedSet<int>();
        foreach (var leaf in point.Reader.Leaves)
        {
            var columns = SegmentColumns.Of(leaf.AtomicReader);
            budget.Spend(field is null ? 1 : leaf.AtomicReader.MaxDoc);
            var own = field is null ? columns.Days(leaf.AtomicReader, budget) : columns.DaysOf(field);
            budget.Spend(10 * own.Length);
            days.UnionWith(own);
        }

        return [.. days];
    }

    /// <summary>Counts the articles of an index, or its stories.</summary>
    /// <param name="point">The index.</param>
    /// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="stories">The stories to count; null where articles are counted.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static (CountedRow Matches, CountedRow Articles) Count(
        PointInTime point, string? field, TimelineBuckets buckets, IReadOnlyList<FixedBitSet?> matched, MemberStories? stories,
        SearchBudget budget)
    {
        if (stories is null && ArchiveBuckets.Of(point, field, buckets.Calendar, budget) is { } archive)
        {
            return (new(CountAlone(point, field, buckets, matched, budget), []), new(archive.Of(buckets, budget), []));
        }

        var (counts, articles) = (Row(buckets, budget), Row(buckets, budget));
        foreach (var leaf in point.Reader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var dates = new ArticleDates(SegmentColumns.Of(reader), field);
            var (live, hits) = (reader.LiveDocs, matched[leaf.Ord]);
            for (var doc = 0; doc < reader.MaxDoc; doc++)
            {
                budget.Spend(1);
                if ((live is not null && !live.Get(doc)) || stories?.Of(leaf.DocBase + doc) > 0)
                {
                    continue;
                }

                // Of several dates in one bucket an article counts once.
                var last = -1;
                foreach (var date in dates.Of(doc))
                {
                    if (buckets.IndexOf(date) is >= 0 and var bucket && bucket != last)
                    {
                        last = bucket;
                        articles[bucket]++;
                        counts[bucket] += hits?.Get(doc) == true ? 1 : 0;
                    }
                }
            }
        }

        if (stories is null)
        {
            return (new(counts, []), new(articles, []));
        }

        var own = new StoryTimeline(point, field, stories, budget);
        return (new(counts, own.Count(buckets, matched, counts)), new(articles, own.Count(buckets, null, articles)));
    }

    /// <summary>Counts some articles of an index, or all of them.</summary>
    /// <param name="point">The index.</param>
    /// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="counted">The articles, by segment, null where a segment has none; null for all that are not deleted.</param>
    /// <param name="budget">The time there is.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static long[] CountAlone(
        PointInTime point, string? field, TimelineBuckets buckets, IReadOnlyList<FixedBitSet?>? counted, SearchBudget budget)
    {
        var row = Row(buckets, budget);
        foreach (var leaf in point.Reader.Leaves)
        {
            var reader = leaf.AtomicReader;
            var (live, hits) = (reader.LiveDocs, counted?[leaf.Ord]);
            if (counted is not null && hits is null)
            {
                continue;
            }

            var dates = new ArticleDates(SegmentColumns.Of(reader), field);
            for (var doc = hits?.NextSetBit(0) ?? 0; doc >= 0 && doc < reader.MaxDoc; doc = Following(doc))
            {
                budget.Spend(1);
                if (live?.Get(doc) == false)
                {
                    continue;
                }

                // As above.
                var last = -1;
                foreach (var date in dates.Of(doc))
                {
                    if (buckets.IndexOf(date) is >= 0 and var bucket && bucket != last)
                    {
                        last = bucket;
                        row[bucket]++;
                    }
                }
            }

            int Following(int doc) => hits is null ? doc + 1 : doc + 1 < hits.Length ? hits.NextSetBit(doc + 1) : -1;
        }

        return row;
    }

    /// <summary>Counts the matches of an index that have single values, or the stories with such matches.</summary>
    /// <param name="point">The index.</param>
    /// <param name="field">The date of the archive's own that counts; null for that of publication.</param>
    /// <param name="buckets">The buckets.</param>
    /// <param name="matched">The matches, by segment; null where a segment has none.</param>
    /// <param name="kind">The values of their kind.</param>
    /// <param name="values">The values.</param>
    /// <param name="stories">The stories to count; null where articles are counted.</param>
    /// <param name="budget">The time there is.</param>
    /// <returns>A row of counts by bucket for each value.</returns>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    public static IReadOnlyList<CountedRow> CountSeries(
        PointInTime point, string? field, TimelineBuckets buckets, IReadOnlyList<FixedBitSet?> matched, KindOrdinals kind,
        IReadOnlyList<string> values, MemberStories? stories, SearchBudget budget)
    {
        var series = values.Select(_ => Row(buckets, budget)).ToList();
        var places = Places(kind, values);
        foreach (var leaf in point.Reader.Leaves)
        {
            if (matched[leaf.Ord] is not { } hits || kind.Column(leaf.Ord) is not { } column)
            {
                continue;
            }

            var dates = new ArticleDates(SegmentColumns.Of(leaf.AtomicReader), field);
            var each = hits.GetIterator();
            for (var doc = each.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.NextDoc())
            {
                budget.Spend(1);
                if (stories?.Of(leaf.DocBase + doc) > 0)
                {
                    continue;
                }

                var last = -1;
                foreach (var date in dates.Of(doc))
                {
                    if (buckets.IndexOf(date) is not (>= 0 and var bucket) || bucket == last)
                    {
                        continue;
                    }

                    last = bucket;
                    foreach (var number in column.Of(doc))
                    {
                        if (places.TryGetValue(kind.Global(leaf.Ord, number - column.First), out var place))
                        {
                            series[place][bucket]++;
                        }
                    }
                }
            }
        }

        var shared = stories is null
            ? null
            : new StoryTimeline(point, field, stories, budget).CountSeries(buckets, matched, kind, places, series);
        return [.. series.Select((row, i) => new CountedRow(row, shared?[i] ?? []))];
    }

    private static long[] Row(TimelineBuckets buckets, SearchBudget budget)
    {
        budget.Spend(buckets.Days.Count);
        return new long[buckets.Days.Count];
    }

    // The place of each value's row, by the value's number in the index. An index need not have all of them.
    private static Dictionary<int, int> Places(KindOrdinals kind, IReadOnlyList<string> values)
    {
        var places = new Dictionary<int, int>();
        for (var i = 0; i < values.Count; i++)
        {
            if (kind.FindFolded(TextFolding.FoldValue(values[i])) is >= 0 and var number)
            {
                places.Add(number, i);
            }
        }

        return places;
    }
}
