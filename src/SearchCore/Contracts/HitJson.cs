using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries.Json;

namespace SearchCore;

/// <summary>Hits in JSON. A snippet is HTML with its matches in <c>em</c>, from which text and places are read again.</summary>
internal static class HitJson
{
    public static SearchHit Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (id, score) = ((string?)null, (double?)null);
        var (title, source, url) = ((string?)null, (string?)null, (string?)null);
        var (published, snippet) = ((ArticleDate?)null, (Snippet?)null);
        string? snippetField = null;
        var (group, story) = ((HitGroup?)null, (HitStory?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "id":
                    id = JsonRead.Text(ref reader, where, name);
                    break;
                case "score":
                    score = JsonRead.Number(ref reader, where, name);
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
                case "url":
                    url = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "snippet":
                    snippet = reader.TokenType == JsonTokenType.Null ? null : ReadSnippet(ref reader, JsonRead.At(where, name));
                    break;
                case "snippetfield":
                    snippetField = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "group":
                    group = reader.TokenType == JsonTokenType.Null ? null : ReadGroup(ref reader, JsonRead.At(where, name));
                    break;
                case "story":
                    story = reader.TokenType == JsonTokenType.Null ? null : StoryJson.ReadOfHit(ref reader, JsonRead.At(where, name));
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Id = id ?? throw JsonRead.Missing(where, "id"),
            Score = score ?? throw JsonRead.Missing(where, "score"),
            Title = title,
            Published = published,
            Source = source,
            Url = url,
            Snippet = snippet,
            SnippetField = snippetField,
            Group = group,
            Story = story,
        };
    }

    public static HitGroup ReadGroup(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (value, articles) = ((string?)null, (long?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "value":
                    value = JsonRead.Text(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(value ?? throw JsonRead.Missing(where, "value"), articles ?? throw JsonRead.Missing(where, "articles"));
    }

    public static void Write(Utf8JsonWriter writer, HitGroup value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "value"u8, value.Value);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, SearchHit value)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>A hit's members, for an object that has more of them.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, SearchHit value)
    {
        JsonWrite.Text(writer, "id"u8, value.Id);
        writer.WriteNumber("score"u8, value.Score);
        writer.WriteString("title"u8, value.Title);
        writer.WriteString("published"u8, value.Published?.ToString());
        writer.WriteString("source"u8, value.Source);
        writer.WriteString("url"u8, value.Url);
        if (value.Snippet is { } snippet)
        {
            SnippetFormat.Write(writer, "snippet"u8, snippet);
        }
        else
        {
            writer.WriteNull("snippet"u8);
        }

        if (value.SnippetField is { } field)
        {
            JsonWrite.Text(writer, "snippetField"u8, field);
        }

        if (value.Group is { } group)
        {
            writer.WritePropertyName("group"u8);
            Write(writer, group);
        }

        if (value.Story is { } story)
        {
            writer.WritePropertyName("story"u8);
            StoryJson.Write(writer, story);
        }
    }

    public static Snippet ReadSnippet(ref Utf8JsonReader reader, string where) =>
        SnippetFormat.FromHtml(JsonRead.TextElement(ref reader, where))
        ?? throw new JsonException(
            $"{(where.Length == 0 ? "the snippet" : where)} is text in HTML with matches in <em>, and no other markup.");

    public static void Write(Utf8JsonWriter writer, Snippet value) => writer.WriteStringValue(value.ToHtml());

    public static TextRange ReadRange(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (start, end) = ((int?)null, (int?)null);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "start":
                    start = JsonRead.Int(ref reader, where, name);
                    break;
                case "end":
                    end = JsonRead.Int(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new(start ?? throw JsonRead.Missing(where, "start"), end ?? throw JsonRead.Missing(where, "end"));
    }

    public static void Write(Utf8JsonWriter writer, TextRange value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("start"u8, value.Start);
        writer.WriteNumber("end"u8, value.End);
        writer.WriteEndObject();
    }
}
