using System.Text.Json;

namespace SearchCore.Articles.Reading;

/// <summary>Members that hold several values, and members of any shape.</summary>
internal sealed partial class JsonArticleParser
{
    private enum ListKind
    {
        Authors,
        Tags,
        Entities,
    }

    /// <summary>A string, or nothing with a notice where it is none or too long.</summary>
    private ByteSlice ParseValue(ref Utf8JsonReader reader, string label, ArticleBuffer article, out bool stands)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            stands = true;
            return TryTakeValue(ref reader, label, article, out var slice) ? slice : default;
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{label} is {Describe(reader.TokenType)}, not a string");
        }

        stands = Walk(ref reader, out _);
        return default;
    }

    /// <summary>A string or a list of strings.</summary>
    private bool ParseList(ref Utf8JsonReader reader, string label, ListKind kind, ByteSlice entityKind, ArticleBuffer article)
    {
        var (wrongType, tooMany) = (0, 0);
        if (reader.TokenType == JsonTokenType.String)
        {
            AddValue(ref reader, label, kind, entityKind, article, ref tooMany);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    AddValue(ref reader, label, kind, entityKind, article, ref tooMany);
                }
                else
                {
                    wrongType += reader.TokenType == JsonTokenType.Null ? 0 : 1;
                    if (!Walk(ref reader, out _))
                    {
                        return false;
                    }
                }
            }
        }
        else
        {
            wrongType = reader.TokenType == JsonTokenType.Null ? 0 : 1;
            if (!Walk(ref reader, out _))
            {
                return false;
            }
        }

        if (wrongType > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{wrongType} of {label}: not a string");
        }

        if (tooMany > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{tooMany} of {label}: past the limit of {ArticleLimits.MaxListValues}");
        }

        return true;
    }

    private void AddValue(ref Utf8JsonReader reader, string label, ListKind kind, ByteSlice entityKind, ArticleBuffer article, ref int tooMany)
    {
        var count = kind switch
        {
            ListKind.Authors => article.Authors.Length,
            ListKind.Tags => article.Tags.Length,
            _ => article.Entities.Length,
        };
        if (count >= ArticleLimits.MaxListValues)
        {
            tooMany++;
            return;
        }

        if (!TryTakeValue(ref reader, label, article, out var slice))
        {
            return;
        }

        switch (kind)
        {
            case ListKind.Authors:
                article.AddAuthor(slice);
                break;
            case ListKind.Tags:
                article.AddTag(slice);
                break;
            default:
                article.AddEntity(entityKind, slice);
                break;
        }
    }

    /// <summary>Takes a string's text; not where it is blank, nor, with a notice, where it is too long.</summary>
    private bool TryTakeValue(ref Utf8JsonReader reader, string label, ArticleBuffer article, out ByteSlice slice)
    {
        slice = default;
        var repaired = false;
        var length = Write(ref reader, article, ref repaired);
        if (length > ArticleLimits.MaxValueBytes)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{label}: a value of {length} bytes, over the limit of {ArticleLimits.MaxValueBytes}");
            return false;
        }

        if (RecordRules.IsBlank(article.Reserve(length)[..length]))
        {
            return false;
        }

        slice = article.Commit(length);
        NoteRepair(repaired, label);
        return true;
    }

    private bool ParseEntities(ref Utf8JsonReader reader, ArticleBuffer article)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                report.Add(ArticleNoticeKind.MemberDropped, $"entities is {Describe(reader.TokenType)}, not an object");
            }

            return Walk(ref reader, out _);
        }

        var scope = ++lastScope;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var kind = TakeName(ref reader);
            if (!names.Add(scope, kind))
            {
                return report.Fail(RejectCodes.DuplicateMember, $"the kind {Quote(kind)} comes twice among the entities");
            }

            reader.Read();
            if (!RecordRules.IsEntityKind(kind))
            {
                report.Add(ArticleNoticeKind.MemberDropped, $"entities: {Quote(kind)} is no kind of entity");
                if (!Walk(ref reader, out _))
                {
                    return false;
                }
            }
            else if (!ParseList(ref reader, "entities", ListKind.Entities, article.Append(kind), article))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A member no property stands for: a string as its text, anything else as its JSON.</summary>
    private bool ParseMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, scoped ReadOnlySpan<byte> name, ArticleBuffer article)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (members == ArticleLimits.MaxMembers)
        {
            membersOverLimit++;
            return Walk(ref reader, out _);
        }

        if (!RecordRules.IsMemberName(name))
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"the name {Quote(name)} is reserved, odd or too long");
            return Walk(ref reader, out _);
        }

        var nameSlice = article.Append(name);
        var (length, repaired, outOfRange) = (0, false, false);
        if (reader.TokenType == JsonTokenType.String)
        {
            length = Write(ref reader, article, ref repaired);
        }
        else
        {
            var start = (int)reader.TokenStartIndex;
            if (!Walk(ref reader, out outOfRange))
            {
                return false;
            }

            var json = record[start..(int)reader.BytesConsumed];
            length = json.Length;
            json.CopyTo(article.Reserve(length));
        }

        if (outOfRange || length > ArticleLimits.MaxMemberBytes)
        {
            report.Add(
                ArticleNoticeKind.MemberDropped,
                outOfRange ? $"{Quote(name)}: a number out of range" : $"{Quote(name)}: {length} bytes, over the limit of {ArticleLimits.MaxMemberBytes}");
            return true;
        }

        if (repaired)
        {
            report.Add(ArticleNoticeKind.TextRepaired, OneLine.Of(name));
        }

        article.AddMember(nameSlice, article.Commit(length));
        members++;
        return true;
    }

    /// <summary>Reads over a value, whatever it is, to its last token.</summary>
    /// <param name="reader">At the value's first token.</param>
    /// <param name="outOfRange">Whether a number in it is past what 64 bits or a double hold.</param>
    /// <returns>False where it is nested too deep or an object in it has a name twice.</returns>
    private bool Walk(ref Utf8JsonReader reader, out bool outOfRange)
    {
        outOfRange = false;
        var bottom = reader.CurrentDepth;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth:
                    return report.Fail(RejectCodes.TooDeep, $"the record is nested deeper than {MaxDepth} levels");
                case JsonTokenType.StartObject:
                    scopes[reader.CurrentDepth] = ++lastScope;
                    break;
                case JsonTokenType.PropertyName:
                    var name = TakeName(ref reader);
                    if (!names.Add(scopes[reader.CurrentDepth - 1], name))
                    {
                        return report.Fail(RejectCodes.DuplicateMember, $"the member {Quote(name)} comes twice in one object");
                    }

                    break;
                case JsonTokenType.Number:
                    outOfRange |= IsOutOfRange(ref reader);
                    break;
            }
        }
        while ((reader.CurrentDepth > bottom || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());

        return true;
    }

    private static bool IsOutOfRange(ref Utf8JsonReader reader) => reader.ValueSpan.ContainsAny(".eE"u8)
        ? !reader.TryGetDouble(out var real) || !double.IsFinite(real)
        : !reader.TryGetInt64(out _) && !reader.TryGetUInt64(out _);
}
