using System.Text.Json.Serialization;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>The matches over time, from the first bucket that holds one to the last.</summary>
/// <remarks>
/// Up to 2,000 buckets follow one upon the other. Of a longer timeline stretches of more than 30 buckets in which the archive has no
/// article are left out, and where more than 10,000 buckets would be left, also such without a match. What is left out is
/// <see cref="Gaps"/>: an article of the year 201 is a bucket and a gap, and the days of the others stay.
/// </remarks>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record Timeline
{
    /// <summary>How wide a bucket is.</summary>
    public required TimelineUnit Unit { get; init; }

    /// <summary>The date of the archive's own that is counted; null for the date of publication.</summary>
    public string? Field { get; init; }

    /// <summary>The zone in which days begin.</summary>
    public required string Zone { get; init; }

    /// <summary>The buckets in order; none where no match has a date.</summary>
    public IReadOnlyList<TimelineBucket> Buckets
    {
        get;
        init => field = ValueList.Of(value, nameof(Buckets));
    } = ValueList.Of<TimelineBucket>([]);

    /// <summary>What is left out between buckets, in order; none where each bucket begins where the one before it ends.</summary>
    public IReadOnlyList<TimelineGap> Gaps
    {
        get;
        init => field = ValueList.Of(value, nameof(Gaps));
    } = ValueList.Of<TimelineGap>([]);

    /// <summary>
    /// Matches without a date. They and the buckets' counts make up the total, but of a field of which articles have several dates. Where
    /// stories are counted, those with such a match: a story may be in several buckets, and without a date as well.
    /// </summary>
    public long Undated { get; init; }

    /// <summary>The timelines of the values asked for, each with the same buckets.</summary>
    public IReadOnlyList<TimelineSeries> Series
    {
        get;
        init => field = ValueList.Of(value, nameof(Series));
    } = ValueList.Of<TimelineSeries>([]);
}

/// <summary>One value's timeline.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public sealed record TimelineSeries
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>The buckets of the whole timeline; counts are of matches with the value.</summary>
    public IReadOnlyList<TimelineBucket> Buckets
    {
        get;
        init => field = ValueList.Of(value, nameof(Buckets));
    } = ValueList.Of<TimelineBucket>([]);
}

/// <summary>One bucket.</summary>
/// <param name="Start">Its first day, in the timeline's zone; it ends where the next one or a gap begins.</param>
/// <param name="Count">Matches in it; with <see cref="SearchRequest.Unique"/> the stories that have any.</param>
/// <param name="Articles">
/// All articles of the archive in it, or all stories that have any. Where there is none, that none matches says nothing.
/// </param>
/// <param name="IsBurst">
/// Whether there are clearly more matches than before: at least 5, at least twice what the 12 buckets before it lead to expect, and more
/// than that by three standard deviations. Expected is their share of the archive's articles times this bucket's articles; of less than 3
/// buckets before it nothing is concluded.
/// </param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct TimelineBucket(DateOnly Start, long Count, long Articles, bool IsBurst = false)
{
    /// <summary>The matches' share of the archive in this bucket, 0 to 1; 0 where the archive has nothing.</summary>
    public double Share => Articles == 0 ? 0 : (double)Count / Articles;
}

/// <summary>Buckets without matches that a timeline leaves out.</summary>
/// <param name="Start">The first day of the first of them, in the timeline's zone.</param>
/// <param name="End">The first day behind them, on which the next bucket of the timeline begins.</param>
/// <param name="Buckets">How many buckets they are.</param>
/// <param name="Articles">
/// All articles of the archive in them: 0 where it is the archive that has a gap there. Where stories are counted, the sum of the buckets'.
/// </param>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public readonly record struct TimelineGap(DateOnly Start, DateOnly End, long Buckets, long Articles);
