using System.Text;

namespace SearchCore.Articles.Formats.Reuters;

/// <summary>Reads one document of Reuters SGML into an <see cref="ArticleBuffer"/>. One thread at a time.</summary>
internal sealed class ReutersParser(ArticleReport report, ArticleDateReader dates, long nowUnixSeconds)
{
    private ByteSlice dateline;

    /// <summary>Reads a document.</summary>
    /// <param name="document">From its start tag up to its end tag, without that.</param>
    /// <param name="article">The buffer, empty.</param>
    /// <returns>False where the document cannot be used; the report says why.</returns>
    public bool Parse(ReadOnlySpan<byte> document, ArticleBuffer article)
    {
        dateline = default;
        var end = document.IndexOf((byte)'>');
        if (end < 0)
        {
            return report.Fail(RejectCodes.Unclosed, "the start tag of the document does not end");
        }

        var number = Attribute(document[..end], "NEWID"u8);
        if (number.IsEmpty)
        {
            return report.Fail(RejectCodes.MissingId, "the document has no NEWID");
        }

        article.Id = Join(article, "reuters-"u8, number, out var idIsDamaged);
        article.Source = article.Append("Reuters"u8);
        var text = ReadOnlySpan<byte>.Empty;
        var rest = document[(end + 1)..];
        while (TakeTag(ref rest, out var tag))
        {
            if (tag.SequenceEqual("TEXT"u8))
            {
                var close = rest.IndexOf("</TEXT>"u8);
                text = close < 0 ? rest : rest[..close];
            }
            else if (!tag.IsEmpty && !ParseElement(tag, TakeContent(ref rest, tag), article))
            {
                return false;
            }
        }

        AddDateline(article);
        return (!article.Title.IsEmpty || !article.Body.IsEmpty || text.Contains((byte)'<') || ParseRaw(text, article))
            && ArticleRules.Check(article, report, idIsDamaged);
    }

    private void AddDateline(ArticleBuffer article)
    {
        if (dateline.Length > ArticleLimits.MaxMemberBytes)
        {
            report.Add(
                ArticleNoticeKind.MemberDropped, $"dateline: over the limit of {ArticleLimits.MaxMemberBytes} bytes", "dateline",
                OneLine.Of(article[dateline]));
        }
        else if (!dateline.IsEmpty)
        {
            article.AddMember(article.Append("dateline"u8), dateline);
        }
    }

    /// <summary>What the makers of the collection could not part stays as it came off the wire.</summary>
    private bool ParseRaw(ReadOnlySpan<byte> text, ArticleBuffer article)
    {
        if (!TryDecode(text, ReutersText.Space.Kept, "TEXT"u8, article, out var body))
        {
            return false;
        }

        // One of them (NEWID 12793) is nothing but the marks of its start and end. It is an article of the collection all the
        // same, so the references themselves are its text.
        article.Body = body.IsEmpty && Ascii.IsValid(text) ? article.Append(text.Trim(" \t\r\n"u8)) : body;
        return true;
    }

    private bool ParseElement(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> content, ArticleBuffer article)
    {
        ByteSlice slice;
        switch (tag)
        {
            case [(byte)'T', (byte)'I', ..] when tag.SequenceEqual("TITLE"u8):
                if (!TryDecode(content, ReutersText.Space.Collapsed, tag, article, out slice))
                {
                    return false;
                }

                article.Title = First(article.Title, slice, tag);
                return true;
            case [(byte)'B', ..] when tag.SequenceEqual("BODY"u8):
                if (!TryDecode(content, ReutersText.Space.Kept, tag, article, out slice))
                {
                    return false;
                }

                article.Body = First(article.Body, slice, tag);
                return true;
            case [(byte)'D', ..] when tag.SequenceEqual("DATELINE"u8):
                if (!TryDecode(content, ReutersText.Space.Collapsed, tag, article, out slice))
                {
                    return false;
                }

                dateline = First(dateline, WithoutDash(article, slice), tag);
                return true;
            case [(byte)'D', ..] when tag.SequenceEqual("DATE"u8):
                ParseDate(content, article);
                return true;
            case [(byte)'A', ..] when tag.SequenceEqual("AUTHOR"u8):
                if (!TryDecode(content, ReutersText.Space.Collapsed, tag, article, out slice))
                {
                    return false;
                }

                AddAuthors(article, slice);
                return true;
            case [(byte)'T', ..] when tag.SequenceEqual("TOPICS"u8):
                return ParseList(content, default, article);
            case [(byte)'P', ..] when tag.SequenceEqual("PLACES"u8):
                return ParseList(content, "place"u8, article);
            case [(byte)'P', ..] when tag.SequenceEqual("PEOPLE"u8):
                return ParseList(content, "person"u8, article);
            case [(byte)'O', ..] when tag.SequenceEqual("ORGS"u8):
                return ParseList(content, "organization"u8, article);
            case [(byte)'E', ..] when tag.SequenceEqual("EXCHANGES"u8):
                return ParseList(content, "exchange"u8, article);
            case [(byte)'C', ..] when tag.SequenceEqual("COMPANIES"u8):
                return ParseList(content, "company"u8, article);
            default:
                // UNKNOWN and MKNOTE: the wire's headers and the makers' remarks.
                return true;
        }
    }

