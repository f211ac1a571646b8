using System.Text.Json;

namespace SearchCore.Articles.Reading;

/// <summary>Reads one JSON object into an <see cref="ArticleBuffer"/>. One thread at a time; kept from record to record.</summary>
/// <remarks>
/// There is no tree and, for a record without faults, no string: what the tokenizer points at goes into the buffer at once. Titles and bodies,
/// which are nearly all of a record, are taken past the tokenizer: it looks at a string with escapes byte by byte. A wrongly typed
/// member is dropped with a notice where the article stands without it; an id, title or body of the wrong type rejects the record.
/// </remarks>
internal sealed partial class JsonArticleParser(RecordReport report, long nowUnixSeconds)
{
    private const int MaxDepth = 64;

    /// <summary>One level more than allowed, so that this class and not the tokenizer meets what is too deep.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth + 1 };

    private readonly NameSet names = new();
    private readonly int[] scopes = new int[MaxDepth + 1];
    private int lastScope;
    private int members;
    private int membersOverLimit;
    private int passedOver;

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
        (lastScope, members, membersOverLimit, passedOver) = (0, 0, 0, 0);
        var reader = new Utf8JsonReader(record, Options);
        try
        {
            if (!ParseObject(ref reader, record, article))
            {
                return false;
            }
        }
        catch (JsonException e)
        {
            return report.Fail(RejectCodes.MalformedJson, $"not JSON at byte {e.BytePositionInLine + passedOver} of the record: {Shorten(e.Message)}");
        }

        if (membersOverLimit > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{membersOverLimit} members past the limit of {ArticleLimits.MaxMembers}");
        }

