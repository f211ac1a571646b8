using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>What a load lost, in JSON: counts by kind and the examples.</summary>
internal static class IndexingLossJson
{
    /// <summary>Counts by the names of an enumeration. What a later version counts is nothing that this one could name.</summary>
    public static Dictionary<T, long> Counts<T>(ref Utf8JsonReader reader, string where, string name)
        where T : struct, Enum
    {
        var counts = new Dictionary<T, long>();
        foreach (var (kind, count) in JsonRead.Map(ref reader, where, name, (ref r, at) => JsonRead.Long(ref r, string.Empty, at)))
        {
            if (EnumNames<T>.TryParse(kind, out var known))
            {
                counts[known] = count;
            }
        }

        return counts;
    }

    public static void Write<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<T, long> counts)
        where T : struct, Enum
    {
        writer.WriteStartObject(name);
        foreach (var (kind, count) in counts)
        {
            writer.WriteNumber(EnumNames<T>.Of(kind), count);
        }

        writer.WriteEndObject();
    }

    public static ArticleNotice ReadNotice(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (loss, kind) = (new Loss(), (ArticleNoticeKind?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            if (JsonRead.Key(name) == "kind")
            {
                kind = JsonRead.Choice<ArticleNoticeKind>(ref reader, where, name);
            }
            else
            {
                loss.Read(ref reader, where, name);
            }
        }

        return new(loss.Source, loss.Offset, kind ?? throw JsonRead.Missing(where, "kind"), loss.Detail)
        {
            Line = loss.Line,
            Id = loss.Id,
            Member = loss.Member,
            Value = loss.Value,
        };
    }

    public static void Write(Utf8JsonWriter writer, ArticleNotice value)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, EnumNames<ArticleNoticeKind>.Of(value.Kind));
        WritePlace(writer, value.Source, value.Offset, value.Line);
        JsonWrite.Text(writer, "id"u8, value.Id);
        JsonWrite.Text(writer, "member"u8, value.Member);
        JsonWrite.Text(writer, "value"u8, value.Value);
        JsonWrite.Text(writer, "detail"u8, value.Detail);
        writer.WriteEndObject();
    }

    public static RejectionCount ReadRejection(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (loss, code, count) = (new Loss(), (string?)null, 0L);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "code":
                    code = JsonRead.Text(ref reader, where, name);
                    break;
                case "count":
                    count = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    loss.Read(ref reader, where, name);
                    break;
            }
        }

        _ = code ?? throw JsonRead.Missing(where, "code");
        return new(count, new(loss.Source, loss.Offset, loss.Line, code, loss.Detail, loss.Excerpt)
        {
            Id = loss.Id,
            Member = loss.Member,
        });
    }

    public static void Write(Utf8JsonWriter writer, RejectionCount value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "code"u8, value.Code);
        writer.WriteNumber("count"u8, value.Count);
        WritePlace(writer, value.First.Source, value.First.Offset, value.First.Line);
        JsonWrite.Text(writer, "id"u8, value.First.Id);
        JsonWrite.Text(writer, "member"u8, value.First.Member);
        JsonWrite.Text(writer, "reason"u8, value.First.Reason);
        JsonWrite.Text(writer, "excerpt"u8, value.First.Excerpt);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, string source, long offset, long line)
    {
        JsonWrite.Text(writer, "source"u8, source);
        writer.WriteNumber("offset"u8, offset);
        writer.WriteNumber("line"u8, line);
    }

    // What both have.
    private sealed class Loss
    {
        public string Source { get; private set; } = string.Empty;

        public long Offset { get; private set; }

        public long Line { get; private set; }

        public string Id { get; private set; } = string.Empty;

        public string Member { get; private set; } = string.Empty;

        public string Value { get; private set; } = string.Empty;

        public string Detail { get; private set; } = string.Empty;

        public string Excerpt { get; private set; } = string.Empty;

        public void Read(ref Utf8JsonReader reader, string where, string name)
        {
            switch (JsonRead.Key(name))
            {
                case "source":
                    Source = JsonRead.Text(ref reader, where, name);
                    break;
                case "offset":
                    Offset = JsonRead.Long(ref reader, where, name);
                    break;
                case "line":
                    Line = JsonRead.Long(ref reader, where, name);
                    break;
                case "id":
                    Id = JsonRead.Text(ref reader, where, name);
                    break;
                case "member":
                    Member = JsonRead.Text(ref reader, where, name);
                    break;
                case "value":
                    Value = JsonRead.Text(ref reader, where, name);
                    break;
                case "detail" or "reason":
                    Detail = JsonRead.Text(ref reader, where, name);
                    break;
                case "excerpt":
                    Excerpt = JsonRead.Text(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }
    }
}