    private ByteSlice First(ByteSlice before, ByteSlice now, ReadOnlySpan<byte> tag)
    {
        if (before.IsEmpty)
        {
            return now;
        }

        report.Add(ArticleNoticeKind.MemberDropped, $"a second {OneLine.Of(tag)}", OneLine.Of(tag));
        return before;
    }

    // The collection's own form first, which is what there is, and of which a part can be read where the rest is damaged.
    private void ParseDate(ReadOnlySpan<byte> content, ArticleBuffer article)
    {
        if (!ReutersText.TryParseDate(content, out var date, out var repaired))
        {
            if (ArticleRules.IsBlank(content))
            {
                return;
            }

            if (!dates.TryRead(content, out date, out var reading))
            {
                var detail = $"{OneLine.Of(content)}: {dates.Explain(content, reading)}";
                report.Add(ArticleNoticeKind.DateUnreadable, detail, "published", OneLine.Of(content));
                return;
            }

            repaired = reading != DateReading.Plain;
        }

        article.Published = date;
        if (repaired)
        {
            report.Add(ArticleNoticeKind.DateRepaired, OneLine.Of(content), "published", OneLine.Of(content));
        }

        ArticleRules.CheckDate(date, nowUnixSeconds, report);
    }

    /// <summary>The values between <c>&lt;D&gt;</c> and <c>&lt;/D&gt;</c>: tags where there is no kind, else entities.</summary>
    private bool ParseList(ReadOnlySpan<byte> content, ReadOnlySpan<byte> kind, ArticleBuffer article)
    {
        ByteSlice kindSlice = default;
        var tooMany = 0;
        while (TakeTag(ref content, out var tag))
        {
            if (!tag.SequenceEqual("D"u8))
            {
                continue;
            }

            if (!TryDecode(TakeContent(ref content, tag), ReutersText.Space.Collapsed, article, out var length, out var repaired))
            {
                return false;
            }

            if ((kind.IsEmpty ? article.Tags.Length : article.Entities.Length) == ArticleLimits.MaxListValues)
            {
                tooMany++;
            }
            else if (!ArticleRules.TryTakeValue(article, length, repaired, "D", report, out var value))
            {
                continue;
            }
            else if (kind.IsEmpty)
            {
                article.AddTag(value);
            }
            else
            {
                kindSlice = kindSlice.IsEmpty ? article.Append(kind) : kindSlice;
                article.AddEntity(kindSlice, value);
            }
        }

        ArticleRules.DropTooManyValues(kind.IsEmpty ? "tags" : "entities", tooMany, report);
        return true;
    }

    /// <summary>"By Ann Lee and Bo Ek, Reuters" has two authors.</summary>
    private void AddAuthors(ArticleBuffer article, ByteSlice line)
    {
        var (start, length) = (line.Start, line.Length);
        if (ReutersText.StartsWithIgnoreCase(article[line], "by "u8))
        {
            (start, length) = (start + 3, length - 3);
        }

        var tooMany = 0;
        var agency = ReutersText.LastIndexOfIgnoreCase(article[new ByteSlice(start, length)], "reuters"u8);
        length = agency >= 0 ? agency : length;
        while (length > 0)
        {
            var names = article[new ByteSlice(start, length)];
            var and = ReutersText.IndexOfIgnoreCase(names, " and "u8);
            var name = (and < 0 ? names : names[..and]).TrimEnd(" ,"u8).Length;
            if (name > ArticleLimits.MaxValueBytes)
            {
                ArticleRules.DropTooLong("AUTHOR", name, string.Empty, report);
            }
            else if (name > 0 && article.Authors.Length == ArticleLimits.MaxListValues)
            {
                tooMany++;
            }
            else if (name > 0)
            {
                article.AddAuthor(new ByteSlice(start, name));
            }

            var taken = and < 0 ? length : and + 5;
            (start, length) = (start + taken, length - taken);
        }

        ArticleRules.DropTooManyValues("authors", tooMany, report);
    }

