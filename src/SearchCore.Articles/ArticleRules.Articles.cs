using System.Text;

namespace SearchCore.Articles;

/// <summary>Articles that were made in code.</summary>
public static partial class ArticleRules
{
    /// <summary>Fills a buffer with an article under the rules.</summary>
    /// <param name="buffer">Emptied first.</param>
    /// <param name="article">The article.</param>
    /// <param name="nowUnixSeconds">The time by which a date lies ahead.</param>
    /// <param name="report">Receives faults and about what was dropped or repaired.</param>
    /// <returns>False where the article cannot be used; the report says why.</returns>
    internal static bool TrySet(ArticleBuffer buffer, Article? article, long nowUnixSeconds, ArticleReport report)
    {
        buffer.Clear();
        if (article is null)
        {
            return report.Fail(RejectCodes.MissingId, "", "an article is null");
        }

        if (!HasWholeLists(article, report) || !HasDistinctMembers(article.Members, report))
        {
            return false;
        }

        buffer.Id = Take(buffer, article.Id, ArticleLimits.MaxIdBytes, out _);
        buffer.Title = Take(buffer, article.Title, ArticleLimits.MaxTitleBytes, out var titleIsRepaired);
        buffer.Body = Take(buffer, article.Body, ArticleLimits.MaxBodyBytes, out var bodyIsRepaired);
        if (!Check(buffer, report, idIsDamaged: article.Id is not null && IsDamaged(article.Id)))
        {
            return false;
        }

        NoteRepair(titleIsRepaired, "title", report);
        NoteRepair(bodyIsRepaired, "body", report);
        buffer.Source = Value(buffer, article.Source, "source", report);
        buffer.Url = Value(buffer, article.Url, "url", report);
        buffer.Section = Value(buffer, article.Section, "section", report);
        buffer.Language = Value(buffer, article.Language, "language", report);
        AddAuthors(buffer, article.Authors, report);
        AddTags(buffer, article.Tags, report);
        AddEntities(buffer, article.Entities, report);
        AddMembers(buffer, article.Members, report);
        buffer.Published = article.Published;
        if (article.Published is { } date)
        {
            CheckDate(date, nowUnixSeconds, report);
        }

        return true;
    }

    /// <summary>The article as it will be stored: the same one where nothing of it is dropped or repaired.</summary>
    /// <param name="article">The article.</param>
    /// <param name="scratch">Filled with it.</param>
    /// <param name="nowUnixSeconds">The time by which a date lies ahead.</param>
    /// <param name="onNotice">Called for what is dropped or repaired; null ignores it.</param>
    /// <exception cref="ArgumentException">It is refused; the message names the article, the member and the code.</exception>
    internal static Article Require(
        Article article, ArticleBuffer scratch, long nowUnixSeconds, Action<ArticleNoticeKind, string>? onNotice)
    {
        var report = new ArticleReport();
        if (!TrySet(scratch, article, nowUnixSeconds, report))
        {
            var (code, _, reason) = report.Fault!.Value;
            throw new ArgumentException(
                $"The article {OneLine.Quote(article.Id ?? "")} cannot be indexed: {reason} ({code}).", nameof(article));
        }

        // What is told may come back with another article: the scratch is done with before.
        var stored = report.IsChanged ? scratch.ToArticle() : article;
        if (onNotice is not null)
        {
            report.Tell(told => onNotice(told.Kind, told.Detail));
        }

        return stored;
    }

    private static bool HasWholeLists(Article article, ArticleReport report) =>
        HasNoNull(article.Authors, static author => author is null, "authors", report)
        && HasNoNull(article.Tags, static tag => tag is null, "tags", report)
        && HasNoNull(article.Entities, static entity => entity.Kind is null || entity.Name is null, "entities", report)
        && HasNoNull(article.Members, static member => member.Name is null || member.Value is null, "members", report);

    private static bool HasNoNull<T>(IReadOnlyList<T>? list, Func<T, bool> isNull, string member, ArticleReport report)
    {
        if (list is null)
        {
            return report.Fail(RejectCodes.BadList, member, $"{member} is null; a list without values is empty");
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (isNull(list[i]))
            {
                return report.Fail(RejectCodes.BadList, member, $"{member} holds null at place {i}");
            }
        }

        return true;
    }

    private static bool HasDistinctMembers(IReadOnlyList<ArticleMember> members, ArticleReport report)
    {
        if (members.Count < 2)
        {
            return true;
        }

        var names = new HashSet<string>(members.Count, StringComparer.Ordinal);
        for (var i = 0; i < members.Count; i++)
        {
            var name = IsDamaged(members[i].Name) ? Repair(members[i].Name) : members[i].Name;
            if (!names.Add(name))
            {
                return report.Fail(RejectCodes.DuplicateMember, "members", $"the member {OneLine.Quote(name)} comes twice");
            }
        }

        return true;
    }

