using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Json;
using SearchCore.Queries;

namespace SearchCore.Cluster.Orleans.Contracts;

/// <summary>What goes over the wire in JSON beside the contracts themselves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<StoredArticle>))]
[JsonSerializable(typeof(List<FacetValue>))]
[JsonSerializable(typeof(List<NearArticle>))]
[JsonSerializable(typeof(List<Story>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<QueryDiagnostic>))]
[JsonSerializable(typeof(List<MissingShard>))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(ClusterStatus))]
internal sealed partial class ClusterJsonContext : JsonSerializerContext;

/// <summary>JSON of everything that silos and clients exchange.</summary>
internal static class ClusterJson
{
    private static readonly JsonSerializerOptions Options = new(SearchCoreJson.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(SearchCoreJsonContext.Default, ClusterJsonContext.Default),
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>());

    /// <exception cref="JsonException">It is something else.</exception>
    public static T Read<T>(byte[] json) =>
        JsonSerializer.Deserialize(json, TypeOf<T>()) ?? throw new JsonException($"There is no {typeof(T).Name}.");

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
