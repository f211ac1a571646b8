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
        List<HighlightedText> texts = [];
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
                case "texts":
                    texts = JsonRead.List(ref reader, where, name, ReadText);
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
            Texts = texts,
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
        if (value.Texts.Count > 0)
        {
            JsonWrite.List(writer, "texts"u8, value.Texts, Write);
        }

        writer.WriteBoolean("isPartial"u8, value.IsPartial);
        writer.WriteEndObject();
    }

    public static HighlightedText ReadText(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (field, text) = ((string?)null, (string?)null);
        List<TextRange> matches = [];
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "field":
                    field = JsonRead.Text(ref reader, where, name);
                    break;
                case "text":
                    text = JsonRead.Text(ref reader, where, name);
                    break;
                case "matches":
                    matches = JsonRead.List(ref reader, where, name, HitJson.ReadRange);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(field ?? throw JsonRead.Missing(where, "field"), text ?? throw JsonRead.Missing(where, "text"), matches);
    }

    public static void Write(Utf8JsonWriter writer, HighlightedText value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "field"u8, value.Field);
        JsonWrite.Text(writer, "text"u8, value.Text);
        JsonWrite.List(writer, "matches"u8, value.Matches, HitJson.Write);
        writer.WriteEndObject();
    }
}
