namespace SearchCore.Articles;

/// <summary>
/// The bounds of what one article may hold. What is over a bound is rejected or dropped with a notice, never truncated in
/// silence.
/// </summary>
public static class ArticleLimits
{
    /// <summary>The longest id, in UTF-8 bytes. A longer one rejects the article.</summary>
    public const int MaxIdBytes = 512;

    /// <summary>The longest body, in UTF-8 bytes. A longer one rejects the article.</summary>
    public const int MaxBodyBytes = 10_000_000;

    /// <summary>The longest title, in UTF-8 bytes. A longer one rejects the article.</summary>
    public const int MaxTitleBytes = 100_000;

    /// <summary>
    /// The longest source, url, section, language, author, tag or entity name, in UTF-8 bytes. A longer value is dropped with a
    /// notice.
    /// </summary>
    public const int MaxValueBytes = 8_192;

    /// <summary>The most authors, tags or entities of one article (each); those past it are dropped with a notice.</summary>
    public const int MaxListValues = 10_000;

    /// <summary>The most further members kept; those past it are dropped with a notice.</summary>
    public const int MaxMembers = 256;

    /// <summary>The longest name of a further member, in UTF-8 bytes. A member with a longer one is dropped with a notice.</summary>
    public const int MaxMemberNameBytes = 256;

    /// <summary>The longest text of a further member, in UTF-8 bytes. A longer one is dropped with a notice.</summary>
    public const int MaxMemberBytes = 32_768;

    /// <summary>The longest record (a JSON line, a Reuters document, a clipping), in bytes. A longer one is rejected and skipped.</summary>
    public const int MaxRecordBytes = 32 * 1024 * 1024;
}
