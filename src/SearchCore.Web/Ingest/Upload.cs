using System.Text.Json.Serialization;

using SearchCore.Client.Contracts;

namespace SearchCore.Web.Ingest;

/// <summary>What was taken and is to be done: an upload whose body is a file beside, ids to delete, or a snapshot to restore. Kept in JSON
/// until it is forgotten.</summary>
internal sealed record Upload
{
    /// <summary>Its place in the order of what came; it names its files.</summary>
    public required long Number { get; init; }

    /// <summary>What its owner knows it by; cannot be guessed.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Owner { get; init; }

    /// <summary>What the upload is called in messages and in ids of articles that have none; never a path.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The name of its format; null for the one that its bytes say.</summary>
    public string? Format { get; init; }

    /// <summary>The ids to delete; null where it is something else, and when it is done.</summary>
    public IReadOnlyList<string>? Delete { get; init; }

    /// <summary>Which articles there are to delete for its owner; null for all.</summary>
    public SearchScope? Scope { get; init; }

    /// <summary>The snapshot to restore; null where it is something else.</summary>
    public string? Restore { get; init; }

    /// <summary>How many bytes its body has.</summary>
    public long Bytes { get; init; }

    /// <summary>The SHA-256 of its body, as it came; null where it has none.</summary>
    public string? Sum { get; init; }

    /// <summary>What its owner is told.</summary>
    public required Receipt Receipt { get; init; }
}

/// <summary>Generated metadata of what is kept of uploads.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Upload))]
internal sealed partial class UploadJsonContext : JsonSerializerContext;
