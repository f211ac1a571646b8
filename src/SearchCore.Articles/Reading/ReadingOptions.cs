namespace SearchCore.Articles.Reading;

/// <summary>How articles are read. The defaults suit a news archive.</summary>
public sealed record ReadingOptions
{
    /// <summary>The defaults.</summary>
    public static ReadingOptions Default { get; } = new();

    /// <summary>
    /// Behaviour: what becomes of malformed UTF-8. False (the default) rejects the record; true replaces what is malformed by
    /// U+FFFD and reports <see cref="ArticleNoticeKind.TextRepaired"/>.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>
    /// Behaviour: makes text of a title or body that holds markup, and gives back what holds none; null (the default) keeps what comes. It
    /// is called only where a text has a tag or a reference to a character, for any content, on any number of threads.
    /// </summary>
    public Func<string, string>? PlainText { get; init; }

    /// <summary>
    /// Performance: how many bytes a chunk has, about; 1 to 256 MiB, default 1 MiB. Larger chunks cost memory (each worker holds one),
    /// smaller ones cost hand-overs.
    /// </summary>
    public int ChunkBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Limit: the longest record, in bytes, 1 to <see cref="ArticleLimits.MaxRecordBytes"/> (the default). A longer one is rejected and
    /// skipped without being held in memory.
    /// </summary>
    public int MaxRecordBytes { get; init; } = ArticleLimits.MaxRecordBytes;

    /// <summary>The clock that tells whether a date lies ahead (<see cref="ArticleNoticeKind.DateSuspicious"/>).</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the archive's dates do not say themselves: the order of figures, the zone of times.</summary>
    public ArticleDateOptions Dates { get; init; } = ArticleDateOptions.Default;

    /// <summary>All that changes what is read, on one line.</summary>
    internal string Identity => $"{Lenient} {MaxRecordBytes} {Dates.Order} {Dates.Zone.Id} {PlainTextName}";

    private string? PlainTextName => PlainText?.Target is INamedReading named ? named.Name : PlainText?.Method.Name;

    /// <summary>Throws for values out of range.</summary>
    internal ReadingOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ChunkBytes, 256 * 1024 * 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRecordBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxRecordBytes, ArticleLimits.MaxRecordBytes);
        ArgumentNullException.ThrowIfNull(Clock);
        ArgumentNullException.ThrowIfNull(Dates);
        Dates.Validated();
        return this;
    }
}
