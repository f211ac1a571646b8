using System.IO.Compression;
using System.Text;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests;

/// <summary>The articles of the shared corpora, read without the readers under test elsewhere.</summary>
internal static class Corpus
{
    public const string Reuters = "reuters21578.jsonl.gz", Briefings = "briefings.jsonl.gz", Trove = "trove.jsonl.gz";

    /// <summary>Whether tests are to take whole corpora and a million cases where they take samples by default.</summary>
    public static bool Whole { get; } = Environment.GetEnvironmentVariable("SEARCHCORE_TESTS") == "whole";

    /// <summary>Every <paramref name="step"/>-th article; every one in a whole run.</summary>
    public static IEnumerable<Article> Articles(string file, int step = 1)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.File(file)), CompressionMode.Decompress), Encoding.UTF8);
        for (var i = 0; lines.ReadLine() is { } line; i++)
        {
            if (Whole || i % step == 0)
            {
                using var json = JsonDocument.Parse(line);
                yield return Read(json.RootElement);
            }
        }
    }

    /// <summary>The same for StandardTokenizer as the oracle: without the characters that are of another class to it.</summary>
    public static IEnumerable<Article> ArticlesOfKnownCharacters(string file, int step = 1) =>
        Articles(file, step).Select(a => a with { Title = Known(a.Title), Body = Known(a.Body) });

    private static string? Known(string? text) => text is null ? null : UnicodeText.WithoutLater(text);

    private static Article Read(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetString()!,
        Title = Text(json, "title"),
        Body = Text(json, "body"),
        Source = Text(json, "source"),
        Url = Text(json, "url"),
        Section = Text(json, "section"),
        Published = Text(json, "published") is { } date && DateTimeOffset.TryParse(date, out var moment)
            ? ArticleDate.FromDateTimeOffset(moment)
            : null,
        Authors = [.. Values(json, "author")],
        Tags = [.. Values(json, "tags")],
        Entities = json.TryGetProperty("entities", out var entities)
            ? [.. entities.EnumerateObject()
                .SelectMany(kind => Values(entities, kind.Name).Select(name => new EntityName(kind.Name, name)))]
            : [],
    };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static IEnumerable<string> Values(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString()!)
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [];
}
