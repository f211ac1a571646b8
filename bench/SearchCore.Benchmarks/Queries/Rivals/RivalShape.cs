namespace SearchCore.Benchmarks.Queries.Rivals;

/// <summary>What the two indexes of a <see cref="RivalArchive"/> are like.</summary>
public enum RivalShape
{
    /// <summary>One segment, nothing deleted.</summary>
    OneSegment,

    /// <summary>Thirteen segments of about the same size.</summary>
    ThirteenSegments,

    /// <summary>One segment, of which each sixteenth article is deleted.</summary>
    Deletions,
}
