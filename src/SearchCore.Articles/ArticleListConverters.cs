using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Articles;

/// <summary>Reads and writes a list of an article: null in its place, or in it, is refused by name.</summary>
public abstract class ArticleListConverter<T>(string name) : JsonConverter<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException(reader.TokenType == JsonTokenType.Null
                ? $"{name} is null; a list without values is []."
                : $"{name} is a list.");
        }

        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(reader.TokenType == JsonTokenType.Null
                ? throw new JsonException($"{name} holds null at place {list.Count}.")
                : ReadElement(ref reader, options));
        }

        return list.Count == 0 ? [] : list;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            throw new JsonException($"{name} is null; a list without values is empty.");
        }

        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++)
        {
            if (value[i] is null)
            {
                throw new JsonException($"{name} holds null at place {i}.");
            }

            WriteElement(writer, value[i], options);
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads one value, which is not null.</summary>
    protected abstract T ReadElement(ref Utf8JsonReader reader, JsonSerializerOptions options);

    /// <summary>Writes one value.</summary>
    protected abstract void WriteElement(Utf8JsonWriter writer, T element, JsonSerializerOptions options);
}

/// <summary>A list of strings.</summary>
public abstract class TextListConverter(string name) : ArticleListConverter<string>(name)
{
    private readonly string name = name;

    /// <inheritdoc/>
    protected override string ReadElement(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"{name} is a list of strings.");

    /// <inheritdoc/>
    protected override void WriteElement(Utf8JsonWriter writer, string element, JsonSerializerOptions options) =>
        writer.WriteStringValue(element);
}

/// <summary><see cref="Article.Authors"/>.</summary>
public sealed class AuthorsConverter() : TextListConverter("authors");

/// <summary><see cref="Article.Tags"/>.</summary>
public sealed class TagsConverter() : TextListConverter("tags");

/// <summary><see cref="Article.Entities"/>.</summary>
public sealed class EntitiesConverter() : ArticleListConverter<EntityName>("entities")
{
    private readonly EntityNameConverter element = new();

    /// <inheritdoc/>
    protected override EntityName ReadElement(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        element.Read(ref reader, typeof(EntityName), options);

    /// <inheritdoc/>
    protected override void WriteElement(Utf8JsonWriter writer, EntityName element, JsonSerializerOptions options) =>
        this.element.Write(writer, element, options);
}

/// <summary><see cref="Article.Members"/>.</summary>
public sealed class MembersConverter() : ArticleListConverter<ArticleMember>("members")
{
    private readonly ArticleMemberConverter element = new();

    /// <inheritdoc/>
    protected override ArticleMember ReadElement(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        element.Read(ref reader, typeof(ArticleMember), options);

    /// <inheritdoc/>
    protected override void WriteElement(Utf8JsonWriter writer, ArticleMember element, JsonSerializerOptions options) =>
        this.element.Write(writer, element, options);
}
