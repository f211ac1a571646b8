using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Queries;

namespace SearchCore.Json.Tests;

/// <summary>The ways in which a value goes over the wire and comes back.</summary>
internal static class Wire
{
    // Trees of random shape go deeper than the 64 levels that the serializer allows by itself.
    private static readonly JsonSerializerOptions Plain = new() { MaxDepth = 1_600, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { MaxDepth = 1_600 };
    private static readonly JsonSerializerOptions Hosts = new() { MaxDepth = 1_600, TypeInfoResolver = HostContext.Default };

    /// <summary>Writes and reads a value by reflection and by generated code, and holds all ways to one form.</summary>
    public static void RoundTrip<T>(T value, string context)
        where T : notnull
    {
        var text = JsonSerializer.Serialize(value, Plain);
        foreach (var options in (JsonSerializerOptions[])[Plain, Web, SearchCoreJson.Options, Hosts])
        {
            Same(text, JsonSerializer.Serialize(value, options), context);
            var again = JsonSerializer.Deserialize<T>(text, options);
            Assert.True(value.Equals(again), $"{context}\n{text}\n{JsonSerializer.Serialize(again, options)}");
        }
    }

    /// <summary>Requires that a text is refused with certain words, by reflection and by generated code.</summary>
    public static void Refuses<T>(string json, string words)
    {
        foreach (var options in (JsonSerializerOptions[])[Plain, Web, SearchCoreJson.Options, Hosts])
        {
            var message = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>(json, options)).Message;
            Assert.Contains(words, message, StringComparison.Ordinal);
        }
    }

    /// <summary>Reads a text by reflection and by generated code; both must say the same.</summary>
    public static T Read<T>(string json)
    {
        var value = JsonSerializer.Deserialize<T>(json, Plain)!;
        foreach (var options in (JsonSerializerOptions[])[Web, SearchCoreJson.Options, Hosts])
        {
            Assert.Equal(value, JsonSerializer.Deserialize<T>(json, options));
        }

        return value;
    }

    // The encoders of the options differ in what they escape.
    private static void Same(string expected, string actual, string context)
    {
        if (expected != actual)
        {
            using var left = JsonDocument.Parse(expected, new() { MaxDepth = 1_600 });
            using var right = JsonDocument.Parse(actual, new() { MaxDepth = 1_600 });
            Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), $"{context}\n{expected}\n{actual}");
        }
    }
}

/// <summary>A context of a host's own, without any options of ours.</summary>
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(QueryNode))]
[JsonSerializable(typeof(WordNode))]
[JsonSerializable(typeof(ScoreBoost))]
[JsonSerializable(typeof(HitGroup))]
[JsonSerializable(typeof(QueryExplanation))]
[JsonSerializable(typeof(QueryParseResult))]
[JsonSerializable(typeof(QueryDirectives))]
[JsonSerializable(typeof(StoredArticle))]
[JsonSerializable(typeof(HighlightedArticle))]
[JsonSerializable(typeof(HighlightedText))]
[JsonSerializable(typeof(CompletionRequest))]
[JsonSerializable(typeof(Completions))]
[JsonSerializable(typeof(IndexingReport))]
[JsonSerializable(typeof(IndexStatistics))]
[JsonSerializable(typeof(IndexCheck))]
[JsonSerializable(typeof(SnapshotReport))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(TotalHits))]
[JsonSerializable(typeof(Facet))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(Significance))]
[JsonSerializable(typeof(PublishedRange))]
[JsonSerializable(typeof(HitFields))]
[JsonSerializable(typeof(SearchSort))]
[JsonSerializable(typeof(DrillDown))]
[JsonSerializable(typeof(FacetRequest))]
[JsonSerializable(typeof(Proximity))]
[JsonSerializable(typeof(DateInterval))]
[JsonSerializable(typeof(TextRange))]
[JsonSerializable(typeof(HitStory))]
[JsonSerializable(typeof(NearArticle))]
[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(ArticleMention))]
[JsonSerializable(typeof(EntityRequest))]
[JsonSerializable(typeof(EntityPage))]
[JsonSerializable(typeof(StandingQuery))]
[JsonSerializable(typeof(StandingEvent))]
[JsonSerializable(typeof(SearchScope))]
internal sealed partial class HostContext : JsonSerializerContext;
