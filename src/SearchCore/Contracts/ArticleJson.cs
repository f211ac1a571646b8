using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>The article inside of a stored one, in JSON: members by their names, nulls left out.</summary>
internal static class ArticleJson
{
    public static Article Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var article = new Article { Id = null! };
        while (JsonRead.Next(ref reader, out var name))
        {
            var key = JsonRead.Key(name);
            switch (key)
            {
                case "id":
                    article = article with { Id = JsonRead.Text(ref reader, where, name) };
                    break;
                case "published":
                    article = article with { Published = RequestPartsJson.ReadDate(ref reader, where, name) };
                    break;
                case "authors":
                    article = article with { Authors = JsonRead.List(ref reader, where, name, JsonRead.TextElement) };
                    break;
                case "tags":
                    article = article with { Tags = JsonRead.List(ref reader, where, name, JsonRead.TextElement) };
                    break;
                case "entities":
                    article = article with { Entities = JsonRead.List(ref reader, where, name, ReadEntity) };
                    break;
                case "members":
                    article = article with { Members = JsonRead.List(ref reader, where, name, ReadMember) };
                    break;
                case "title" or "body" or "source" or "url" or "section" or "language":
                    article = WithText(article, key, JsonRead.TextOrNull(ref reader, where, name));
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return article.Id is null ? throw JsonRead.Missing(where, "id") : article;
    }

    public static void Write(Utf8JsonWriter writer, Article value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "id"u8, value.Id);
        JsonWrite.TextIfAny(writer, "title"u8, value.Title);
        JsonWrite.TextIfAny(writer, "body"u8, value.Body);
        JsonWrite.TextIfAny(writer, "published"u8, value.Published?.ToString());
        JsonWrite.TextIfAny(writer, "source"u8, value.Source);
        JsonWrite.TextIfAny(writer, "url"u8, value.Url);
        JsonWrite.TextIfAny(writer, "section"u8, value.Section);
        JsonWrite.TextIfAny(writer, "language"u8, value.Language);
        JsonWrite.List(writer, "authors"u8, value.Authors, JsonWrite.TextElement);
        JsonWrite.List(writer, "tags"u8, value.Tags, JsonWrite.TextElement);
        JsonWrite.List(writer, "entities"u8, value.Entities, Write);
        JsonWrite.List(writer, "members"u8, value.Members, Write);
        writer.WriteEndObject();
    }

    public static EntityName ReadEntity(ref Utf8JsonReader reader, string where)
    {
        var (kind, name) = ReadPair(ref reader, where, "kind", "name");
        return new(kind, name);
    }

    public static void Write(Utf8JsonWriter writer, EntityName value) => WritePair(writer, "kind"u8, value.Kind, "name"u8, value.Name);

    private static ArticleMember ReadMember(ref Utf8JsonReader reader, string where)
    {
        var (name, value) = ReadPair(ref reader, where, "name", "value");
        return new(name, value);
    }

    private static void Write(Utf8JsonWriter writer, ArticleMember value) =>
        WritePair(writer, "name"u8, value.Name, "value"u8, value.Value);

    private static Article WithText(Article article, string key, string? text) => key switch
    {
        "title" => article with { Title = text },
        "body" => article with { Body = text },
        "source" => article with { Source = text },
        "url" => article with { Url = text },
        "section" => article with { Section = text },
        _ => article with { Language = text },
    };

    private static (string First, string Second) ReadPair(ref Utf8JsonReader reader, string where, string first, string second)
    {
        JsonRead.Begin(ref reader, where);
        var (firstValue, secondValue) = ((string?)null, (string?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            var key = JsonRead.Key(name);
            if (key == first)
            {
                firstValue = JsonRead.Text(ref reader, where, name);
            }
            else if (key == second)
            {
                secondValue = JsonRead.Text(ref reader, where, name);
            }
            else
            {
                JsonRead.Skip(ref reader);
            }
        }

        return (firstValue ?? throw JsonRead.Missing(where, first), secondValue ?? throw JsonRead.Missing(where, second));
    }

    private static void WritePair(
        Utf8JsonWriter writer, ReadOnlySpan<byte> first, string? firstValue, ReadOnlySpan<byte> second, string? secondValue)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, first, firstValue);
        JsonWrite.Text(writer, second, secondValue);
        writer.WriteEndObject();
    }
}
