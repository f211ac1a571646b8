using System.Text.Json;

namespace SearchCore.Articles.Formats.JsonLines;

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
    private ByteSlice ParseValue(ref JsonTokens tokens, string label, ArticleBuffer article, out bool stands)
    {
        if (tokens.Type == JsonTokenType.String)
        {
            stands = true;
            return TryTakeValue(ref tokens, label, article, out var slice) ? slice : default;
        }

        if (tokens.Type != JsonTokenType.Null)
        {
            DropOdd(ref tokens, label, "a string");
        }

        stands = Walk(ref tokens, out _);
        return default;
    }

    /// <summary>A string or a list of strings.</summary>
    private bool ParseList(ref JsonTokens tokens, string label, ListKind kind, ByteSlice entityKind, ArticleBuffer article)
    {
        var (wrongType, tooMany) = (0, 0);
        if (tokens.Type == JsonTokenType.String)
        {
            AddValue(ref tokens, label, kind, entityKind, article, ref tooMany);
        }
        else if (tokens.Type == JsonTokenType.StartArray)
        {
            while (tokens.Read() && tokens.Type != JsonTokenType.EndArray)
            {
                if (tokens.Type == JsonTokenType.String)
                {
                    AddValue(ref tokens, label, kind, entityKind, article, ref tooMany);
                }
                else
                {
                    wrongType += tokens.Type == JsonTokenType.Null ? 0 : 1;
                    if (!Walk(ref tokens, out _))
                    {
                        return false;
                    }
                }
            }
        }
        else
        {
            wrongType = tokens.Type == JsonTokenType.Null ? 0 : 1;
            if (!Walk(ref tokens, out _))
            {
                return false;
            }
        }

        if (wrongType > 0)
        {
            report.Add(ArticleNoticeKind.MemberDropped, $"{wrongType} of {label}: not a string", label);
        }

        ArticleRules.DropTooManyValues(label, tooMany, report);
        return true;
    }

    private void AddValue(ref JsonTokens tokens, string label, ListKind kind, ByteSlice entityKind, ArticleBuffer article, ref int tooMany)
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

        if (!TryTakeValue(ref tokens, label, article, out var slice))
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
    private bool TryTakeValue(ref JsonTokens tokens, string label, ArticleBuffer article, out ByteSlice slice)
    {
        var repaired = false;
        var length = Write(ref tokens, article, ref repaired);
        return ArticleRules.TryTakeValue(article, length, repaired, label, report, out slice);
    }

    private bool ParseEntities(ref JsonTokens tokens, ArticleBuffer article)
    {
        if (tokens.Type != JsonTokenType.StartObject)
        {
            if (tokens.Type != JsonTokenType.Null)
            {
                DropOdd(ref tokens, "entities", "an object");
            }

            return Walk(ref tokens, out _);
        }

        var scope = ++lastScope;
        while (tokens.Read() && tokens.Type == JsonTokenType.PropertyName)
        {
            var kind = TakeName(ref tokens, out _);
            if (!names.Add(scope, kind))
            {
                return report.Fail(RejectCodes.DuplicateMember, $"the kind {Quote(kind)} comes twice among the entities");
            }

            tokens.Read();
            if (!ArticleRules.IsEntityKind(kind))
            {
                report.Add(ArticleNoticeKind.MemberDropped, $"entities: {Quote(kind)} is no kind of entity", "entities");
                if (!Walk(ref tokens, out _))
                {
                    return false;
                }
            }
            else if (!ParseList(ref tokens, "entities", ListKind.Entities, article.Append(kind), article))
            {
                return false;
            }
        }

        return true;
    }

    private void DropOdd(ref JsonTokens tokens, string label, string expected) => report.Add(
        ArticleNoticeKind.MemberDropped, $"{label} is {Describe(tokens.Type)}, not {expected}", label, OneLine.Of(tokens.Value));

    /// <summary>A member no property stands for: a string as its text, anything else as its JSON.</summary>
    private bool ParseMember(
        ref JsonTokens tokens, ReadOnlySpan<byte> record, scoped ReadOnlySpan<byte> name, bool nameIsRepaired, ArticleBuffer article)
    {
        if (tokens.Type == JsonTokenType.Null)
        {
            return true;
        }

        // An exported article brings what was recognized in it, and what was noted of it: neither is the article's own.
        if (name.SequenceEqual("_recognized"u8) || name.SequenceEqual("_note"u8))
        {
            return Walk(ref tokens, out _);
        }

        if (members == ArticleLimits.MaxMembers)
        {
            membersOverLimit++;
            return Walk(ref tokens, out _);
        }

        if (!ArticleRules.IsMemberName(name))
        {
            report.Add(
                ArticleNoticeKind.MemberDropped, $"the name {Quote(name)} is reserved, odd or too long", OneLine.Of(name),
                OneLine.Of(tokens.Value));
            return Walk(ref tokens, out _);
        }

        var nameSlice = article.Append(name);
        var (length, repaired, outOfRange) = (0, false, false);
        if (tokens.Type == JsonTokenType.String)
        {
            length = Write(ref tokens, article, ref repaired);
        }
        else
        {
            var start = tokens.Start;
            if (!Walk(ref tokens, out outOfRange))
            {
                return false;
            }

            var json = record[start..tokens.End];
            length = json.Length;
            json.CopyTo(article.Reserve(length));
        }

        if (outOfRange || length > ArticleLimits.MaxMemberBytes)
        {
            report.Add(
                ArticleNoticeKind.MemberDropped,
                outOfRange
                    ? $"{Quote(name)}: a number out of range"
                    : $"{Quote(name)}: over the limit of {ArticleLimits.MaxMemberBytes} bytes",
                OneLine.Of(name), OneLine.Of(article.Reserve(length)[..Math.Min(length, OneLine.MaxLength)]));
            return true;
        }

        if (repaired || nameIsRepaired)
        {
            report.Add(ArticleNoticeKind.TextRepaired, OneLine.Of(name), OneLine.Of(name));
        }

        article.AddMember(nameSlice, article.Commit(length));
        members++;
        return true;
    }

    /// <summary>Reads over a value, whatever it is, to its last token.</summary>
    /// <param name="tokens">At the value's first token.</param>
    /// <param name="outOfRange">Whether a number in it is past what 64 bits or a double hold.</param>
    /// <returns>False where it is nested too deep or an object in it has a name twice.</returns>
    private bool Walk(ref JsonTokens tokens, out bool outOfRange)
    {
        outOfRange = false;
        var bottom = tokens.Depth;
        do
        {
            switch (tokens.Type)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when tokens.Depth >= MaxDepth:
                    return report.Fail(RejectCodes.TooDeep, $"the record is nested deeper than {MaxDepth} levels");
                case JsonTokenType.StartObject:
                    scopes[tokens.Depth] = ++lastScope;
                    break;
                case JsonTokenType.PropertyName:
                    var name = TakeName(ref tokens, out _);
                    if (!names.Add(scopes[tokens.Depth - 1], name))
                    {
                        return report.Fail(RejectCodes.DuplicateMember, $"the member {Quote(name)} comes twice in one object");
                    }

                    break;
                case JsonTokenType.Number:
                    outOfRange |= tokens.IsOutOfRange;
                    break;
            }
        }
        while ((tokens.Depth > bottom || tokens.Type is JsonTokenType.StartObject or JsonTokenType.StartArray) && tokens.Read());

        return true;
    }
}
