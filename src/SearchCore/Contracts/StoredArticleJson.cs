using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Stored articles in JSON: the article as it came, and what was recognized in it.</summary>
internal static class StoredArticleJson
{
    public static StoredArticle Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        Article? article = null;
        List<EntityName> recognized = [];
        List<ArticleMention> mentions = [];
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "article":
                    article = ArticleJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "recognized":
                    recognized = JsonRead.List(ref reader, where, name, ArticleJson.ReadEntity);
                    break;
                case "mentions":
                    mentions = JsonRead.List(ref reader, where, name, ReadMention);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new() { Article = article ?? throw JsonRead.Missing(where, "article"), Recognized = recognized, Mentions = mentions };
    }

    public static void Write(Utf8JsonWriter writer, StoredArticle value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("article"u8);
        ArticleJson.Write(writer, value.Article ?? throw new JsonException("\"article\" is null."));
        JsonWrite.List(writer, "recognized"u8, value.Recognized, ArticleJson.Write);
        JsonWrite.List(writer, "mentions"u8, value.Mentions, Write);
        writer.WriteEndObject();
    }

    public static ArticleMention ReadMention(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (inBody, start, end) = (false, (int?)null, (int?)null);
        var (kind, entity) = ((string?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "inbody":
                    inBody = JsonRead.Flag(ref reader, where, name);
                    break;
                case "start":
                    start = JsonRead.Int(ref reader, where, name);
                    break;
                case "end":
                    end = JsonRead.Int(ref reader, where, name);
                    break;
                case "kind":
                    kind = JsonRead.Text(ref reader, where, name);
                    break;
                case "name":
                    entity = JsonRead.Text(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(
            inBody,
            start ?? throw JsonRead.Missing(where, "start"),
            end ?? throw JsonRead.Missing(where, "end"),
            new(kind ?? throw JsonRead.Missing(where, "kind"), entity ?? throw JsonRead.Missing(where, "name")));
    }

    public static void Write(Utf8JsonWriter writer, ArticleMention value)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("inBody"u8, value.InBody);
        writer.WriteNumber("start"u8, value.Start);
        writer.WriteNumber("end"u8, value.End);
        JsonWrite.Text(writer, "kind"u8, value.Entity.Kind);
        JsonWrite.Text(writer, "name"u8, value.Entity.Name);
        writer.WriteEndObject();
    }
}
