using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>The parts of requests in JSON.</summary>
internal static class RequestPartsJson
{
    private static readonly (HitFields Field, string Name)[] FieldNames =
        [(HitFields.Title, "title"), (HitFields.Source, "source"), (HitFields.Url, "url"), (HitFields.Snippet, "snippet")];

    public static TimelineRequest ReadTimeline(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (unit, by, field) = ((TimelineUnit?)null, (FacetRequest?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "unit":
                    unit = JsonRead.Choice<TimelineUnit>(ref reader, where, name);
                    break;
                case "by":
                    by = reader.TokenType == JsonTokenType.Null ? null : DirectiveJson.ReadFacet(ref reader, JsonRead.At(where, name));
                    break;
                case "field":
                    field = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(unit ?? throw JsonRead.Missing(where, "unit")) { By = by, Field = field };
    }

    public static void Write(Utf8JsonWriter writer, TimelineRequest value)
    {
        writer.WriteStartObject();
        writer.WriteString("unit"u8, EnumNames<TimelineUnit>.Of(value.Unit));
        if (value.By is { } by)
        {
            writer.WritePropertyName("by"u8);
            DirectiveJson.Write(writer, by);
        }

        JsonWrite.TextIfAny(writer, "field"u8, value.Field);
        writer.WriteEndObject();
    }

    public static SignificantRequest ReadSignificant(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (kind, top) = ((string?)null, SignificantRequest.DefaultTop);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "top":
                    top = JsonRead.Int(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(kind ?? throw JsonRead.Missing(where, "kind")) { Top = top };
    }

    public static void Write(Utf8JsonWriter writer, SignificantRequest value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        writer.WriteNumber("top"u8, value.Top);
        writer.WriteEndObject();
    }

    public static PublishedRange ReadRange(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (from, to) = ((ArticleDate?)null, (ArticleDate?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "from":
                    from = ReadDate(ref reader, where, name);
                    break;
                case "to":
                    to = ReadDate(ref reader, where, name);
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return new(from, to);
    }

    public static void Write(Utf8JsonWriter writer, PublishedRange value)
    {
        writer.WriteStartObject();
        writer.WriteString("from"u8, value.From?.ToString());
        writer.WriteString("to"u8, value.To?.ToString());
        writer.WriteEndObject();
    }

    /// <summary>A date of publication in ISO 8601, or null.</summary>
    public static ArticleDate? ReadDate(ref Utf8JsonReader reader, string where, string name) =>
        JsonRead.TextOrNull(ref reader, where, name) switch
        {
            null => null,
            var text => ArticleDateParser.TryParse(text, out var date)
                ? date
                : throw new JsonException(
                    $"{JsonRead.At(where, name)} is a date such as \"2020-01-01\" or \"2020-01-01T15:00:00Z\", "
                    + $"not {JsonRead.Quote(text)}."),
        };

    /// <summary>A moment in ISO 8601 with its offset.</summary>
    public static DateTimeOffset ReadMoment(ref Utf8JsonReader reader, string where, string name) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var moment)
            ? moment
            : throw new JsonException($"{JsonRead.At(where, name)} is a moment such as \"2020-01-01T15:00:00+01:00\".");

    public static HitFields ReadFields(ref Utf8JsonReader reader, string where)
    {
        JsonRead.BeginList(ref reader, string.Empty, where);
        var fields = HitFields.None;
        for (var i = 0; JsonRead.NextElement(ref reader, where, i); i++)
        {
            var text = JsonRead.TextElement(ref reader, where);
            var at = Array.FindIndex(FieldNames, f => f.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
            fields |= at >= 0
                ? FieldNames[at].Field
                : throw new JsonException($"{where} holds title, source, url and snippet; there is no {JsonRead.Quote(text)}.");
        }

        return fields;
    }

    public static void Write(Utf8JsonWriter writer, HitFields value)
    {
        if ((value & ~HitFields.All) != 0)
        {
            throw new JsonException($"HitFields has no value {value}.");
        }

        writer.WriteStartArray();
        foreach (var (field, name) in FieldNames)
        {
            if ((value & field) != 0)
            {
                writer.WriteStringValue(name);
            }
        }

        writer.WriteEndArray();
    }
}
