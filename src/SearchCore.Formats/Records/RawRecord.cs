using SearchCore.Articles;

namespace SearchCore.Formats.Records;

/// <summary>A record that was cut out of an input, to be parsed on any thread.</summary>
/// <param name="Offset">Its first byte in the unpacked input, from 0.</param>
/// <param name="Line">Its first line, from 1; 0 where that is not known.</param>
/// <param name="Bytes">How many bytes of input it has, about.</param>
internal abstract record RawRecord(long Offset, long Line, long Bytes)
{
    /// <summary>The article it is. Throws for no content.</summary>
    public abstract ParsedRecord Parse();

    /// <summary>One that is parsed already.</summary>
    public static RawRecord Of(ParsedRecord parsed, long offset, long line, long bytes) => new Ready(parsed, offset, line, bytes);

    private sealed record Ready(ParsedRecord Parsed, long Offset, long Line, long Bytes) : RawRecord(Offset, Line, Bytes)
    {
        public override ParsedRecord Parse() => Parsed;
    }
}

/// <summary>
/// What a record is: an article with what was dropped or repaired in it, or the reason why it is none; without both, something that was
/// passed over and is said in the notices.
/// </summary>
internal sealed record ParsedRecord
{
    /// <summary>The article; null where it is none.</summary>
    public Article? Article { get; init; }

    /// <summary>
    /// Why it is none: a code of <see cref="RejectCodes"/> and what is wrong; null for an article, and for what is passed over.
    /// </summary>
    public (string Code, string Reason)? Fault { get; init; }

    /// <summary>The beginning of a record that is none.</summary>
    public string Excerpt { get; init; } = string.Empty;

    /// <summary>What was dropped or repaired.</summary>
    public IReadOnlyList<RecordNotice> Notices { get; init; } = [];

    /// <summary>A record that is no article.</summary>
    public static ParsedRecord Rejected(string code, string reason, string excerpt) =>
        new() { Fault = (code, OneLine.Of(reason)), Excerpt = OneLine.Of(excerpt) };

    /// <summary>Something that is no article by its kind, which is said and no fault.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="id">What it is called; null where it has no name.</param>
    public static ParsedRecord PassedOver(string what, string? id = null) =>
        new() { Notices = [new(ArticleNoticeKind.RecordPassedOver, OneLine.Of(id is null ? what : $"{what}: {id}"))] };
}