        return true;
    }

    private bool ParseObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, ArticleBuffer article)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return report.Fail(RejectCodes.NotAnObject, "the record is not a JSON object");
        }

        var seen = Known.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TakeName(ref reader);
            var known = Identify(name);
            if (known == Known.None ? !names.Add(0, name) : (seen & known) != 0)
            {
                return report.Fail(RejectCodes.DuplicateMember, $"the member {Quote(name)} comes twice");
            }

            seen |= known;
            if (known is Known.Title or Known.Body && TryTakeAhead(ref reader, ref record, known, article))
            {
                continue;
            }

            reader.Read();
            if (!(known == Known.None ? ParseMember(ref reader, record, name, article) : ParseKnown(ref reader, known, article)))
            {
                return false;
            }
        }

        // Anything but white space behind the object throws here.
        reader.Read();
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

    private bool ParseKnown(ref Utf8JsonReader reader, Known member, ArticleBuffer article)
    {
        switch (member)
        {
            case Known.Id:
                return ParseId(ref reader, article);
            case Known.Title:
                article.Title = ParseText(ref reader, "title", article, out var isTitle);
                return isTitle;
            case Known.Body:
                article.Body = ParseText(ref reader, "body", article, out var isBody);
                return isBody;
            case Known.Published:
                return ParsePublished(ref reader, article);
            case Known.Source:
                article.Source = ParseValue(ref reader, "source", article, out var sourceStands);
                return sourceStands;
            case Known.Url:
                article.Url = ParseValue(ref reader, "url", article, out var urlStands);
                return urlStands;
            case Known.Language:
                article.Language = ParseValue(ref reader, "language", article, out var languageStands);
                return languageStands;
            case Known.Section:
                article.Section = ParseValue(ref reader, "section", article, out var sectionStands);
                return sectionStands;
            case Known.Author:
                return ParseList(ref reader, "author", ListKind.Authors, default, article);
            case Known.Tags:
                return ParseList(ref reader, "tags", ListKind.Tags, default, article);
            default:
                return ParseEntities(ref reader, article);
        }
    }

    private bool ParseId(ref Utf8JsonReader reader, ArticleBuffer article)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return report.Fail(RejectCodes.BadId, $"the id is {Describe(reader.TokenType)}, not a string");
        }

        var repaired = false;
        article.Id = article.Commit(Write(ref reader, article, ref repaired));
        return !repaired || report.Fail(RejectCodes.BadId, "the id holds a NUL or half a surrogate pair");
    }

    /// <summary>
    /// Takes the text that follows the name the tokenizer stands on without it, and goes on behind the text with another tokenizer that was told of an
    /// empty string there.
    /// </summary>
    /// <param name="reader">At the member's name; afterwards at its value.</param>
    /// <param name="record">What the reader reads; afterwards the part of it that the new one does.</param>
    /// <param name="member">Title or body.</param>
    /// <param name="article">Where the text goes.</param>
    /// <returns>False where no well-formed string follows: nothing has happened then, and the tokenizer will say what is wrong.</returns>
    private bool TryTakeAhead(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> record, Known member, ArticleBuffer article)
    {
        var start = (int)reader.BytesConsumed;
        while (start < record.Length && record[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        if (start == record.Length || record[start] != '"' || !JsonText.TryMeasure(record[++start..], out var length, out var isEscaped))
        {
            return false;
        }

        var slice = Take(record.Slice(start, length), isEscaped, member == Known.Title ? "title" : "body", article);
        (article.Title, article.Body) = member == Known.Title ? (slice, article.Body) : (article.Title, slice);

        var stand = new Utf8JsonReader("\"\""u8, isFinalBlock: false, reader.CurrentState);
        stand.Read();
        record = record[(start + length + 1)..];
        passedOver += (int)(start + length + 1 - reader.BytesConsumed) - 2;
        reader = new Utf8JsonReader(record, isFinalBlock: true, stand.CurrentState);
        return true;
    }

    private ByteSlice ParseText(ref Utf8JsonReader reader, string label, ArticleBuffer article, out bool stands)
    {
        stands = true;
        if (reader.TokenType == JsonTokenType.String)
        {
            return Take(reader.ValueSpan, reader.ValueIsEscaped, label, article);
        }

        stands = reader.TokenType == JsonTokenType.Null
            || report.Fail(RejectCodes.BadText, $"the {label} is {Describe(reader.TokenType)}, not a string");
        return default;
    }

    private bool ParsePublished(ref Utf8JsonReader reader, ArticleBuffer article)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                report.Add(ArticleNoticeKind.DateUnreadable, $"published is {Describe(reader.TokenType)}, not a string");
            }

            return Walk(ref reader, out _);
        }

        // Written behind what is in use, but not taken: the text is needed for this moment only.
        var repairedText = false;
        var length = Write(ref reader, article, ref repairedText);
        ReadOnlySpan<byte> text = article.Reserve(length)[..length];
        if (ArticleDateParser.TryParse(text, out var date, out var repaired))
        {
            article.Published = date;
            if (repaired)
            {
                report.Add(ArticleNoticeKind.DateRepaired, OneLine.Of(text));
            }

            RecordRules.CheckDate(date, nowUnixSeconds, report);
        }
        else if (!RecordRules.IsBlank(text))
        {
            report.Add(ArticleNoticeKind.DateUnreadable, OneLine.Of(text));
        }

        return true;
    }

    private ByteSlice Take(ReadOnlySpan<byte> raw, bool isEscaped, string label, ArticleBuffer article)
    {
        var repaired = false;
        var slice = article.Commit(Write(raw, isEscaped, article, ref repaired));
        NoteRepair(repaired, label);
        return slice;
    }

    private void NoteRepair(bool repaired, string label)
    {
        if (repaired)
        {
            report.Add(ArticleNoticeKind.TextRepaired, label);
        }
    }

    /// <summary>Writes a string's text behind what is in use in the buffer, without taking it.</summary>
    private static int Write(ref Utf8JsonReader reader, ArticleBuffer article, ref bool repaired) =>
        Write(reader.ValueSpan, reader.ValueIsEscaped, article, ref repaired);

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

    private static ReadOnlySpan<byte> TakeName(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var repaired = false;
        var name = new byte[reader.ValueSpan.Length];
        return name.AsSpan(0, JsonText.Unescape(reader.ValueSpan, name, ref repaired));
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

    private static string Quote(ReadOnlySpan<byte> name) => $"“{OneLine.Of(name[..Math.Min(name.Length, 64)])}”";

    /// <summary>The tokenizer's message without the position, which is given in our own words.</summary>
    private static string Shorten(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return OneLine.Of(position < 0 ? message : message.AsSpan(0, position));
    }
}
