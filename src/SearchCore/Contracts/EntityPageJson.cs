using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Pages of entities in JSON, and what is asked for.</summary>
internal static class EntityPageJson
{
    public static EntityRequest ReadRequest(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (kind, entity) = ((string?)null, (string?)null);
        var request = new EntityRequest(string.Empty, string.Empty);
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "name":
                    entity = JsonRead.Text(ref reader, where, name);
                    break;
                case "top":
                    request = request with { Top = JsonRead.Int(ref reader, where, name) };
                    break;
                case "companions":
                    request = request with { Companions = JsonRead.List(ref reader, where, name, JsonRead.TextElement) };
                    break;
                case "unit":
                    request = request with { Unit = JsonRead.Choice<Queries.TimelineUnit>(ref reader, where, name) };
                    break;
                case "published":
                    var path = JsonRead.At(where, name);
                    request = request with { Published = isNull ? null : RequestPartsJson.ReadRange(ref reader, path) };
                    break;
                case "articles":
                    request = request with { Articles = JsonRead.Int(ref reader, where, name) };
                    break;
                case "zone":
                    request = request with { Zone = JsonRead.TextOrNull(ref reader, where, name) };
                    break;
                case "timelimitms":
                    request = request with { TimeLimit = JsonRead.Duration(ref reader, where, name, TimeSpan.TicksPerMillisecond) };
                    break;
                default:
                    throw JsonRead.Unknown(where, name);
            }
        }

        return request with
        {
            Kind = kind ?? throw JsonRead.Missing(where, "kind"),
            Name = entity ?? throw JsonRead.Missing(where, "name"),
        };
    }

    public static void Write(Utf8JsonWriter writer, EntityRequest value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        JsonWrite.Text(writer, "name"u8, value.Name);
        writer.WriteNumber("top"u8, value.Top);
        JsonWrite.List(writer, "companions"u8, value.Companions, JsonWrite.TextElement);
        writer.WriteString("unit"u8, EnumNames<Queries.TimelineUnit>.Of(value.Unit));
        if (value.Published is { } published)
        {
            writer.WritePropertyName("published"u8);
            RequestPartsJson.Write(writer, published);
        }

        writer.WriteNumber("articles"u8, value.Articles);
        JsonWrite.TextIfAny(writer, "zone"u8, value.Zone);
        JsonWrite.Duration(writer, "timeLimitMs"u8, value.TimeLimit, TimeSpan.TicksPerMillisecond);
        writer.WriteEndObject();
    }

    public static EntityPage Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (kind, entity) = ((string?)null, (string?)null);
        var (articles, timeline, sources) = ((TotalHits?)null, (Timeline?)null, (Facet?)null);
        var (also, forms) = (new List<string>(), new List<FacetValue>());
        var (companions, newest) = (new List<Significance>(), new List<SearchHit>());
        var isPartial = false;
        while (JsonRead.Next(ref reader, out var name))
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            var path = JsonRead.At(where, name);
            switch (JsonRead.Key(name))
            {
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "name":
                    entity = JsonRead.Text(ref reader, where, name);
                    break;
                case "alsonamed":
                    also = JsonRead.List(ref reader, where, name, JsonRead.TextElement);
                    break;
                case "forms":
                    forms = JsonRead.List(ref reader, where, name, ResultPartsJson.ReadValue);
                    break;
                case "articles":
                    articles = ResultPartsJson.ReadTotal(ref reader, path);
                    break;
                case "timeline":
                    timeline = isNull ? null : TimelineJson.Read(ref reader, path);
                    break;
                case "companions":
                    companions = JsonRead.List(ref reader, where, name, SignificanceJson.Read);
                    break;
                case "sources":
                    sources = ResultPartsJson.ReadFacet(ref reader, path);
                    break;
                case "newest":
                    newest = JsonRead.List(ref reader, where, name, HitJson.Read);
                    break;
                case "partial":
                    isPartial = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Kind = kind ?? throw JsonRead.Missing(where, "kind"),
            Name = entity ?? throw JsonRead.Missing(where, "name"),
            AlsoNamed = also,
            Forms = forms,
            Articles = articles ?? throw JsonRead.Missing(where, "articles"),
            Timeline = timeline,
            Companions = companions,
            Sources = sources ?? throw JsonRead.Missing(where, "sources"),
            Newest = newest,
            IsPartial = isPartial,
        };
    }

    public static void Write(Utf8JsonWriter writer, EntityPage value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "kind"u8, value.Kind);
        JsonWrite.Text(writer, "name"u8, value.Name);
        JsonWrite.List(writer, "alsoNamed"u8, value.AlsoNamed, JsonWrite.TextElement);
        JsonWrite.List(writer, "forms"u8, value.Forms, ResultPartsJson.Write);
        writer.WritePropertyName("articles"u8);
        ResultPartsJson.Write(writer, value.Articles);
        if (value.Timeline is { } timeline)
        {
            writer.WritePropertyName("timeline"u8);
            TimelineJson.Write(writer, timeline);
        }

        JsonWrite.List(writer, "companions"u8, value.Companions, SignificanceJson.Write);
        writer.WritePropertyName("sources"u8);
        ResultPartsJson.Write(writer, value.Sources);
        JsonWrite.List(writer, "newest"u8, value.Newest, HitJson.Write);
        writer.WriteBoolean("partial"u8, value.IsPartial);
        writer.WriteEndObject();
    }
}
