using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Near-duplicates in JSON.</summary>
internal static class StoryJson
{
    public static HitStory ReadOfHit(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (id, articles, matches) = ((string?)null, (int?)null, (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "id":
                    id = JsonRead.Text(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Int(ref reader, where, name);
                    break;
                case "matches":
                    matches = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Id = id ?? throw JsonRead.Missing(where, "id"),
            Articles = articles ?? throw JsonRead.Missing(where, "articles"),
            Matches = matches ?? throw JsonRead.Missing(where, "matches"),
        };
    }

    public static void Write(Utf8JsonWriter writer, HitStory value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "id"u8, value.Id);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteNumber("matches"u8, value.Matches);
        writer.WriteEndObject();
    }

    public static NearArticle ReadNear(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (id, overlap, published) = ((string?)null, (double?)null, (ArticleDate?)null);
        var (title, source) = ((string?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "id":
                    id = JsonRead.Text(ref reader, where, name);
                    break;
                case "overlap":
                    overlap = JsonRead.Number(ref reader, where, name);
                    break;
                case "title":
                    title = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "published":
                    published = RequestPartsJson.ReadDate(ref reader, where, name);
                    break;
                case "source":
                    source = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Id = id ?? throw JsonRead.Missing(where, "id"),
            Overlap = overlap ?? throw JsonRead.Missing(where, "overlap"),
            Title = title,
            Published = published,
            Source = source,
        };
    }

    public static void Write(Utf8JsonWriter writer, NearArticle value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "id"u8, value.Id);
        writer.WriteNumber("overlap"u8, value.Overlap);
        writer.WriteString("title"u8, value.Title);
        writer.WriteString("published"u8, value.Published?.ToString());
        writer.WriteString("source"u8, value.Source);
        writer.WriteEndObject();
    }

    public static Story ReadStory(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        IReadOnlyList<string>? articles = null;
        while (JsonRead.Next(ref reader, out var name))
        {
            if (JsonRead.Key(name) == "articles")
            {
                articles = JsonRead.List(ref reader, where, name, JsonRead.TextElement);
            }
            else
            {
                JsonRead.Skip(ref reader);
            }
        }

        return new() { Articles = articles is { Count: > 0 } ? articles : throw JsonRead.Missing(where, "articles") };
    }

    public static void Write(Utf8JsonWriter writer, Story value)
    {
        writer.WriteStartObject();
        JsonWrite.List(writer, "articles"u8, value.Articles, JsonWrite.TextElement);
        writer.WriteEndObject();
    }
}
