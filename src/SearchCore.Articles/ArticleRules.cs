using System.Globalization;
using System.Text;

namespace SearchCore.Articles;

/// <summary>What every article must keep, whichever way it comes: by a reader, from a list, by a call. There are no other rules.</summary>
/// <remarks>
/// <para>
/// <b>Refused</b>, with one of <see cref="RejectCodes"/>, is what would lose an article or its text. The first fault in this order is
/// named: a list that is null or holds null; two further members of one name; no id; an id with a NUL or half a surrogate pair (two such
/// ids would become one); an id, title or body over its limit; neither title nor body, or both blank. Blank is text of nothing but white
/// space and characters that do not show (control and format characters of Unicode).
/// </para>
/// <para>
/// <b>Repaired</b>, with the notice <see cref="ArticleNoticeKind.TextRepaired"/>: NULs and halves of surrogate pairs in any other text
/// become U+FFFD.
/// </para>
/// <para>
/// <b>Dropped</b>, with the notice <see cref="ArticleNoticeKind.MemberDropped"/>: values and further members over a limit of
/// <see cref="ArticleLimits"/>, entities of a kind that is none (<see cref="EntityKinds.IsValid"/>), and further members whose name is
/// empty, longer than 256 bytes, begins with <c>_</c>, holds a <c>:</c> or a control character, or is one that articles have of their own
/// (<c>id title body published source url author language section tags entities</c>). Blank values count as absent, without a notice.
/// </para>
/// <para>Immutable, safe for use by any number of threads.</para>
/// </remarks>
public static partial class ArticleRules
{
    private static readonly long Year1600 = ArticleDate.FromDay(1600, 1, 1).UnixSeconds;

    /// <summary>Why an article would be refused.</summary>
    /// <returns>Null where it would be accepted (values may still be dropped or repaired, as said above).</returns>
    public static ArticleFault? Check(Article? article)
    {
        var report = new ArticleReport();
        return TrySet(new ArticleBuffer(), article, ArticleDate.MaxUnixSeconds, report) ? null : report.Fault;
    }

    /// <summary>Why an article that a reader of one's own has filled in would be refused, by its id, title and body.</summary>
    /// <remarks>
    /// A blank title or body is taken for absent. For an <see cref="IEnumerable{T}"/> of articles all rules are kept
    /// by the source made of it; a reader that fills buffers keeps the limits of values itself.
    /// </remarks>
    /// <returns>Null where it would be accepted.</returns>
    public static ArticleFault? Check(ArticleBuffer article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var report = new ArticleReport();
        return Check(article, report) ? null : report.Fault;
    }

    /// <summary>Checks id, title and body; a blank title or body is taken for absent.</summary>
    /// <param name="article">The article, filled in.</param>
    /// <param name="report">Receives the fault.</param>
    /// <param name="idIsDamaged">Whether something in the id could not be read as it stood.</param>
    internal static bool Check(ArticleBuffer article, ArticleReport report, bool idIsDamaged = false)
    {
        if (article.Id.IsEmpty)
        {
            return report.Fail(RejectCodes.MissingId, "id", "the article has no id");
        }

        if (idIsDamaged || article[article.Id].Contains((byte)0))
        {
            return report.Fail(RejectCodes.BadId, "id", "the id holds a NUL or half a surrogate pair");
        }

        if (article.Id.Length > ArticleLimits.MaxIdBytes)
        {
            return report.Fail(RejectCodes.IdTooLong, "id", $"the id is longer than {ArticleLimits.MaxIdBytes} bytes of UTF-8");
        }

        if (article.Title.Length > ArticleLimits.MaxTitleBytes)
        {
            return report.Fail(RejectCodes.TitleTooLong, "title", $"the title is longer than {ArticleLimits.MaxTitleBytes} bytes of UTF-8");
        }

        if (article.Body.Length > ArticleLimits.MaxBodyBytes)
        {
            return report.Fail(RejectCodes.BodyTooLong, "body", $"the body is longer than {ArticleLimits.MaxBodyBytes} bytes of UTF-8");
        }

        article.Title = TextOrNone(article, article.Title, report);
        article.Body = TextOrNone(article, article.Body, report);
        return !article.Title.IsEmpty || !article.Body.IsEmpty
            || report.Fail(RejectCodes.Empty, "body", "the article has neither title nor body");
    }

