namespace SearchCore.Articles.Reading;

/// <summary>A record that could not be used, with where it stands and why.</summary>
/// <param name="Source">The source's name: a path, or <c>-</c>.</param>
/// <param name="Offset">The record's first byte in the uncompressed input, from 0.</param>
/// <param name="Line">The record's line, from 1, where lines are the records; else 0.</param>
/// <param name="Code">A stable word for scripts: <c>malformed-json</c>, <c>missing-id</c>, <c>too-long</c> …</param>
/// <param name="Reason">What is wrong, for a person.</param>
/// <param name="Excerpt">The record's beginning, at most 200 characters.</param>
public sealed record RejectedRecord(string Source, long Offset, long Line, string Code, string Reason, string Excerpt)
{
    /// <summary>The longest excerpt, in characters, so that reports stay small and hold few secrets.</summary>
    public const int MaxExcerpt = OneLine.MaxLength;

    /// <summary>The article's id where it could be read, at most 200 characters; else empty.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The member that is at fault, where it is one; else empty.</summary>
    public string Member { get; init; } = string.Empty;
}

/// <summary>Something that was dropped or repaired in an article that was accepted.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Offset">The record's first byte in the uncompressed input.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Detail">The member or value concerned, at most 200 characters.</param>
public readonly record struct ArticleNotice(string Source, long Offset, ArticleNoticeKind Kind, string Detail)
{
    /// <summary>The record's line, from 1, where lines are the records; else 0.</summary>
    public long Line { get; init; }

    /// <summary>The article's id, at most 200 characters; empty where the record is no article.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The member that it happened to, at most 200 characters; empty for the record as a whole.</summary>
    public string Member { get; init; } = string.Empty;

    /// <summary>The value as it came, at most 200 characters; empty where it is not one, or too many.</summary>
    public string Value { get; init; } = string.Empty;
}
