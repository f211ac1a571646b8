using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Trends;

/// <summary>One index's part in a timeline.</summary>
internal interface ITimelineMember
{
    /// <summary>The days of UTC on which the index has articles; see <see cref="TimelineRun.Days"/>.</summary>
    IReadOnlyList<int> Days();

    /// <summary>Counts the index's articles into buckets.</summary>
    TimelineCounts Count(TimelineBuckets buckets);

    /// <summary>Counts the index's matches that have single values of the timeline's kind into buckets.</summary>
    IReadOnlyList<long[]> CountSeries(TimelineBuckets buckets, IReadOnlyList<string> values);
}

/// <summary>Makes the timeline of a search over one index or several.</summary>
/// <param name="members">The indexes.</param>
/// <param name="zone">The zone in which days begin.</param>
/// <param name="budget">The time there is.</param>
internal sealed class TimelineMaking(IReadOnlyList<ITimelineMember> members, TimeZoneInfo zone, SearchBudget budget)
{
    /// <summary>Makes the timeline.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="bounds">Between which dates the matches of all indexes lie; not empty.</param>
    /// <param name="values">The values that get a timeline each; null for none.</param>
    /// <exception cref="BudgetExceededException">The deadline passed.</exception>
    /// <exception cref="QueryException">There are more buckets than can be shown, also without the stretches that hold nothing.</exception>
    public Timeline Make(TimelineRequest request, TimelineBounds bounds, IReadOnlyList<string>? values)
    {
        var shown = Shown(request.Unit, bounds, out var fitting) ?? throw TooMany(request.Unit, bounds, fitting);
        var series = values is { Count: > 0 }
            ? TimelineCounts.MergeSeries([.. members.Select(m => m.CountSeries(shown.Buckets, values))])
            : [];
        return new()
        {
            Unit = request.Unit,
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
    private ThinnedTimeline? Shown(TimelineUnit unit, TimelineBounds bounds, out DateOnly? fitting)
    {
        fitting = null;
        var calendar = new TimelineCalendar(unit, zone);
        var buckets = TimelineBuckets.IsShort(bounds.First, bounds.Last, calendar)
            ? TimelineBuckets.Between(bounds.First, bounds.Last, calendar, budget)
            : TimelineBuckets.Around(bounds.First, bounds.Last, Days(), calendar, budget);
        if (buckets is null)
        {
            return null;
        }

        var counts = TimelineCounts.Merge([.. members.Select(m => m.Count(buckets))]);
        var shown = ThinnedTimeline.Of(buckets, counts, budget, out var kept);
        fitting = shown is null ? buckets.Days[kept[^QueryLimits.MaxBuckets]] : null;
        return shown;
    }

    private List<int> Days()
    {
        if (members is [var only])
        {
            return [.. only.Days()];
        }

        var days = new SortedSet<int>();
        foreach (var member in members)
        {
            days.UnionWith(member.Days());
        }

        return [.. days];
    }

    // What is told to do instead is tried first: it has to work. A timeline by year always does.
    private QueryException TooMany(TimelineUnit unit, TimelineBounds bounds, DateOnly? fitting)
    {
        var wider = unit + 1;
        while (wider < TimelineUnit.Year && Shown(wider, bounds, out _) is null)
        {
            wider++;
        }

        var calendar = new TimelineCalendar(unit, zone);
        return new(
            string.Empty, [Faults.TooManyBuckets(unit, calendar.LocalDay(bounds.First), calendar.LocalDay(bounds.Last), wider, fitting)]);
    }
}
