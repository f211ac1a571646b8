namespace SearchCore;

/// <summary>A timeline wanted: how many of the matches fall into each day, week … of publication.</summary>
/// <param name="Unit">How wide a bucket is.</param>
/// <param name="By">
/// A kind of facet for whose most frequent values (or, where the request selects values of the kind, for those) there is to be a timeline each; null for none.
/// </param>
/// <remarks>Days begin in <see cref="SearchRequest.Zone"/>. At most 10,000 buckets; a timeline of more is refused with the next wider unit as the remedy.</remarks>
public sealed record TimelineRequest(TimelineUnit Unit, FacetRequest? By = null);

/// <summary>How wide a bucket of a timeline is.</summary>
public enum TimelineUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday, as ISO 8601 has it.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months from January, April, July or October.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}

/// <summary>The matches over time, from the first bucket that holds one to the last, without gaps.</summary>
/// <param name="Unit">How wide a bucket is.</param>
/// <param name="Zone">The zone in which days begin.</param>
/// <param name="Buckets">The buckets in order; none where no match has a date.</param>
public sealed record Timeline(TimelineUnit Unit, string Zone, IReadOnlyList<TimelineBucket> Buckets)
{
    /// <summary>The buckets in order; none where no match has a date.</summary>
    public IReadOnlyList<TimelineBucket> Buckets { get; init => field = ValueList.Of(value); } = ValueList.Of(Buckets);

    /// <summary>Matches without a date. They and the buckets' counts make up the total.</summary>
    public long Undated { get; init; }

    /// <summary>The timelines of the values asked for, each with the same buckets.</summary>
    public IReadOnlyList<TimelineSeries> Series { get; init => field = ValueList.Of(value); } = ValueList.Of<TimelineSeries>([]);
}

/// <summary>One value's timeline.</summary>
/// <param name="Value">The value.</param>
/// <param name="Buckets">The buckets of the whole timeline; counts are of matches with the value.</param>
public sealed record TimelineSeries(string Value, IReadOnlyList<TimelineBucket> Buckets)
{
    /// <summary>The buckets of the whole timeline; counts are of matches with the value.</summary>
    public IReadOnlyList<TimelineBucket> Buckets { get; init => field = ValueList.Of(value); } = ValueList.Of(Buckets);
}

/// <summary>One bucket.</summary>
/// <param name="Start">Its first day, in the timeline's zone; it ends where the next one begins.</param>
/// <param name="Count">Matches in it.</param>
/// <param name="Articles">All articles of the archive in it.</param>
/// <param name="IsBurst">
/// Whether there are clearly more matches than before: at least 5, at least twice what the 12 buckets before it lead to expect, and more than that by three standard
/// deviations. Expected is their share of the archive's articles times this bucket's articles; of less than 3 buckets before it nothing is concluded.
/// </param>
public readonly record struct TimelineBucket(DateOnly Start, long Count, long Articles, bool IsBurst = false)
{
    /// <summary>The matches' share of the archive in this bucket, 0 to 1; 0 where the archive has nothing.</summary>
    public double Share => Articles == 0 ? 0 : (double)Count / Articles;
}
