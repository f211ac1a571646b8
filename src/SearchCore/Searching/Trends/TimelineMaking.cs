using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Trends;

/// <summary>What counts the articles of a timeline: one index or several.</summary>
internal interface ITimelineMembers
{
    /// <summary>The days of UTC on which there are articles, in order; see <see cref="TimelineRun.Days"/>.</summary>
    ValueTask<IReadOnlyList<int>> DaysAsync();

    /// <summary>Counts articles into buckets.</summary>
    ValueTask<TimelineCounts> CountAsync(TimelineBuckets buckets);

    /// <summary>Counts the matches that have single values of the timeline's kind into buckets.</summary>
    ValueTask<IReadOnlyList<long[]>> CountSeriesAsync(TimelineBuckets buckets, IReadOnlyList<string> values);
}

/// <summary>Makes the timeline of a search over one index or several.</summary>
/// <param name="members">The indexes.</param>
/// <param name="zone">The zone in which days begin.</param>
/// <param name="budget">The time there is.</param>
internal sealed class TimelineMaking(ITimelineMembers members, TimeZoneInfo zone, SearchBudget budget)
{
    /// <summary>Makes the timeline.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="bounds">Between which dates the matches of all indexes lie; not empty.</param>
    /// <param name="values">The values that get a timeline each; null for none.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="QueryException">There are more buckets than can be shown, also without the stretches that hold nothing.</exception>
    public async ValueTask<Timeline> MakeAsync(TimelineRequest request, TimelineBounds bounds, IReadOnlyList<string>? values)
    {
        var (shown, fitting) = await ShownAsync(request.Unit, bounds).ConfigureAwait(false);
        if (shown is null)
        {
            throw await TooManyAsync(request.Unit, bounds, fitting).ConfigureAwait(false);
        }

        var series = values is { Count: > 0 } ? await members.CountSeriesAsync(shown.Buckets, values).ConfigureAwait(false) : [];
        return new()
        {
            Unit = request.Unit,
            Field = request.Field,
            Zone = zone.Id,
            Buckets = Marked(shown, shown.Matches),
            Gaps = shown.Gaps,
            Undated = bounds.Undated,
            Series = [.. series.Select((row, i) => new TimelineSeries { Value = values![i], Buckets = Marked(shown, row) })],
        };
    }

    private TimelineBucket[] Marked(ThinnedTimeline shown, long[] row)
    {
        budget.Spend(row.Length);
        return Bursts.Mark(shown, row);
    }

    // Null where there are too many buckets; then the first day from which on there are not, where that is known.
    private async ValueTask<(ThinnedTimeline? Shown, DateOnly? Fitting)> ShownAsync(TimelineUnit unit, TimelineBounds bounds)
    {
        var calendar = new TimelineCalendar(unit, zone);
        var buckets = TimelineBuckets.IsShort(bounds.First, bounds.Last, calendar)
            ? TimelineBuckets.Between(bounds.First, bounds.Last, calendar, budget)
            : TimelineBuckets.Around(
                bounds.First, bounds.Last, await members.DaysAsync().ConfigureAwait(false), calendar, budget);
        if (buckets is null)
        {
            return (null, null);
        }

        var counts = await members.CountAsync(buckets).ConfigureAwait(false);
        var shown = ThinnedTimeline.Of(buckets, counts, budget, out var kept);
        return (shown, shown is null ? buckets.Days[kept[^QueryLimits.MaxBuckets]] : null);
    }

    // What is told to do instead is tried first: it has to work. A timeline by year always does.
    private async ValueTask<QueryException> TooManyAsync(TimelineUnit unit, TimelineBounds bounds, DateOnly? fitting)
    {
        var wider = unit + 1;
        while (wider < TimelineUnit.Year && (await ShownAsync(wider, bounds).ConfigureAwait(false)).Shown is null)
        {
            wider++;
        }

        var calendar = new TimelineCalendar(unit, zone);
        return new QueryException(
            string.Empty, [Faults.TooManyBuckets(unit, calendar.LocalDay(bounds.First), calendar.LocalDay(bounds.Last), wider, fitting)]);
    }
}