    /// <summary>Gives a notice about a date before 1600 or more than a day ahead.</summary>
    internal static void CheckDate(ArticleDate date, long nowUnixSeconds, ArticleReport report)
    {
        if (date.UnixSeconds < Year1600 || date.UnixSeconds > nowUnixSeconds + 86_400)
        {
            report.Add(ArticleNoticeKind.DateSuspicious, date.ToString(), "published", date.ToString());
        }
    }

    /// <summary>
    /// Takes a value whose text was written after what is in use; not where it is blank nor, with a notice, where it is too
    /// long.
    /// </summary>
    /// <param name="article">The article being filled in.</param>
    /// <param name="length">How many bytes were written.</param>
    /// <param name="repaired">Whether something in the text became U+FFFD.</param>
    /// <param name="label">What to call the value in notices.</param>
    /// <param name="report">Receives what was dropped or repaired.</param>
    /// <param name="value">The value; <c>default</c> where none was taken.</param>
    internal static bool TryTakeValue(
        ArticleBuffer article, int length, bool repaired, string label, ArticleReport report, out ByteSlice value)
    {
        value = default;
        if (length > ArticleLimits.MaxValueBytes)
        {
            DropTooLong(label, length, OneLine.Of(article.Reserve(length)[..OneLine.MaxLength]), report);
            return false;
        }

        if (IsBlank(article.Reserve(length)[..length]))
        {
            report.DropBlank();
            return false;
        }

        value = article.Commit(length);
        NoteRepair(repaired, label, report);
        return true;
    }

    internal static void NoteRepair(bool repaired, string label, ArticleReport report)
    {
        if (repaired)
        {
            report.Add(ArticleNoticeKind.TextRepaired, label, label);
        }
    }

    internal static void DropTooLong(string label, int length, string value, ArticleReport report) => report.Add(
        ArticleNoticeKind.MemberDropped, $"{label}: a value of {length} bytes, over the limit of {ArticleLimits.MaxValueBytes}", label,
        value);

    internal static void DropTooManyValues(string label, int count, ArticleReport report)
    {
        if (count > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{count} of {label}: past the limit of {ArticleLimits.MaxListValues}", label);
        }
    }

    internal static void DropTooManyMembers(int count, ArticleReport report)
    {
        if (count > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{count} members past the limit of {ArticleLimits.MaxMembers}", "");
        }
    }

    /// <summary>
    /// Whether a further member may have this name: 1 to 256 bytes, no <c>_</c> first, no <c>:</c>, no control character, and none of
    /// the names that articles have of their own.
    /// </summary>
    internal static bool IsMemberName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > ArticleLimits.MaxMemberNameBytes || name[0] == '_' || name.Contains((byte)':') || IsOwnName(name))
        {
            return false;
        }

        while (!name.IsEmpty)
        {
            Rune.DecodeFromUtf8(name, out var rune, out var length);
            if (Rune.IsControl(rune))
            {
                return false;
            }

            name = name[length..];
        }

        return true;
    }

    /// <summary>Whether a name may be an entity kind (<see cref="EntityKinds.IsValid"/>).</summary>
    internal static bool IsEntityKind(ReadOnlySpan<byte> kind)
    {
        Span<char> chars = stackalloc char[EntityKinds.MaxLength];
        if (kind.Length > chars.Length)
        {
            return false;
        }

        for (var i = 0; i < kind.Length; i++)
        {
            chars[i] = (char)kind[i];
        }

        return EntityKinds.IsValid(chars[..kind.Length]);
    }

    /// <summary>Whether text holds nothing but white space and characters that do not show.</summary>
    internal static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (utf8[0] is > 0x20 and < 0x7F)
            {
                return false;
            }

            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                return false;
            }

            utf8 = utf8[length..];
        }

        return true;
    }

    /// <summary>Whether a member of this name is one that articles have of their own, in JSON lines.</summary>
    private static bool IsOwnName(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("id"u8),
        3 => name.SequenceEqual("url"u8),
        4 => name.SequenceEqual("body"u8) || name.SequenceEqual("tags"u8),
        5 => name.SequenceEqual("title"u8),
        6 => name.SequenceEqual("source"u8) || name.SequenceEqual("author"u8),
        7 => name.SequenceEqual("section"u8),
        8 => name.SequenceEqual("language"u8) || name.SequenceEqual("entities"u8),
        9 => name.SequenceEqual("published"u8),
        _ => false,
    };

    private static ByteSlice TextOrNone(ArticleBuffer article, ByteSlice text, ArticleReport report)
    {
        if (text.IsEmpty || !IsBlank(article[text]))
        {
            return text;
        }

        report.DropBlank();
        return default;
    }
}
