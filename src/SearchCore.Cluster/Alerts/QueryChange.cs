using System.Text.Json.Serialization;

namespace SearchCore.Cluster.Alerts;

/// <summary>A change of a cluster's standing queries, as it is stored.</summary>
/// <param name="Put">The queries that were stored.</param>
/// <param name="Removed">The names of those that were removed.</param>
/// <param name="Kinds">Kinds of entity that they may name besides those that articles have.</param>
internal sealed record QueryChange(IReadOnlyList<StandingQuery> Put, IReadOnlyList<string> Removed, IReadOnlyList<string> Kinds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QueryChange))]
[JsonSerializable(typeof(List<StandingEvent>))]
internal sealed partial class AlertJson : JsonSerializerContext;
