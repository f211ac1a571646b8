using System.Text.Json;

namespace SearchCore.Json;

/// <summary>
/// SearchCore's JSON (docs/json.md). The types carry their converters, so that <c>JsonSerializer.Serialize(results)</c> writes the same
/// without any of this; what is here saves reflection and takes trees of any depth that a query may have.
/// </summary>
public static class SearchCoreJson
{
    /// <summary>
    /// The version of the schema in docs/json.md. Within a version members are added, and none changes its meaning or goes away.
    /// </summary>
    public const int SchemaVersion = 1;

    /// <summary>Options that need no reflection, for all types of <see cref="SearchCoreJsonContext"/>. Read only, safe to share.</summary>
    public static JsonSerializerOptions Options => SearchCoreJsonContext.Default.Options;
}
