using System.Text.Encodings.Web;
using System.Text.Json;

using SearchCore.Articles;

namespace SearchCore.TestKit.Corpora;

/// <summary>
/// Invented news with the statistics of real news (<see cref="NewsProfile"/>), for tests and measurements on any machine.
/// </summary>
/// <remarks>
/// The same seed, number and profile give the same article on every machine and version of .NET; the first articles of a larger count are
/// those of a smaller one. Nothing in it comes from a real text but frequencies, some given names and the function words.
/// What it lacks: grammar, words that keep each other company, and repeated articles.
/// </remarks>
public static class SyntheticNews
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Articles one after the other; they are written while they are taken.</summary>
    public static IEnumerable<Article> Articles(ulong seed, int count, NewsProfile profile) => Articles(seed, 0, count, profile);

    /// <summary>The same from a number on, which are those that stand there in a larger count.</summary>
    public static IEnumerable<Article> Articles(ulong seed, int first, int count, NewsProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var composer = new ArticleComposer(profile, seed);
        for (var i = 0; i < count; i++)
        {
            yield return composer.Compose(first + i);
        }
    }

    /// <summary>Writes articles as JSON lines.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="articles">What.</param>
    public static void WriteJsonLines(Stream stream, IEnumerable<Article> articles)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(articles);
        using var json = new Utf8JsonWriter(stream, Json);
        foreach (var article in articles)
        {
            Write(json, article);
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, Article article)
    {
        json.WriteStartObject();
        json.WriteString("id", article.Id);
        WriteIfAny(json, "title", article.Title);
        WriteIfAny(json, "body", article.Body);
        WriteIfAny(json, "published", article.Published?.ToString());
        WriteIfAny(json, "source", article.Source);
        WriteIfAny(json, "url", article.Url);
        WriteIfAny(json, "section", article.Section);
        WriteIfAny(json, "language", article.Language);
        WriteIfAny(json, "author", article.Authors);
        WriteIfAny(json, "tags", article.Tags);
        if (article.Entities.Count > 0)
        {
            json.WriteStartObject("entities");
            foreach (var kind in article.Entities.GroupBy(e => e.Kind, e => e.Name))
            {
                WriteIfAny(json, kind.Key, [.. kind]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
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
