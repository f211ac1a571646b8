using System.Text;
using System.Text.Json;

namespace SearchCore.Articles.Formats.JsonLines;

/// <summary>Reads one JSON object into an <see cref="ArticleBuffer"/>. One thread at a time; kept from record to record.</summary>
/// <remarks>
/// There is no tree and, for a record without faults, no string: what the tokenizer points at goes into the buffer at once. A wrongly typed
/// member is dropped with a notice where the article stands without it; an id, title or body of the wrong type rejects the record.
/// </remarks>
internal sealed partial class JsonArticleParser(
    ArticleReport report, ArticleDateReader dates, long nowUnixSeconds, Func<string, string>? plainText = null)
{
    private const int MaxDepth = JsonTokens.MaxDepth - 1, LongestReference = 32;

    /// <summary>As much of a date as leaves room for what is wrong with it, in characters.</summary>
    private const int MaxDateInNotice = 80;

    private readonly NameSet names = new();
    private readonly int[] scopes = new int[MaxDepth + 1];
    private int lastScope;
    private int members;
    private int membersOverLimit;
    private bool idIsDamaged;

    /// <summary>The members an article has of its own, as bits.</summary>
    [Flags]
    private enum Known
    {
        None = 0,
        Id = 1,
        Title = 2,
        Body = 4,
        Published = 8,
        Source = 16,
        Url = 32,
        Author = 64,
        Language = 128,
        Section = 256,
        Tags = 512,
        Entities = 1024,
    }

    /// <summary>Reads a record of well-formed UTF-8.</summary>
    /// <returns>False where the record cannot be used; the report says why.</returns>
    public bool Parse(ReadOnlySpan<byte> record, ArticleBuffer article)
    {
        names.Clear();
        (lastScope, members, membersOverLimit, idIsDamaged) = (0, 0, 0, false);
        var tokens = new JsonTokens(record);
        try
        {
            if (!ParseObject(ref tokens, record, article))
            {
                return false;
            }
        }
        catch (JsonException e)
        {
            return report.Fail(RejectCodes.MalformedJson, $"not JSON at byte {e.BytePositionInLine} of the record: {Shorten(e.Message)}");
        }

        ArticleRules.DropTooManyMembers(membersOverLimit, report);
        return ArticleRules.Check(article, report, idIsDamaged);
    }

    private bool ParseObject(ref JsonTokens tokens, ReadOnlySpan<byte> record, ArticleBuffer article)
    {
        tokens.Read();
        if (tokens.Type != JsonTokenType.StartObject)
        {
            return report.Fail(RejectCodes.NotAnObject, "the record is not a JSON object");
        }

        var seen = Known.None;
        while (tokens.Read() && tokens.Type == JsonTokenType.PropertyName)
        {
            var name = TakeName(ref tokens, out var nameIsRepaired);
            var known = Identify(name);
            if (known == Known.None ? !names.Add(0, name) : (seen & known) != 0)
            {
                return report.Fail(RejectCodes.DuplicateMember, $"the member {Quote(name)} comes twice");
            }

            seen |= known;
            tokens.Read();
            if (!(known == Known.None
                ? ParseMember(ref tokens, record, name, nameIsRepaired, article)
                : ParseKnown(ref tokens, known, article)))
            {
                return false;
            }
        }

        // Anything but white space after the object throws here.
        tokens.Read();
        return true;
    }

    private static Known Identify(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Known.Id,
        3 when name.SequenceEqual("url"u8) => Known.Url,
        4 when name.SequenceEqual("body"u8) => Known.Body,
        4 when name.SequenceEqual("tags"u8) => Known.Tags,
        5 when name.SequenceEqual("title"u8) => Known.Title,
        6 when name.SequenceEqual("source"u8) => Known.Source,
        6 when name.SequenceEqual("author"u8) => Known.Author,
        7 when name.SequenceEqual("section"u8) => Known.Section,
        8 when name.SequenceEqual("language"u8) => Known.Language,
        8 when name.SequenceEqual("entities"u8) => Known.Entities,
        9 when name.SequenceEqual("published"u8) => Known.Published,
        _ => Known.None,
    };

    private bool ParseKnown(ref JsonTokens tokens, Known member, ArticleBuffer article)
    {
        switch (member)
        {
            case Known.Id:
                return ParseId(ref tokens, article);
            case Known.Title:
                article.Title = ParseText(ref tokens, "title", article, out var isTitle);
                return isTitle;
            case Known.Body:
                article.Body = ParseText(ref tokens, "body", article, out var isBody);
                return isBody;
            case Known.Published:
                return ParsePublished(ref tokens, article);
            case Known.Source:
                article.Source = ParseValue(ref tokens, "source", article, out var sourceStands);
                return sourceStands;
            case Known.Url:
                article.Url = ParseValue(ref tokens, "url", article, out var urlStands);
                return urlStands;
            case Known.Language:
                article.Language = ParseValue(ref tokens, "language", article, out var languageStands);
                return languageStands;
            case Known.Section:
                article.Section = ParseValue(ref tokens, "section", article, out var sectionStands);
                return sectionStands;
            case Known.Author:
                return ParseList(ref tokens, "author", ListKind.Authors, default, article);
            case Known.Tags:
                return ParseList(ref tokens, "tags", ListKind.Tags, default, article);
            default:
                return ParseEntities(ref tokens, article);
        }
    }

    private bool ParseId(ref JsonTokens tokens, ArticleBuffer article)
    {
        if (tokens.Type == JsonTokenType.Null)
        {
            return true;
        }

        if (tokens.Type != JsonTokenType.String)
        {
            return report.Fail(RejectCodes.BadId, "id", $"the id is {Describe(tokens.Type)}, not a string");
        }

        var damaged = false;
        article.Id = article.Commit(Write(ref tokens, article, ref damaged));
        idIsDamaged = damaged;
        return true;
    }

    private ByteSlice ParseText(ref JsonTokens tokens, string label, ArticleBuffer article, out bool stands)
    {
        stands = true;
        if (tokens.Type == JsonTokenType.String)
        {
            var text = Take(tokens.Value, tokens.IsEscaped, label, article);
            return plainText is not null && HasMarkup(article[text]) ? Plain(text, label, article) : text;
        }

        stands = tokens.Type == JsonTokenType.Null
            || report.Fail(RejectCodes.BadText, label, $"the {label} is {Describe(tokens.Type)}, not a string");
        return default;
    }

    // Whether there may be a tag or a reference to a character, told without making a string: AT&T and a < b have none.
    private static bool HasMarkup(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOfAny((byte)'<', (byte)'&')) >= 0; text = text[(at + 1)..])
        {
            var rest = text[(at + 1)..];
            if (text[at] == '<'
                ? !rest.IsEmpty && (char.IsAsciiLetter((char)rest[0]) || rest[0] is (byte)'/' or (byte)'!')
                : rest[..Math.Min(rest.Length, LongestReference)].IndexOf((byte)';') > 1
                    && (char.IsAsciiLetter((char)rest[0]) || rest[0] == '#'))
            {
                return true;
            }
        }

        return false;
    }

    private ByteSlice Plain(ByteSlice text, string label, ArticleBuffer article)
    {
        var before = article.GetString(text)!;
        var plain = plainText!(before);
        if (ReferenceEquals(plain, before))
        {
            return text;
        }

        report.Add(ArticleNoticeKind.MarkupRemoved, label, label);
        return article.Append(plain);
    }

    private bool ParsePublished(ref JsonTokens tokens, ArticleBuffer article)
    {
        if (tokens.Type == JsonTokenType.Number)
        {
            var isMoment = dates.TryReadNumber(tokens.Value, out var moment, out var numberReading);
            SetPublished(article, tokens.Value, isMoment, moment, numberReading);
            return true;
        }

        if (tokens.Type != JsonTokenType.String)
        {
            if (tokens.Type != JsonTokenType.Null)
            {
                report.Add(
                    ArticleNoticeKind.DateUnreadable, $"published is {Describe(tokens.Type)}, not a string or a number", "published",
                    OneLine.Of(tokens.Value));
            }

            return Walk(ref tokens, out _);
        }

        // Written after what is in use, but not taken: the text is needed for this moment only.
        var repairedText = false;
        var length = Write(ref tokens, article, ref repairedText);
        ReadOnlySpan<byte> text = article.Reserve(length)[..length];
        var isRead = dates.TryRead(text, out var date, out var reading);
        if (isRead || !ArticleRules.IsBlank(text))
        {
            SetPublished(article, text, isRead, date, reading);
        }

        return true;
    }

    private void SetPublished(ArticleBuffer article, ReadOnlySpan<byte> text, bool isRead, ArticleDate date, DateReading reading)
    {
        if (reading != DateReading.Plain)
        {
            report.Add(
                isRead ? ArticleNoticeKind.DateRepaired : ArticleNoticeKind.DateUnreadable,
                $"{OneLine.Of(text, MaxDateInNotice)}: {dates.Explain(text, reading)}", "published", OneLine.Of(text));
        }

        if (isRead)
        {
            article.Published = date;
            ArticleRules.CheckDate(date, nowUnixSeconds, report);
        }
    }

    private ByteSlice Take(ReadOnlySpan<byte> raw, bool isEscaped, string label, ArticleBuffer article)
    {
        var repaired = false;
        var slice = article.Commit(Write(raw, isEscaped, article, ref repaired));
        ArticleRules.NoteRepair(repaired, label, report);
        return slice;
    }

    /// <summary>Writes a string's text after what is in use in the buffer, without taking it.</summary>
    private static int Write(ref JsonTokens tokens, ArticleBuffer article, ref bool repaired) =>
        Write(tokens.Value, tokens.IsEscaped, article, ref repaired);

    private static int Write(ReadOnlySpan<byte> raw, bool isEscaped, ArticleBuffer article, ref bool repaired)
    {
        var room = article.Reserve(raw.Length);
        if (isEscaped)
        {
            return JsonText.Unescape(raw, room, ref repaired);
        }

        raw.CopyTo(room);
        return raw.Length;
    }

    private static ReadOnlySpan<byte> TakeName(ref JsonTokens tokens, out bool repaired)
    {
        repaired = false;
        if (!tokens.IsEscaped)
        {
            return tokens.Value;
        }

        var name = new byte[tokens.Value.Length];
        return name.AsSpan(0, JsonText.Unescape(tokens.Value, name, ref repaired));
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.Number => "a number",
        JsonTokenType.String => "a string",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private static string Quote(ReadOnlySpan<byte> name) => OneLine.Quote(Encoding.UTF8.GetString(name));

    /// <summary>The tokenizer's message without the position, which is given in our own words.</summary>
    private static string Shorten(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return OneLine.Of(position < 0 ? message : message.AsSpan(0, position));
    }
}
