using System.Text.Json.Serialization;

namespace SearchCore.Client.Contracts;

/// <summary>Generated metadata of what a service says beside the engine's contracts (docs/service.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CollectionList))]
[JsonSerializable(typeof(ReaderInfo))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(SavedSearchList))]
[JsonSerializable(typeof(SavedSearch))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertEvent))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(NamedList))]
[JsonSerializable(typeof(NearList))]
[JsonSerializable(typeof(TermList))]
[JsonSerializable(typeof(SnapshotRequest))]
[JsonSerializable(typeof(SnapshotList))]
[JsonSerializable(typeof(List<string>))]
public sealed partial class ServiceJsonContext : JsonSerializerContext;