    private static void AddAuthors(ArticleBuffer buffer, IReadOnlyList<string> authors, ArticleReport report)
    {
        var tooMany = 0;
        for (var i = 0; i < authors.Count; i++)
        {
            if (buffer.Authors.Length == ArticleLimits.MaxListValues)
            {
                tooMany++;
            }
            else if (Value(buffer, authors[i], "authors", report) is { IsEmpty: false } author)
            {
                buffer.AddAuthor(author);
            }
        }

        DropTooManyValues("authors", tooMany, report);
    }

    private static void AddTags(ArticleBuffer buffer, IReadOnlyList<string> tags, ArticleReport report)
    {
        var tooMany = 0;
        for (var i = 0; i < tags.Count; i++)
        {
            if (buffer.Tags.Length == ArticleLimits.MaxListValues)
            {
                tooMany++;
            }
            else if (Value(buffer, tags[i], "tags", report) is { IsEmpty: false } tag)
            {
                buffer.AddTag(tag);
            }
        }

        DropTooManyValues("tags", tooMany, report);
    }

    private static void AddEntities(ArticleBuffer buffer, IReadOnlyList<EntityName> entities, ArticleReport report)
    {
        var tooMany = 0;
        for (var i = 0; i < entities.Count; i++)
        {
            var (kind, name) = entities[i];
            if (!EntityKinds.IsValid(kind))
            {
                report.Add(ArticleNoticeKind.MemberDropped, $"entities: {OneLine.Quote(kind)} is no kind of entity", "entities", name);
            }
            else if (buffer.Entities.Length == ArticleLimits.MaxListValues)
            {
                tooMany++;
            }
            else if (Value(buffer, name, "entities", report) is { IsEmpty: false } value)
            {
                buffer.AddEntity(buffer.Append(kind), value);
            }
        }

        DropTooManyValues("entities", tooMany, report);
    }

    private static void AddMembers(ArticleBuffer buffer, IReadOnlyList<ArticleMember> members, ArticleReport report)
    {
        var tooMany = 0;
        for (var i = 0; i < members.Count; i++)
        {
            var (name, value) = members[i];
            if (buffer.Members.Length == ArticleLimits.MaxMembers)
            {
                tooMany++;
                continue;
            }

            var nameSlice = Take(buffer, name, ArticleLimits.MaxMemberNameBytes, out var nameIsRepaired);
            if (!IsMemberName(buffer[nameSlice]))
            {
                report.Add(ArticleNoticeKind.MemberDropped, $"the name {OneLine.Quote(name)} is reserved, odd or too long", name, value);
                continue;
            }

            var valueSlice = Take(buffer, value, ArticleLimits.MaxMemberBytes, out var valueIsRepaired);
            if (valueSlice.Length > ArticleLimits.MaxMemberBytes)
            {
                var detail = $"{OneLine.Quote(name)}: over the limit of {ArticleLimits.MaxMemberBytes} bytes";
                report.Add(ArticleNoticeKind.MemberDropped, detail, name, value);
                continue;
            }

            NoteRepair(nameIsRepaired || valueIsRepaired, OneLine.Of(name), report);
            buffer.AddMember(nameSlice, valueSlice);
        }

        DropTooManyMembers(tooMany, report);
    }

    /// <summary>A value; empty where there is none, or none that may be kept.</summary>
    private static ByteSlice Value(ArticleBuffer buffer, string? text, string label, ArticleReport report)
    {
        if (text is null)
        {
            return default;
        }

        if (text.Length > ArticleLimits.MaxValueBytes)
        {
            DropTooLong(label, Encoding.UTF8.GetByteCount(text), text, report);
            return default;
        }

        var length = Write(buffer, text, out var repaired);
        return TryTakeValue(buffer, length, repaired, label, report, out var value) ? value : default;
    }

    /// <summary>Encodes a text in. Of one over the limit only as much as shows that it is over.</summary>
    private static ByteSlice Take(ArticleBuffer buffer, string? text, int maxBytes, out bool repaired)
    {
        repaired = false;
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        if (text.Length > maxBytes + 1)
        {
            text = text[..(char.IsHighSurrogate(text[maxBytes]) ? maxBytes + 2 : maxBytes + 1)];
        }

        return buffer.Commit(Write(buffer, text, out repaired));
    }

    private static int Write(ArticleBuffer buffer, string text, out bool repaired)
    {
        repaired = IsDamaged(text);
        text = repaired ? Repair(text) : text;
        return Encoding.UTF8.GetBytes(text, buffer.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
    }

    /// <summary>Whether a text holds a NUL or half a surrogate pair.</summary>
    private static bool IsDamaged(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return true;
        }

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

    private static string Repair(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return repaired.ToString();
    }
}
