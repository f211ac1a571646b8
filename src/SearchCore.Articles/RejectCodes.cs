namespace SearchCore.Articles;

/// <summary>
/// Why an article or a record is refused, as words that scripts may rely on. The first group is about articles, whichever way they come
/// (<see cref="ArticleRules"/>); the second about records that are no articles at all.
/// </summary>
public static class RejectCodes
{
    /// <summary>No id, or a null or empty one; or null in the place of an article.</summary>
    public const string MissingId = "missing-id";

    /// <summary>An id that is not a string, or holds a NUL or half a surrogate pair.</summary>
    public const string BadId = "bad-id";

    /// <summary>An id over <see cref="ArticleLimits.MaxIdBytes"/>.</summary>
    public const string IdTooLong = "id-too-long";

    /// <summary>A title over <see cref="ArticleLimits.MaxTitleBytes"/>.</summary>
    public const string TitleTooLong = "title-too-long";

    /// <summary>A body over <see cref="ArticleLimits.MaxBodyBytes"/>.</summary>
    public const string BodyTooLong = "body-too-long";

    /// <summary>Neither title nor body, or both blank (<see cref="ArticleRules"/>).</summary>
    public const string Empty = "empty";

    /// <summary>
    /// A list that is null, or null in one; an entity or a further member with null in it. (In JSON lines null means absent.)
    /// </summary>
    public const string BadList = "bad-list";

    /// <summary>Two members of one name, in an article or in one object of a JSON line.</summary>
    public const string DuplicateMember = "duplicate-member";

    /// <summary>Not JSON: cut off, a comment, a trailing comma, <c>NaN</c>, a raw control character.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>JSON, but not an object.</summary>
    public const string NotAnObject = "not-an-object";

    /// <summary>Nested deeper than 64 levels.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>Malformed UTF-8, where the reader is not lenient.</summary>
    public const string MalformedUtf8 = "malformed-utf8";

    /// <summary>A title or body that is not a string: dropping it would lose the article's text.</summary>
    public const string BadText = "bad-text";

    /// <summary>
    /// A record over the limit of the one who reads it (<see cref="ArticleLimits.MaxRecordBytes"/> or less); it was skipped.
    /// </summary>
    public const string TooLong = "too-long";

    /// <summary>A document without its end tag.</summary>
    public const string Unclosed = "unclosed-document";

    /// <summary>Text that belongs to no document.</summary>
    public const string OutsideDocument = "outside-document";

    /// <summary>A document type with declarations of its own; nothing of it is resolved.</summary>
    public const string Declarations = "declarations";

    /// <summary>A reference to an entity that the format does not have; nothing is resolved.</summary>
    public const string UnknownEntity = "unknown-entity";

    /// <summary>A record that the reader of its format could make nothing of.</summary>
    public const string UnreadableRecord = "unreadable-record";

    /// <summary>Something of it would be dropped or repaired, and the load is strict (<c>ArticleSource.Strict</c>).</summary>
    public const string Lossy = "lossy";

    /// <summary>A file of one article that could not be read.</summary>
    public const string UnreadableFile = "unreadable-file";
}