    private static ByteSlice WithoutDash(ArticleBuffer article, ByteSlice line) =>
        line with { Length = article[line].TrimEnd(" -"u8).Length };

    private bool TryDecode(
        ReadOnlySpan<byte> content, ReutersText.Space space, ReadOnlySpan<byte> tag, ArticleBuffer article, out ByteSlice slice)
    {
        slice = default;
        if (!TryDecode(content, space, article, out var length, out var repaired))
        {
            return false;
        }

        if (repaired)
        {
            report.Add(ArticleNoticeKind.TextRepaired, OneLine.Of(tag), OneLine.Of(tag));
        }

        slice = article.Commit(length);
        return true;
    }

    /// <summary>Decodes a text after what is in use, without taking it.</summary>
    private bool TryDecode(
        ReadOnlySpan<byte> content, ReutersText.Space space, ArticleBuffer article, out int length, out bool repaired)
    {
        var room = article.Reserve(ReutersText.MaxDecoded(content.Length));
        length = ReutersText.Decode(content, room, space, out repaired, out var unknown);
        return unknown.IsEmpty || report.Fail(
            RejectCodes.UnknownEntity, $"the reference {OneLine.Of(unknown)} is not resolved: only lt, gt, amp, quot and apos are known");
    }

    /// <summary>Takes everything up to and with the next start tag; end tags are read over.</summary>
    private static bool TakeTag(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name)
    {
        name = default;
        while (true)
        {
            var open = rest.IndexOf((byte)'<');
            if (open < 0)
            {
                return false;
            }

            rest = rest[(open + 1)..];
            var length = NameLength(rest);
            if (length > 0)
            {
                name = rest[..length];
                var close = rest.IndexOf((byte)'>');
                rest = close < 0 ? [] : rest[(close + 1)..];
                return true;
            }
        }
    }

    /// <summary>Takes an element's content; where its end tag is missing, up to the next tag.</summary>
    private ReadOnlySpan<byte> TakeContent(ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> name)
    {
        for (var from = 0; ;)
        {
            var tag = rest[from..].IndexOf((byte)'<');
            if (tag < 0)
            {
                break;
            }

            tag += from;
            var after = rest[(tag + 1)..];
            if (after is [(byte)'/', ..] && after[1..].StartsWith(name) && NameLength(after[1..]) == name.Length)
            {
                var content = rest[..tag];
                rest = after;
                return content;
            }

            // Lists hold elements of their own; whatever else holds a tag was not closed.
            if (!IsD(after) && (NameLength(after) > 0 || after is [(byte)'/', ..]))
            {
                report.Add(ArticleNoticeKind.TextRepaired, $"{OneLine.Of(name)} is not closed", OneLine.Of(name));
                var content = rest[..tag];
                rest = rest[tag..];
                return content;
            }

            from = tag + 1;
        }

        report.Add(ArticleNoticeKind.TextRepaired, $"{OneLine.Of(name)} is not closed", OneLine.Of(name));
        var all = rest;
        rest = [];
        return all;
    }

    private static bool IsD(ReadOnlySpan<byte> tag) => tag.StartsWith("D>"u8) || tag.StartsWith("/D>"u8);

    /// <summary>The length of the upper-case name that a tag begins with.</summary>
    private static int NameLength(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
        return end < 0 ? 0 : tag[end] is (byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? end : 0;
    }

    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        for (var at = tag.IndexOf(name); at >= 0; at = tag.IndexOf(name))
        {
            var whole = at > 0 && tag[at - 1] <= ' ';
            tag = tag[(at + name.Length)..];
            if (whole && tag is [(byte)'=', ..])
            {
                tag = tag[1..];
                var quoted = tag is [(byte)'"', ..];
                tag = quoted ? tag[1..] : tag;
                var end = quoted ? tag.IndexOf((byte)'"') : tag.IndexOfAny((byte)' ', (byte)'\n');
                return end < 0 ? (quoted ? [] : tag) : tag[..end];
            }
        }

        return [];
    }

    private static ByteSlice Join(ArticleBuffer article, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out bool damaged)
    {
        var room = article.Reserve(first.Length + (3 * second.Length));
        first.CopyTo(room);
        var length = ReutersText.Decode(second, room[first.Length..], ReutersText.Space.Collapsed, out damaged, out var unknown);
        damaged |= !unknown.IsEmpty;
        return article.Commit(first.Length + length);
    }
}
