using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.Json;

/// <summary>An article in the form in which it is read.</summary>
internal static class ArticleLineWriter
{
    public static void Write(Utf8JsonWriter json, Article article)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, article.Id);
        Write(json, "title"u8, article.Title);
        Write(json, "body"u8, article.Body);
        Write(json, "published"u8, article.Published?.ToString());
        Write(json, "source"u8, article.Source);
        Write(json, "url"u8, article.Url);
        Write(json, "author"u8, article.Authors);
        Write(json, "language"u8, article.Language);
        Write(json, "section"u8, article.Section);
        Write(json, "tags"u8, article.Tags);
        if (article.Entities.Count > 0)
        {
            json.WriteStartObject("entities"u8);
            foreach (var kind in article.Entities.GroupBy(e => e.Kind, StringComparer.Ordinal))
            {
                json.WriteStartArray(kind.Key);
                foreach (var (_, name) in kind)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        foreach (var (name, value) in article.Members)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }
}
