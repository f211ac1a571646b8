using System.Text;

namespace SearchCore.Articles.Reading;

/// <summary>Brings an article made in code into a buffer under the rules that read articles keep.</summary>
internal static class ArticleValidation
{
    /// <summary>Fills the buffer.</summary>
    /// <returns>False where the article cannot be used; the report says why.</returns>
    public static bool TrySet(ArticleBuffer buffer, Article? article, long nowUnixSeconds, RecordReport report)
    {
        if (article is null)
        {
            buffer.Clear();
            return report.Fail(RejectCodes.MissingId, "there is null in the place of an article");
        }

        buffer.Set(Within(article, report));
        if (article.Id is not null && HasHalfPair(article.Id))
        {
            return report.Fail(RejectCodes.BadId, "the id holds half a surrogate pair");
        }

        NoteRepair(article.Title, "title", report);
        NoteRepair(article.Body, "body", report);
        if (article.Published is { } date)
        {
            RecordRules.CheckDate(date, nowUnixSeconds, report);
        }

        return RecordRules.Check(buffer, report);
    }

    /// <summary>The article without what is over a limit.</summary>
    private static Article Within(Article article, RecordReport report) => article with
    {
        Source = Value(article.Source, "source", report),
        Url = Value(article.Url, "url", report),
        Section = Value(article.Section, "section", report),
        Language = Value(article.Language, "language", report),
        Authors = List(article.Authors, ArticleLimits.MaxListValues, a => a, "authors", report),
        Tags = List(article.Tags, ArticleLimits.MaxListValues, t => t, "tags", report),
        Entities = List(article.Entities, ArticleLimits.MaxListValues, e => EntityKinds.IsValid(e.Kind) ? e.Name : null, "entities", report),
        Members = List(
            article.Members,
            ArticleLimits.MaxMembers,
            m => m.Name is not null && RecordRules.IsMemberName(Encoding.UTF8.GetBytes(m.Name)) ? m.Value : null,
            "members",
            report,
            ArticleLimits.MaxMemberBytes),
    };

    private static string? Value(string? value, string label, RecordReport report)
    {
        if (value is null || !IsTooLong(value, ArticleLimits.MaxValueBytes))
        {
            return value;
        }

        report.Add(ArticleNoticeKind.MemberDropped, $"{label}: over the limit of {ArticleLimits.MaxValueBytes} bytes");
        return null;
    }

    private static IReadOnlyList<T> List<T>(
        IReadOnlyList<T> values, int limit, Func<T, string?> text, string label, RecordReport report, int maxBytes = ArticleLimits.MaxValueBytes)
    {
        var kept = values.Where(v => text(v) is { } t && !IsTooLong(t, maxBytes)).Take(limit).ToList();
        if (kept.Count == values.Count)
        {
            return values;
        }

        report.Add(ArticleNoticeKind.MemberDropped, $"{values.Count - kept.Count} of {label}: too long, too many, or an odd name");
        return kept;
    }

    private static bool IsTooLong(string text, int maxBytes) => text.Length > maxBytes / 3 && Encoding.UTF8.GetByteCount(text) > maxBytes;

    private static void NoteRepair(string? text, string label, RecordReport report)
    {
        if (text is not null && HasHalfPair(text))
        {
            report.Add(ArticleNoticeKind.TextRepaired, label);
        }
    }

    private static bool HasHalfPair(string text)
    {
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0;)
        {
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return true;
            }

            var next = text.AsSpan(at + 2).IndexOfAnyInRange('\uD800', '\uDFFF');
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }
}
