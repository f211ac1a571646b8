using System.Globalization;
using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>What every article must keep, whatever it was read from.</summary>
internal static class RecordRules
{
    private static readonly long Year1600 = ArticleDate.FromDay(1600, 1, 1).UnixSeconds;

    /// <summary>Checks id, title and body; a title or body of nothing but white space is taken for absent.</summary>
    public static bool Check(ArticleBuffer article, RecordReport report)
    {
        if (article.Id.IsEmpty)
        {
            return report.Fail(RejectCodes.MissingId, "the article has no id");
        }

        if (article.Id.Length > ArticleLimits.MaxIdBytes)
        {
            return report.Fail(RejectCodes.IdTooLong, $"the id has {article.Id.Length} bytes; at most {ArticleLimits.MaxIdBytes} are allowed");
        }

        if (article[article.Id].Contains((byte)0))
        {
            return report.Fail(RejectCodes.BadId, "the id holds a NUL");
        }

        if (article.Title.Length > ArticleLimits.MaxTitleBytes)
        {
            return report.Fail(RejectCodes.TitleTooLong, $"the title has {article.Title.Length} bytes; at most {ArticleLimits.MaxTitleBytes} are allowed");
        }

        if (article.Body.Length > ArticleLimits.MaxBodyBytes)
        {
            return report.Fail(RejectCodes.BodyTooLong, $"the body has {article.Body.Length} bytes; at most {ArticleLimits.MaxBodyBytes} are allowed");
        }

        article.Title = IsBlank(article[article.Title]) ? default : article.Title;
        article.Body = IsBlank(article[article.Body]) ? default : article.Body;
        return !article.Title.IsEmpty || !article.Body.IsEmpty || report.Fail(RejectCodes.Empty, "the article has neither title nor body");
    }

    /// <summary>Gives a notice about a date before 1600 or more than a day ahead.</summary>
    public static void CheckDate(ArticleDate date, long nowUnixSeconds, RecordReport report)
    {
        if (date.UnixSeconds < Year1600 || date.UnixSeconds > nowUnixSeconds + 86_400)
        {
            report.Add(ArticleNoticeKind.DateSuspicious, date.ToString());
        }
    }

    /// <summary>Whether a further member may have this name: 1 to 256 bytes, no <c>_</c> first, no <c>:</c> and no control character.</summary>
    public static bool IsMemberName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > ArticleLimits.MaxMemberNameBytes || name[0] == '_' || name.Contains((byte)':'))
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
    public static bool IsEntityKind(ReadOnlySpan<byte> kind)
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

    /// <summary>Whether text holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> utf8)
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
}
