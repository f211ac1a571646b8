using System.Text.Json.Serialization;

namespace SearchCore.Client.Contracts;

/// <summary>Generated metadata of what a service says beside the engine's contracts (docs/service.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CollectionList))]
public sealed partial class ServiceJsonContext : JsonSerializerContext;
