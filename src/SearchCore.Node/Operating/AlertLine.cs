using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Node.Operating;

/// <summary>An event as a line of JSON.</summary>
/// <param name="Shard">Its shard.</param>
/// <param name="Position">Where to go on behind the events of its commit.</param>
/// <param name="Event">The event, in the form of its contract.</param>
internal sealed record AlertLine(int Shard, string Position, JsonElement Event);

/// <summary>Generated metadata of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlertLine))]
internal sealed partial class AlertLineContext : JsonSerializerContext;
