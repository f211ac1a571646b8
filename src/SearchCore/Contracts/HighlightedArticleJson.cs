using System.Text.Json;

using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Highlighted articles in JSON: the article as it is stored, and the places that matched as numbers.</summary>
internal static class HighlightedArticleJson
{
    public static HighlightedArticle Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        StoredArticle? stored = null;
        List<TextRange> title = [], body = [];
        var isPartial = false;
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "stored":
                    stored = StoredArticleJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "titlematches":
                    title = JsonRead.List(ref reader, where, name, HitJson.ReadRange);
                    break;
                case "bodymatches":
                    body = JsonRead.List(ref reader, where, name, HitJson.ReadRange);
                    break;
                case "ispartial":
                    isPartial = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Stored = stored ?? throw JsonRead.Missing(where, "stored"),
            TitleMatches = title,
            BodyMatches = body,
            IsPartial = isPartial,
        };
    }

    public static void Write(Utf8JsonWriter writer, HighlightedArticle value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("stored"u8);
        StoredArticleJson.Write(writer, value.Stored);
        JsonWrite.List(writer, "titleMatches"u8, value.TitleMatches, HitJson.Write);
        JsonWrite.List(writer, "bodyMatches"u8, value.BodyMatches, HitJson.Write);
        writer.WriteBoolean("isPartial"u8, value.IsPartial);
        writer.WriteEndObject();
    }
}
