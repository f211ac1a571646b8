using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.Formats.Mapping;

/// <summary>Mapping files.</summary>
internal static class MappingJson
{
    private const string Shape = """{"members": {"title": "headline", "published": {"from": "date", "format": "dd.MM.yyyy"}}}""";

    private static readonly (string Name, DateOrder Order)[] Orders =
        [("dmy", DateOrder.DayMonthYear), ("mdy", DateOrder.MonthDayYear), ("ymd", DateOrder.YearMonthDay)];

    public static ArticleMapping Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The mapping is no JSON ({e.Message}); write {Shape}.", e);
        }
    }

    public static string Write(ArticleMapping mapping)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("members");
            foreach (var (target, source) in mapping.Members)
            {
                writer.WritePropertyName(target);
                Write(writer, source);
            }

            writer.WriteEndObject();
            if (mapping.Drop.Count > 0)
            {
                writer.WriteStartArray("drop");
                mapping.Drop.ToList().ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
            }

            writer.WriteString("html", mapping.Html.ToString().ToLowerInvariant());
            if (Orders.FirstOrDefault(o => o.Order == mapping.DateOrder) is { Name: { } order })
            {
                writer.WriteString("dateOrder", order);
            }

            if (mapping.DateZone is { } zone)
            {
                writer.WriteString("dateZone", zone.Id);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ArticleMapping Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"A mapping is an object; write {Shape}.");
        }

        var members = new Dictionary<string, MemberSource>(StringComparer.Ordinal);
        var (drop, html, order, zone) = (Array.Empty<string>(), HtmlUse.Auto, (DateOrder?)null, (TimeZoneInfo?)null);
        foreach (var part in root.EnumerateObject())
        {
            switch (part.Name)
            {
                case "members" when part.Value.ValueKind == JsonValueKind.Object:
                    foreach (var member in part.Value.EnumerateObject())
                    {
                        ArticleMapping.Add(members, member.Name, Source(member));
                    }

                    break;
                case "drop":
                    drop = Texts(part);
                    break;
                case "html":
                    html = Enum.TryParse<HtmlUse>(Text(part), ignoreCase: true, out var use) && Enum.IsDefined(use)
                        ? use : throw new FormatException($"html is auto, always or never, not '{Text(part)}'.");
                    break;
                case "dateOrder":
                    order = Orders.Any(o => o.Name == Text(part)) ? Orders.First(o => o.Name == Text(part)).Order
                        : throw new FormatException($"dateOrder is dmy, mdy or ymd, not '{Text(part)}'.");
                    break;
                case "dateZone":
                    zone = ArticleDateOptions.TryFindZone(Text(part), out var found)
                        ? found : throw new FormatException($"dateZone: there is no zone '{Text(part)}'; write Europe/Berlin.");
                    break;
                default:
                    throw new FormatException(
                        $"'{part.Name}' is no part of a mapping; there are members, drop, html, dateOrder, dateZone.");
            }
        }

        return new(members) { Drop = drop, Html = html, DateOrder = order, DateZone = zone };
    }

    private static MemberSource Source(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => new(),
        JsonValueKind.String or JsonValueKind.Array => new() { From = Texts(member) },
        JsonValueKind.Object => member.Value.EnumerateObject().Aggregate(new MemberSource(), (source, part) => part.Name switch
        {
            "from" => source with { From = Texts(part) },
            "value" => source with { Value = Text(part) },
            "template" => source with { Template = Text(part) },
            "format" => source with { Format = Text(part) },
            "split" => source with { Split = Text(part) },
            _ => throw new FormatException(
                $"{member.Name}: '{part.Name}' says nothing of a member; there are from, value, template, format, split."),
        }),
        _ => throw new FormatException($"{member.Name} is no member's name, no list of names, no object and not null; write {Shape}."),
    };

    private static string[] Texts(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Array
        ? [.. member.Value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String
            ? v.GetString()! : throw new FormatException($"{member.Name} holds something that is no text."))]
        : [Text(member)];

    private static string Text(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String
        ? member.Value.GetString()! : throw new FormatException($"{member.Name} is no text; write {Shape}.");

    private static void Write(Utf8JsonWriter writer, MemberSource source)
    {
        var isPlain = (source.Value, source.Template, source.Format, source.Split) == (null, null, null, null);
        if (isPlain && source.From.Count == 0)
        {
            writer.WriteNullValue();
            return;
        }

        if (isPlain)
        {
            WriteFrom(writer, source);
            return;
        }

        writer.WriteStartObject();
        if (source.From.Count > 0)
        {
            writer.WritePropertyName("from");
            WriteFrom(writer, source);
        }

        foreach (var (name, value) in new[]
        {
            ("value", source.Value), ("template", source.Template), ("format", source.Format), ("split", source.Split),
        })
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteFrom(Utf8JsonWriter writer, MemberSource source)
    {
        if (source.From.Count == 1)
        {
            writer.WriteStringValue(source.From[0]);
            return;
        }

        writer.WriteStartArray();
        source.From.ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }
}
