using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.Json;

/// <summary>An article in the form in which it is read.</summary>
internal static class ArticleLineWriter
{
    public static void Write(
        Utf8JsonWriter json, Article article, IReadOnlyList<EntityName> recognized, IReadOnlyList<string>? fields, string? note)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, article.Id);
        Write("title", article.Title);
        Write("body", article.Body);
        Write("published", article.Published?.ToString());
        Write("source", article.Source);
        Write("url", article.Url);
        WriteList("author", article.Authors);
        Write("language", article.Language);
        Write("section", article.Section);
        WriteList("tags", article.Tags);
        WriteNames("entities", article.Entities);
        foreach (var (name, value) in article.Members)
        {
            Write(name, value);
        }

        WriteNames("_recognized", recognized);
        if (note is not null)
        {
            json.WriteString("_note"u8, note);
        }

        json.WriteEndObject();

        bool IsWanted(string name) => fields is not { Count: > 0 } || fields.Contains(name, StringComparer.Ordinal);

        void Write(string name, string? value)
        {
            if (value is not null && IsWanted(name))
            {
                json.WriteString(name, value);
            }
        }

        void WriteList(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0 && IsWanted(name))
            {
                json.WriteStartArray(name);
                foreach (var value in values)
                {
                    json.WriteStringValue(value);
                }

                json.WriteEndArray();
            }
        }

        void WriteNames(string name, IReadOnlyList<EntityName> entities)
        {
            if (entities.Count > 0 && IsWanted(name))
            {
                json.WriteStartObject(name);
                foreach (var kind in entities.GroupBy(e => e.Kind, StringComparer.Ordinal))
                {
                    json.WriteStartArray(kind.Key);
                    foreach (var (_, value) in kind)
                    {
                        json.WriteStringValue(value);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }
        }
    }
}
