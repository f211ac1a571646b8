using System.Text;
using System.Text.Json;

using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Json;

/// <summary>The members of a JSON object.</summary>
internal sealed class JsonMembers : RecordMembers
{
    // What an object that stands for a text has it in: {"rendered": "…"}, {"name": "…"}, {"value": "…"}.
    private static readonly string[] Texts =
    [
        "rendered", "value", "name", "text", "title", "webTitle", "main", "original", "#text", "_text", "label", "$t",
    ];

    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<JsonMembers>> inner = new(StringComparer.Ordinal);
    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public JsonMembers(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (values.TryAdd(member.Name, member.Value))
            {
                names.Add(member.Name);
            }
        }
    }

    public override IReadOnlyList<string> Names => names;

    public override bool Has(string name) => values.ContainsKey(name);

    public override string? Text(string name) => TextOf(values[name], 3);

    public override IReadOnlyList<string>? List(string name)
    {
        if (values[name].ValueKind != JsonValueKind.Array)
        {
            return values[name].ValueKind == JsonValueKind.Object && TextOf(values[name], 1) is { } one ? [one] : null;
        }

        return [.. values[name].EnumerateArray().Select(v => TextOf(v, 2)).OfType<string>()];
    }

    public override string? Stored(string name) => values[name].ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => StringOf(values[name]),
        JsonValueKind.Array when values[name].GetArrayLength() == 0 => null,
        _ => inner.TryGetValue(name, out var objects) && objects.Any(o => o.HasDropped) ? Rest(name, objects) : values[name].GetRawText(),
    };

    private bool HasDropped => dropped.Count > 0 || inner.Values.Any(i => i.Any(o => o.HasDropped));

    public override void Drop(string name) => dropped.Add(name);

    public override RecordMembers? Object(string name) =>
        values[name].ValueKind == JsonValueKind.Object ? Inner(name)[0] : null;

    public override IEnumerable<RecordMembers> Objects(string name) =>
        values[name].ValueKind is JsonValueKind.Array or JsonValueKind.Object ? Inner(name) : [];

    // The same objects each time: what is used of them is known by them.
    private IReadOnlyList<JsonMembers> Inner(string name)
    {
        if (!inner.TryGetValue(name, out var objects))
        {
            var value = values[name];
            inner[name] = objects = value.ValueKind == JsonValueKind.Object ? [new(value)]
                : [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object).Select(v => new JsonMembers(v))];
        }

        return objects;
    }

    private string Rest(string name, IReadOnlyList<JsonMembers> objects)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (values[name].ValueKind == JsonValueKind.Object)
            {
                objects[0].Write(writer);
            }
            else
            {
                writer.WriteStartArray();
                foreach (var one in objects)
                {
                    one.Write(writer);
                }

                writer.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var name in names.Where(n => !dropped.Contains(n)))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(Stored(name) is { } text && values[name].ValueKind != JsonValueKind.String
                ? text : values[name].GetRawText(), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static string? TextOf(JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return StringOf(value);
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.Object when depth > 0:
                foreach (var name in Texts)
                {
                    if (value.TryGetProperty(name, out var inner) && TextOf(inner, depth - 1) is { } text)
                    {
                        return text;
                    }
                }

                return null;

            // [{"role": "main", "value": "…"}], [{"contenttype": "text/plain", "value": "…"}], ["one paragraph", "another"].
            case JsonValueKind.Array when depth > 0:
                return Best(value, depth);
            default:
                return null;
        }
    }

    private static string? Best(JsonElement list, int depth)
    {
        var objects = list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object).ToList();
        if (objects.Count > 0)
        {
            var best = objects.Find(o => Is(o, "role", "main"));
            best = best.ValueKind == JsonValueKind.Object ? best
                : objects.Find(o => Is(o, "contenttype", "text/plain") || Is(o, "contentType", "text/plain"));
            return TextOf(best.ValueKind == JsonValueKind.Object ? best : objects[0], depth - 1);
        }

        var texts = list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(StringOf).ToList();
        return texts.Count == 0 ? null : string.Join("\n\n", texts);
    }

    private static bool Is(JsonElement value, string name, string expected) =>
        value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
        && StringOf(found).StartsWith(expected, StringComparison.OrdinalIgnoreCase);

    // Half a surrogate pair, which scrapers cut out, is a replacement character; the framework would refuse the text.
    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var raw = Encoding.UTF8.GetBytes(value.GetRawText()).AsSpan()[1..^1];
            var (room, repaired) = (new byte[raw.Length], false);
            return Encoding.UTF8.GetString(room.AsSpan(0, JsonText.Unescape(raw, room, ref repaired)));
        }
    }
}
